"""What the head of a command looks like, and where one stands in a block of lines.

In: a text and a range of it that may hold commands. Out: a `Head` for each, in order. It knows
prompts, gutters and what stands before and after `curl`; it refuses to know what follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from snippetgen.paste import Span
from snippetgen.words.typography import (
    BIDI,
    DASHES,
    DOUBLE_QUOTES,
    ODD_SPACES,
    SINGLE_QUOTES,
    ZERO_WIDTH,
)

_NOTHING = ZERO_WIDTH + BIDI
_BLANK = f"[ \\t{ODD_SPACES}{_NOTHING}]"
_QUOTE = f"['\"{SINGLE_QUOTES}{DOUBLE_QUOTES}]"

_OPTION = f"{_QUOTE}?+[-{DASHES}](?:[^\\s{ODD_SPACES}]|\\Z)"
_OPENER = rf"(?:\^?{_QUOTE}|\\[\"']|\$['\"]|<)"
# A top-level domain has two letters or more; one of a single letter is an example's, or an "e.g.".
_URL = (
    rf"{_OPENER}?+(?:[a-z][a-z\d+.-]{{1,12}}+://|https?:|(?:h|htt?|https?)\Z|www\.|localhost\b"
    r"|[$%][\w{(]|\{|\[[\d:a-f]|(?:[\w-]++\.)++(?:(?:[a-z]{2,}+|\d{1,3}+)(?=[/:?#'\"\s<>]|\Z)"
    r"|[a-z](?=[/:?#'\"\r\n]|\Z| -\w)))"
    rf"|<\w|{_OPENER}\Z"
)
_FOLLOWED = (
    rf"(?=[{_NOTHING}]*+[ \t{ODD_SPACES}]{_BLANK}*+(?:{_OPTION}|{_URL})"
    rf"|{_BLANK}*+[\\^`]{_BLANK}*+(?:\r?\n|\Z)|(?P<alone>\s*+\Z))"
)
CURL = re.compile(rf"(?<![\w.-])curl(?:\.exe)?{_FOLLOWED}")

_PROMPT = (
    rf"(?:\([\w.-]{{1,40}}+\){_BLANK}*+)?+(?:"
    rf"[\w.-]{{1,64}}+@[\w.-]{{1,64}}+[^\n$#%>]{{0,120}}+[$#%]{_BLANK}++"
    rf"|\[[^\]\n]{{1,80}}+\]{_BLANK}?[$#%]{_BLANK}++"
    rf"|(?:ba|z|k|da)?sh(?:-[\d.]++)?[$#%]{_BLANK}++"
    rf"|~[\w./-]{{0,80}}+{_BLANK}?[$#%❯]{_BLANK}++"
    rf"|➜{_BLANK}++(?:(?!curl)[^\s]{{1,80}}+{_BLANK}++)?(?:git:\([^)\n]{{1,80}}+\){_BLANK}++)?"
    rf"(?:✗{_BLANK}++)?"
    rf"|[$#%❯»λ]{_BLANK}++|PS(?:{_BLANK}[^>\n]{{1,200}}+)?>{{1,2}}+{_BLANK}*+"
    rf"|[A-Za-z]:\\[^>\n]{{0,200}}+>{_BLANK}*+|>{_BLANK}++)"
)
_GUTTER = rf"(?P<number>\d{{1,6}}+)(?:{_BLANK}?[|:│]{_BLANK}*+|{_BLANK}++)"
_ASSIGNMENT = (
    rf"[A-Za-z_]\w*+=(?:'[^'\n]*+'|\"[^\"\n]*+\"|[^\s'\";&|()`]*+){_BLANK}++"
    rf"|\$[\w:]{{1,80}}+{_BLANK}*+={_BLANK}*+"
)
_WRAPPER = (
    rf"(?:sudo|time|exec|command|nohup|env|if|then|do|while|until|else|call){_BLANK}++"
    rf"|[@!&]{_BLANK}*+"
)
# A lone backslash asks for the program itself where an alias has its name.
_PATH = r"(?:\.?/(?:[\w.-]++/)*+|[A-Za-z]:\\(?:[\w .()-]++\\)*+|\\)?"
_PREFIX = re.compile(
    rf"{_BLANK}*+(?P<gutter>{_GUTTER})?+(?P<prompt>{_PROMPT})?+(?:{_ASSIGNMENT}|{_WRAPPER})*+{_PATH}"
)
# What may stand before `curl` in the middle of a line; looked for in the last characters only.
_BEFORE = re.compile(
    rf"(?P<sign>\|\|?|&&?|;|[$<>]?\(|\{{ |`+){_BLANK}*+(?P<prompt>[$#%]{_BLANK}++)?+"
    rf"(?:{_ASSIGNMENT}|{_WRAPPER})*+{_PATH}$"
)
_BEFORE_REACH = 120
_SPAN_ENDS = {count: re.compile(rf"(?<!`)`{{{count}}}(?!`)|\n[ \t>]*+\r?\n") for count in (1, 2, 3)}

_HOLDS_URL = re.compile(r"://|\bwww\.|\blocalhost\b|\$\{?\w")


@dataclass(frozen=True, slots=True)
class Head:
    """Where `curl` stands, where its line starts, and what stood between.

    `number` is what the gutter says; `joined` the operator that it stands after in the middle of a
    line; `limit` where the code span ends that it stands in, `ticks` that span's backticks.
    """

    offset: int
    line: int
    gutter: Span | None = None
    prompt: Span | None = None
    number: int = 0
    joined: str = ""
    limit: int | None = None
    ticks: tuple[Span, ...] = ()


def line_head(text: str, line: int, inner: int, offset: int) -> Head | None:
    """Give the head of a command that begins its line, where `curl` stands at `offset`.

    `inner` is where the line's own text begins, after the lead of its block.
    """
    prefix = _PREFIX.match(text, inner, offset)
    if prefix is None or prefix.end() != offset:
        return None
    number = int(prefix["number"] or 0)
    return Head(offset, line, _span(prefix, "gutter"), _span(prefix, "prompt"), number)


def joined_head(text: str, line: int, offset: int) -> Head | None:
    """Give the head of a command that stands after an operator in the middle of its line."""
    before = _BEFORE.search(text, max(line, offset - _BEFORE_REACH), offset)
    if before is None:
        return None
    ticks = (Span(*before.span("sign")),) if before["sign"].startswith("`") else ()
    prompt = _span(before, "prompt")
    return Head(offset, line, prompt=prompt, joined=before["sign"], ticks=ticks)


def code_span(text: str, head: Head, end: int) -> Head | None:
    """Give a head after a backtick with the limit of its code span, None where it holds no URL."""
    closing = _SPAN_ENDS[min(len(head.joined), 3)].search(text, head.offset, end)
    limit = closing.start() if closing else end
    if not _HOLDS_URL.search(text, head.offset, limit):
        return None
    ticks = (Span(*closing.span()),) if closing and closing[0].startswith("`") else ()
    return replace(head, limit=limit, ticks=(*head.ticks, *ticks))


def occurrences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give each `curl` that an option or a URL follows, with the start of its line.

    One that nothing follows counts only where nothing precedes it either, up to a prompt.
    """
    line, last = start, start
    for found in CURL.finditer(text, start, end):
        line = max(line, text.rfind("\n", last, found.start()) + 1)
        last = found.start()
        if found["alone"] is None or not text[start:line].strip():
            yield found.start(), line


def _span(found: re.Match[str], group: str) -> Span | None:
    return Span(*found.span(group)) if found[group] else None
