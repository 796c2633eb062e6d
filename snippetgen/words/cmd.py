r"""The tolerant lexer of Windows' cmd.exe.

In: a paste and where a command starts in it. Out: the `Command`. Two layers decide what curl is
given: cmd reads `^`, `%NAME%` and its quotes; then the C runtime that starts the program splits
the rest into arguments, with its own rules for `"` and `\`. It never raises, and its time is
linear in the text.
"""

from typing import TYPE_CHECKING

from snippetgen.paste import Paste
from snippetgen.patterns import regex
from snippetgen.words.cmd_word import read_word
from snippetgen.words.command import Command
from snippetgen.words.windows import Shell, read_command

if TYPE_CHECKING:
    from snippetgen.find import Start

_CMD = Shell("cmd", "^", regex(r"\|\||&&|[|&]"), None, read_word)


def lex_cmd(paste: Paste, start: "Start") -> Command:
    """Read one command as cmd and the C runtime would, and through what copying did to it."""
    return read_command(paste, start, _CMD)
