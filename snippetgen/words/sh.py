"""The commands of POSIX sh and bash.

In: a paste and where a command starts in it. Out: the `Command`. Most are simple words and nothing
else; for any other the lexer is loaded.
"""

from typing import TYPE_CHECKING

from snippetgen.paste import Paste, Span
from snippetgen.words.command import Command
from snippetgen.words.simple import read_simple_words

if TYPE_CHECKING:
    from snippetgen.find import Start


def lex_sh(paste: Paste, start: "Start") -> Command:
    """Read one command as a POSIX shell would, and through what copying did to it.

    Where simple words are all that it is, nothing can be marked and nothing ends it.
    """
    text = paste.text
    at, end, limit = start.reach(text)
    has_own_lines = start.lead is not None or text.find("\r", at, end) >= 0
    words = read_simple_words(text, at, end, has_own_lines=has_own_lines)
    if (words[-1].span.end if words else at) < end:
        from snippetgen.words.cursor import cursor_at
        from snippetgen.words.sh_lexer import ShLexer

        return ShLexer(cursor_at(paste, start), words).read()
    return Command("sh", Span(at, end), tuple(words), None, (), "newline" if limit > end else "")
