r"""One argument of a command for PowerShell, as the program that it starts is given it.

In: a cursor at an argument's first character. Out: the `Word`. It refuses to know what the word is
for. Beyond what PowerShell reads: the unquoted `&` of a URL, an unquoted `<placeholder>`, and `\"`
outside quotes, which is a `"` for the C runtime.
"""

from collections.abc import Callable

from snippetgen.patterns import regex
from snippetgen.words.ampersand import joins_url
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import MarkKind
from snippetgen.words.curly import opens_quote
from snippetgen.words.cursor import BLANK, INVISIBLE, Cursor
from snippetgen.words.powershell_quotes import (
    is_here_string,
    read_group,
    read_here_string,
    read_quote,
    read_variable,
)
from snippetgen.words.sh_word import PLACEHOLDER
from snippetgen.words.typography import STRAIGHT
from snippetgen.words.windows import continuation_of
from snippetgen.words.word import Word

_CURLY = "".join(STRAIGHT)
_PLAIN = regex(rf"[^{BLANK}{INVISIBLE}{_CURLY}\r\n'\"`$\\|&;<>()@]++")
_CONTINUATION = continuation_of("`")
_PLACEHOLDER = regex(PLACEHOLDER)
_BACKSLASHES = regex(r"(?P<pairs>(?:\\\\)*+)(?P<escaped>\\\")?")


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

    def read(self) -> Word | None:
        cursor = self._cursor
        while cursor.at < cursor.end:
            if plain := _PLAIN.match(cursor.text, cursor.at, cursor.end):
                self._literal(plain.end())
                continue
            reader = _READERS.get(cursor.text[cursor.at])
            if reader is None or not reader(self):
                break
        return None if self._builder.is_empty else self._builder.build(cursor.at)

    def quote(self) -> bool:
        return read_quote(self._cursor, self._builder)

    def curly_quote(self) -> bool:
        if opens_quote(self._cursor, self._builder):
            return self.quote()
        return self._literal(self._cursor.at + 1)

    def at_sign(self) -> bool:
        if self._builder.is_empty and is_here_string(self._cursor):
            return read_here_string(self._cursor, self._builder)
        return self._literal(self._cursor.at + 1)

    def dollar(self) -> bool:
        return read_variable(self._cursor, self._builder)

    def backtick(self) -> bool:
        """Read an escaped character; a backtick at a line's end is a blank, which ends the word."""
        cursor, at = self._cursor, self._cursor.at
        if _CONTINUATION.match(cursor.text, at, cursor.end):
            return False
        self._builder.decoded(cursor.text[at + 1], at, at + 2)
        cursor.at += 2
        return True

    def backslash(self) -> bool:
        cursor, at = self._cursor, self._cursor.at
        found = _BACKSLASHES.match(cursor.text, at, cursor.end)
        if found is None or not found["escaped"]:
            return self._literal(max(at + 1, found.end() if found else 0))
        pairs = found.end("pairs")
        self._builder.decoded("\\" * ((pairs - at) // 2), at, pairs)
        self._builder.decoded('"', pairs, found.end())
        cursor.at = found.end()
        return True

    def ampersand(self) -> bool:
        self._is_url = joins_url(self._cursor, self._builder, is_url=self._is_url)
        return self._is_url

    def less(self) -> bool:
        cursor = self._cursor
        found = _PLACEHOLDER.match(cursor.text, cursor.at, cursor.end)
        if found is None:
            return False
        cursor.mark(MarkKind.PLACEHOLDER, found.start(), found.end(), found.group())
        return self._literal(found.end())

    def open_parenthesis(self) -> bool:
        cursor = self._cursor
        if self._builder.is_empty and cursor.at > 0:
            return read_group(cursor, self._builder, cursor.at - 1)
        self._open_parentheses += 1
        return self._literal(cursor.at + 1)

    def close_parenthesis(self) -> bool:
        self._open_parentheses -= 1
        return self._open_parentheses >= 0 and self._literal(self._cursor.at + 1)

    def invisible(self) -> bool:
        return self._cursor.skip_gap(blanks=False)

    def _literal(self, end: int) -> bool:
        self._builder.literal(self._cursor.at, end)
        self._cursor.at = end
        return True


_READERS: dict[str, Callable[[_Reader], bool]] = {
    **dict.fromkeys("'\"", _Reader.quote),
    **dict.fromkeys(_CURLY, _Reader.curly_quote),
    **dict.fromkeys(INVISIBLE, _Reader.invisible),
    "@": _Reader.at_sign,
    "$": _Reader.dollar,
    "`": _Reader.backtick,
    "\\": _Reader.backslash,
    "&": _Reader.ampersand,
    "<": _Reader.less,
    "(": _Reader.open_parenthesis,
    ")": _Reader.close_parenthesis,
}
