"""The pages that a source makes, one for each of its snippets.

In: a `Paste`, a `Recipe`, what the source is called. Out: each page's name with its text, or with
the line that says why it has none. It refuses to touch a file.
"""

from collections.abc import Iterator

from msgspec import Struct

from snippetgen.checks import RULES
from snippetgen.documenting.blocks import outside, slots
from snippetgen.documenting.naming import made_from, page_names
from snippetgen.documenting.outline import Outline, outline
from snippetgen.documenting.pages import page, sampled
from snippetgen.documenting.recipe import Recipe
from snippetgen.errors import CannotRender
from snippetgen.judging.ignoring import ALL, ignored
from snippetgen.judging.judge import Verdict, judge
from snippetgen.paste import Paste


class Made(Struct, frozen=True):
    """A page by its name: its text, or why it was `refused`; lines about what is odd."""

    name: str
    text: str = ""
    refused: str = ""
    warnings: tuple[str, ...] = ()


def page_set(
    paste: Paste, recipe: Recipe, source: str, stem: str, *, needs_command: bool
) -> Iterator[Made]:
    """Give the pages of a source, none where it is itself a page of ours.

    `source` is what the pages say that they are made from, `stem` what they are called after.
    Raises `BadFrontMatter` where the YAML at its head cannot be read, `BadTarget` where a template
    is wrong.
    """
    parts = outline(paste)
    verdicts = list(snippets(paste, parts, needs_command=needs_command))
    headings = [parts.heading_before(_offset(one)) for one in verdicts]
    for name, verdict, heading in zip(page_names(stem, headings), verdicts, headings, strict=True):
        own = heading if len(verdicts) > 1 else ""
        title = recipe.title or own or parts.front.title or heading
        intro = parts.front.description if len(verdicts) == 1 else ""
        yield _made(name, verdict, recipe, source, title, intro)


def _made(name: str, verdict: Verdict, recipe: Recipe, source: str, title: str, intro: str) -> Made:
    try:
        one = sampled(verdict, recipe.targets(), recipe.style)
        text = page(one, recipe.format, source, title, intro)
    except CannotRender as error:
        return Made(name, refused=str(error))
    return Made(name, text, warnings=one.warnings)


def snippets(paste: Paste, parts: Outline, *, needs_command: bool) -> Iterator[Verdict]:
    """Give the commands of a source that are published, none where it is itself a page of ours.

    In Markdown only those in fences: not what was generated, not what a comment says to pass over.
    """
    if made_from(paste.text) is not None:
        return
    judged = judge(paste, RULES, needs_command=needs_command)
    if not paste.is_markdown:
        yield from judged.verdicts
        return
    starts = [one.reading.start for one in judged.verdicts if one.reading.start]
    wanted = set(outside(starts, slots(paste, parts, starts)))
    for verdict in judged.verdicts:
        start = verdict.reading.start
        if start in wanted and start.fence and ALL not in ignored(verdict.reading):
            yield verdict


def _offset(verdict: Verdict) -> int:
    return verdict.reading.start.offset if verdict.reading.start else 0
