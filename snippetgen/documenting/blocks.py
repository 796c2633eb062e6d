"""The places in a Markdown file where a block is generated, each between two comments.

In: a `Paste`, its `Outline` and where its commands start. Out: `Slot`s, and the text with their
contents replaced; nothing outside them changes. It refuses to know what stands in a block.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.documenting.markup import prefixed
from snippetgen.documenting.outline import Outline
from snippetgen.documenting.splicing import spliced
from snippetgen.find import Start
from snippetgen.paste import Paste, Span
from snippetgen.patterns import regex

MARKER = "<!-- snippetgen: python javascript -->"
"""How a block is asked for; shown in messages."""

_MARKERS = regex(
    r"^(?P<lead>[ \t]*+(?:>[ \t]*+)*+)(?P<open><!--|\{/\*)[ \t]*+"
    r"(?:snippetgen:(?![ \t]*+ignore\b)(?P<names>(?:(?!-->|\*/).)*)|(?P<end>/snippetgen)[ \t]*+)"
    r"(?:-->|\*/\})[ \t]*+(?:\r?\n|\Z)",
    re.MULTILINE,
)
_HEADING = regex(r"^ {0,3}+#{1,6}+[ \t]", re.MULTILINE)


class Slot(Struct, frozen=True):
    """One place of a block: `names` are its targets, `span` is what is generated there.

    `lead` stands before each line of it. `start` is the command that it is made from; where that
    cannot be told, `flaw` says why.
    """

    marker: Span
    span: Span
    names: tuple[str, ...]
    lead: str
    start: Start | None = None
    flaw: str = ""


def slots(paste: Paste, parts: Outline, starts: Iterable[Start]) -> list[Slot]:
    """Give the places of blocks in order; comments within a fence are no places."""
    found = [
        one for one in _MARKERS.finditer(paste.text) if parts.range_of(one.start()) is not None
    ]
    empty = list(_paired(found))
    ends: dict[int, list[Start]] = defaultdict(list)
    for start in outside(starts, empty):
        if start.fence:
            ends[start.fence.end].append(start)
    return [_matched(slot, paste, parts, ends) for slot in empty]


def outside(starts: Iterable[Start], taken: list[Slot]) -> tuple[Start, ...]:
    """Give the commands that stand in no generated block."""
    return tuple(one for one in starts if not _is_inside(one.offset, taken))


def content(paste: Paste, slot: Slot, text: str) -> str:
    """Give what stands in a slot for a text: with the slot's lead, in the file's line ends."""
    line_end = "\r\n" if paste.text.endswith("\r\n", 0, slot.span.start) else "\n"
    return (prefixed(f"\n{text}", slot.lead) + "\n").replace("\n", line_end)


def filled(paste: Paste, contents: Mapping[Slot, str]) -> str:
    """Give the text of a file with the contents of some slots replaced."""
    return spliced(paste.text, {slot.span: new for slot, new in contents.items()})


def _is_inside(offset: int, taken: list[Slot]) -> bool:
    number = bisect_right(taken, offset, key=lambda slot: slot.span.start) - 1
    return number >= 0 and offset < taken[number].span.end


def _paired(found: list[re.Match[str]]) -> Iterator[Slot]:
    opening: re.Match[str] | None = None
    for one in found:
        if opening and not one["end"]:
            yield _slot(opening, opening.end(), "no <!-- /snippetgen --> ends this block.")
        if opening and one["end"]:
            yield _slot(opening, one.start())
        elif one["end"]:
            no_begin = f"no block begins before this comment: write {MARKER}, or take it out."
            yield _slot(one, one.end(), no_begin)
        opening = None if one["end"] else one
    if opening:
        yield _slot(opening, opening.end(), "no <!-- /snippetgen --> ends this block.")


def _slot(opening: re.Match[str], end: int, flaw: str = "") -> Slot:
    names = tuple((opening["names"] or "").lower().replace(",", " ").split())
    marker = Span(opening.start("open"), opening.end())
    return Slot(marker, Span(opening.end(), end), names, opening["lead"], flaw=flaw)


def _matched(slot: Slot, paste: Paste, parts: Outline, ends: Mapping[int, list[Start]]) -> Slot:
    """Give the slot with its command: the one of the fence that stands right above it."""
    if slot.flaw:
        return slot
    around = parts.range_of(slot.marker.start)
    first = around.start if around else 0
    above = ends.get(first, [])
    if not above or _HEADING.search(paste.text, first, slot.marker.start):
        return replace(slot, flaw="no fence with a curl command stands right above this block.")
    if len(above) > 1:
        many = f"{len(above)} commands stand in the fence above; give each a fence of its own."
        return replace(slot, flaw=many)
    return replace(slot, start=above[0])
