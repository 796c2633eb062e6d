r"""What a POSIX shell expands: `$NAME`, `${NAME:-x}`, `$(command)` and `` `command` ``.

In: a cursor at a `$` or a backtick. Out: an expansion in the word, spelled as it stands. It refuses
to expand anything. Nested quotes and substitutions are followed with a stack, not by recursion.
"""

import re

from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.builder import WordBuilder
from snippetgen.words.cursor import Cursor

_VARIABLE = regex(r"\$(?:[A-Za-z_][A-Za-z0-9_]*+|[0-9@*#?$!-])")
# Only where the value is the variable's own: `${#X}`, `${X%y}` and their kin are a shell's work.
_BRACED = regex(r"\$\{([A-Za-z_][A-Za-z0-9_]*+|[0-9]++|[@*#?$!-])(?=\}|:?[-=?])")
_BACKTICKS = regex(r"`[^`\\]*+(?:\\.[^`\\]*+)*+`", re.DOTALL)
_ANSI_C = regex(r"\$'[^'\\]*+(?:\\.[^'\\]*+)*+'", re.DOTALL)
_SPECIAL = regex(r"[\\'\"`$(){}#]")
_COMMENT = regex(r"(?<=[\s;|&(])#[^\n]*+")

# What the stack of `substitution_end` waits for; a `}` inside double quotes keeps `'` literal.
_QUOTED_BRACE = '}"'


def read_expansion(cursor: Cursor, builder: WordBuilder) -> bool:
    """Read the expansion at the cursor, or the `$` that is only itself.

    False where it never closes: the cursor is at its end then, and the rest is text.
    """
    text, start, end = cursor.text, cursor.at, cursor.end
    if found := _VARIABLE.match(text, start, end):
        builder.expansion("variable", found.group()[1:], Span(start, found.end()))
        cursor.at = found.end()
        return True
    if text[start] == "$" and not text.startswith(("(", "{"), start + 1, end):
        builder.literal(start, start + 1)
        cursor.at = start + 1
        return True
    return read_substitution(cursor, builder)


def read_substitution(cursor: Cursor, builder: WordBuilder) -> bool:
    """Read the bracketed expansion at the cursor: `${`, `$(`, `<(`, `>(` or a backtick.

    False where it never closes, as in `read_expansion`.
    """
    start = cursor.at
    close = substitution_end(cursor.text, start, cursor.end)
    if close is None:
        builder.literal(start, cursor.end)
        cursor.at = cursor.end
        return False
    if name := _BRACED.match(cursor.text, start, close):
        builder.expansion("variable", name.group(1), Span(start, close))
    else:
        builder.expansion("command", "", Span(start, close))
    cursor.at = close
    return True


def substitution_end(text: str, start: int, end: int) -> int | None:
    """Give where the substitution that begins at `start` ends; None where it never does."""
    if text[start] == "`":
        found = _BACKTICKS.match(text, start, end)
        return found.end() if found else None
    awaited = ["}" if text.startswith("{", start + 1) else ")"]
    at = start + 2
    while awaited:
        special = _SPECIAL.search(text, at, end)
        if special is None:
            return None
        after = _after_special(text, special.start(), end, awaited)
        if after is None:
            return None
        at = after
    return at


def _after_special(text: str, at: int, end: int, awaited: list[str]) -> int | None:
    """Step over the special character at `at`; None where what it opens never closes."""
    char, innermost = text[at], awaited[-1]
    if char == innermost[0]:
        awaited.pop()
        return at + 1
    if char == "\\":
        return min(at + 2, end)
    if char == "`":
        return substitution_end(text, at, end)
    if char == "$":
        return _after_dollar(text, at, end, awaited)
    if char == "'" and innermost not in ('"', _QUOTED_BRACE):
        close = text.find("'", at + 1, end)
        return close + 1 if close >= 0 else None
    if char == '"' or (char == "(" and innermost == ")"):
        awaited.append(")" if char == "(" else '"')
    elif char == "#" and innermost == ")" and (comment := _COMMENT.match(text, at, end)):
        return comment.end()
    return at + 1


def _after_dollar(text: str, at: int, end: int, awaited: list[str]) -> int | None:
    quoted = awaited[-1] in ('"', _QUOTED_BRACE)
    if text.startswith("$(", at, end):
        awaited.append(")")
        return at + 2
    if text.startswith("${", at, end):
        awaited.append(_QUOTED_BRACE if quoted else "}")
        return at + 2
    if text.startswith("$'", at, end) and not quoted:
        found = _ANSI_C.match(text, at, end)
        return found.end() if found else None
    return at + 1
