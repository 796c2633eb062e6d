"""The lines after the one that a lexer stands in: what another shell or a copy left between them.

In: a cursor at a line's end. Out: whether the command goes on. It refuses to read what it finds.
"""

import re

from snippetgen.patterns import regex
from snippetgen.words.command import MarkKind
from snippetgen.words.cursor import BLANK, INVISIBLE, LINE_END, Cursor
from snippetgen.words.typography import DASHES

_GAP = regex(rf"[{BLANK}{INVISIBLE}]*+")
# A word that nothing but an option's place explains, on a line that nothing joins.
_OPTION = regex(rf"[-{DASHES}]{{1,2}}+[A-Za-z#][^{BLANK}\r\n]*+")
_URL = regex(r"[\"'“”‘’]?https?://")
_CONTINUATION = regex(rf"[\\^`][ \t]*+(?:{LINE_END.pattern})")


def option_at(cursor: Cursor, line_start: int) -> re.Match[str] | None:
    """Give the option that the line at `line_start` begins with, if it does."""
    return _OPTION.match(cursor.text, _past_gap(cursor, line_start), cursor.end)


def skip_continuation(cursor: Cursor, pattern: re.Pattern[str]) -> bool:
    """Step over the continuation at the cursor, to the next line's own text; False: none here.

    The pattern's first group is the blanks before the line end, which are what a copy left there.
    """
    found = pattern.match(cursor.text, cursor.at, cursor.end)
    if found is None:
        return False
    if found[1] and found.end() < cursor.end:
        cursor.mark(MarkKind.SPACE_AFTER_BACKSLASH, found.start(1), found.end(1))
    cursor.at = cursor.line_head(cursor.line_end(found.end(1)))
    return True


def skip_foreign_continuation(cursor: Cursor, meant: str) -> bool:
    r"""Step over another shell's `\`, `^` or backtick, where an option or a URL comes next.

    `meant` is what this shell has in its place.
    """
    found = _CONTINUATION.match(cursor.text, cursor.at, cursor.end)
    if found is None or not (option_at(cursor, found.end()) or _url_at(cursor, found.end())):
        return False
    cursor.mark(MarkKind.MIXED_DIALECT, cursor.at, cursor.at + 1, meant)
    cursor.at = cursor.line_head(found.end())
    return True


def _url_at(cursor: Cursor, line_start: int) -> bool:
    return bool(_URL.match(cursor.text, _past_gap(cursor, line_start), cursor.end))


def mark_lost_continuation(cursor: Cursor) -> None:
    """Record the option that begins the next line of text, where the command ended before it."""
    at = cursor.at
    while (line_end := LINE_END.match(cursor.text, at, cursor.end)) is not None:
        if option := option_at(cursor, line_end.end()):
            cursor.mark(MarkKind.LOST_CONTINUATION, option.start(), option.end())
            return
        at = _past_gap(cursor, line_end.end())


def _past_gap(cursor: Cursor, line_start: int) -> int:
    gap = _GAP.match(cursor.text, cursor.line_head(line_start), cursor.end)
    return gap.end() if gap else line_start
