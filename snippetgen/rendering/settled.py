"""Whether black would change a program that our own Python templates have written.

They lay themselves out as black does, where nothing is too long. In: the program. Out: yes or no,
and no where that is in doubt. It refuses to know what the program is about.
"""

from snippetgen.patterns import regex

_ESCAPED_QUOTE = regex(r"""\\["']""")
_WIDTH = 88  # black's own
_LONG = regex(rf"\n(.{{{_WIDTH + 1},}})")
_STRING = r"""f?(?:"[^"]*"|'[^']*')"""
# A string that stands in brackets on a line of its own, behind a key or a name at the most.
_ITEM = regex(rf" +(?:(?:{_STRING}|[0-9]+): |[a-z_]+=)?{_STRING},?")
_DOCSTRING = regex(r' *"""[^"\\]*"""')
_ASSIGNMENT = regex(rf"( *)[A-Za-z_0-9]+ = ({_STRING})")
_IN_PARENTHESES = 4  # how far black indents a value that it puts into parentheses


def is_settled(code: str) -> bool:
    """Say whether black surely leaves a program as it is.

    No, where a quote is escaped, which black may spell otherwise; where a character is not ASCII,
    whose columns it counts by a table of its own; and where a line is too long and not one that
    black cannot break.
    """
    if not code.isascii() or _ESCAPED_QUOTE.search(code):
        return False
    return all(map(_is_unbreakable, _LONG.findall("\n" + code)))


def _is_unbreakable(line: str) -> bool:
    if _ITEM.fullmatch(line) or _DOCSTRING.fullmatch(line):
        return True
    found = _ASSIGNMENT.fullmatch(line)
    return found is not None and len(found[1]) + _IN_PARENTHESES + len(found[2]) > _WIDTH
