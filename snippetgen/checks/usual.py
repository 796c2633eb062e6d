r"""The command as most are, known by one pattern.

In: a text and a `Command` in it. Out: whether no word and no option of it is odd. It refuses to
judge what is not usual: `traits.py` then looks at each word and each option.
"""

from snippetgen.checks.http import HEADERS, METHODS
from snippetgen.patterns import regex
from snippetgen.words.command import Command

_MOST = 40  # items, so that a long command is given up soon
# Printable ASCII but `;` and the backtick, and in double quotes nothing that is live there.
_QUOTED = r"""(?:"[ !#%-:<-\[\]^_a-~]*+"|'[ -&(-:<-_a-~]*+')"""
_BARE = r"[A-Za-z0-9_.~:/?=,@%+-]++"
_GAP = r"[ \t]++(?:\\\n[ \t]*+)?"
_HEADER = rf"(?=[\"'](?i:{'|'.join(HEADERS)}):){_QUOTED}"
_ITEMS = (
    rf"(?:-X|--request){_GAP}(?:{'|'.join(METHODS)})",
    rf"(?:-H|--header){_GAP}{_HEADER}",
    rf"(?:-d|--data|--data-raw|--data-binary|--json){_GAP}{_QUOTED}",
    rf"(?=[\"']?https?://)(?:{_QUOTED}|{_BARE})",
    r"-[skLSi]|--location|--compressed",
)
_USUAL = regex(rf"curl(?:{_GAP}(?:{'|'.join(_ITEMS)})){{0,{_MOST}}}")


def is_usual(command: Command, text: str) -> bool:
    """Say whether each word is bare or in one pair of quotes, as it stands, a blank behind it.

    And whether each option is one that most commands have, spelled apart, with what it can say.
    """
    start, end = command.span.start, command.span.end
    return (
        command.dialect == "sh"
        and command.stdin is None
        and text[end : end + 1] in " \t\r\n"
        and _USUAL.fullmatch(text, start, end) is not None
        and text.find("{{", start, end) < 0
    )
