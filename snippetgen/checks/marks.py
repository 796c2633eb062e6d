"""The marks that the stages left, asked for by kind.

In: a `Reading`. Out: its marks of one kind, from every stage, in the order of the text. It refuses
to know what a mark is worth.
"""

from collections.abc import Callable, Iterator

from snippetgen.checks.rule import Edit, Flaw
from snippetgen.reading import Reading
from snippetgen.words.command import Mark, MarkKind


def marks_of(reading: Reading, kind: MarkKind) -> list[Mark]:
    """Give the marks of one kind in the order of the text, none of them twice."""
    found = {mark.span: mark for mark in _all(reading) if mark.kind is kind}
    return sorted(found.values(), key=lambda mark: (mark.span.start, mark.span.end))


def read_through(
    reading: Reading, kind: MarkKind, message: Callable[[str, str], str]
) -> Iterator[Flaw]:
    """Give one flaw for all marks of a kind, at the first, with a safe edit for each.

    `message` makes the sentence of what stands there and a half sentence that counts the others.
    """
    marks = marks_of(reading, kind)
    if marks:
        first = marks[0].span
        others = f" (and {len(marks) - 1} more)" if len(marks) > 1 else ""
        found = reading.paste.text[first.start : first.end]
        edits = tuple(Edit(mark.span, mark.meant) for mark in marks)
        yield Flaw(first, message(found, others), edits, "safe")


def _all(reading: Reading) -> Iterator[Mark]:
    yield from reading.start.marks if reading.start else ()
    yield from reading.command.marks if reading.command else ()
    yield from reading.arguments.marks if reading.arguments else ()
    yield from reading.request.marks if reading.request else ()
