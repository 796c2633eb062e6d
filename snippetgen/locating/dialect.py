r"""Which shell a command was written for.

In: the lines of one command that a continuation joins. Out: a dialect: sh unless shown otherwise.
`curl.exe`, `%X%` or `\"` alone prove nothing.
"""

import re

from snippetgen.patterns import regex
from snippetgen.words.command import Dialect

_CONTINUATIONS: dict[str, Dialect] = {"\\": "sh", "^": "cmd", "`": "powershell"}
_PROMPTS: tuple[tuple[re.Pattern[str], Dialect], ...] = (
    (regex(r"PS\b[^>]*+>"), "powershell"),
    (regex(r"[A-Za-z]:\\[^>]*+>"), "cmd"),
    (regex(r"[^$#%❯➜»λ]*+[$#%❯➜»λ]"), "sh"),
)
_EVIDENCE: tuple[tuple[re.Pattern[str], Dialect], ...] = (
    (regex(r'(?<=[ \t])\^"|(?<=[\w?])\^&(?=\w)'), "cmd"),
    (regex(r"\$\{?env:", re.IGNORECASE), "powershell"),
    (regex(r"(?<=[ \t])@['\"][ \t]*+\r?$", re.MULTILINE), "powershell"),
)
_EXE = regex(r"curl\.exe(?=[ \t])")
_SINGLE_QUOTE = regex(r"(?<=[ \t])'")
_SINGLE_QUOTED = regex(r"(?<=[ \t])'(?:https?:|[A-Za-z-]+:[ \t])")
_INFO: dict[str, Dialect] = {
    **dict.fromkeys(("cmd", "bat", "batch", "batchfile", "dos"), "cmd"),
    **dict.fromkeys(("powershell", "pwsh", "ps", "ps1", "posh"), "powershell"),
}


def joined_end(text: str, start: int, stop: int) -> int:
    """Give where the lines end that continuations of any shell join to the one at `start`."""
    at = start
    while (end := text.find("\n", at, stop)) >= 0:
        if not _continuation(text[at:end]):
            return end
        at = end + 1
    return stop


def dialect_of(text: str, start: int, stop: int, prompt: str, info: str) -> Dialect:
    """Tell the dialect of the command at `start`, from the strongest sign down.

    It is looked for up to `stop`, in the lines that continuations join. `prompt` is what stood
    before it; `info` is what its fence says, the weakest of signs.
    """
    for pattern, dialect in _PROMPTS if prompt else ():
        if pattern.match(prompt):
            return dialect
    line_end = text.find("\n", start, stop)
    if line_end > 0 and text[line_end - 2 : line_end] == " \\":
        return "sh"  # as most are continued
    continued = _CONTINUATIONS.get(_continuation(text[start : stop if line_end < 0 else line_end]))
    if continued and continued != "cmd":
        return continued
    end = joined_end(text, start, stop)
    # cmd has no single quotes: the `^` came from somewhere else, and is for the lexer to mark.
    if continued and not _SINGLE_QUOTED.search(text, start, end):
        return continued
    return _by_evidence(text, start, end) or _by_name(text, start, end) or _INFO.get(info, "sh")


def _by_evidence(text: str, start: int, end: int) -> Dialect | None:
    for sign, dialect in _EVIDENCE:
        if sign.search(text, start, end):
            return dialect
    return None


def _by_name(text: str, start: int, end: int) -> Dialect | None:
    is_exe = _EXE.search(text, start, end) and _SINGLE_QUOTE.search(text, start, end)
    return "powershell" if is_exe else None


def _continuation(line: str) -> str:
    line = line.rstrip(" \t\r")
    if line.endswith("\\"):
        return "" if line.endswith("\\\\") else "\\"
    if line.endswith("^"):
        return "^"
    # A pair of backticks is sh's substitution, whose last may stand at a line's end.
    is_escape = line.endswith("`") and (line[-2:-1] in " \t" or line.count("`") % 2)
    return "`" if is_escape else ""
