"""What the repairs change in a file, as a unified diff without its secrets.

In: a paste before and after, both judged. Out: lines to read, not to apply: a secret is masked, and
what does not print is spelled out.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from snippetgen.judging.judge import Judged
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.report.masking import Masking
from snippetgen.report.visible import visible

_LINE = regex(r"[^\r\n]*+(?:\r\n|\r|\n)?")
_CONTEXT = 3


class _Side:
    """The lines of one paste, as they stand and as they are shown."""

    def __init__(self, judged: Judged) -> None:
        self._text = judged.paste.text
        self._masking = Masking(judged.paste, (one.reading for one in judged.verdicts))
        self._spans = [Span(*found.span()) for found in _LINE.finditer(self._text) if found[0]]
        self.lines = [self._text[span.start : span.end] for span in self._spans]

    def shown(self, first: int, last: int) -> list[str]:
        """Give some of the lines without their ends."""
        return [
            self._masking.line(_without_end(self._text, span)) for span in self._spans[first:last]
        ]


def difference(before: Judged, after: Judged) -> Iterator[str]:
    """Give the lines of a unified diff, none where nothing differs."""
    if before.paste.text == after.paste.text:
        return
    old, new = _Side(before), _Side(after)
    name = visible(before.paste.name)
    yield f"--- {name}"
    yield f"+++ {name}"
    for group in SequenceMatcher(None, old.lines, new.lines).get_grouped_opcodes(_CONTEXT):
        yield _head([(one[1], one[2]) for one in group], [(one[3], one[4]) for one in group])
        for kind, *places in group:
            yield from _changed(kind, old.shown(*places[:2]), new.shown(*places[2:]))


def _changed(kind: str, old: list[str], new: list[str]) -> Iterator[str]:
    if kind == "equal":
        yield from (f" {line}" for line in old)
        return
    yield from (f"-{line}" for line in old)
    yield from (f"+{line}" for line in new)


def _head(old: list[tuple[int, int]], new: list[tuple[int, int]]) -> str:
    return f"@@ -{_range(old)} +{_range(new)} @@"


def _range(places: list[tuple[int, int]]) -> str:
    first, last = places[0][0], places[-1][1]
    return f"{first + (last > first)},{last - first}"


def _without_end(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(text[span.start : span.end].rstrip("\r\n")))
