"""Stage 2: tolerant lexers for sh, cmd and PowerShell."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Literal

from snippetgen.paste import Paste
from snippetgen.words.command import Command, Dialect, Mark, MarkKind, Stdin
from snippetgen.words.pieces import Piece
from snippetgen.words.word import Expansion, Quote, Word, join, to_bytes

if TYPE_CHECKING:
    from snippetgen.find import Start

__all__ = [
    "Command",
    "Dialect",
    "Expansion",
    "Mark",
    "MarkKind",
    "Piece",
    "Quote",
    "Stdin",
    "Word",
    "join",
    "lex",
    "to_bytes",
]


def lex(paste: Paste, start: "Start") -> Command:
    """Read the command that starts at `start`, in its dialect; never raises on any text."""
    return _lexer("url" if start.kind == "url" else start.dialect)(paste, start)


@cache
def _lexer(language: Dialect | Literal["url"]) -> Callable[[Paste, "Start"], Command]:
    # Imported here: a command loads its own dialect only, and `find`, whose types the lexers take,
    # imports this package for `Mark`.
    if language == "url":
        from snippetgen.words.bare_url import lex_url

        return lex_url
    if language == "cmd":
        from snippetgen.words.cmd import lex_cmd

        return lex_cmd
    if language == "powershell":
        from snippetgen.words.powershell import lex_powershell

        return lex_powershell
    from snippetgen.words.sh import lex_sh

    return lex_sh
