"""One word of a POSIX shell: what stands between blanks and operators.

In: a cursor at a word's first character. Out: the `Word`. It refuses to know what the word is for.
Beyond what a shell reads: curly quotes, the unquoted `&` of a URL, an unquoted `<placeholder>`.
"""

from collections.abc import Callable

from snippetgen.patterns import regex
from snippetgen.words.ampersand import joins_url
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import MarkKind
from snippetgen.words.curly import opens_quote
from snippetgen.words.cursor import BLANK, INVISIBLE, LINE_END, Cursor
from snippetgen.words.expansion import read_expansion, read_substitution
from snippetgen.words.lines import skip_continuation
from snippetgen.words.quotes import read_quote
from snippetgen.words.typography import STRAIGHT
from snippetgen.words.word import Word

# A name in angle brackets: a letter first, later words of it after single spaces.
_NAME = r"[^\W\d_][\w.'-]*+(?: [^\W_][\w.'-]*+)*+"
PLACEHOLDER = f"<{_NAME}>"
CONTINUATION = regex(rf"\\([{BLANK}{INVISIBLE}]*+)(?:{LINE_END.pattern}|\Z)")
# Written out `\n` between words; the second form right behind a word. Bounded, for it is tried at
# each backslash of a word.
LITERAL_NEWLINE = r"(?=(?P<breaks>(?:(?:\\{1,3}+r)?\\{1,3}+n){1,8}))(?P=breaks)"
_GLUED_NEWLINE = regex(LITERAL_NEWLINE + r"(?=[ \t]++-[-A-Za-z])")
_CURLY = "".join(STRAIGHT)
_PLAIN = regex(rf"[^{BLANK}{INVISIBLE}{_CURLY}\r\n'\"\\$`|&;<>()]++")
_PLACEHOLDER = regex(PLACEHOLDER)
_CUT_PLACEHOLDER = regex(rf"(?<=[=/])<(?:{_NAME})?\Z")
_BLANK_OR_END = regex(rf"[{BLANK}\r\n]|\Z")


def read_word(cursor: Cursor) -> Word | None:
    """Read the word at the cursor; None where only invisible characters stand there."""
    return _Reader(cursor).read()


class _Reader:
    """Reads one word: a method for each kind of character, which says whether the word goes on."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._builder = WordBuilder(cursor.text, cursor.at)
        self._open_parentheses = 0
        self._is_url = False
        self._is_curly = False

    def read(self) -> Word | None:
        cursor = self._cursor
        while cursor.at < cursor.end:
            if plain := _PLAIN.match(cursor.text, cursor.at, cursor.end):
                self._builder.literal(cursor.at, plain.end())
                cursor.at = plain.end()
                continue
            reader = _READERS.get(cursor.text[cursor.at])
            if reader is None or not reader(self):
                break
        return None if self._builder.is_empty else self._builder.build(cursor.at)

    def _literal(self, length: int = 1) -> bool:
        at = self._cursor.at
        self._builder.literal(at, at + length)
        self._cursor.at += length
        return True

    def _decoded(self, text: str, length: int) -> bool:
        at = self._cursor.at
        self._builder.decoded(text, at, at + length)
        self._cursor.at += length
        return True

    def quote(self) -> bool:
        return read_quote(self._cursor, self._builder, self._cursor.at)

    def curly_quote(self) -> bool:
        if not opens_quote(self._cursor, self._builder):
            return self._literal()
        self._is_curly = True
        return self.quote()

    def dollar(self) -> bool:
        """Read `$'…'`, `$"…"`, an expansion, or a `$` that is only itself."""
        cursor = self._cursor
        after = cursor.text[cursor.at + 1] if cursor.at + 1 < cursor.end else ""
        curly = after in STRAIGHT and opens_quote(cursor, self._builder)
        if after in ("'", '"') or curly:
            return read_quote(cursor, self._builder, cursor.at + 1)
        return self._closed(read_expansion)

    def backtick(self) -> bool:
        return not self._cursor.in_backticks and self._closed(read_expansion)

    def less(self) -> bool:
        """Read a placeholder, one that the text's end cuts, or `<(…)`; else the word ends."""
        cursor = self._cursor
        if found := _PLACEHOLDER.match(cursor.text, cursor.at, cursor.end):
            cursor.mark(MarkKind.PLACEHOLDER, found.start(), found.end(), found.group())
            return self._literal(len(found.group()))
        if _CUT_PLACEHOLDER.match(cursor.text, cursor.at, cursor.end):
            cursor.mark(MarkKind.UNCLOSED_QUOTE, cursor.at, cursor.end)
            return self._literal(cursor.end - cursor.at)
        return self.greater()

    def greater(self) -> bool:
        cursor = self._cursor
        is_process = cursor.text.startswith("(", cursor.at + 1, cursor.end)
        return is_process and self._closed(read_substitution)

    def backslash(self) -> bool:
        """Read an escaped character; at a line's end go on in the next line, or end the word."""
        cursor, at = self._cursor, self._cursor.at
        if continuation := CONTINUATION.match(cursor.text, at, cursor.end):
            return self._joined_line(continuation.end())
        if _GLUED_NEWLINE.match(cursor.text, at, cursor.end):
            return False
        escaped = cursor.text[at + 1]
        if self._is_curly and escaped in STRAIGHT:
            escaped = STRAIGHT[escaped]
            cursor.mark(MarkKind.CURLY_QUOTE, at + 1, at + 2, escaped)
        return self._decoded(escaped, 2)

    def ampersand(self) -> bool:
        self._is_url = joins_url(self._cursor, self._builder, is_url=self._is_url)
        return self._is_url

    def open_parenthesis(self) -> bool:
        self._open_parentheses += 1
        return self._literal()

    def close_parenthesis(self) -> bool:
        self._open_parentheses -= 1
        return self._open_parentheses >= 0 and self._literal()

    def invisible(self) -> bool:
        return self._cursor.skip_gap(blanks=False)

    def _closed(self, read: Callable[[Cursor, WordBuilder], bool]) -> bool:
        """Read an expansion; one that never closes ends the word, and is marked as a quote is."""
        opened = self._cursor.at
        closed = read(self._cursor, self._builder)
        if not closed:
            self._cursor.mark(MarkKind.UNCLOSED_QUOTE, opened, self._cursor.end)
        return closed

    def _joined_line(self, line_end: int) -> bool:
        """Go on in the next line where the word does; else the word ends before the backslash."""
        cursor = self._cursor
        if _BLANK_OR_END.match(cursor.text, cursor.line_head(line_end), cursor.end):
            return False
        return skip_continuation(cursor, CONTINUATION)


_READERS: dict[str, Callable[[_Reader], bool]] = {
    **dict.fromkeys("'\"", _Reader.quote),
    **dict.fromkeys(_CURLY, _Reader.curly_quote),
    **dict.fromkeys(INVISIBLE, _Reader.invisible),
    "$": _Reader.dollar,
    "`": _Reader.backtick,
    "<": _Reader.less,
    ">": _Reader.greater,
    "\\": _Reader.backslash,
    "&": _Reader.ampersand,
    "(": _Reader.open_parenthesis,
    ")": _Reader.close_parenthesis,
}
