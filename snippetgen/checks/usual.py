r"""The command as most are, known by one pattern.

In: a text, a command in it and where it starts. Out: that no word and no option of it is odd, and
whether a line breaks in one. It refuses to judge what is not usual: `traits.py` then looks at each.
What is odd there must not match here.
"""

import re

from snippetgen.checks.http import HEADERS, METHODS
from snippetgen.find import Start
from snippetgen.patterns import regex
from snippetgen.words.command import Command

_MOST = 40  # items, so that a long command is given up soon
# Printable ASCII but `;` and the backtick, and in double quotes nothing that is live there; only a
# line break is a group.
_IN_DOUBLE, _IN_SINGLE = r" !#%-:<-\[\]^_a-~", r" -&(-:<-_a-~"
_QUOTED = (
    rf"(?:\"[{_IN_DOUBLE}]*+(?:(\n)[{_IN_DOUBLE}\n]*+)?\""
    rf"|'[{_IN_SINGLE}]*+(?:(\n)[{_IN_SINGLE}\n]*+)?')"
)
_BARE = r"[A-Za-z0-9_.~:/?=,@%+-]++"
_GAP = r"[ \t]++(?:\\\n[ \t]*+)?"
# What stands in quotes: their pattern is long, and so is written once.
_BEFORE_QUOTES = (
    rf"(?:-H|--header){_GAP}(?=[\"'](?i:{'|'.join(HEADERS)}):)",
    rf"(?:-d|--data|--data-raw|--data-binary|--json){_GAP}",
    r"(?=[\"']https?://)",
)
_ITEMS = (
    rf"(?:-X|--request){_GAP}(?:{'|'.join(METHODS)})",
    rf"(?:{'|'.join(_BEFORE_QUOTES)}){_QUOTED}",
    rf"(?=https?://){_BARE}",
    r"-[skLSi]|--location|--compressed",
)
_USUAL = regex(rf"curl(?:{_GAP}(?:{'|'.join(_ITEMS)})){{0,{_MOST}}}")


def usual(text: str, start: Start, command: Command) -> re.Match[str] | None:
    """Match a command of which each word is bare or in one pair of quotes, a blank behind it.

    Each option is one that most commands have, spelled apart, with what it can say. Where a line
    breaks in quotes, the match has a group. None where the command may be otherwise.
    """
    first, end = command.span.start, command.span.end
    if command.dialect != "sh" or command.stdin or text[end : end + 1] not in " \t\r\n":
        return None
    found = _USUAL.fullmatch(text, first, end)
    if found is None or text.find("{{", first, end) >= 0:
        return None
    # What leads each line of a quote, as a prompt does, is not read: then it stands otherwise.
    return None if found.lastindex and start.lead else found
