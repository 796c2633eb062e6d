"""The repairs of findings, applied to the text.

In: a text and findings with edits. Out: the text with all of them applied, and where a place of the
old text stands in the new one. It refuses to judge which repairs are worth it.
"""

from collections.abc import Iterable

from snippetgen.checks.rule import Edit, Finding


def applied(text: str, findings: Iterable[Finding]) -> str | None:
    """Give the text with every edit of the findings; None where two of them overlap."""
    parts, last = [], 0
    for edit in in_text_order(edit for finding in findings for edit in finding.edits):
        if edit.span.start < last:
            return None
        parts += [text[last : edit.span.start], edit.text]
        last = edit.span.end
    return "".join([*parts, text[last:]])


def moved(offset: int, edits: Iterable[Edit]) -> int:
    """Give where the character at an offset stands after the edits; one deleted: what follows."""
    shift = 0
    for edit in in_text_order(edits):
        if edit.span.end > offset:
            break
        shift += len(edit.text) - (edit.span.end - edit.span.start)
    return offset + shift


def in_text_order(edits: Iterable[Edit]) -> list[Edit]:
    """Give each edit once, in the order of the text; insertions before what they stand at."""
    return sorted(set(edits), key=lambda edit: (edit.span.start, edit.span.end))
