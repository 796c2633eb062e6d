"""A paste without its secrets: what a report may show of it.

In: a `Paste` and the `Reading`s of its commands. Out: the cells of a line, each what is shown for
some characters of the paste. A secret is shown by the name of its environment variable; what only
looks like a key, where no command says so, as `[secure]`. It refuses to know what is drawn of it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from snippetgen.endpoints import is_placeholder
from snippetgen.paste import Paste, Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.report.visible import visible
from snippetgen.secret_places import SecretPlace, is_secret_name
from snippetgen.words.typography import (
    BIDI,
    DOUBLE_QUOTES,
    ODD_LINE_ENDS,
    ODD_SPACES,
    SINGLE_QUOTES,
    ZERO_WIDTH,
)

_SECURE = "[secure]"
_REST = "…"
# Options whose argument is a secret, or holds one, even where none of it is sent.
_SECRET_OPTIONS = frozenset(
    {"user", "proxy-user", "oauth2-bearer", "cookie", "pass", "proxy-pass", "cert", "proxy-cert"}
    | {"tlspassword", "proxy-tlspassword"}
)
# A secret is masked run by run, so that an odd character or a line break in it is still seen.
_RUN = regex(rf"[^\0- \x7f{ODD_SPACES}{ODD_LINE_ENDS}{ZERO_WIDTH}{BIDI}]++")
# Later runs of a key that has no blanks: text behind it that a lost quote took in is none.
_KEY_RUN = regex(r"[0-9A-Za-z]\w*+")
_KEY = "GUMLOOP_API_KEY"
_VALUE = rf"""[^\s"'\\&,;}}{SINGLE_QUOTES}{DOUBLE_QUOTES}{ZERO_WIDTH}]++"""
_SCHEME_NAME = r"(?:bearer|basic|token|digest)[ \t]++"
_NAMED = regex(
    rf"""(?<![\w.-])(?P<name>[\w.-]++)["'\\]{{0,4}}+[ \t]*+[:=][ \t]*+"""
    rf"""(?:[a-z]{{1,2}}(?=["'`])|(?![a-z]{{1,2}}["'`]))["'`\\]{{0,4}}+"""
    rf"(?:{_SCHEME_NAME}|(?!{_SCHEME_NAME}))(?P<secret>{_VALUE})",
    re.IGNORECASE,
)
_SHAPED = regex(
    rf"(?<![0-9A-Za-z])(?:[0-9a-f][{ZERO_WIDTH}{BIDI}]*+){{16,}}+(?![0-9A-Za-z])"
    r"|(?<![\w-])(?:gum|sk|pk|gh[pousr]|xox[abprs])[-_][\w-]{8,}+"
    r"|(?<![\w-])eyJ[\w-]{8,}+(?:\.[\w-]*+)*+"
    r"|(?<=bearer )[ \t]*+[\w.~+/=-]{8,}+"
    r"|(?<=://)[^\s/?#@'\"]++(?=@)"
    r"|(?<=cookie:)[^'\"\r\n]++",
    re.IGNORECASE,
)
# A scheme, known or not, where the reading has found the secret behind it.
_SCHEME = regex(r"[A-Za-z-]{1,12}[:=]?[ \t]++")
_DIGITS = regex(r"[0-9a-f]{20}", re.IGNORECASE)  # also of a key that a name is glued to
_NAMES_OF_SECRETS = ("authorization", "proxy-authorization")
_NO_SECRET = ("$", "%", "{")  # a variable, or a template's


class Cell(Struct, frozen=True):
    """What is shown for the characters of a paste from `start` to `end`."""

    start: int
    end: int
    text: str


class Masking:
    """The masks of one paste; each of its lines is looked through once."""

    def __init__(self, paste: Paste, readings: Iterable[Reading]) -> None:
        self._text = paste.text
        masks: set[Cell] = set()
        self._no_secrets: set[str] = set()
        for reading in readings:
            masks.update(_masks(reading, paste.text))
            if reading.webhook:
                self._no_secrets.add("x-auth-key")  # Gumloop's name for the user_id
        self._masks = _apart(masks)
        self._starts = {mask.start for mask in self._masks}
        self._lines: dict[Span, list[Cell]] = {}

    def cells(self, line: Span, start: int, end: int) -> Iterator[Cell]:
        """Give a cell for each character between two offsets of a line, and for each mask.

        A mask that the range cuts is given whole.
        """
        for cell in self._parts(line, start, end):
            if cell.text:
                yield cell
                continue
            for place in range(cell.start, cell.end):
                yield Cell(place, place + 1, visible(self._text[place]))

    def line(self, line: Span) -> str:
        """Give a whole line as it may be shown."""
        parts = self._parts(line, line.start, line.end)
        return "".join(one.text or visible(self._text[one.start : one.end]) for one in parts)

    def _parts(self, line: Span, start: int, end: int) -> Iterator[Cell]:
        """Give the masks, and what stands between them as cells without a text."""
        masks = self._of_line(line)
        for mask in masks[bisect_right(masks, start, key=lambda mask: mask.end) :]:
            if mask.start >= end:
                break
            if start < mask.start:
                yield Cell(start, mask.start, "")
            yield mask
            start = mask.end
        if start < end:
            yield Cell(start, end, "")

    def _of_line(self, line: Span) -> list[Cell]:
        if line not in self._lines:
            first = bisect_right(self._masks, line.start, key=lambda mask: mask.end)
            last = bisect_left(self._masks, line.end, key=lambda mask: mask.start)
            self._lines[line] = _apart([*self._masks[first:last], *self._looked_for(line)])
        return self._lines[line]

    def _looked_for(self, line: Span) -> Iterator[Cell]:
        for found in _NAMED.finditer(self._text, line.start, line.end):
            name = found["name"].lower()
            is_secret = name in _NAMES_OF_SECRETS or is_secret_name(name)
            scheme = _SCHEME.match(self._text, found.start("secret"), line.end)
            if name in _NAMES_OF_SECRETS and scheme and scheme.end() in self._starts:
                continue
            if is_secret and name not in self._no_secrets and _is_literal(found["secret"]):
                yield Cell(*found.span("secret"), _SECURE)
        for found in _SHAPED.finditer(self._text, line.start, line.end):
            if _is_literal(found[0].strip()):
                yield from _runs(self._text, Span(*found.span()), _SECURE)


def holds_key(text: str) -> bool:
    """Say whether something in a text looks like a key, whatever it is called there."""
    named = any(_is_literal(found[0].strip()) for found in _SHAPED.finditer(text))
    return named or _DIGITS.search(text) is not None


def _is_literal(text: str) -> bool:
    return not text.startswith(_NO_SECRET) and not is_placeholder(text)


def _masks(reading: Reading, text: str) -> Iterator[Cell]:
    for place in reading.secrets:
        if not place.is_outside and not is_placeholder(place.text):
            yield from _runs(text, _inside(place), f"${place.env}", is_key=place.env == _KEY)
    for option in reading.arguments.options if reading.arguments else ():
        if option.name in _SECRET_OPTIONS and option.argument and not option.argument.expansions:
            yield from _runs(text, option.argument.content, _SECURE)


def _inside(place: SecretPlace) -> Span:
    """Give the span of a secret without the quotes around it, a shell's or a JSON string's."""
    return (place.word.part(1, -1) if place.is_json else place.word).content


def _runs(text: str, span: Span, name: str, *, is_key: bool = False) -> Iterator[Cell]:
    shown = name
    for run in _RUN.finditer(text, span.start, span.end):
        if shown == name or not is_key or _KEY_RUN.fullmatch(run[0]):
            yield Cell(run.start(), run.end(), shown)
        shown = _REST


def _apart(cells: Iterable[Cell]) -> list[Cell]:
    """Give cells in order; those that overlap are one, under the most telling of their names."""
    apart: list[Cell] = []
    for cell in sorted(cells, key=lambda one: (one.start, one.text == _SECURE)):
        last = apart[-1] if apart else None
        if last and cell.start < last.end:
            shown = cell.text if last.text == _SECURE else last.text
            apart[-1] = Cell(last.start, max(last.end, cell.end), shown)
        else:
            apart.append(cell)
    return apart
