"""What the pages of a source are called, and how a page of ours is known again.

In: names, headings, a page's text. Out: names of files without their suffix; the source that a page
says it was made from. It refuses to touch a file.
"""

from collections import Counter
from collections.abc import Iterable

from snippetgen.patterns import regex

_NO_NAME = regex(r"[\W_]+")
_LONGEST = 60
_MADE = regex(
    r"(?:(?:---|<!doctype html>[^\r\n]*+)\r?\n)?"
    r"(?:<!--|#) Made by snippetgen docs from (?P<source>[^\r\n]*?)(?: -->)?\r?\n"
)


def page_names(stem: str, headings: Iterable[str]) -> list[str]:
    """Name the pages of a source: its own name for the only one, else with each one's heading."""
    headings = list(headings)
    if len(headings) == 1:
        return [stem]
    slugs = [_slug(heading) or str(number) for number, heading in enumerate(headings, 1)]
    seen: Counter[str] = Counter()
    names = []
    for slug in slugs:
        seen[slug] += 1
        names.append(f"{stem}-{slug}" if seen[slug] == 1 else f"{stem}-{slug}-{seen[slug]}")
    return names


def made_from(text: str) -> str | None:
    """Give the source that a page of ours was made from; None where a text is no such page."""
    found = _MADE.match(text)
    return found["source"] if found else None


def _slug(heading: str) -> str:
    return _NO_NAME.sub("-", heading.lower())[:_LONGEST].strip("-")
