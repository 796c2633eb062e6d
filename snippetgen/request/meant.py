"""What copying and typography did to the characters of URLs, keys, ids and JSON bodies, undone.

In: a `Word` as the shell's reading left it. Out: the word as it was meant, and a `Mark` for each
repair. Only characters are repaired, and only where the meant text is certain; what a value says
stays, and so does typography inside any other value.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from snippetgen.json_text import Document, Node, Slip, read_json
from snippetgen.patterns import regex
from snippetgen.request.structure import masked
from snippetgen.words.command import Mark, MarkKind
from snippetgen.words.typography import BIDI, ODD_LINE_ENDS, ODD_SPACES, ZERO_WIDTH
from snippetgen.words.word import Word

Repaired = tuple[Word, tuple[Mark, ...]]
_Edit = tuple[int, int, str, MarkKind]

KEYS = frozenset({"api_key", "authorization", "x-api-key"})
IDS = frozenset({"user_id", "saved_item_id", "project_id", "run_id", "x-auth-key"})
REPAIRED = KEYS | IDS
"""The lower-case names of headers, parameters and members whose values are repaired."""

_SPACES = " \t" + ODD_SPACES + ODD_LINE_ENDS
_AROUND = _SPACES + ZERO_WIDTH + BIDI
_ENTITY = regex(r"&(?:amp|#38|#x26);(?:amp;)*+", re.IGNORECASE)
_SCHEME = regex(f"[A-Za-z]++([{_AROUND}]++)")
_PARAMETER = regex(r"(?:^|&)([^=&]++)=([^&]*+)")
_OPENING = tuple('{["“”„')
_SLIPS = {"trailing comma": MarkKind.TRAILING_COMMA, "curly quote": MarkKind.CURLY_QUOTE}


def _runs(characters: str, encoded: bool) -> str:
    """Give the pattern of a run of these characters, percent-encoded ones too where they may be."""
    if not encoded:
        return f"[{characters}]++"
    codes = ("".join(f"%{byte:02X}" for byte in one.encode()) for one in characters)
    return f"(?:[{characters}]|{'|'.join(codes)})++"


class _Spelling(Struct, frozen=True):
    """What odd characters look like in a text: as they are, or in a query percent-encoded too."""

    odd: re.Pattern[str]
    around: re.Pattern[str]


def _spelling(encoded: bool) -> _Spelling:
    kinds = {"z": ZERO_WIDTH, "b": BIDI, "s": ODD_SPACES + ODD_LINE_ENDS}
    odd = "|".join(f"(?P<{name}>{_runs(some, encoded)})" for name, some in kinds.items())
    return _Spelling(regex(odd, re.IGNORECASE), regex(_runs(_AROUND, encoded), re.IGNORECASE))


_KINDS = {"z": MarkKind.ZERO_WIDTH, "b": MarkKind.BIDI, "s": MarkKind.ODD_SPACE}
_PLAIN, _ENCODED = _spelling(False), _spelling(True)


def url(word: Word) -> Repaired:
    """Repair a URL: odd characters in it go, `&amp;` in its query is `&`."""
    word, marks = token(word)
    query = masked(word).find("?")
    if query < 0 or ";" not in word.text:
        return word, marks
    entities = _ENTITY.finditer(masked(word), query)
    word, more = _applied(word, [(*one.span(), "&", MarkKind.ENTITY) for one in entities])
    return word, marks + more


def token(word: Word) -> Repaired:
    """Repair a word that has no blanks of its own (a URL, an id, a header's name)."""
    if word.text.isascii():
        return word, ()
    return _applied(word, _odd(word.text, 0, len(word.text)))


def ends(word: Word) -> Repaired:
    """Repair the ends of a word: odd characters there go, those inside are its content."""
    text = word.text
    if text.isascii():
        return word, ()
    start, end = _inside(text, 0, len(text), _PLAIN)
    return _applied(word, [*_odd(text, 0, start), *_odd(text, end, len(text))])


def header(name: str, word: Word) -> Repaired:
    """Repair the value of a header where its name is that of a key or an id."""
    if name.lower() == "authorization":
        return _applied(word, _authorization(word.text))
    return _applied(word, _value(name, word.text, 0, len(word.text)))


def query(word: Word) -> Repaired:
    """Repair the keys and ids of a query or a form, percent-encoded odd characters too."""
    text = word.text
    if text.isascii() and "%" not in text and " " not in text and "\t" not in text:
        return word, ()
    edits: list[_Edit] = []
    for found in _PARAMETER.finditer(masked(word)):
        edits += _value(found[1], word.text, *found.span(2), _ENCODED)
    return _applied(word, edits)


def json(word: Word) -> tuple[Word, Document, tuple[Mark, ...]]:
    """Repair a JSON body where its characters are all that keeps it from being JSON.

    A trailing comma, curly quotes used as quotes and odd characters between tokens are repaired
    together or not at all; then the keys and ids among the members of its object.
    """
    document = read_json(word.text)
    marks: tuple[Mark, ...] = ()
    if document.slips:
        word, document, marks = _as_json(word, document)
    root = document.root
    if not root or not root.members:
        return word, document, marks
    edits = _members(word.text, root)
    if not edits:
        return word, document, marks
    word, more = _applied(word, edits)
    return word, read_json(word.text), marks + more


def begins_like_json(text: str) -> bool:
    """Say whether a text begins as a JSON object, array or string does, typography aside."""
    # A slice, for a long text must not be copied to look at its first character.
    return text.startswith("{") or text[:1000].lstrip(_AROUND + "\r\n").startswith(_OPENING)


def _applied(word: Word, edits: Iterable[_Edit]) -> Repaired:
    edits = list(edits)
    if not edits:
        return word, ()
    marks = [Mark(kind, word.source(start, end), text) for start, end, text, kind in edits]
    return word.edited((start, end, text) for start, end, text, _ in edits), tuple(marks)


def _odd(text: str, start: int, end: int, spelling: _Spelling = _PLAIN) -> Iterator[_Edit]:
    if text.isascii() and (spelling is _PLAIN or "%" not in text):
        return
    for run in spelling.odd.finditer(text, start, end):
        yield *run.span(), "", _KINDS[run.lastgroup or ""]


def _inside(text: str, start: int, end: int, spelling: _Spelling) -> tuple[int, int]:
    """Give where a value begins and ends without the blanks and odd characters around it."""
    runs = [run.span() for run in spelling.around.finditer(text, start, end)]
    first = runs[0][1] if runs and runs[0][0] == start else start
    return first, runs[-1][0] if runs and first < runs[-1][1] == end else end


def _value(
    name: str, text: str, start: int, end: int, spelling: _Spelling = _PLAIN
) -> Iterable[_Edit]:
    name = name.lower()
    if name not in REPAIRED:
        return ()
    value = text[start:end]
    if value.isascii() and value.isalnum():
        return ()
    return (_key if name in KEYS else _odd)(text, start, end, spelling)


def _key(text: str, start: int, end: int, spelling: _Spelling = _PLAIN) -> Iterator[_Edit]:
    first, last = _inside(text, start, end, spelling)
    if start < first:
        yield start, first, "", MarkKind.KEY_BLANKS
    yield from _odd(text, first, last, spelling)
    if last < end:
        yield last, end, "", MarkKind.KEY_BLANKS


def _authorization(text: str) -> Iterator[_Edit]:
    """Give the edits of `Bearer KEY`: one blank after the scheme, none after the key."""
    scheme = _SCHEME.match(text)
    if not scheme or scheme.end() == len(text) or not set(scheme[1]) & set(_SPACES):
        yield from _key(text, 0, len(text))
        return
    if scheme[1] != " ":
        yield *scheme.span(1), " ", MarkKind.KEY_BLANKS
    yield from _key(text, scheme.end(), len(text))


def _as_json(word: Word, document: Document) -> tuple[Word, Document, tuple[Mark, ...]]:
    slips = [slip for slip in document.slips if slip.kind != "repeated key"]
    edits = list(_slips(word.text, slips))
    if len(edits) == len(slips):
        repaired, marks = _applied(word, edits)
        reread = read_json(repaired.text) if marks else document
        if reread.is_json:
            return repaired, reread, marks
    return word, document, ()


def _slips(text: str, slips: Iterable[Slip]) -> Iterator[_Edit]:
    for slip in slips:
        if slip.kind == "odd space" and slip.meant is not None:
            odd = _PLAIN.odd.match(text, slip.start)
            kind = _KINDS[odd.lastgroup or ""] if odd else MarkKind.ODD_SPACE
            yield slip.start, slip.end, slip.meant, kind
        elif slip.kind in _SLIPS and slip.meant is not None:
            yield slip.start, slip.end, slip.meant, _SLIPS[slip.kind]


def _members(text: str, root: Node) -> list[_Edit]:
    edits: list[_Edit] = []
    for member in root.members:
        value = member.value
        if value.kind == "string":
            edits += _value(member.name.text, text, value.start + 1, value.end - 1)
    return edits
