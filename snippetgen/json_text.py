"""The tolerant JSON reader: nodes with places, raw spellings, order, repeats and slips.

In: any text. Out: a `Document`; never raises, never recurses, time linear in the text.
Offsets are the text's own. Nothing else in this package parses JSON (RFC 8259).
"""

from dataclasses import dataclass
from typing import Literal

NodeKind = Literal["object", "array", "string", "number", "true", "false", "null"]
SlipKind = Literal[
    "trailing comma",
    "missing comma",
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


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON value from `start` to `end`.

    `text`: a string's decoded value (lone surrogates kept), a number's or word's own spelling.
    `members` of an object, `items` of an array, in order, repeats kept.
    """

    kind: NodeKind
    start: int
    end: int
    text: str = ""
    members: tuple["Member", ...] = ()
    items: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One name and value of an object; `name` is a string node."""

    name: Node
    value: Node


@dataclass(frozen=True, slots=True)
class Slip:
    """Where the text is not JSON: what stands from `start` to `end`, and what it was read as.

    `meant` is the repaired text where the repair is certain (a trailing comma: empty), else None.
    """

    kind: SlipKind
    start: int
    end: int
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text read as JSON. `root` None: nothing that begins like JSON stands there."""

    root: Node | None
    slips: tuple[Slip, ...] = ()
    depth: int = 0

    @property
    def is_json(self) -> bool:
        """Say whether the text is JSON as it stands (repeated keys are JSON)."""
        return self.root is not None and all(slip.kind == "repeated key" for slip in self.slips)


def read_json(text: str) -> Document:
    """Read a text as JSON."""
    raise NotImplementedError
