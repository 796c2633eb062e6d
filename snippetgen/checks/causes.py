"""Which flaws explain others, by code: what is missing from a command may be what a cut took.

In: nothing. Out: codes for `Rule.after`, likeliest causes first.
"""

# A part of the command was not read, or was read as part of another word.
LOST_TEXT = (
    "SG203",  # lost-head
    "SG117",  # lost-quote
    "SG204",  # unclosed-quote
    "SG205",  # unclosed-here-document
    "SG206",  # trailing-backslash
    "SG207",  # dangling-operator
    "SG209",  # lost-continuation
    "SG208",  # missing-value
    "SG306",  # run-together
    "SG118",  # doubled-quote
    "SG301",  # unknown-option
    "SG302",  # ambiguous-option
    "SG307",  # stray-word
)
# The URL is not the one that was meant, or not all of it.
LOST_URL = ("SG210", "SG211", "SG213", "SG107")  # no-url, cut-url, wrapped-value, legacy-entity
# A header is not the one that was meant.
LOST_HEADER = ("SG304", "SG305")  # misspelt-header, header-without-colon
# The body's JSON is not what was meant, so that its members may be missing.
LOST_JSON = ("SG214", "SG316")  # cut-json, broken-json

LOST = LOST_TEXT + LOST_URL + LOST_HEADER + LOST_JSON
