r"""One argument of a command for cmd.exe, as the program that it starts is given it.

In: a cursor at an argument's first character. Out: the `Word`. Two states decide what a character
is: whether the C runtime is inside quotes (blanks are text) and whether cmd is (`^` and `&` are
text). They part at `\"`, which is a quote to cmd, and at `^"`, which is none.

The C runtime's rules are Microsoft's "Parsing C command-line arguments": 2n backslashes before a
`"` are n of them, 2n+1 are n and a plain `"`, and `""` inside quotes is a plain `"`.
"""

from collections.abc import Callable
from itertools import islice

from snippetgen.patterns import regex
from snippetgen.words.ampersand import joins_url
from snippetgen.words.builder import WordBuilder
from snippetgen.words.cmd_variable import read_percent
from snippetgen.words.command import MarkKind
from snippetgen.words.curly import closing_rule, opens_quote
from snippetgen.words.cursor import BLANK, INVISIBLE, LINE_END, Cursor
from snippetgen.words.lines import skip_continuation
from snippetgen.words.sh_word import PLACEHOLDER
from snippetgen.words.typography import CLOSING, DOUBLE_QUOTES
from snippetgen.words.windows import continuation_of
from snippetgen.words.word import Word

_PLAIN = regex(rf"[^{BLANK}{INVISIBLE}{DOUBLE_QUOTES}\r\n\"\\^%|&<>]++")
_QUOTED_PLAIN = regex(rf"[^{DOUBLE_QUOTES}\r\n\"\\^%|&<>]++")
_CONTINUATION = continuation_of("^")
_PLACEHOLDER = regex(PLACEHOLDER)
_BLANK_OR_END = regex(rf"[{BLANK}\r\n]|\Z")
# A run of backslashes with the quote that it may stand before: cmd's carets taken away, or not.
_LIVE_RUN = regex(rf"(?P<run>(?:\^?\\)+)(?P<quote>\^?[\"{DOUBLE_QUOTES}])?")
_DEAD_RUN = regex(rf"(?P<run>\\++)(?P<quote>[\"{DOUBLE_QUOTES}])?")
_BACKSLASH = regex(r"\^?\\")
_BACKSLASHES = regex(r"\\++")
_QUOTE_AGAIN = {True: regex(r'\^?"'), False: regex('"')}
_SPECIAL = '&|<>^"%()!'
# Chrome's "Copy as cURL (cmd)" of 2018 to 2023 put carets inside quotes, where cmd keeps them.
_CARETS_IN_QUOTES = regex(r'"[^"^\n]*+(?:\^(?!\\\^"|%\^)[^"^\n]*+)*(?P<caret>\^(?:\\\^"|%\^))')


def read_word(cursor: Cursor) -> Word | None:
    """Read the word at the cursor; None where only invisible characters stand there."""
    return _Reader(cursor).read()


