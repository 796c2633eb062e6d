"""Our own words in comments: wrapped as the language's formatter would, and never the snippet's."""

import textwrap
from functools import lru_cache

from snippetgen.patterns import regex
from snippetgen.rendering.code import Code

_SAFE = regex(r"[A-Za-z0-9 .,:;'()\[\]_/=+<>-]*")


@lru_cache(256)
def comment(text: str, width: int = 80, prefix: str = "") -> Code:
    """Wrap a sentence of ours to `width` columns; every line but the first begins with `prefix`.

    Raises `ValueError` for a character that could end a comment or begin an escape somewhere.
    """
    if not _SAFE.fullmatch(text) or "*/" in text or "//" in text:
        raise ValueError("a comment may hold only our own plain words")
    lines = textwrap.wrap(text, width - len(prefix), break_long_words=False, break_on_hyphens=False)
    return Code(f"\n{prefix}".join(lines))
