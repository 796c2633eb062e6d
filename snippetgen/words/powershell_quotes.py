r"""The quotes of PowerShell: `'…'`, `"…"`, their curly kin, and here-strings (`@'`, `@"`).

In: a cursor at a quote. Out: its decoded text in the word, and how it was quoted. Two layers:
PowerShell's own quotes and backticks, then the C runtime's `\"`. Whether a bare `"` reaches a
program changed with PowerShell 7.3, so the text itself says what was meant: where the first `"`
inside has a backslash before it, each `\"` is a `"`; else every `"` and `\` is itself.
"""

import re
from collections.abc import Callable

from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import MarkKind
from snippetgen.words.curly import closing_rule
from snippetgen.words.cursor import Cursor
from snippetgen.words.expansion import substitution_end
from snippetgen.words.typography import CLOSING, DOUBLE_QUOTES, STRAIGHT

_CLOSING = CLOSING | {"'": "'", '"': '"'}
_ALL_MARKS = ("", *set(_CLOSING.values()))
_PLAIN = {marks: regex(rf"[^\\\"{marks}]++") for marks in _ALL_MARKS}
_LIVE_PLAIN = {marks: regex(rf"[^\\\"$`{marks}]++") for marks in _ALL_MARKS}
_BACKSLASHES = regex(rf"(?P<run>\\++)(?P<quote>`?[\"{DOUBLE_QUOTES}])?")
_SCOPE = r"(?:env|global|script|local|private|using):"
_VARIABLE = regex(
    rf"\$(?:{_SCOPE}|(?!{_SCOPE}))(?P<name>[a-z_]\w*+)"
    r"|\$\{(?:[a-z]++:|(?![a-z]++:))(?P<braced>[^{}`\r\n]++)\}",
    re.IGNORECASE,
)
_CHARACTER = regex(r"`u\{([0-9A-Fa-f]{1,6})\}")
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
_HERE_OPENING = regex(rf"@([{''.join(_CLOSING)}])[ \t]*+(?:\r?\n|\Z)")
_HERE_CLOSING = {
    straight: regex(
        f"[ \\t]*+[{''.join(mark for mark in _CLOSING if STRAIGHT.get(mark, mark) == straight)}]@"
    )
    for straight in "'\""
}


def read_quote(cursor: Cursor, builder: WordBuilder) -> bool:
    """Read the quote at the cursor.

    False where nothing closes it: all the rest is its text then, and the command ends there.
    """
    opened, mark = cursor.at, cursor.text[cursor.at]
    straight = STRAIGHT.get(mark, mark)
    closes = None
    if mark != straight:
        cursor.mark(MarkKind.CURLY_QUOTE, opened, opened + 1, straight)
        closes = closing_rule(cursor, opened)
    cursor.at += 1
    closed = _Text(cursor, builder, mark, closes).read()
    builder.quote(mark, opened, cursor.at if closed else None)
    if not closed:
        cursor.mark(MarkKind.UNCLOSED_QUOTE, opened, cursor.end)
        return False
    if cursor.text[cursor.at] in STRAIGHT:
        cursor.mark(MarkKind.CURLY_QUOTE, cursor.at, cursor.at + 1, straight)
    cursor.at += 1
    return True


def is_here_string(cursor: Cursor) -> bool:
    """Say whether a here-string opens at the cursor: `@'` or `@"`, and the line's end."""
    return _HERE_OPENING.match(cursor.text, cursor.at, cursor.end) is not None


def read_here_string(cursor: Cursor, builder: WordBuilder) -> bool:
    """Read the here-string that opens at the cursor; False where no line closes it."""
    opening = _HERE_OPENING.match(cursor.text, cursor.at, cursor.end)
    if opening is None:
        return False
    opened, whole_end, mark = cursor.at, cursor.end, opening[1]
    body = cursor.line_head(opening.end())
    last, after = _here_end(cursor, opening.end(), _HERE_CLOSING[STRAIGHT.get(mark, mark)])
    cursor.at, cursor.end = body, max(last, body)
    _Text(cursor, builder, mark, None, is_here_string=True).read()
    cursor.at, cursor.end = whole_end if after is None else after, whole_end
    builder.quote(f"@{mark}", opened, None if after is None else after - 2)
    if after is None:
        cursor.mark(MarkKind.UNCLOSED_QUOTE, opened, whole_end)
    return after is not None


def read_variable(cursor: Cursor, builder: WordBuilder) -> bool:
    """Read the expansion at the cursor, or the `$` that is only itself.

    False where a `$(` never closes: the cursor is at its end then, and the rest is text.
    """
    text, at = cursor.text, cursor.at
    if found := _VARIABLE.match(text, at, cursor.end):
        builder.expansion("variable", found["name"] or found["braced"], Span(at, found.end()))
        cursor.at = found.end()
        return True
    if text.startswith("$(", at, cursor.end):
        return read_group(cursor, builder, at)
    builder.literal(at, at + 1)
    cursor.at += 1
    return True


