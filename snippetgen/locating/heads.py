"""What the head of a command looks like, and where one stands in a block of lines.

In: a text and a range of it that may hold commands. Out: a `Head` for each, in order. It knows what
stands before and directly after `curl`; it refuses to know what follows.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.locating.certainty import (
    goes_on_as_command,
    is_folded,
    line_end,
    quoted_end,
)
from snippetgen.locating.prefixes import BLANK, JOINED_PREFIX, LINE_PREFIX
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.typography import (
    BIDI,
    DASHES,
    DOUBLE_QUOTES,
    ODD_SPACES,
    SINGLE_QUOTES,
    ZERO_WIDTH,
)

_NOTHING = ZERO_WIDTH + BIDI
_QUOTE = f"['\"{SINGLE_QUOTES}{DOUBLE_QUOTES}]"

_OPTION = f"{_QUOTE}?+[-{DASHES}](?:[^\\s{ODD_SPACES}]|\\Z)"
_OPENER = rf"(?:\^?{_QUOTE}|\\[\"']|\$['\"]|<)"
# A top-level domain has two letters or more; one of a single letter is an example's, or an "e.g.".
_URL = (
    rf"{_OPENER}?(?:[A-Za-z][A-Za-z\d+.-]{{1,12}}+://|[Hh][Tt][Tt][Pp][Ss]?:"
    r"|(?:h|htt?|https?)\Z|www\.|localhost\b"
    r"|[$%][\w{(]|\{|\[[\d:a-f]|(?:[\w-]++\.)+(?:(?:[a-z]{2,}+|\d{1,3}+)(?=[/:?#'\"\s<>]|\Z)"
    r"|[a-z](?=[/:?#'\"\r\n]|\Z| -\w)))"
    rf"|<\w|{_OPENER}\Z"
)
_FOLLOWED = (
    rf"(?=[{_NOTHING}]*+[ \t{ODD_SPACES}]{BLANK}*+(?:{_OPTION}|{_URL})"
    rf"|{BLANK}*+[\\^`]{BLANK}*+(?:\r?\n|\Z)|(?P<alone>\s*+\Z))"
)
# The official image of a container, which runs curl itself, may be named with its version.
_NAME = r"curl(?<![\w.-]curl)(?:\.exe|(?<=curlimages/curl):[\w.-]++)?"
_CURL = regex(rf"{_NAME}{_FOLLOWED}")

# What is looked at before and behind a `curl` in the middle of a line, which may hold many.
_BEFORE_REACH = 120
_BEHIND_REACH = 2_000
_SPAN_ENDS = {count: regex(rf"(?<!`)`{{{count}}}(?!`)|\n[ \t>]*+\r?\n") for count in (1, 2, 3)}

_HOLDS_URL = regex(r"://|\bwww\.|\blocalhost\b|\$\{?\w")


class Head(Struct, frozen=True, gc=False):
    """Where `curl` stands, where its line starts, and what stood between.

    `number` is what the gutter says; `joined` the operator that it stands after in the middle of a
    line; `limit` where the code span or the quotes end that it stands in, `ticks` that span's
    backticks. `is_loose`: what stands before it may be prose, so that it is a head outside of any
    other command only.
    """

    offset: int
    line: int
    gutter: Span | None = None
    prompt: Span | None = None
    number: int = 0
    joined: str = ""
    limit: int | None = None
    ticks: tuple[Span, ...] = ()
    is_loose: bool = False


def line_head(text: str, line: int, inner: int, offset: int) -> Head | None:
    """Give the head of a command that begins its line, where `curl` stands at `offset`.

    `inner` is where the line's own text begins, after the lead of its block.
    """
    if inner == offset:
        return Head(offset, line)
    prefix = LINE_PREFIX.match(text, inner, offset)
    if prefix is None or prefix.end() != offset:
        return None
    number = int(prefix["number"] or 0)
    head = Head(offset, line, _span(prefix, "gutter"), _span(prefix, "prompt"), number)
    value = next((prefix.start(name) for name in ("key", "dash") if prefix[name]), None)
    if value is not None:
        head = replace(head, is_loose=True)
        if is_folded(text, offset, value - line):
            return None
    return _certain(text, head, prefix)


def joined_head(text: str, line: int, offset: int) -> Head | None:
    """Give the head of a command that stands after an operator in the middle of its line."""
    before = JOINED_PREFIX.search(text, max(line, offset - _BEFORE_REACH), offset)
    if before is None:
        return None
    ticks = (Span(*before.span("sign")),) if before["sign"].startswith("`") else ()
    prompt = _span(before, "prompt")
    head = Head(offset, line, prompt=prompt, joined=before["sign"], ticks=ticks)
    return _certain(text, head, before)


def _certain(text: str, head: Head, prefix: re.Match[str]) -> Head | None:
    """Give the head, with its limit where it stands in quotes; None where it may be prose."""
    limit = None
    if prefix["outer"]:
        limit = quoted_end(text, head.offset, prefix["outer"])
        if limit is None:
            return None
    if not (head.is_loose or limit or prefix["loose"]):
        return head
    reach = head.offset + _BEHIND_REACH if head.joined else len(text)
    end = limit or line_end(text, head.offset, reach)
    is_sure = goes_on_as_command(text, head.offset, end)
    return replace(head, limit=limit, is_loose=True) if is_sure else None


def code_span(text: str, head: Head, end: int) -> Head | None:
    """Give a head after a backtick with the limit of its code span, None where it holds no URL."""
    closing = _SPAN_ENDS[min(len(head.joined), 3)].search(text, head.offset, end)
    limit = closing.start() if closing else end
    if not _HOLDS_URL.search(text, head.offset, limit):
        return None
    ticks = (Span(*closing.span()),) if closing and closing[0].startswith("`") else ()
    return replace(head, limit=limit, ticks=(*head.ticks, *ticks))


def occurrences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give each `curl` that an option or a URL follows, with the start of its line.

    One that nothing follows counts only where nothing precedes it either, up to a prompt.
    """
    places: list[tuple[int, int]] = []
    line = last = start
    at = text.find("curl", start, end)  # sought much faster than a pattern
    while at >= 0:
        found = _CURL.match(text, at, end)
        if found:
            line = text.rfind("\n", last, at) + 1 or line
            last = at
            if found["alone"] is None or not text[start:line].strip():
                places.append((at, line))
        at = text.find("curl", found.end() if found else at + 1, end)
    return places


def _span(found: re.Match[str], group: str) -> Span | None:
    return Span(*found.span(group)) if found[group] else None
