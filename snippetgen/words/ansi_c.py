r"""The `$'…'` of bash: the escapes of ANSI C, as bash 5.2 reads them in a UTF-8 locale.

In: a cursor inside such a quote. Out: the decoded text in the word. It refuses to know what closes
the quote. Escapes stand for bytes (`\xc3\xa9`, `\303\251` and `\u00e9` are the same two): where
neighbouring ones make UTF-8 they are a character, else U+DC80..U+DCFF, as `to_bytes` takes them.
"""

import re
from collections.abc import Callable

from snippetgen.patterns import regex
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import MarkKind
from snippetgen.words.cursor import Cursor
from snippetgen.words.typography import CLOSING, STRAIGHT

_ESCAPE = regex(
    r"\\(?:(?P<letter>[abeEfnrtv\\'\"?])"
    r"|(?P<octal>[0-7]{1,3}+)"
    r"|x(?:\{(?P<braced>[0-9A-Fa-f]*+)\}?+|(?P<hex>[0-9A-Fa-f]{1,2}+))"
    r"|(?:u(?P<short>[0-9A-Fa-f]{1,4}+)|U(?P<long>[0-9A-Fa-f]{1,8}+))"
    r"|c(?P<control>\\.|[^'\\]))",
    re.DOTALL,
)
_LETTERS = dict(zip("abeEfnrtv\\'\"?", b"\a\b\x1b\x1b\f\n\r\t\v\\'\"?", strict=True))
_LONGEST_UTF8 = 4
_PLAIN = {marks: regex(rf"[^\\{marks}]++") for marks in ("'", *CLOSING.values())}


class _Bytes:
    """The bytes of neighbouring escapes, each with its source, until they make a character."""

    def __init__(self, builder: WordBuilder) -> None:
        self._builder = builder
        self._bytes = bytearray()
        self._sources: list[tuple[int, int]] = []

    def add(self, data: bytes, start: int, end: int) -> None:
        """Add the bytes of the escape that stands from `start` to `end`."""
        for byte in data:
            if not 0x80 <= byte < 0xC0 or len(self._bytes) >= _LONGEST_UTF8:
                self.flush()  # it goes on with no character
            self._bytes.append(byte)
            self._sources.append((start, end))

    def flush(self) -> None:
        """Give the word the characters that the bytes make, each from all of its escapes."""
        at = 0
        for char in self._bytes.decode("utf-8", "surrogateescape"):
            length = len(char.encode("utf-8", "surrogateescape"))
            start, end = self._sources[at][0], self._sources[at + length - 1][1]
            self._builder.decoded(char, start, end)
            at += length
        self._bytes.clear()
        self._sources.clear()


def read_ansi_c(
    cursor: Cursor, builder: WordBuilder, marks: str, closes: Callable[[int], bool]
) -> bool:
    """Read up to the first of `marks` that closes the quote; False where none does.

    An escape for NUL ends the text, as an argument cannot hold one; the rest is read over.
    """
    text, plain = cursor.text, _PLAIN[marks]
    pending = _Bytes(builder)
    while cursor.at < cursor.end:
        if escape := _ESCAPE.match(text, cursor.at, cursor.end):
            data = _decode(escape)
            if 0 in data:
                cursor.mark(MarkKind.NUL_IN_ARGUMENT, escape.start(), escape.end())
                pending.flush()
                builder, pending = _nowhere(cursor)
            pending.add(data, escape.start(), escape.end())
            cursor.at = escape.end()
            continue
        pending.flush()
        if run := plain.match(text, cursor.at, cursor.end):
            cursor.content(builder, run.end())
        elif text[cursor.at] != "\\" and closes(cursor.at):
            return True
        else:
            _read_plain(cursor, builder, marks)
    pending.flush()
    return False


def _nowhere(cursor: Cursor) -> tuple[WordBuilder, _Bytes]:
    """Give what takes the text after a NUL, and is thrown away with it."""
    builder = WordBuilder(cursor.text, cursor.at)
    return builder, _Bytes(builder)


def _read_plain(cursor: Cursor, builder: WordBuilder, marks: str) -> None:
    r"""Read one character that begins no escape: a mark as content, `\’` as `\'`, a lone `\`."""
    at, after = cursor.at, cursor.text[cursor.at + 1 : cursor.at + 2]
    if cursor.text[at] == "\\" and after in STRAIGHT and after in marks and at + 1 < cursor.end:
        cursor.mark(MarkKind.CURLY_QUOTE, at + 1, at + 2, STRAIGHT[after])
        builder.decoded(STRAIGHT[after], at, at + 2)
        cursor.at += 2
        return
    builder.literal(at, at + 1)
    cursor.at += 1


def _decode(escape: re.Match[str]) -> bytes:
    kind, digits = escape.lastgroup, escape[escape.lastgroup or 0]
    if kind == "letter":
        return bytes([_LETTERS[digits]])
    if kind == "control":
        return _control(digits)
    if kind == "octal":
        return bytes([int(digits, 8) & 0xFF])
    if kind in ("braced", "hex"):
        return bytes([int(digits[-2:] or "0", 16)])
    return _first_utf8(int(digits, 16))


def _control(text: str) -> bytes:
    r"""Give what `\cX` stands for; `\c\\` takes both backslashes, `\c\y` leaves the `y`."""
    first, *rest = text.encode("utf-8", "surrogatepass")
    control = 0x7F if first == ord("?") else first & 0x1F
    return bytes([control, *(rest if text != "\\\\" else [])])


def _first_utf8(code: int) -> bytes:
    """Encode as UTF-8 was first made (RFC 2279): surrogates and up to six bytes, as bash does."""
    if code < 0x80:
        return bytes([code])
    if code > 0x7FFFFFFF:
        return b""
    tail = bytearray()
    room = 0x40  # what the leading byte still holds
    while code >= room:
        tail.insert(0, 0x80 | code & 0x3F)
        code >>= 6
        room >>= 1
    return bytes([0xFF & ~(2 * room - 1) | code, *tail])
