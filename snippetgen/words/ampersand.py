"""The unquoted `&` of a URL, which a shell takes for an operator.

In: a cursor at a `&` and the word before it. Out: whether it joins the URL. The rule is the
dialects' own in common: no blank touches it, and a `name=` follows.
"""

from snippetgen.patterns import regex
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import MarkKind
from snippetgen.words.cursor import INVISIBLE, Cursor

_JOINED = regex(rf"&(?:amp;)*+(?=[A-Za-z0-9_.\[\]{INVISIBLE}-]++=)")
_HOST_MARKS = regex(r"[./:$%]")


def joins_url(cursor: Cursor, builder: WordBuilder, *, is_url: bool) -> bool:
    """Read the `&` at the cursor as part of a URL; False where it is an operator.

    `is_url` says that the word was found to be one at an earlier `&`.
    """
    at = cursor.at
    found = _JOINED.match(cursor.text, at, cursor.end)
    if found is None or not (is_url or _looks_like_url(builder.text)):
        return False
    cursor.mark(MarkKind.UNQUOTED_AMPERSAND, at, at + 1, "&")
    builder.literal(at, found.end())
    cursor.at = found.end()
    return True


def _looks_like_url(text: str) -> bool:
    host, question, _ = text.partition("?")
    if "://" in text:
        return True
    return bool(host and question) and host[0] not in "-@{[" and bool(_HOST_MARKS.search(host))
