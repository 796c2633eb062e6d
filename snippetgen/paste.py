"""Stage 1: the text as it was given, never altered, and where each place in it stands.

In: bytes or text. Out: a `Paste`, and a line and column for any offset.
Knows nothing of shells, curl or JSON.
"""

from bisect import bisect_right

from msgspec import Struct

from snippetgen.errors import UnreadablePaste
from snippetgen.once import found
from snippetgen.patterns import regex

_LINE_END = regex(r"\r\n|\r|\n")
_MARKDOWN = (".md", ".mdx", ".markdown")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Span(Struct, frozen=True, gc=False):
    """A half-open range of code point offsets in a paste: `start` is in it, `end` is not."""

    start: int
    end: int


class Paste(Struct, frozen=True, dict=True):
    """A pasted text, the name it is reported under (`-` is standard input), how it was encoded."""

    text: str
    name: str = "-"
    encoding: str = "utf-8"

    @property
    def is_markdown(self) -> bool:
        """Say whether the name says that this is Markdown."""
        return "." in self.name and self.name.lower().endswith(_MARKDOWN)

    @found
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @found
    def has_only_crlf(self) -> bool:
        """Say whether there are line ends and each is a CRLF."""
        line_feeds = self.text.count("\n")
        return line_feeds > 0 and self.text.count("\r\n") == line_feeds

    def position(self, offset: int) -> tuple[int, int]:
        """Give the line and the column of an offset, both counted from 1.

        A carriage return before a line feed belongs to the same line end.
        """
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_span(self, line: int) -> Span:
        """Give the span of a line, counted from 1, without its line end."""
        starts = self._line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        start = starts[line - 1]
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))


def decode(data: bytes, name: str = "-") -> Paste:
    """Decode a file's bytes: UTF-8, or UTF-16 where a byte order mark says so.

    The mark itself stays in the text as U+FEFF, so that every place keeps its offset.
    Raises `UnreadablePaste` with the line of the first byte that does not decode.
    """
    encoding = _UTF16.get(data[:2], "utf-8")
    try:
        return Paste(data.decode(encoding), name, encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadablePaste(
            f"{name}, line {line}: byte {error.start + 1} is not {encoding.upper()} text. "
            "Save the snippet as UTF-8 and try again."
        ) from None
