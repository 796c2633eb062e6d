"""Which flaws explain others, by code: what is missing from a command may be what a cut took.

In: nothing. Out: codes for `Rule.after`, likeliest causes first.
"""

# What a shell takes the command's words apart by.
TAKEN_APART = (
    "SG106",  # html-entity, where it is not read as meant
    "SG120",  # garbled-character
    "SG122",  # bare-apostrophe
    "SG125",  # escaped-quote
    "SG126",  # inner-quote
)
# A part of the command was not read, or was read as part of another word.
LOST_TEXT = (
    *TAKEN_APART,
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
    "SG321",  # mistaken-option
)
# The URL is not the one that was meant, or not all of it.
LOST_URL = (
    "SG210",  # no-url
    "SG211",  # cut-url
    "SG213",  # wrapped-value
    "SG107",  # legacy-entity
    "SG124",  # lookalike-character
)
# A header is not the one that was meant.
LOST_HEADER = ("SG304", "SG305")  # misspelt-header, header-without-colon
# The body's JSON is not what was meant, so that its members may be missing.
LOST_JSON = ("SG214", "SG316")  # cut-json, broken-json

LOST = LOST_TEXT + LOST_URL + LOST_HEADER + LOST_JSON
