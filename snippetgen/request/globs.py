r"""curl's patterns in a URL: `{one,two}` and `[1-3]`, as src/tool_urlglob.c reads them.

In: a URL's word. Out: the first URL that curl would request, and what is lost by taking only that.
`{one}` is `one`, `\{` is `{`, `[]` and an IPv6 address stay; a bare `{` makes
curl refuse the URL. The named patterns of curl 8.21 are not known here.
"""

import re

from snippetgen.patterns import regex
from snippetgen.request.parts import Uncarried
from snippetgen.request.structure import masked
from snippetgen.words.word import Word

_MARK = regex(r"[{}\[\]]")
_SPECIAL = regex(
    r"\\(?P<escaped>[{}\[\]])"
    r"|\{(?P<set>(?:[^{}\[\]\\]++|\\[\s\S])+)\}"
    r"|\[(?P<range>[^\[\]]*+)\]"
    r"|(?P<bare>[{}\[\]])"
)
_IPV6 = regex(r"[0-9A-Fa-f.]*+:[0-9A-Fa-f.]*+:[0-9A-Fa-f:.]*+(?:%[\s\S]*+)?+")
_IN_SET = regex(r"\\([\s\S])|,")
_RANGE = regex(r"(?:([A-Za-z])-([A-Za-z])|(\d{1,18})-[ \t]*+(\d{1,18}))(?::(\d{1,18}))?")
_NAMED = regex(r"[\[{]<")  # curl 8.21 knows it, and we do not
_SEVERAL = "curl requests several URLs here, one after another"
_REFUSED = "curl refuses such a URL"

_Edits = list[tuple[int, int, str]]


def first_url(word: Word) -> tuple[Word, tuple[Uncarried, ...]]:
    """Give the first URL that the patterns of a word stand for; every edit is a deletion."""
    text = masked(word)
    if not _MARK.search(text):
        return word.part(0), ()
    edits: _Edits = []
    facts: list[Uncarried] = []
    for found in _SPECIAL.finditer(text):
        why = _read(found, edits)
        if why:
            span = word.source(*found.span())
            refused = why == _REFUSED and not _NAMED.match(found[0])
            facts.append(Uncarried("pattern in the URL", span, why, refused))
        if why == _REFUSED:
            return word, tuple(facts)
    return word.edited(edits), tuple(facts)


def _read(found: re.Match[str], edits: _Edits) -> str:
    """Add what one pattern deletes; give why it cannot be carried, empty where it can."""
    kind = found.lastgroup
    if kind == "escaped":
        edits.append((found.start(), found.start() + 1, ""))
    elif kind == "set":
        return _read_set(found, edits)
    elif kind == "bare":
        return _REFUSED
    elif found["range"] and not _IPV6.fullmatch(found["range"]):
        return _read_range(found, edits)
    return ""


def _read_set(found: re.Match[str], edits: _Edits) -> str:
    start, end = found.span()
    edits.append((start, start + 1, ""))
    for mark in _IN_SET.finditer(found.string, start + 1, end - 1):
        if mark[0] == ",":
            edits.append((mark.start(), end, ""))
            return _SEVERAL
        edits.append((mark.start(), mark.start() + 1, ""))
    edits.append((end - 1, end, ""))
    return ""


def _read_range(found: re.Match[str], edits: _Edits) -> str:
    start, end = found.span()
    bounds = _RANGE.fullmatch(found.string, start + 1, end - 1)
    if not bounds:
        return _REFUSED
    low, high = bounds[1] or bounds[3], bounds[2] or bounds[4]
    first, last = (ord(low), ord(high)) if bounds[1] else (int(low), int(high))
    step = int(bounds[5] or 1)
    if not 0 < step <= max(1, last - first) or first > last or (bounds[1] and last - first > 25):
        return _REFUSED
    edits += [(start, start + 1, ""), (start + 1 + len(low), end, "")]
    return _SEVERAL if first + step <= last else ""
