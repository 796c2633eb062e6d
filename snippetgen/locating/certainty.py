"""Whether what stands behind a doubtful head is a command, and how far it reaches.

In: a text and where `curl` stands in it, behind a program or a list's dash that may as well belong
to prose. Out: yes or no; where the quotes end that hold the command. It refuses to decode.
"""

import re
from itertools import pairwise

from snippetgen.patterns import regex
from snippetgen.words.typography import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES

_CURLY = SINGLE_QUOTES + DOUBLE_QUOTES
_QUOTED = regex(r"'[^'\n]*+'?+|\"(?:[^\"\\\n]|\\.)*+\"?+")
_ENDS = regex(r"[|;&<>)#]")
_HAS_URL = regex(r"://|\blocalhost\b|\bwww\.|\$\{?\w")
_PROSE = regex(r"[A-Za-z][a-z]*+[.,:!?]?")
_NEXT_LINE = regex(r"\n(?P<indent>[ \t]*+)(?=\S)")
# What means the same with the quotes around it taken away, in a shell and in YAML, and in which a
# repair would put no quotes that close them.
_VERBATIM = {
    "'": rf"(?:[^'\\\"&{_CURLY}]++|\"[^'\\\"]*+\")*",
    '"': rf"[^\"\\$`{_CURLY}]*+",
}
_QUOTED_COMMAND = {
    mark: regex(rf"{inner}(?={mark}(?:[ \t,;)]|\r?$|\Z))", re.MULTILINE)
    for mark, inner in _VERBATIM.items()
}


def goes_on_as_command(text: str, offset: int, end: int) -> bool:
    """Say whether what stands from the `curl` at `offset` to `end` is a command and no prose.

    It holds a URL, or is continued; and no bare word stands where none but prose has one: behind
    anything else than an option.
    """
    line = text[offset:end].rstrip()
    if not _HAS_URL.search(line) and not line.endswith("\\"):
        return False
    words = _ENDS.split(_QUOTED.sub('""', line), maxsplit=1)[0].split()
    return not any(
        _PROSE.fullmatch(word) and before[0] not in f"-{DASHES}" and not _HAS_URL.search(word)
        for before, word in pairwise(words)
    )


def is_folded(text: str, offset: int, column: int) -> bool:
    """Say whether the line's value goes on in the next one, where YAML makes a blank of the break.

    It does where that line stands deeper than `column`; a backslash says that a shell goes on.
    """
    end = line_end(text, offset)
    after = _NEXT_LINE.search(text, end)
    is_deeper = after is not None and len(after["indent"]) > column
    return is_deeper and not text[offset:end].rstrip().endswith("\\")


def quoted_end(text: str, offset: int, mark: str) -> int | None:
    """Give where the quote closes that holds the command at `offset`.

    None where it does not, or where the command is another one without it.
    """
    found = _QUOTED_COMMAND[mark].match(text, offset)
    return found.end() if found else None


def line_end(text: str, offset: int, reach: int | None = None) -> int:
    """Give where the line ends that holds `offset`; at `reach` where it goes on beyond."""
    end = text.find("\n", offset, reach)
    return end if end >= 0 else min(len(text), len(text) if reach is None else reach)
