"""The commands of one block: which heads are heads, where each command ends, in which dialect.

In: a text and a `Block`. Out: a `Site` for each command, in order, found in one pass. It refuses to
know what is left of a command whose head was lost: that is for `headless`.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.locating.blocks import Block
from snippetgen.locating.dialect import dialect_of, joined_end
from snippetgen.locating.extent import LineWalk, command_end
from snippetgen.locating.heads import Head, code_span, joined_head, line_head, occurrences
from snippetgen.patterns import regex
from snippetgen.words.command import Dialect

_BLANKS = regex(r"[ \t]*+")
_MOST_TRIES = 8  # of the `curl`s of one line, to be the one that begins it
# What a shell puts the output of a command into; other backticks are Markdown's.
_SUBSTITUTED = regex(r"(?:=|\b(?:echo|eval|printf|test|export)[ \t]|\[[ \t])[ \t]*+\"?$")
_SUBSTITUTED_REACH = 20


class Site(Struct, frozen=True, gc=False):
    """A command's head, its dialect, where it roughly ends, and the bounds a lexer must keep."""

    head: Head
    dialect: Dialect
    end: int
    limit: int
    stop: int


class _Place(Struct, frozen=True, gc=False):
    """A `curl` that may start a command; `head` where it begins its line, which has an `indent`."""

    offset: int
    line: int
    indent: int
    head: Head | None


def starts_a_line(text: str, start: int, end: int) -> bool:
    """Say whether a command begins a line between two offsets."""
    return any(place.head for place in _places(text, Block("plain", start, end)))


def sites(text: str, block: Block) -> Iterator[Site]:
    """Give the commands of a block, in order."""
    walk, covered = LineWalk(text), block.start
    joined = block.start
    dialect: Dialect = "sh"
    places = list(_places(text, block))
    for place, stop in _with_stops(places, block.end):
        head = _head(text, block, place, covered, walk)
        if head is None:
            continue
        stop = stop if head.limit is None else min(stop, head.limit)
        is_last = place is places[-1]
        if place.line >= joined or head.prompt:
            dialect = _dialect(text, head, stop, block.info)
            joined = stop if is_last else joined_end(text, place.line, stop)
        # How far it reaches matters to the commands behind it, and to what led up to it.
        is_alone = is_last and not (head.prompt or head.gutter or head.joined)
        covered = stop if is_alone else command_end(text, head.offset, stop, dialect)
        limit = _limit(text, head, covered, block.end)
        yield Site(head, dialect, covered, limit, min(stop, limit))


def lone_site(text: str, block: Block, head: Head) -> Site:
    """Give the site of the only command of a block, whose dialect no prompt tells."""
    end = block.end
    return Site(head, dialect_of(text, head.line, end, "", block.info), end, end, end)


def _places(text: str, block: Block) -> Iterator[_Place]:
    lead = re.compile(block.lead) if block.lead else None
    last, tries, inner, indent = -1, 0, 0, 0
    for offset, line in occurrences(text, block.start, block.end):
        if line != last:
            within = lead.match(text, line, block.end) if lead else None
            inner, tries = within.end() if within else line, _MOST_TRIES
            indent = _indent(text, line)
        last, tries = line, tries - 1
        head = line_head(text, line, inner, offset) if tries >= 0 else None
        yield _Place(offset, line, indent, head)


def _with_stops(places: list[_Place], end: int) -> Iterator[tuple[_Place, int]]:
    """Give each place with the start of the next line that starts a command.

    A body may hold lines that look like a loose head, which stops another loose one only, or a
    command in a block that is deeper than it.
    """
    if len(places) == 1:
        return iter(((places[0], end),))
    # What is found on a line counts for the lines before it, not for the rest of its own.
    stops, found_end = [], end
    nearest = found = _Place(end, end, 0, None)
    for place in reversed(places):
        if found.line > place.line:
            nearest, end = found, found_end
        is_loose = place.head is not None and place.head.is_loose
        stops.append(nearest.line if is_loose or nearest.indent < place.indent else end)
        if place.head:
            found = place
            found_end = found_end if is_loose else place.line
    return zip(places, reversed(stops), strict=True)


def _head(text: str, block: Block, place: _Place, covered: int, walk: LineWalk) -> Head | None:
    head, is_inside = place.head, place.offset < covered
    if block.kind != "prose" and head and not (head.is_loose and is_inside):
        return head
    head = None if is_inside else joined_head(text, place.line, place.offset)
    if head is None:
        return None
    if head.joined.startswith("`"):
        span = code_span(text, head, block.end)
        return replace(span, ticks=()) if span and _is_substitution(text, block, head) else span
    is_open = walk.is_open(place.offset, max(place.line, covered))
    return head if is_open and block.kind != "prose" else None


def _indent(text: str, line: int) -> int:
    if not text.startswith((" ", "\t"), line):
        return 0
    blanks = _BLANKS.match(text, line)
    return blanks.end() - line if blanks else 0


def _is_substitution(text: str, block: Block, head: Head) -> bool:
    """Say whether the backticks around a command are a shell's, and none of Markdown's."""
    tick = head.ticks[0].start
    before = text[max(head.line, tick - _SUBSTITUTED_REACH) : tick]
    return block.kind == "code" or _SUBSTITUTED.search(before) is not None


def _dialect(text: str, head: Head, stop: int, info: str) -> Dialect:
    prompt = text[head.prompt.start : head.prompt.end] if head.prompt else ""
    return dialect_of(text, head.line, stop, prompt, info)


def _limit(text: str, head: Head, end: int, limit: int) -> int:
    if head.limit is not None:
        return head.limit
    is_closed = head.joined.endswith("(") and text[end : end + 1] == ")"
    return end if is_closed else limit
