"""The quotes of a POSIX shell: `'…'`, `"…"`, bash's `$'…'` and `$"…"`, and their curly kin.

In: a cursor at a quote. Out: its decoded text in the word, and how it was quoted. It refuses to
know what stands around the quote.
"""

from collections.abc import Callable

from snippetgen.patterns import regex
from snippetgen.words.ansi_c import read_ansi_c
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import MarkKind
from snippetgen.words.curly import closing_rule
from snippetgen.words.cursor import Cursor
from snippetgen.words.expansion import read_expansion
from snippetgen.words.typography import CLOSING, STRAIGHT

_CLOSING = CLOSING | {"'": "'", '"': '"'}
_MARKS = {marks: regex(f"[{marks}]") for marks in set(_CLOSING.values())}
_PLAIN = {marks: regex(rf"[^\\$`{marks}]++") for marks in ("", *set(_CLOSING.values()))}


def read_quote(cursor: Cursor, builder: WordBuilder, mark_at: int) -> bool:
    """Read the quote at the cursor, whose mark stands at `mark_at` (after a `$`, if there is one).

    False where nothing closes it: all the rest is its text then, and the command ends there.
    """
    opened, mark = cursor.at, cursor.text[mark_at]
    marks, straight = _CLOSING[mark], STRAIGHT.get(mark, mark)
    closes: Callable[[int], bool] = _always
    if mark != straight:
        cursor.mark(MarkKind.CURLY_QUOTE, mark_at, mark_at + 1, straight)
        closes = closing_rule(cursor, mark_at)
    reader = read_live if straight == '"' else _read_raw if mark_at == opened else read_ansi_c
    cursor.at = mark_at + 1
    closed = reader(cursor, builder, marks, closes)
    builder.quote(cursor.text[opened : mark_at + 1], opened, cursor.at if closed else None)
    if not closed:
        cursor.mark(MarkKind.UNCLOSED_QUOTE, opened, cursor.end)
        return False
    closing = cursor.text[cursor.at]
    if closing in STRAIGHT:
        cursor.mark(MarkKind.CURLY_QUOTE, cursor.at, cursor.at + 1, straight)
    cursor.at += 1
    return True


def read_live(
    cursor: Cursor, builder: WordBuilder, marks: str, closes: Callable[[int], bool]
) -> bool:
    """Read text in which `$`, a backtick and a backslash are live, up to a mark that closes it.

    A here-document has no marks. False where none closes.
    """
    text, plain = cursor.text, _PLAIN[marks]
    while cursor.at < cursor.end:
        if run := plain.match(text, cursor.at, cursor.end):
            cursor.content(builder, run.end())
            continue
        char = text[cursor.at]
        if char == "\\":
            _read_escape(cursor, builder, marks)
        elif char in "$`":
            read_expansion(cursor, builder)
        elif closes(cursor.at):
            return True
        else:
            builder.literal(cursor.at, cursor.at + 1)
            cursor.at += 1
    return False


def _read_raw(
    cursor: Cursor, builder: WordBuilder, marks: str, closes: Callable[[int], bool]
) -> bool:
    for mark in _MARKS[marks].finditer(cursor.text, cursor.at, cursor.end):
        if mark.start() >= cursor.at and closes(mark.start()):
            cursor.content(builder, mark.start())
            if cursor.at == mark.start():
                return True
    cursor.content(builder, cursor.end)
    return False


def _read_escape(cursor: Cursor, builder: WordBuilder, marks: str) -> None:
    text, at = cursor.text, cursor.at
    char = text[at + 1] if at + 1 < cursor.end else ""
    if char and char in "$`\\" + marks:
        if char in STRAIGHT:
            cursor.mark(MarkKind.CURLY_QUOTE, at + 1, at + 2, STRAIGHT[char])
        builder.decoded(STRAIGHT.get(char, char), at, at + 2)
        cursor.at = at + 2
    elif char == "\n" or (cursor.crlf_is_lf and text.startswith("\r\n", at + 1, cursor.end)):
        cursor.at = cursor.line_head(cursor.line_end(at + 1))
    else:
        builder.literal(at, at + 1)
        cursor.at = at + 1


def _always(_: int) -> bool:
    return True
