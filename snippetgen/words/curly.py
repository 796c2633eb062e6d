"""Where curly quotes open and close a quoted text of a shell word.

In: a cursor and the place of a mark. Out: whether it opens a quote, and what closes it. It refuses
to decode. Straight quotes become curly in a word processor one by one, by the letters around
them, so a mark's shape says little: where it stands says more.
"""

import re
from collections.abc import Callable

from snippetgen.patterns import regex
from snippetgen.words.builder import WordBuilder
from snippetgen.words.cursor import BLANK, INVISIBLE, Cursor
from snippetgen.words.typography import CLOSING, DASHES, SINGLE_QUOTES, STRAIGHT

_OPTION_HEAD = regex(rf"[-{DASHES}]{{1,2}}+[A-Za-z]++")
_LONGEST_OPTION = 40
_WORD_END = regex(rf"[{BLANK}{INVISIBLE}\r\n;|&)\\]|\Z")
_JSON_HEAD = regex(r"[ \t\r\n]*+([{\[])")


def _json_close(bracket: str, marks: str) -> re.Pattern[str]:
    # Its own last bracket and a word's end; or, where that was cut off, another option after it.
    # The `>` is a prompt at the head of the mark's line.
    return regex(
        rf"\{bracket}[ \t\r\n>]*+[{marks}](?={_WORD_END.pattern})"
        rf"|(?<!\\)[{marks}](?=[ \t]++(?:-[-A-Za-z]|https?://|\\[ \t]*+[\r\n]))"
    )


_JSON_CLOSE = {
    (opening, marks): _json_close(closing, marks)
    for opening, closing in ("{}", "[]")
    for marks in set(CLOSING.values())
}


def opens_quote(cursor: Cursor, builder: WordBuilder) -> bool:
    """Say whether the curly mark at the cursor opens a quote; else it is a character of the word.

    It does at a word's start, after `=`, after an option's letters, and wherever the word already
    holds a quote, save as an apostrophe between letters.
    """
    at = cursor.at
    if builder.is_empty or cursor.text[at - 1] == "=":
        return True
    if builder.has_quotes:
        return not _is_apostrophe(cursor, at)
    head = at - builder.start <= _LONGEST_OPTION
    return head and bool(_OPTION_HEAD.fullmatch(cursor.text, builder.start, at))


def closing_rule(cursor: Cursor, opened: int) -> Callable[[int], bool]:
    """Give the test of which mark closes the curly quote that opened at `opened`.

    JSON closes after its last bracket; any other text at the first mark that is no apostrophe.
    A straight mark, of which a copy lost the curly shape, closes only at a word's end.
    """
    close = _find_json_close(cursor, opened)
    if close is not None:
        return close.__eq__

    def closes(at: int) -> bool:
        if cursor.text[at] in STRAIGHT:
            return not _is_apostrophe(cursor, at)
        return bool(_WORD_END.match(cursor.text, at + 1, cursor.end))

    return closes


def _find_json_close(cursor: Cursor, opened: int) -> int | None:
    head = _JSON_HEAD.match(cursor.text, opened + 1, cursor.end)
    key = (head[1], CLOSING[cursor.text[opened]]) if head else None
    if key is None or key in cursor.absent:
        return None
    found = _JSON_CLOSE[key].search(cursor.text, opened + 1, cursor.end)
    if found is None:
        cursor.absent.add(key)
        return None
    return found.end() - 1


def _is_apostrophe(cursor: Cursor, at: int) -> bool:
    text = cursor.text
    is_single = text[at] in SINGLE_QUOTES
    return is_single and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum()
