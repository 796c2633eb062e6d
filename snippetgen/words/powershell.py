"""The tolerant lexer of PowerShell, as its 5.1 and 7 have in common.

In: a paste and where a command starts in it. Out: the `Command`. It refuses to run anything, and to
know that `curl` is another program's name in PowerShell 5.1. It never raises, and its time is
linear in the text.
"""

from typing import TYPE_CHECKING

from snippetgen.paste import Paste
from snippetgen.patterns import regex
from snippetgen.words.command import Command
from snippetgen.words.powershell_word import read_word
from snippetgen.words.windows import Shell, read_command

if TYPE_CHECKING:
    from snippetgen.find import Start

_POWERSHELL = Shell(
    "powershell",
    "`",
    regex(r"\|\||&&|[|&;)]"),
    regex(r"#[^\r\n]*+"),
    read_word,
)


def lex_powershell(paste: Paste, start: "Start") -> Command:
    """Read one command as PowerShell would, and through what copying did to it."""
    return read_command(paste, start, _POWERSHELL)
