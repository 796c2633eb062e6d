"""Comments that say of one command what is not to be found in it.

In: a `Reading`. Out: the names in `# snippetgen: ignore SG204` on the lines before the command, and
in `<!-- snippetgen: ignore SG204 -->` before its fence. It refuses to know what the names mean.
"""

import re
from collections.abc import Iterator

from snippetgen.paste import Paste
from snippetgen.patterns import regex
from snippetgen.reading import Reading

ALL = "SG"
"""The family of all rules: what a comment without a name stands for."""

_COMMENT = regex(
    r"(?:#|//|::|\brem|<!--|\{/\*)[ \t]*+snippetgen:[ \t]*+ignore\b(?P<names>[\w \t,-]*+)",
    re.IGNORECASE,
)
# A line that may stand between the comment and what it is about: blank, or another comment.
_PASSED_OVER = regex(r"[> \t\d|:]*+(?:$|#|//|::|rem\b|<!--|\{/\*)", re.IGNORECASE)
_NAME = regex(r"[A-Za-z]\w*+(?:-\w++)*")
_MOST_LINES = 20


def ignored(reading: Reading) -> frozenset[str]:
    """Give the names of the rules that the comments above a command let pass in it."""
    if reading.start is None:
        return frozenset()
    places = [reading.start.offset]
    if reading.start.fence:
        places.append(reading.start.fence.start)
    return frozenset(name for place in places for name in _above(reading.paste, place))


def _above(paste: Paste, place: int) -> Iterator[str]:
    last = paste.position(place)[0] - 1
    for number in range(last, max(0, last - _MOST_LINES), -1):
        line = paste.line_span(number)
        if not _PASSED_OVER.match(paste.text, line.start, line.end):
            return
        comment = _COMMENT.search(paste.text, line.start, line.end)
        if comment:
            yield from _NAME.findall(comment["names"]) or [ALL]
