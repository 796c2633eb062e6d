"""What stands at the head of a command's later lines and is no part of it.

In: the range of a command and what stood before its first line. Out: a pattern, and the spans it
fits. A prompt or a gutter is one only where every later line has it; else `> ` is a redirection.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from snippetgen.locating.heads import Head
from snippetgen.paste import Span
from snippetgen.words.command import Dialect

# As bash and zsh, PowerShell and cmd ask for more; cut off where the text ends.
_PROMPTS: dict[Dialect, str] = {
    "sh": r"(?P<prompt>(?:[bd]?quote|heredoc)?>(?: |(?=\r?$)))",
    "powershell": r"(?P<prompt>>>(?: |(?=\r?$))|>\Z)",
    "cmd": r"(?P<prompt>More\?(?: |(?=\r?$))|M(?:o(?:re?)?)?\Z)",
}


class Lead(Struct, frozen=True, gc=False):
    """The pattern of a command's later lines, with what it fits there."""

    pattern: re.Pattern[str] | None
    prompts: tuple[Span, ...] = ()
    gutters: tuple[Span, ...] = ()


def lead_of(text: str, head: Head, end: int, dialect: Dialect, block_lead: str) -> Lead:
    """Give the lead of the command between `head` and `end`.

    `block_lead` is what its block has at the head of each line, wanted or not.
    """
    if not (head.prompt or head.gutter):
        return Lead(_compiled(block_lead) if block_lead else None)
    lines = list(_later_lines(text, head.offset, end))
    gutter = _gutter(text, head) if head.gutter else ""
    if gutter and not _all_numbered(text, lines, _compiled(block_lead + gutter), head.number):
        gutter = ""
    prompt = r"[ \t]*+" + _PROMPTS[dialect] if head.prompt else ""
    if prompt and not _all_fit(text, lines, _compiled(block_lead + gutter + prompt)):
        prompt = ""
    source = block_lead + gutter + prompt
    pattern = _compiled(source) if source else None
    if not (gutter or prompt) or pattern is None:
        return Lead(pattern)
    found = [pattern.match(text, line) for line in lines]
    return Lead(
        pattern,
        tuple(Span(*match.span("prompt")) for match in found if match and prompt),
        tuple(Span(*match.span("gutter")) for match in found if match and gutter),
    )


def _later_lines(text: str, start: int, end: int) -> Iterator[int]:
    """Give where each later line starts, blank ones at the end aside."""
    end = start + len(text[start:end].rstrip(" \t\r\n"))
    while (start := text.find("\n", start, end) + 1) > 0:
        yield start


def _gutter(text: str, head: Head) -> str:
    """Give the pattern of the gutter; it takes no more blanks than stand on the first line."""
    first = text[head.gutter.start : head.gutter.end] if head.gutter else ""
    sign = next((sign for sign in "|:│" if sign in first), "")
    gap = len(first) - len(first.rstrip())
    between = rf"(?:[ \t]?{re.escape(sign)}|\Z)" if sign else ""
    return rf"[ \t]*+(?P<gutter>(?P<number>\d{{1,6}}+){between}[^\S\r\n]{{0,{gap}}}+)"


def _all_numbered(text: str, lines: list[int], pattern: re.Pattern[str], first: int) -> bool:
    for number, line in enumerate(lines, first + 1):
        found = pattern.match(text, line)
        if found is None:
            return False
        is_cut = found.end() == len(text) and str(number).startswith(found["number"])
        if int(found["number"]) != number and not is_cut:
            return False
    return bool(lines)


def _all_fit(text: str, lines: list[int], pattern: re.Pattern[str]) -> bool:
    return bool(lines) and all(pattern.match(text, line) for line in lines)


@lru_cache(64)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.MULTILINE)
