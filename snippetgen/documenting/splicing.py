"""Pieces of a text replaced by others.

In: a text, and what is to stand at some of its places. Out: the text with that in it.
"""

from collections.abc import Mapping

from snippetgen.paste import Span


def spliced(text: str, pieces: Mapping[Span, str]) -> str:
    """Give a text with a piece in each place; no two places may overlap."""
    parts, last = [], 0
    for span in sorted(pieces, key=lambda one: (one.start, one.end)):
        parts += [text[last : span.start], pieces[span]]
        last = span.end
    return "".join([*parts, text[last:]])
