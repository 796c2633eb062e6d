"""The line of a paste that a finding is about, with carets under the place.

In: a `Paste`, its `Masking` and a `Span`. Out: the line as it may be shown, cut to a window where
it is long, and a line of carets that fits it. It refuses to know what was found.
"""

from collections.abc import Iterable
from itertools import accumulate

from snippetgen.paste import Paste, Span
from snippetgen.report.masking import Cell, Masking
from snippetgen.report.visible import width

_WIDEST = 96
_BEFORE = 40  # columns that a window shows before the place
_REACH = _WIDEST  # characters, each at least one column but for combining marks
_CUT = "…"


def excerpt(paste: Paste, masking: Masking, span: Span) -> tuple[str, str]:
    """Give the first line of a span, and the carets under what of the span stands in it."""
    line = paste.line_span(paste.position(span.start)[0])
    place = min(span.start, line.end)
    start, end = max(line.start, place - _REACH), min(line.end, place + _REACH)
    cells = list(masking.cells(line, start, end))
    first, last = _window(cells, place, is_whole=(start, end) == (line.start, line.end))
    shown = cells[first:last]
    head = _CUT if first or start > line.start else ""
    tail = _CUT if last < len(cells) or end < line.end else ""
    blanks = len(head) + _columns(one for one in shown if one.end <= place)
    carets = _columns(one for one in shown if one.start < span.end and one.end > place)
    text = "".join(one.text for one in shown)
    return f"{head}{text}{tail}", " " * blanks + "^" * max(1, carets)


def _window(cells: list[Cell], place: int, *, is_whole: bool) -> tuple[int, int]:
    """Give the range of the cells that fit, with those before the place that fit before it."""
    if is_whole and _columns(cells) <= _WIDEST:
        return 0, len(cells)
    caret = sum(one.end <= place for one in cells)
    first = caret - _fitting(reversed(cells[:caret]), _BEFORE)
    return first, max(caret + 1, first + _fitting(cells[first:], _WIDEST))


def _fitting(cells: Iterable[Cell], columns: int) -> int:
    return sum(total <= columns for total in accumulate(width(one.text) for one in cells))


def _columns(cells: Iterable[Cell]) -> int:
    return sum(width(one.text) for one in cells)
