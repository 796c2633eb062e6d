"""The marks that the stages left, asked for by kind.

In: a `Reading`. Out: its marks of one kind, from every stage, in the order of the text. It refuses
to know what a mark is worth.
"""

from collections.abc import Callable, Container, Iterator

from snippetgen.checks.rule import Edit, Flaw
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.words.command import Mark, MarkKind


def marks_of(reading: Reading, kind: MarkKind) -> list[Mark]:
    """Give the marks of one kind in the order of the text, none of them twice."""
    if not reading.marks:
        return []
    found = {mark.span: mark for mark in reading.marks if mark.kind is kind}
    return sorted(found.values(), key=lambda mark: (mark.span.start, mark.span.end))


def read_through(
    reading: Reading,
    kind: MarkKind,
    message: Callable[[str, str], str],
    but: Container[Span] = (),
) -> Iterator[Flaw]:
    """Give one flaw for all marks of a kind, at the first, with a safe edit for each.

    `message` makes the sentence of what stands there and a half sentence that counts the others;
    marks at the spans of `but` are left out.
    """
    marks = [mark for mark in marks_of(reading, kind) if mark.span not in but]
    if marks:
        first = marks[0].span
        others = f" (and {len(marks) - 1} more)" if len(marks) > 1 else ""
        found = _said(reading, first)
        edits = tuple(Edit(mark.span, mark.meant) for mark in marks)
        yield Flaw(first, message(found, others), edits, "safe")


def _said(reading: Reading, span: Span) -> str:
    r"""Give what stands in a place: what a shell makes of an escape such as `\357\273\277`."""
    spelled = reading.paste.text[span.start : span.end]
    if not spelled.startswith("\\") or reading.command is None:
        return spelled
    places = ((word, word.locate(span)) for word in reading.command.words)
    return next((word.text[slice(*place)] for word, place in places if place), "") or spelled
