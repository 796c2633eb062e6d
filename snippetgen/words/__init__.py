"""Stage 2: tolerant lexers for sh, cmd and PowerShell."""

from typing import TYPE_CHECKING

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
    # Imported here: a command loads its own dialect only, and `find`, whose types the lexers take,
    # imports this package for `Mark`.
    if start.kind == "url":
        from snippetgen.words.bare_url import lex_url

        return lex_url(paste, start)
    if start.dialect == "cmd":
        from snippetgen.words.cmd import lex_cmd

        return lex_cmd(paste, start)
    if start.dialect == "powershell":
        from snippetgen.words.powershell import lex_powershell

        return lex_powershell(paste, start)
    from snippetgen.words.sh import lex_sh

    return lex_sh(paste, start)
