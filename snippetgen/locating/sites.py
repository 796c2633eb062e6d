"""The commands of one block: which heads are heads, where each command ends, in which dialect.

In: a text and a `Block`. Out: a `Site` for each command, in order, found in one pass. It refuses to
know what is left of a command whose head was lost: that is for `headless`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from snippetgen.locating.blocks import Block
from snippetgen.locating.dialect import dialect_of, joined_end
from snippetgen.locating.extent import LineWalk, command_end
from snippetgen.locating.heads import Head, code_span, joined_head, line_head, occurrences
from snippetgen.words.command import Dialect


@dataclass(frozen=True, slots=True)
class Site:
    """A command's head, its dialect, where it roughly ends, and the bounds a lexer must keep."""

    head: Head
    dialect: Dialect
    end: int
    limit: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A `curl` that may start a command; `head` where it begins its line."""

    offset: int
    line: int
    head: Head | None


def starts_a_line(text: str, start: int, end: int) -> bool:
    """Say whether a command begins a line between two offsets."""
    return any(place.head for place in _places(text, Block("plain", start, end)))


def sites(text: str, block: Block) -> Iterator[Site]:
    """Give the commands of a block, in order."""
    walk, covered = LineWalk(text), block.start
    joined = block.start
    dialect: Dialect = "sh"
    for place, stop in _with_stops(list(_places(text, block)), block.end):
        head = _head(text, block, place, covered, walk)
        if head is None:
            continue
        stop = stop if head.limit is None else min(stop, head.limit)
        if place.line >= joined or head.prompt:
            joined = joined_end(text, place.line, stop)
            dialect = _dialect(text, head, joined, block.info)
        covered = command_end(text, head.offset, stop, dialect)
        limit = _limit(text, head, covered, block.end)
        yield Site(head, dialect, covered, limit, min(stop, limit))


def _places(text: str, block: Block) -> Iterator[_Place]:
    lead, last = re.compile(block.lead), -1
    for offset, line in occurrences(text, block.start, block.end):
        inner = lead.match(text, line, block.end) if line != last else None
        last = line
        yield _Place(offset, line, inner and line_head(text, line, inner.end(), offset))


def _with_stops(places: list[_Place], end: int) -> Iterator[tuple[_Place, int]]:
    """Give each place with the start of the next line that starts a command."""
    stops = []
    for place in reversed(places):
        stops.append(end)
        end = place.line if place.head else end
    return zip(places, reversed(stops), strict=True)


def _head(text: str, block: Block, place: _Place, covered: int, walk: LineWalk) -> Head | None:
    if block.kind != "prose" and place.head:
        return place.head
    head = joined_head(text, place.line, place.offset) if place.offset >= covered else None
    if head is None:
        return None
    if head.joined.startswith("`"):
        return code_span(text, head, block.end)
    is_open = walk.is_open(place.offset, max(place.line, covered))
    return head if is_open and block.kind != "prose" else None


def _dialect(text: str, head: Head, joined: int, info: str) -> Dialect:
    prompt = text[head.prompt.start : head.prompt.end] if head.prompt else ""
    return dialect_of(text, min(head.line, head.offset), joined, prompt, info)


def _limit(text: str, head: Head, end: int, limit: int) -> int:
    if head.limit is not None:
        return head.limit
    is_closed = head.joined.endswith("(") and text[end : end + 1] == ")"
    return end if is_closed else limit
