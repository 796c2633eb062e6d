"""The types of tolerant JSON reading, and how to look into a tree of any depth.

In: nothing; `json_text.read_json` makes them. Out: nodes, members, slips and documents.
Offsets are those of the text that was read. Nothing here recurses, a node's own printing included.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

NodeKind = Literal["object", "array", "string", "number", "true", "false", "null"]
SlipKind = Literal[
    "trailing comma",
    "missing comma",
    "missing colon",
    "missing value",
    "wrong bracket",
    "curly quote",
    "single quote",
    "python literal",
    "bare word",
    "comment",
    "odd space",
    "control character",
    "bad escape",
    "bad number",
    "repeated key",
    "cut off",
    "extra text",
]


class Node(Struct, frozen=True, gc=False):
    """One JSON value from `start` to `end`.

    `text`: a string's decoded value (lone surrogates kept), a number's or word's own spelling.
    `members` of an object, `items` of an array, in order, repeats kept. They are neither printed
    nor hashed, for a tree may be deeper than Python can go.
    """

    kind: NodeKind
    start: int
    end: int
    text: str = ""
    members: tuple["Member", ...] = ()
    items: tuple["Node", ...] = ()

    def __hash__(self) -> int:
        return hash((self.kind, self.start, self.end, self.text))

    def __repr__(self) -> str:
        return f"Node(kind={self.kind!r}, start={self.start}, end={self.end}, text={self.text!r})"


class Member(Struct, frozen=True, gc=False):
    """One name and value of an object; `name` is a string node."""

    name: Node
    value: Node


class Slip(Struct, frozen=True, gc=False):
    """Where the text is not JSON: what stands from `start` to `end`, and what it was read as.

    What is missing has an empty range. `extra text` is what stands where no JSON can, and was
    passed over. `meant` is the repaired text where the repair is certain (a trailing comma: empty),
    else None.
    """

    kind: SlipKind
    start: int
    end: int
    meant: str | None = None


class Document(Struct, frozen=True, gc=False):
    """A whole text read as JSON. `root` None: nothing that begins like JSON stands there.

    `slips` are in the order of the text. `depth` is how many objects and arrays stand in one
    another at most: 0 for a string, 1 for `{}`.
    """

    root: Node | None
    slips: tuple[Slip, ...] = ()
    depth: int = 0

    @property
    def is_json(self) -> bool:
        """Say whether the text is JSON as it stands (repeated keys are JSON)."""
        return self.root is not None and all(slip.kind == "repeated key" for slip in self.slips)


def member(node: Node, name: str) -> Member | None:
    """Give the member of that name; of repeats the last, as most JSON readers do."""
    for found in reversed(node.members):
        if found.name.text == name:
            return found
    return None


def walk(node: Node) -> Iterator[Node]:
    """Give a node and all values below it, a container before what it holds."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if node.items:
            waiting.extend(node.items[::-1])
        if node.members:
            waiting.extend([member.value for member in node.members[::-1]])
