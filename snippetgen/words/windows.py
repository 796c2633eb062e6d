"""The loop that the lexers of cmd and PowerShell have in common: from word to word, to the end.

In: a paste, a `Start`, and what a shell of Windows has of its own. Out: the `Command`. It refuses
to know quotes and escapes: those are in the shell's words.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from snippetgen.paste import Paste, Span
from snippetgen.patterns import regex
from snippetgen.words.command import Command, Dialect, MarkKind, Stdin
from snippetgen.words.cursor import BLANK, INVISIBLE, LINE_END, Cursor, cursor_at
from snippetgen.words.lines import (
    mark_lost_continuation,
    skip_continuation,
    skip_foreign_continuation,
)
from snippetgen.words.sh_word import PLACEHOLDER
from snippetgen.words.word import Word

if TYPE_CHECKING:
    from snippetgen.find import Start

_REDIRECTION = regex(rf"(?!{PLACEHOLDER})[0-9*]?(?:>&[0-9]|(?P<op>>>|>|<))")


class Shell(Struct, frozen=True):
    """What a shell of Windows has of its own.

    `escape` is the character that continues a line at its end; `comment` None: it has none.
    """

    dialect: Dialect
    escape: str
    operator: re.Pattern[str]
    comment: re.Pattern[str] | None
    read_word: Callable[[Cursor], Word | None]


def continuation_of(escape: str) -> re.Pattern[str]:
    """Give the pattern of a continuation: the escape, stray blanks, and the line's end."""
    return regex(rf"{re.escape(escape)}([{BLANK}{INVISIBLE}]*+)(?:{LINE_END.pattern}|\Z)")


def read_command(paste: Paste, start: "Start", shell: Shell) -> Command:
    """Read one command to where its shell, or what a lexer may read, ends it."""
    return _Lexer(paste, start, shell).read()


class _Lexer:
    """Goes from word to word through one command, to what ends it."""

    def __init__(self, paste: Paste, start: "Start", shell: Shell) -> None:
        self._cursor = cursor_at(paste, start)
        self._shell = shell
        self._start = self._cursor.at
        self._words: list[Word] = []
        self._stdin: Stdin | None = None
        self._token_end = self._start
        self._continuation = -1  # the last one's place
        self._pattern = continuation_of(shell.escape)

    def read(self) -> Command:
        after = None
        while after is None:
            after = self._step()
        if after in ("", "newline"):
            if self._continuation >= self._token_end:
                place = self._continuation
                self._cursor.mark(MarkKind.TRAILING_BACKSLASH, place, place + 1)
            mark_lost_continuation(self._cursor)
        return Command(
            self._shell.dialect,
            Span(self._start, self._token_end),
            tuple(self._words),
            self._stdin,
            tuple(sorted(self._cursor.marks, key=lambda mark: mark.span.start)),
            after,
        )

    def _step(self) -> str | None:
        """Read what stands at the cursor; give what ended the command, None where it goes on."""
        cursor, at = self._cursor, self._cursor.at
        if cursor.skip_gap(blanks=True):
            return None
        if skip_continuation(cursor, self._pattern):
            self._continuation = at
            return None
        if skip_foreign_continuation(cursor, self._shell.escape):
            return None
        ended = self._ending()
        if ended is None:
            if not self._skip_comment() and not self._read_redirection():
                self._read_word()
            self._token_end = cursor.at
        return ended

    def _ending(self) -> str | None:
        """Give what ends the command at the cursor: an operator, `newline`, nothing; else None."""
        cursor = self._cursor
        if (ended := cursor.ended()) is not None:
            return ended
        operator = self._shell.operator.match(cursor.text, cursor.at, cursor.end)
        return operator.group() if operator else None

    def _skip_comment(self) -> bool:
        cursor, pattern = self._cursor, self._shell.comment
        comment = pattern.match(cursor.text, cursor.at, cursor.end) if pattern else None
        if comment:
            cursor.at = comment.end()
        return comment is not None

    def _read_redirection(self) -> bool:
        cursor = self._cursor
        found = _REDIRECTION.match(cursor.text, cursor.at, cursor.end)
        if found is None:
            return False
        cursor.at = found.end()
        while found["op"] and cursor.skip_gap(blanks=True):
            pass
        has_target = found["op"] and self._ending() is None
        target = self._shell.read_word(cursor) if has_target else None
        if target and found["op"] == "<":
            self._stdin = Stdin(target, is_file=True)
        return True

    def _read_word(self) -> None:
        word = self._shell.read_word(self._cursor)
        # PowerShell's own word, after which it leaves the line alone; curl never sees it.
        is_stop = word and word.text == "--%" and not word.quotes
        self._words += [word] if word and not is_stop else []
