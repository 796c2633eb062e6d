"""The tolerant JSON reader: nodes with places, raw spellings, order, repeats and slips.

In: any text. Out: a `Document`; never raises, never recurses, time linear in the text.
Offsets are the text's own. Nothing else in this package parses JSON (RFC 8259).

It reads through what is not JSON and says what it was: `{“a”: 'b',}` gives an object with one
member and slips for the curly quotes, the single quotes and the trailing comma.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from msgspec import Struct, field

from snippetgen.json_text.nodes import (
    Document,
    Member,
    Node,
    Slip,
    SlipKind,
)
from snippetgen.json_text.tokens import Note, Token, tokens

_BLANKS = " \t\r\n"
_NOTHING = Document(Node("object", 0, 2), (), 1)
_LONG = 10_000  # characters, of which a tree is large enough to be searched for cycles
_UNFINISHED = frozenset({"cut off", "bare word", "bad number", "bad escape"})


def read_json(text: str) -> Document:
    """Read a text as JSON.

    An open bracket or string at the text's end is one slip, `cut off`; what was read so far stands.
    After the root's end all is one slip, `extra text`.
    """
    if text == "{}":  # as most flows without inputs are sent
        return _NOTHING
    slips: list[Slip] = []

    def note(kind: SlipKind, start: int, end: int, meant: str | None = None) -> None:
        slips.append(Slip(kind, start, end, meant))

    stream = tokens(text, note)
    first = next(stream, None)
    if not first or not _begins_json(text, first, slips):
        return Document(None)
    tree = _Tree(note)
    if len(text) > _LONG:
        with _no_collection():
            rest = tree.take_root(first, stream)
    else:
        rest = tree.take_root(first, stream)
    if rest:
        slips[:] = [slip for slip in slips if slip.start < rest[1]]
        note("extra text", rest[1], len(text.rstrip(_BLANKS)))
    tree.end(len(text))
    in_order = _in_order(slips, len(text)) if slips else ()
    return Document(tree.top.items[0], in_order, tree.depth)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for cycles: a tree has none, and the search doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _begins_json(text: str, token: Token, slips: list[Slip]) -> bool:
    kind, start, _, mark = token
    if kind == "mark":
        return mark in "{["
    return text[start] == '"' or not any(slip.start >= start for slip in slips)


def _in_order(slips: list[Slip], end: int) -> tuple[Slip, ...]:
    """Give the slips in the text's order; at a cut, not what the rest may have made good."""
    slips.sort(key=lambda slip: slip.start)
    cut = next((slip for slip in slips if slip.kind == "cut off"), None)
    if cut is None:
        return tuple(slips)
    return (*(slip for slip in slips if slip.end < end or slip.kind not in _UNFINISHED), cut)


class _Open(Struct):
    """An object or array whose end is not yet read.

    `name`: the member's that waits for its value. `ready`: a comma, a colon or the opening bracket
    stands before what comes next. `comma`: where a comma stands with nothing after it, else -1.
    """

    kind: Literal["object", "array"]
    start: int
    members: list[Member] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    name: Node | None = None
    ready: bool = True
    comma: int = -1


class _Tree:
    """Builds the nodes from the tokens, with a stack of its own; `top` holds the root."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.top = self.within = _Open("array", 0)
        self.around: list[_Open] = []
        self.depth = 0

    def take_root(self, first: Token, stream: Iterator[Token]) -> Token | None:
        """Take tokens until the root has ended; give the one after it, if there is one."""
        self._take(first)
        for token in stream:
            if self.top.items:
                return token
            self._take(token)
        return None

    def _take(self, token: Token) -> None:
        """Put one token where it belongs: a bracket or separator, a member's name, a value."""
        kind, start, end, text = token
        if kind == "mark":
            self._mark(text, start)
        elif self._wants_name():
            self._name(kind, Node("string", start, end, text))
        else:
            self._before_value(start)
            self._attach(Node(kind, start, end, text))

    def _mark(self, mark: str, start: int) -> None:
        if mark == ",":
            self._comma(start)
        elif mark == ":":
            self._colon(start)
        elif mark in "{[":
            self._begin("object" if mark == "{" else "array", start)
        else:
            self._finish("object" if mark == "}" else "array", start)

    def end(self, end: int) -> None:
        """Close what is still open where the text ended."""
        if self.around:
            self.note("cut off", end, end)
        while self.around:
            self._close(end)

    def _wants_name(self) -> bool:
        return self.within.kind == "object" and not self.within.name

    def _name(self, kind: str, name: Node) -> None:
        within = self.within
        if not within.ready:
            self.note("missing comma", name.start, name.start)
        if kind != "string":
            self.note("bare word", name.start, name.end)
        within.name, within.ready, within.comma = name, False, -1

    def _before_value(self, start: int) -> None:
        """Note what is missing before the value that begins at `start`."""
        within = self.within
        if not within.ready:
            self.note("missing colon" if within.name else "missing comma", start, start)
        within.ready, within.comma = False, -1

    def _begin(self, kind: Literal["object", "array"], start: int) -> None:
        if self._wants_name():
            self.note("extra text", start, start + 1)
        else:
            self._before_value(start)
        self.around.append(self.within)
        self.within = _Open(kind, start)
        if len(self.around) > self.depth:
            self.depth = len(self.around)

    def _colon(self, start: int) -> None:
        if self.within.name and not self.within.ready:
            self.within.ready = True
        else:
            self.note("extra text", start, start + 1)

    def _comma(self, start: int) -> None:
        """Read a comma; one behind another, or behind a bracket, separates nothing."""
        within = self.within
        if within.name:
            self.note("missing value", start, start)
            within.name = None
        elif within.ready:
            self.note("extra text", start, start + 1)
            return
        within.ready, within.comma = True, start

    def _finish(self, kind: Literal["object", "array"], start: int) -> None:
        """Read a closing bracket; one of the wrong kind closes what is open all the same."""
        within = self.within
        if within.name:
            self.note("missing value", start, start)
        if within.comma >= 0:
            self.note("trailing comma", within.comma, within.comma + 1, "")
        if kind != within.kind:
            self.note("wrong bracket", start, start + 1)
        self._close(start + 1)

    def _close(self, end: int) -> None:
        """Make a node of what is open innermost, and go back to what is around it."""
        closed = self.within
        if len(closed.members) > 1:
            self._note_repeats(closed.members)
        self.within = self.around.pop()
        members, items = tuple(closed.members), tuple(closed.items)
        self._attach(Node(closed.kind, closed.start, end, members=members, items=items))

    def _note_repeats(self, members: list[Member]) -> None:
        names = [one.name for one in members]
        if len({name.text for name in names}) == len(names):
            return
        seen: set[str] = set()
        for name in names:
            if name.text in seen:
                self.note("repeated key", name.start, name.end)
            seen.add(name.text)

    def _attach(self, node: Node) -> None:
        """Add a value to what is open; in an object one without a name is passed over."""
        within = self.within
        if within.kind == "array":
            within.items.append(node)
        elif within.name:
            within.members.append(Member(within.name, node))
            within.name = None
        else:
            within.ready, within.comma = False, -1
