"""How far a command reaches, roughly: which later lines belong to it, which text its quotes hold.

In: a text and the place of a command in it. Out: an offset. A skimmer and no lexer: it decodes
nothing and says nothing of damage, for the exact reading is the lexer's.
"""

import re

from msgspec import Struct

from snippetgen.patterns import regex
from snippetgen.words.command import Dialect

# Another shell's continuation, or one with blanks behind it.
_CONTINUED = r"(?<=[ \t])[\\^`][ \t]*+\r?\n"
_CURLY = "[“”„‟][^“”„‟]*+[“”‟]|[‘’‚‛][^‘’‚‛]*+[‘’‛]"
_END = r"|(?P<operator>[;|)]|&&|&(?=[ \t\r\n]|\Z))|(?P<line>\n)|(?P<open>['\"])|."

_TOKENS: dict[Dialect, re.Pattern[str]] = {
    "sh": regex(
        r"[^\\^`'\"\n;|)&<$“”„‟‘’‚‛]++|" + _CONTINUED + r"|\\(?:[ \t]*+\r?\n|.)"
        r"|\$'[^'\\]*+(?:\\.[^'\\]*+)*+'|'[^']*+'|\$\([^()'\"\n]*+\)"
        r'|"[^"\\]*+(?:\\.[^"\\]*+)*+"'
        r"|<<-?[ \t]*+['\"]?(?P<here>\w++)['\"]?|" + _CURLY + _END,
        re.DOTALL,
    ),
    "cmd": regex(
        r"[^\\^`'\"\n;|)&“”„‟]++|" + _CONTINUED + r"|\^[ \t]*+\r?\n(?:[ \t]*+\r?\n)?"
        r'|\^?"[^"]*+(?:(?:(?<=\\)|(?<=\\\^))"[^"]*+)*(?<!\\)(?<!\\\^)"'
        r"|\^[^\"\n]|[';)]|[“”„‟][^“”„‟]*+[“”‟]" + _END,
        re.DOTALL,
    ),
    "powershell": regex(
        r"[^\\^`'\"\n;|()&@“”„‟‘’‚‛]++|" + _CONTINUED + r"|`(?:[ \t]*+\r?\n|.)"
        r"|@'[ \t]*+\r?\n[^']*+(?:'(?!@)[^']*+)*'@"
        r'|@"[ \t]*+\r?\n[^"]*+(?:"(?!@)[^"]*+)*"@'
        r"|'[^']*+'|\([^()'\"\n]*+\)"
        r'|"[^"`\\]*+(?:(?:`.|\\"|\\(?!"))[^"`\\]*+)*"|' + _CURLY + _END,
        re.DOTALL,
    ),
}

_MARK = regex(r"[\\'\"]")
# A string that holds a `$(` is looked into: what stands there is a command again.
_QUOTED = regex(r"\\.|'[^'\n]*+'" r'|"[^"\\\n$]*+(?:(?:\\.|\$(?!\())[^"\\\n$]*+)*"|.', re.DOTALL)


def command_end(text: str, start: int, stop: int, dialect: Dialect) -> int:
    """Give where the command at `start` ends: at an operator, a line's end, or `stop`.

    An open quote reaches to `stop`; a here-document to the line that closes it.
    """
    here = ""
    for token in _TOKENS[dialect].finditer(text, start, stop):  # one behind the other
        kind = token.lastgroup
        if kind == "open":
            return stop
        if kind == "operator":
            return token.start()
        if kind == "line":
            return _here_end(text, token.start(), stop, here) if here else token.start()
        if kind == "here":
            here = here or token["here"]
    return stop


def _here_end(text: str, line_end: int, stop: int, word: str) -> int:
    closing = re.compile(rf"^(?:[ \t]*+> ?)?\t*+{word}[ \t]*+\r?$", re.MULTILINE)
    found = closing.search(text, line_end, stop)
    return found.end() if found else stop


class LineWalk(Struct):
    """Tells, place by place and in order, which places of a line stand outside its quotes."""

    text: str
    reached: int = 0

    def is_open(self, offset: int, start: int) -> bool:
        """Say whether `offset` stands outside quotes, on a line that is read from `start` on."""
        at = max(self.reached, start)
        while at < offset:
            mark = _MARK.search(self.text, at, offset)
            quoted = mark and _QUOTED.match(self.text, mark.start())
            at = quoted.end() if quoted else offset
        self.reached = at
        return at == offset