def read_group(cursor: Cursor, builder: WordBuilder, dollar: int) -> bool:
    """Read the command in parentheses whose `$` stands, or would stand, at `dollar`."""
    opened = cursor.at
    close = substitution_end(cursor.text, dollar, cursor.end)
    cursor.at = cursor.end if close is None else close
    if close is None:
        builder.literal(opened, cursor.end)
        cursor.mark(MarkKind.UNCLOSED_QUOTE, opened, cursor.end)
        return False
    builder.expansion("command", "", Span(opened, close))
    return True


def _here_end(cursor: Cursor, start: int, closing: re.Pattern[str]) -> tuple[int, int | None]:
    """Give where the text of a here-string ends, and where what closes it ends, if a line does."""
    line = start
    while True:
        if found := closing.match(cursor.text, cursor.line_head(line), cursor.end):
            last = line - 1
            return last - (cursor.text[last - 1 : last] == "\r"), found.end()
        line = cursor.text.find("\n", line, cursor.end) + 1
        if not line:
            return cursor.end, None


class _Text:
    """The text between quotes; `escaped` is known from its first `"` on."""

    def __init__(
        self,
        cursor: Cursor,
        builder: WordBuilder,
        mark: str,
        closes: Callable[[int], bool] | None,
        *,
        is_here_string: bool = False,
    ) -> None:
        self._cursor = cursor
        self._builder = builder
        self._marks = "" if is_here_string else _CLOSING[mark]
        self._mark = mark
        self._closes = closes
        self._live = STRAIGHT.get(mark, mark) == '"'
        self._escaped: bool | None = None
        self._noted = False  # a mark was made of a quote that PowerShell would end here

    def read(self) -> bool:
        """Read to the mark that closes the text, or to the cursor's end; say whether one did."""
        cursor = self._cursor
        plain = (_LIVE_PLAIN if self._live else _PLAIN)[self._marks]
        while cursor.at < cursor.end:
            if run := plain.match(cursor.text, cursor.at, cursor.end):
                cursor.content(self._builder, run.end())
                continue
            char = cursor.text[cursor.at]
            if char == "\\":
                self._backslashes()
            elif char == "`" and self._live:
                self._escape()
            elif char == "$" and self._live:
                read_variable(cursor, self._builder)
            elif self._is_doubled(char):
                self._decoded(char, 2)
            elif char in self._marks and (self._closes is None or self._closes(cursor.at)):
                return True
            else:
                self._decoded(char, 1)
        return False

    def _is_doubled(self, char: str) -> bool:
        is_mark = char == self._mark and char in self._marks
        is_escaped = char == '"' and self._escaped
        return (
            is_mark
            and not is_escaped
            and self._cursor.text.startswith(char * 2, self._cursor.at, self._cursor.end)
        )

    def _decoded(self, text: str, length: int) -> None:
        """Add a character, which stands at the cursor in so many."""
        cursor, at = self._cursor, self._cursor.at
        if text == '"' and self._escaped is None:
            self._escaped = False
        if length == 1:
            self._builder.literal(at, at + 1)
        else:
            self._builder.decoded(text, at, at + length)
        cursor.at += length

    def _escape(self) -> None:
        cursor, at = self._cursor, self._cursor.at
        if found := _CHARACTER.match(cursor.text, at, cursor.end):
            code = int(found[1], 16)
            self._decoded(chr(code) if code < 0x110000 else found[0], found.end() - at)
            return
        escaped = cursor.text[at + 1 : min(at + 2, cursor.end)]
        if escaped in ("", "\r", "\n"):
            cursor.at += 1  # the line's end is text, as it stands
        else:
            self._decoded(_ESCAPES.get(escaped, escaped), 2)

    def _backslashes(self) -> None:
        cursor, at = self._cursor, self._cursor.at
        found = _BACKSLASHES.match(cursor.text, at, cursor.end)
        quote = found["quote"] if found and self._is_quote(found["quote"]) else ""
        count = len(found["run"]) if found else 1
        if quote and self._escaped is None:
            self._escaped = True
        if not (quote and self._escaped):
            self._builder.literal(at, at + count)
            cursor.at += count
            return
        pairs = count // 2
        self._builder.decoded("\\" * pairs, at, at + 2 * pairs)
        cursor.at += 2 * pairs
        if count % 2:
            self._escaped_quote(1 + len(quote))

    def _is_quote(self, quote: str | None) -> bool:
        r"""Say whether what follows backslashes is a `"` that they escape."""
        if not quote or (quote[0] == "`" and not self._live):
            return False
        return quote[-1] == '"' or quote[-1] in self._marks

    def _escaped_quote(self, length: int) -> None:
        cursor, at = self._cursor, self._cursor.at
        end = at + length
        if cursor.text[end - 1] != '"':
            cursor.mark(MarkKind.CURLY_QUOTE, end - 1, end, '"')
        elif self._live and self._marks and length == 2 and not self._noted:
            self._noted = True
            cursor.mark(MarkKind.QUOTING, at, end, '"')
        self._builder.decoded('"', at, end)
        cursor.at = end
