r"""The lexing half of the tolerant JSON reader.

In: any text. Out: its tokens, in order, and a note of each slip in them or between them. Refuses to
know what may follow what. One of two patterns matches at every offset and never goes back to an
earlier choice, so the time is linear in the text.
"""

import re
from collections.abc import Iterator
from typing import Literal, Protocol

from snippetgen.json_text.nodes import NodeKind, SlipKind
from snippetgen.patterns import regex
from snippetgen.words.typography import (
    BIDI,
    CLOSING,
    DOUBLE_QUOTES,
    ODD_LINE_ENDS,
    ODD_SPACES,
    SINGLE_QUOTES,
    STRAIGHT,
    ZERO_WIDTH,
)

Token = tuple[Literal["mark"] | NodeKind, int, int, str]
"""A kind, a start, an end and a text: a mark itself, a string decoded, the others as spelled."""


class Note(Protocol):
    """What is called for each slip; the arguments are those of a `Slip`."""

    def __call__(self, kind: SlipKind, start: int, end: int, meant: str | None = None, /) -> None:
        """Take a slip."""


_CLOSING = {'"': '"', "'": "'", **CLOSING}
_BLANKS = r" \t\r\n"
_ODD_BLANKS = "\x0b\x0c" + ODD_SPACES + ODD_LINE_ENDS
_ODD_NOTHING = ZERO_WIDTH + BIDI
_CONTROLS = r"\x00-\x08\x0e-\x1f\x7f"
_NO_WORD = rf'{_BLANKS}{{}}\[\],:"{DOUBLE_QUOTES}\\/{_ODD_BLANKS}{_ODD_NOTHING}{_CONTROLS}'
_IN_WORD = rf"[^{_NO_WORD}]|/(?![/*])"
# Words that blanks join are one; a few hundred pieces at a time, for each is remembered until then.
_WORDS_IN_ONE = rf"(?:[^{_NO_WORD}]++|/(?![/*])|[ \t]++(?![#'])(?={_IN_WORD})){{1,256}}"
_NUMBER = r"-?+(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?+[0-9]++)?"


def _quoted(marks: str, line_ends: str = "") -> str:
    """Give the pattern of a string that each mark opens; the closing mark may be lacking."""
    escaped = rf"[^{line_ends}]" if line_ends else r"[\s\S]"
    opening: dict[str, str] = {}
    for mark in marks:
        opening[_CLOSING[mark]] = opening.get(_CLOSING[mark], "") + mark
    return "|".join(
        rf"[{some}][^{closing}\\{line_ends}]*+(?:\\{escaped}[^{closing}\\{line_ends}]*+)*+"
        rf"\\?+[{closing}]?+"
        for closing, some in opening.items()
    )


def _token(patterns: dict[str, str]) -> re.Pattern[str]:
    """Give the pattern of blanks and one of these kinds of token, in the order they are tried."""
    groups = (f"(?P<{name.replace(' ', '_')}>{part})" for name, part in patterns.items())
    return regex(f"[{_BLANKS}]*+(?:{'|'.join(groups)})")


# What JSON is made of, and a string that lacks its end.
_USUAL = _token(
    {
        "plain": r'"[^"\\\x00-\x1f]*+"',
        "mark": r"[}\[\],:]|\{(?!\{)",
        "number": rf"{_NUMBER}(?=[{_BLANKS},\]}}]|\Z)",
        "straight": _quoted('"'),
        "word": rf"(?:true|false|null)(?=[{_BLANKS}]*+(?:[,\]}}]|\Z))",
        "end": r"\Z",
    }
)
# Where none of those matches; apart, for its large sets of characters take long to compile. The
# last makes sure that there is a match at every offset, so that no character is looked at from two
# starts.
_UNUSUAL = _token(
    {
        "placeholder": r"\{\{[^{}\r\n:,\"]++\}\}|\$\{[^{}\r\n\"]*+\}",
        "mark": r"\{",
        "curly": _quoted(DOUBLE_QUOTES),
        "single": _quoted("'" + SINGLE_QUOTES, r"\r\n"),
        "escaped": r'\\"[^"\\]*+(?:\\[^"][^"\\]*+)*+(?:\\"|\\\Z)?',
        "comment": r"(?://|#)[^\r\n]*+|/\*[\s\S]*?(?:\*/|\Z)",
        "odd blank": f"[{_ODD_BLANKS}]++",
        "odd nothing": f"[{_ODD_NOTHING}]++",
        "control": f"[{_CONTROLS}]++",
        "address": rf"[A-Za-z][A-Za-z0-9+.-]*+://[^{_BLANKS},\"{{}}\[\]]*+",
        "word": rf"(?={_IN_WORD})(?:(?=(?P<some>{_WORDS_IN_ONE}))(?P=some))+",
        "stray": r"[\s\S]",
    }
)