class _Reader:
    """Reads one word: a method for each kind of character, which says whether the word goes on."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._builder = WordBuilder(cursor.text, cursor.at)
        self._mark = ""  # the open quote's; empty outside quotes
        self._opened = cursor.at
        self._closes: Callable[[int], bool] | None = None  # of a curly quote
        self._live = True  # cmd is outside its own quotes, so carets are read
        self._carets = False  # Chrome's: carets are read inside this quote as well
        self._noted = False  # a mark was made of what cmd would cut in this quote
        self._is_url = False

    def read(self) -> Word | None:
        cursor = self._cursor
        while cursor.at < cursor.end:
            pattern = _QUOTED_PLAIN if self._mark else _PLAIN
            if plain := pattern.match(cursor.text, cursor.at, cursor.end):
                self._literal(plain.end())
                continue
            reader = _READERS.get(cursor.text[cursor.at])
            if reader is None or not reader(self):
                break
        if self._mark:
            self._builder.quote(self._mark, self._opened, None)
            cursor.mark(MarkKind.UNCLOSED_QUOTE, self._opened, cursor.end)
        return None if self._builder.is_empty else self._builder.build(cursor.at)

    def quote(self) -> bool:
        return self._quote(self._cursor.at)

    def curly_quote(self) -> bool:
        cursor, at = self._cursor, self._cursor.at
        if self._closes:
            closes = cursor.text[at] in CLOSING[self._mark] and self._closes(at)
            return self._close_curly() if closes else self._literal(at + 1)
        if self._mark or not opens_quote(cursor, self._builder):
            return self._literal(at + 1)
        cursor.mark(MarkKind.CURLY_QUOTE, at, at + 1, '"')
        self._closes = closing_rule(cursor, at)
        return self._open(at, at + 1)

    def backslash(self) -> bool:
        """Read a run of backslashes, and the quote that an odd one of them escapes."""
        cursor, start = self._cursor, self._cursor.at
        pattern = _LIVE_RUN if self._live else _DEAD_RUN
        found = pattern.match(cursor.text, start, cursor.end)
        if found is None:
            return self._literal(start + 1)
        mark = found["quote"][-1:] if found["quote"] else ""
        if not mark or (mark != '"' and not self._closes):
            return self._backslashes(found.end("run"))
        count = found["run"].count("\\")
        middle = start
        if count > 1:
            pairs = _BACKSLASH.finditer(cursor.text, start, found.end("run"))
            middle = next(islice(pairs, count // 2 * 2 - 1, None)).end()
            self._builder.decoded("\\" * (count // 2), start, middle)
        cursor.at = found.end("run")
        return not count % 2 or self._escaped_quote(middle, found.end())

    def caret(self) -> bool:
        """Read the character that a caret escapes, or the line end that it takes away."""
        cursor, at = self._cursor, self._cursor.at
        if _CONTINUATION.match(cursor.text, at, cursor.end):
            return self._joined_line_in_quote() if self._mark else self._joined_line()
        escaped = cursor.text[at + 1]
        if not self._live:
            return self._literal(at + 1)
        if escaped == "\\":
            return self.backslash()
        if escaped == '"':
            return self._quote(at)
        if escaped in BLANK and not self._mark:
            cursor.at += 1
            return False
        if self._mark == '"' and not self._carets and escaped not in _SPECIAL:
            self._note(at)
            return self._literal(at + 1)
        self._builder.decoded(escaped, at, at + 2)
        cursor.at += 2
        return True

    def percent(self) -> bool:
        read_percent(self._cursor, self._builder)
        return True

    def ampersand(self) -> bool:
        if self._mark:
            return self._quoted_operator()
        is_url = self._is_url
        self._is_url = joins_url(self._cursor, self._builder, is_url=is_url)
        return self._is_url

    def operator(self) -> bool:
        """Read a `|`, `<` or `>` that is text: in quotes, or as a placeholder's."""
        cursor, at = self._cursor, self._cursor.at
        if self._mark:
            return self._quoted_operator()
        found = _PLACEHOLDER.match(cursor.text, at, cursor.end)
        if found is None:
            return False
        cursor.mark(MarkKind.PLACEHOLDER, at, found.end(), found.group())
        return self._literal(found.end())

    def line_end(self) -> bool:
        """Read a line's end inside quotes as the text it was meant to be: cmd would stop there."""
        cursor, at = self._cursor, self._cursor.at
        found = LINE_END.match(cursor.text, at, cursor.end)
        if not self._mark or found is None:
            return False
        self._note(at)
        cursor.content(self._builder, found.end())
        return True

    def invisible(self) -> bool:
        return self._cursor.skip_gap(blanks=False)

    def _literal(self, end: int) -> bool:
        self._builder.literal(self._cursor.at, end)
        self._cursor.at = end
        return True

    def _quote(self, start: int) -> bool:
        """Read the `"` at the cursor, or the `^"` that cmd does not take for a quote."""
        text, end = self._cursor.text, self._cursor.at + 1 + (self._cursor.text[start] == "^")
        if self._closes:
            return self._close_curly() if self._closes(end - 1) else self._literal(end)
        if not self._mark:
            return self._open(start, end)
        again = _QUOTE_AGAIN[self._live].match(text, end, self._cursor.end)
        if again is None:
            return self._close(end)
        self._builder.decoded('"', start, again.end())
        self._live ^= not self._carets and (end - start) != len(again.group())
        self._cursor.at = again.end()
        return True

    def _open(self, start: int, end: int) -> bool:
        cursor = self._cursor
        self._mark, self._opened, cursor.at = cursor.text[start:end], start, end
        self._noted = False
        carets = _CARETS_IN_QUOTES.match(cursor.text, start, cursor.end)
        self._carets = carets is not None
        if carets:
            self._note(carets.start("caret"))
        self._live = self._carets or self._mark != '"'
        return True

    def _close_curly(self) -> bool:
        cursor, at = self._cursor, self._cursor.at
        if cursor.text[at] != '"':
            cursor.mark(MarkKind.CURLY_QUOTE, at, at + 1, '"')
        return self._close(at + 1)

    def _close(self, end: int) -> bool:
        self._builder.quote(self._mark, self._opened, end - 1)
        self._mark, self._closes, self._live, self._carets = "", None, True, False
        self._cursor.at = end
        return True

    def _backslashes(self, end: int) -> bool:
        r"""Add backslashes that stand before no quote: each is itself, save in Chrome's `^\^\`.

        Chrome doubles every backslash, as the C runtime wants only before a quote.
        """
        cursor, at = self._cursor, self._cursor.at
        count = cursor.text.count("\\", at, end)
        if self._mark and end - at == 2 * count and not count % 2:
            self._note(at)
            self._builder.decoded("\\" * (count // 2), at, end)
        else:
            for found in _BACKSLASHES.finditer(cursor.text, at, end):
                self._builder.literal(found.start(), found.end())
        cursor.at = end
        return True

    def _escaped_quote(self, start: int, end: int) -> bool:
        r"""Add the `"` of `\"`; cmd, which knows no backslashes, takes it for a quote."""
        cursor = self._cursor
        if cursor.text[end - 1] != '"':
            cursor.mark(MarkKind.CURLY_QUOTE, end - 1, end, '"')
        is_cmds = cursor.text[end - 1] == '"' and cursor.text[cursor.at] != "^"
        self._live ^= is_cmds and not self._carets and self._closes is None
        self._builder.decoded('"', start, end)
        cursor.at = end
        return True

    def _joined_line(self) -> bool:
        """Go on in the next line where the word does; else the word ends before the caret."""
        cursor = self._cursor
        found = _CONTINUATION.match(cursor.text, cursor.at, cursor.end)
        head = cursor.line_head(found.end()) if found else cursor.at
        if _BLANK_OR_END.match(cursor.text, head, cursor.end):
            return False
        return skip_continuation(cursor, _CONTINUATION)

    def _joined_line_in_quote(self) -> bool:
        """Step over a caret at a line's end; the line end after it, if there is one, is text."""
        cursor, at = self._cursor, self._cursor.at
        if not self._live:
            self._note(at)
        skip_continuation(cursor, _CONTINUATION)
        end = cursor.line_end(cursor.at)
        if end > cursor.at:
            self._builder.decoded("\n", at, end)
            cursor.at = cursor.line_head(end)
        return True

    def _quoted_operator(self) -> bool:
        if self._live and not self._carets:
            self._note(self._cursor.at)
        return self._literal(self._cursor.at + 1)

    def _note(self, at: int) -> None:
        """Mark, once a quote, what cmd would cut or keep in it otherwise than it was meant."""
        if not self._noted:
            self._noted = True
            self._cursor.mark(MarkKind.QUOTING, at, at + 1)


_READERS: dict[str, Callable[[_Reader], bool]] = {
    **dict.fromkeys(DOUBLE_QUOTES, _Reader.curly_quote),
    **dict.fromkeys(INVISIBLE, _Reader.invisible),
    **dict.fromkeys("|<>", _Reader.operator),
    **dict.fromkeys("\r\n", _Reader.line_end),
    '"': _Reader.quote,
    "\\": _Reader.backslash,
    "^": _Reader.caret,
    "%": _Reader.percent,
    "&": _Reader.ampersand,
}
