"""What can be read where no `curl` stands: a bare URL, and a command whose head was lost.

In: a text and a range of it. Out: where the URL or the first word of the command stands, or None.
It refuses to know whether the URL is a webhook's.
"""

import re

from snippetgen.locating.heads import Head
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.words.typography import (
    BIDI,
    DASHES,
    DOUBLE_QUOTES,
    ODD_LINE_ENDS,
    ODD_SPACES,
    SINGLE_QUOTES,
    ZERO_WIDTH,
)

_AROUND = (
    f" \t\r\n'\"<>`{ODD_SPACES}{ODD_LINE_ENDS}{ZERO_WIDTH}{BIDI}{SINGLE_QUOTES}{DOUBLE_QUOTES}"
)
_BEFORE = f" \t\r\n{ODD_SPACES}{ZERO_WIDTH}"
_MAY_BE_URL = regex(f"[{_AROUND}]*+https?:", re.IGNORECASE)
# curl takes one slash to three for two.
_URL = regex(r"https?:/{1,3}+[^ \t\r\n\"<>]++", re.IGNORECASE)

_BLANK = f"[ \\t\\r\\n{ODD_SPACES}]"
_QUOTE = f"['\"{SINGLE_QUOTES}{DOUBLE_QUOTES}]"
_DASH = f"[-{DASHES}]"
_OPTION = (
    rf"(?<!\S)(?:{_DASH}[HdXFuG](?={_BLANK}|{_QUOTE}|\^\"|[A-Z@{{])"
    rf"|{_DASH}{{1,2}}(?:header|request|url|url-query|user|json|form|get|data|data-raw|data-ascii"
    rf"|data-binary|data-urlencode|location|compressed|oauth2-bearer)(?={_BLANK}|=))"
)
_HAS_OPTION = regex(_OPTION)
_HAS_URL = regex(r"\bhttps?://", re.IGNORECASE)
# How the first line that is left may begin: with an option, a URL, or what is left of `curl`.
_BEGINS = regex(
    rf"(?:u?r?l(?:\.exe)?|\.?exe)(?=[ \t])|{_OPTION}|(?:\^?{_QUOTE}|<)?https?://", re.IGNORECASE
)
_PROMPT = regex(r"[ \t]*+> ")
_OTHER_PROGRAM = regex(r"(?:[$#%][ \t]++)?(?:\./)?+[a-z][\w-]*+(?=[ \t])")


def bare_url(text: str, start: int, end: int) -> Span | None:
    """Give the URL that is all that stands between two offsets, blanks, quotes and `<>` aside."""
    if not _MAY_BE_URL.match(text, start, end):
        return None
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip(_AROUND))
    last = first + len(inner.strip(_AROUND))
    found = _URL.match(text, first, last)
    return Span(first, last) if found and found.end() == last else None


def lost_head(text: str, start: int, end: int) -> Head | None:
    """Give the first word of a command whose `curl` was not copied, in the place of its head.

    It has a URL and an option that curl knows, and its first line looks like a command's.
    """
    prompt = _PROMPT.match(text, start, end)
    inner = text[prompt.end() if prompt else start : end].lstrip(_BEFORE)
    first = end - len(inner)
    if not (_HAS_URL.search(text, first, end) and _HAS_OPTION.search(text, first, end)):
        return None
    line = inner[: inner.find("\n") if "\n" in inner else None].rstrip(" \t\r")
    continued = line.endswith(("\\", "^", " `")) and not _OTHER_PROGRAM.match(line)
    if not continued and not _BEGINS.match(inner):
        return None
    return Head(first, first, prompt=Span(*prompt.span()) if prompt else None)
