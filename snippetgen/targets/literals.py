"""How a target's language writes a string: every rule of quoting is data, from `target.toml`."""

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from json.encoder import encode_basestring_ascii

from msgspec import Struct, field

from snippetgen.once import found
from snippetgen.rendering.code import Code

_PRINTED = {chr(code) for code in range(ord(" "), ord("~") + 1)}


class _Escapes(dict[int, str]):
    """A `str.translate` table that asks for an escape once per character, then remembers it."""

    def __init__(self, escape: Callable[[str], str]) -> None:
        super().__init__()
        self._escape = escape

    def __missing__(self, code: int) -> str:
        self[code] = escaped = self._escape(chr(code))
        return escaped


class LiteralRules(Struct, frozen=True, dict=True):
    r"""How a language writes a string, from the `[literal]` table of a `target.toml`.

    `escapes` maps a character to its escape. Other control characters take `control`, characters
    that do not print take `bmp` or `astral` (formats of the code point), and so does all that is
    not ASCII where `ascii_only`. Where `octets` is given, all of them become their UTF-8 bytes,
    each in that format; where `astral` is empty, an astral character becomes two surrogates in
    `bmp`. `other` is another mark than `open` and `close`, taken where the text holds fewer of it;
    `escapes` then has both, and the mark that is not taken stands as it is. `doubled` maps a
    character to its escape after itself (C++: `??/` is a trigraph, `?\\?/` is not).

    A literal of over `longest` units (`utf8` bytes, or Java's `modified_utf8`) is cut into pieces:
    `long_open`, the pieces with `long_between`, `long_close`. `nul` is the form of a literal that
    holds U+0000, with `{literal}` and `{size}` (its bytes).

    A block holds a text line by line, each line after `indent` blanks that the language takes off
    again; `block_text` is the pattern of a text that may stand in one.
    """

    open: str
    close: str
    escapes: dict[str, str]
    control: str
    bmp: str = ""
    astral: str = ""
    octets: str = ""
    ascii_only: bool = False
    longest: int = 0
    unit: str = "utf8"
    long_open: str = ""
    long_between: str = ""
    long_close: str = ""
    nul: str = ""
    other: str = ""
    doubled: dict[str, str] = field(default_factory=dict)
    indent: int = 0
    block_text: re.Pattern[str] = re.compile(r"[ -~\n]*")

    def escaper(self, more: dict[str, str] | None = None) -> Callable[[str], str]:
        """Give what writes a text as it stands between the quotes; `more` adds escapes.

        It is to be kept: it remembers the escapes it has found.
        """
        more = more or {}
        special = self.escapes | self.doubled | more
        as_it_is = re.compile(f"[{re.escape(''.join(sorted(_PRINTED - special.keys())))}]*")
        table = _Escapes(lambda char: more.get(char) or self._escape(char))

        def escaped(text: str) -> str:
            if as_it_is.fullmatch(text):
                return text
            code = text.translate(table)
            for char, escape in self.doubled.items():
                while char * 2 in code:  # twice at the most
                    code = code.replace(char * 2, char + escape)
            return code

        return escaped

    @found
    def literal(self) -> Callable[[str], Code]:
        """Give the function that writes a literal, in pieces where one would be too long."""
        if self._is_like_json:
            return self._literal_like_json()
        start, end = self.open, self.close
        stands_as_it_is, in_pieces = self._plain_text.fullmatch, self._in_pieces

        def literal(text: str) -> Code:
            return Code(start + text + end if stands_as_it_is(text) else in_pieces(text))

        return literal

    @property
    def _is_like_json(self) -> bool:
        """Say whether all that JSON writes as it is, in its quotes, stands for itself here too."""
        escaped = self.escapes.keys() & _PRINTED
        is_usual = self.open == self.close == '"' and len(self.doubled) < 2
        return is_usual and escaped <= {'"', "\\", self.other}

    def _literal_like_json(self) -> Callable[[str], Code]:
        in_pieces, longest = self._in_pieces, (self.longest or sys.maxsize) + len('""')
        pair = "".join(self.doubled) * 2

        def literal(text: str) -> Code:
            code = encode_basestring_ascii(text)
            if len(code) == len(text) + 2 <= longest and not (pair and pair in text):
                return Code(code)
            return Code(in_pieces(text))

        return literal

    def is_one_piece(self, text: str) -> bool:
        """Say whether the text is a plain literal: neither too long nor in need of `nul`."""
        return not self._needs_size(text) and self._is_short(text)

    def holds_block(self, text: str) -> bool:
        """Say whether the text may stand in a block."""
        fits = self.block_text.fullmatch(text) and text.replace("\n", "").isprintable()
        return bool(fits) and self.close not in text and self.is_one_piece(text)

    def block(self, text: str) -> Code:
        """Give the text as a block."""
        margin = " " * self.indent
        lines = "\n".join(line and margin + self._escaped(line) for line in text.split("\n"))
        last = margin if text.endswith("\n") else ""
        return Code(f"{self.open}{lines}{last}{self.close}")

    @property
    def _plain_text(self) -> re.Pattern[str]:
        """The pattern of one short text whose characters stand for themselves, as most do."""
        chars = re.escape("".join(sorted(_PRINTED - self.escapes.keys())))
        no_pairs = "".join(f"(?!.*{re.escape(char * 2)})" for char in self.doubled)
        return re.compile(f"{no_pairs}[{chars}]{{0,{self.longest or ''}}}")

    @found
    def _escaped(self) -> Callable[[str], str]:
        return self.escaper()

    @found
    def _beside(self) -> dict[str, Callable[[str], str]]:
        """Give what escapes between one of the two marks, by the other, which stands as it is."""
        return {free: self.escaper({free: free}) for free in (self.open, self.other)}

    def _escape(self, char: str) -> str:
        if char in self.escapes:
            return self.escapes[char]
        if char.isascii() and char.isprintable():
            return char
        if char.isprintable() and not self.ascii_only:
            return char
        if self.octets:
            return "".join(self.octets.format(byte) for byte in char.encode("utf-8"))
        if char < " " or char == "\x7f":
            return self.control.format(ord(char))
        return self._unprintable(char)

    def _unprintable(self, char: str) -> str:
        if ord(char) <= 0xFFFF:
            return self.bmp.format(ord(char))
        if self.astral:
            return self.astral.format(ord(char))
        units = char.encode("utf-16-be")
        return "".join(
            self.bmp.format(int.from_bytes(units[place : place + 2])) for place in (0, 2)
        )

    def _in_pieces(self, text: str) -> str:
        if self._is_short(text):
            return self._one(text)
        middle = self.long_between.join([self._one(piece) for piece in self._pieces(text)])
        return f"{self.long_open}{middle}{self.long_close}"

    def _one(self, piece: str) -> str:
        code = self._quoted(piece)
        if self._needs_size(piece):
            return self.nul.format(literal=code, size=len(piece.encode("utf-8")))
        return code

    def _quoted(self, piece: str) -> str:
        if not self.other:
            return f"{self.open}{self._escaped(piece)}{self.close}"
        marks = self.open, self.other
        mark, free = marks[::-1] if piece.count(self.open) > piece.count(self.other) else marks
        return f"{mark}{self._beside[free](piece)}{mark}"

    def _needs_size(self, text: str) -> bool:
        return bool(self.nul) and "\0" in text

    def _pieces(self, text: str) -> Iterator[str]:
        start = 0
        while start < len(text):
            farthest = min(len(text), start + self.longest)
            end = bisect_right(
                range(start + 1, farthest + 1), self.longest, key=self._size_from(text, start)
            )
            yield text[start : start + end]
            start += end

    def _is_short(self, text: str) -> bool:
        return not self.longest or self._size(text) <= self.longest

    def _size_from(self, text: str, start: int) -> Callable[[int], int]:
        return lambda end: self._size(text[start:end])

    def _size(self, text: str) -> int:
        if text.isascii():
            return len(text) + (text.count("\0") if self.unit == "modified_utf8" else 0)
        if self.unit == "modified_utf8":  # JVMS 4.4.7: NUL takes 2 bytes, an astral character 6
            astral = len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text)
            return len(text.encode("utf-8", "surrogatepass")) + text.count("\0") + 2 * astral
        return len(text.encode("utf-8", "surrogatepass"))
