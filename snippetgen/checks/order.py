"""Causes before consequences.

In: the findings of one reading. Out: the same, each consequence with the code of its cause, in the
order in which a person should read them: causes first, the worst of them first, then as they stand
in the text.
"""

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.checks.rule import Finding
from snippetgen.paste import Span

_RANKS = {"error": 0, "warning": 1, "note": 2}


def in_order(found: list[Finding]) -> list[Finding]:
    """Fill in `because` and sort, in n log n: a text may have as many findings as words.

    What was read as it was meant, so that its repair is safe, has left nothing to explain.
    """
    if len(found) < 2:  # none is its own cause
        return found
    spans: dict[str, list[Span]] = defaultdict(list)
    for one in found:
        if one.applies != "safe":
            spans[one.rule.code].append(one.span)
    places = {code: _Places.of(own) for code, own in spans.items()}
    named = [replace(one, because=_cause(one, places)) for one in found]
    return sorted(named, key=lambda one: (one.because is not None, _rank(one), one.span.start))


class _Places(Struct, frozen=True):
    """Where the findings of one rule stand: their starts, and how far those up to each reach."""

    starts: list[int]
    reaches: list[int]

    @classmethod
    def of(cls, spans: list[Span]) -> "_Places":
        """Index the spans of one rule's findings."""
        ordered = sorted(spans, key=lambda span: span.start)
        starts = [span.start for span in ordered]
        return cls(starts, list(accumulate((span.end for span in ordered), max)))

    def touch(self, span: Span) -> bool:
        """Say whether one of them overlaps a span or stands directly beside it."""
        last = bisect_right(self.starts, span.end) - 1
        return last >= 0 and self.reaches[last] >= span.start


def _rank(finding: Finding) -> int:
    return _RANKS[finding.severity]


def _cause(finding: Finding, places: dict[str, _Places]) -> str | None:
    """Give the first of the codes that explain a finding and stand where they can."""
    rule = finding.rule
    for code in rule.beside:
        if code in places and places[code].touch(finding.span):
            return code
    for code in rule.after:
        if code in places and (rule.anywhere or places[code].touch(finding.span)):
            return code
    return None