_STRICT_NUMBER = regex(_NUMBER)
_LOOSE_NUMBER = regex(r"[+-]?+(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)(?:[eE][+-]?+[0-9]++)?")
_WORDS: dict[str, tuple[NodeKind, SlipKind | None]] = {
    "true": ("true", None),
    "false": ("false", None),
    "null": ("null", None),
    "True": ("true", "python literal"),
    "False": ("false", "python literal"),
    "None": ("null", "python literal"),
    "NaN": ("number", "python literal"),
    "Infinity": ("number", "python literal"),
    "-Infinity": ("number", "python literal"),
}
# What may be escaped in each kind of string beside the straight double quote.
_OWN_MARKS = {
    "straight": "",
    "curly": DOUBLE_QUOTES,
    "single": "'" + SINGLE_QUOTES,
    "escaped": "",
}
_BETWEEN: dict[str, tuple[SlipKind, str | None]] = {
    "comment": ("comment", None),
    "odd_blank": ("odd space", " "),
    "odd_nothing": ("odd space", ""),
    "control": ("control character", None),
    "stray": ("extra text", None),
}

_INSIDE = regex(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S]?+)"
    r"|[\x00-\x1f]++"
)
_ESCAPES = {'"': '"', "\\": "\\", "/": "/"} | dict(zip("bfnrt", "\b\f\n\r\t", strict=True))


def tokens(text: str, note: Note) -> Iterator[Token]:
    """Give the tokens of a text in order, and note each slip up to there."""
    end = 0
    while match := _USUAL.match(text, end) or _UNUSUAL.match(text, end):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if kind == "mark":
            yield "mark", start, end, text[start]
        elif kind == "plain":
            yield "string", start, end, text[start + 1 : end - 1]
        elif kind == "number":
            yield "number", start, end, text[start:end]
        elif kind in _OWN_MARKS:
            yield "string", start, end, _string(kind, text, start, end, note)
        elif kind in _BETWEEN:
            slip, meant = _BETWEEN[kind]
            note(slip, start, end, meant)
        elif kind == "end":
            return
        else:
            yield _word(text[start:end], start, note)


def _word(text: str, start: int, note: Note) -> Token:
    end = start + len(text)
    kind, slip = _WORDS.get(text, ("string", "bare word"))
    if slip == "bare word" and _LOOSE_NUMBER.fullmatch(text):
        kind, slip = "number", None if _STRICT_NUMBER.fullmatch(text) else "bad number"
    if slip:
        note(slip, start, end)
    return kind, start, end, text


def _string(kind: str, text: str, start: int, end: int, note: Note) -> str:
    width = 2 if kind == "escaped" else 1
    closed = _is_closed(text, start, end, width)
    if not closed and end == len(text):
        note("cut off", end, end)
    if kind == "single":
        note("single quote", start, end)
    elif kind == "escaped":
        note("bad escape", start, end)
    elif kind == "curly":
        _note_curly(text, start, note)
        if closed:
            _note_curly(text, end - 1, note)
    return _decode(text, start + width, end - width * closed, note, _OWN_MARKS[kind])


def _is_closed(text: str, start: int, end: int, width: int) -> bool:
    if end - start < 2 * width or text[end - 1] not in _CLOSING.get(text[start], '"'):
        return False
    inside = text[start + width : end - width]
    return (len(inside) - len(inside.rstrip("\\"))) % 2 == 0


def _note_curly(text: str, place: int, note: Note) -> None:
    if text[place] in DOUBLE_QUOTES:
        note("curly quote", place, place + 1, '"')


def _decode(text: str, start: int, end: int, note: Note, own_marks: str) -> str:
    """Give what a string's inside stands for; an escape that JSON does not know stays as it is."""

    def read(match: re.Match[str]) -> str:
        found, place = match[0], start + match.start()
        escaped = found[1:]
        if escaped in _ESCAPES:
            return _ESCAPES[escaped]
        if len(escaped) >= 5 and found[0] == "\\":
            return _character(escaped)
        if escaped and escaped in own_marks:
            _note_curly(text, place + 1, note)
            return STRAIGHT.get(escaped, escaped)
        note("bad escape" if found[0] == "\\" else "control character", place, place + len(found))
        return found

    return _INSIDE.sub(read, text[start:end])


def _character(escaped: str) -> str:
    """Give the character of `uXXXX`, or of `uXXXX` twice for a surrogate pair (RFC 8259, 7)."""
    if len(escaped) == 5:
        return chr(int(escaped[1:], 16))
    high, low = int(escaped[1:5], 16), int(escaped[7:], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
