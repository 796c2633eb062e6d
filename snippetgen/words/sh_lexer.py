"""The tolerant lexer of POSIX sh and bash, for all that is more than simple words.

In: a cursor at a command, and the simple words that it begins with. Out: the `Command`: its words,
what it reads from standard input, what ended it, and a mark for everything that was read through.
It refuses to know curl, and to expand anything. It never raises; its time is linear in the text.
"""

from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.command import Command, MarkKind, Stdin
from snippetgen.words.cursor import BLANK, Cursor
from snippetgen.words.heredoc import HereDocument, read_here_document
from snippetgen.words.lines import (
    mark_lost_continuation,
    skip_continuation,
    skip_foreign_continuation,
)
from snippetgen.words.sh_word import CONTINUATION, LITERAL_NEWLINE, PLACEHOLDER, read_word
from snippetgen.words.simple import read_simple_words
from snippetgen.words.word import Word, join

_OPERATOR = regex(r"\|\||&&|[|;)]|&(?!>)")
_COMMENT = regex(r"#[^\r\n]*+")
# `<(` and `>(` are words, as is a placeholder.
_REDIRECTION = regex(
    rf"(?!{PLACEHOLDER})(?P<fd>[0-9]*+)(?P<op><<<|<<-|<<|<>|<&|<|>>|>\||>&|>)(?!\()|&>>?"
)
# Lines that a copy joined, and whose backslash stayed behind.
_STRAY_BACKSLASH = regex(rf"\\[{BLANK}]++(?=-[-A-Za-z]|https?://)")
_LITERAL_NEWLINE = regex(LITERAL_NEWLINE + rf"(?=[{BLANK}\r\n\\-]|\Z)")


class ShLexer:
    """Goes from word to word through one command, behind its first `words`, to what ends it."""

    def __init__(self, cursor: Cursor, words: list[Word]) -> None:
        self._cursor = cursor
        self._start = cursor.at
        self._words = words
        if words:
            cursor.at = words[-1].span.end
        self._stdin: Stdin | HereDocument | None = None
        self._documents: list[HereDocument] = []
        self._token_end = cursor.at
        self._backslash = -1  # the last continuation's place
        self._after: str | None = None

    def read(self) -> Command:
        """Read the command to its end."""
        while self._after is None:
            self._after = self._step()
        at_line_end = self._after in ("", "newline")
        if at_line_end and self._backslash >= self._token_end:
            self._cursor.mark(MarkKind.TRAILING_BACKSLASH, self._backslash, self._backslash + 1)
        if self._documents:
            self._read_documents()
        elif at_line_end and self._cursor.at < self._cursor.end:
            mark_lost_continuation(self._cursor)
        return Command(
            "sh",
            Span(self._start, self._token_end),
            tuple(self._words),
            self._stdin if isinstance(self._stdin, Stdin) else None,
            tuple(sorted(self._cursor.marks, key=lambda mark: mark.span.start)),
            self._after,
        )

    def _step(self) -> str | None:
        """Read what stands at the cursor; give what ended the command, None where it goes on."""
        cursor = self._cursor
        if simple := read_simple_words(
            cursor.text, cursor.at, cursor.end, has_own_lines=cursor.has_own_lines
        ):
            self._words += simple
            self._token_end = cursor.at = simple[-1].span.end
        if self._skip_gap():
            while self._skip_gap():
                pass
            return None
        ended = self._ending()
        if ended is None:
            if not self._skip_comment() and not self._read_redirection():
                word = read_word(cursor)
                self._words += [word] if word else []
            self._token_end = cursor.at
        return ended

    def _ending(self) -> str | None:
        """Give what ends the command at the cursor: an operator, `newline`, nothing; else None."""
        cursor = self._cursor
        if (ended := cursor.ended()) is not None:
            return ended
        if cursor.in_backticks and cursor.text[cursor.at] == "`":
            return "`"
        operator = _OPERATOR.match(cursor.text, cursor.at, cursor.end)
        return operator.group() if operator else None

    def _skip_gap(self) -> bool:
        """Step over blanks, a continuation, or what a copy left of one; False: none stands here."""
        cursor, at = self._cursor, self._cursor.at
        if at >= cursor.end:
            return False
        if cursor.skip_gap(blanks=True):
            return True
        if cursor.text[at] not in "\\^`":
            return False
        if skip_continuation(cursor, CONTINUATION):
            self._backslash = at
            return True
        if found := _STRAY_BACKSLASH.match(cursor.text, at, cursor.end):
            cursor.mark(MarkKind.SPACE_AFTER_BACKSLASH, at + 1, found.end())
        elif found := _LITERAL_NEWLINE.match(cursor.text, at, cursor.end):
            cursor.mark(MarkKind.LITERAL_NEWLINE, at, found.end(), " ")
        else:
            return skip_foreign_continuation(cursor, "\\")
        cursor.at = found.end()
        return True

    def _skip_comment(self) -> bool:
        comment = _COMMENT.match(self._cursor.text, self._cursor.at, self._cursor.end)
        if comment:
            self._cursor.at = comment.end()
        return comment is not None

    def _read_redirection(self) -> bool:
        cursor = self._cursor
        found = _REDIRECTION.match(cursor.text, cursor.at, cursor.end)
        if found is None:
            return False
        cursor.at = found.end()
        while self._skip_gap():
            pass
        target = read_word(cursor) if self._ending() is None else None
        if target and found["fd"] in ("", "0"):
            self._redirect_input(found["op"], found.start(), target)
        return True

    def _redirect_input(self, operator: str, opened: int, target: Word) -> None:
        """Note what `<`, `<<<` and `<<` put into standard input; the last one counts."""
        if operator == "<":
            self._stdin = Stdin(target, is_file=True)
        elif operator == "<<<":
            end = target.span.end
            self._stdin = Stdin(join([target, Word("\n", Span(end, end))]))  # a shell adds it
        elif operator in ("<<", "<<-"):
            spelling = self._cursor.text[target.span.start : target.span.end]
            live = not target.quotes and "\\" not in spelling
            self._stdin = HereDocument(opened, target.text, live, head_tabs=operator == "<<-")
            self._documents.append(self._stdin)

    def _read_documents(self) -> None:
        """Read the here-documents, each of which begins in the line after what was read last."""
        cursor = self._cursor
        for document in self._documents:
            line_feed = cursor.text.find("\n", cursor.at, cursor.end)
            cursor.at = line_feed + 1 if line_feed >= 0 else cursor.end
            text = read_here_document(cursor, document)
            if document is self._stdin:
                self._stdin = Stdin(text)
        self._token_end = cursor.at
