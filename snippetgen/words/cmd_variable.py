"""What cmd.exe expands: `%NAME%`, `%NAME:a=b%`, and `%%`, which is a `%`.

In: a cursor at a `%`. Out: an expansion in the word, spelled as it stands, or the `%` that is only
itself. It refuses to expand anything.
"""

from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.builder import WordBuilder
from snippetgen.words.cursor import Cursor

# `%E4%BD` is a percent-encoded URL and no variable, `%BASE_URL%` is one.
_VARIABLE = regex(
    r"%(?!(?:[0-9A-Fa-f]{2}\w*+)%[0-9A-Fa-f]{2})(?P<name>[A-Za-z_]\w*+)(?P<cut>:[^%\r\n\"]*+)?%"
)


def read_percent(cursor: Cursor, builder: WordBuilder) -> None:
    """Read what the `%` at the cursor stands for; a part of a variable is a command's work."""
    at = cursor.at
    found = _VARIABLE.match(cursor.text, at, cursor.end)
    if cursor.text.startswith("%%", at, cursor.end):
        builder.decoded("%", at, at + 2)
        cursor.at += 2
    elif found is None:
        builder.literal(at, at + 1)
        cursor.at += 1
    elif found["cut"]:
        builder.expansion("command", "", Span(at, found.end()))
        cursor.at = found.end()
    else:
        builder.expansion("variable", found["name"], Span(at, found.end()))
        cursor.at = found.end()
