"""What a Markdown file says beside its commands: front matter, headings, and what is in no fence.

In: a `Paste`. Out: an `Outline`, each part found once. It refuses to know what a command is worth.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from snippetgen.errors import BadFrontMatter
from snippetgen.locating.blocks import markdown_blocks, plain_block
from snippetgen.locating.sites import starts_a_line
from snippetgen.paste import Paste, Span
from snippetgen.patterns import regex

_LINE = r"(?!(?:---|\.\.\.)[ \t]*+\r?$).*+\n"
_FRONT = regex(rf"---[ \t]*+\r?\n(?P<yaml>(?:{_LINE})*)(?!{_LINE})(?:---|\.\.\.)", re.M)
_HEADING = regex(
    r"^ {0,3}+#{1,6}+[ \t]++(?P<atx>[^\r\n]*+)"
    r"|^ {0,3}+(?P<over>[^\s#>|-][^\r\n]*+)\r?\n=++[ \t]*+\r?$",
    re.M,
)
_ANCHOR = regex(r"\{:?[ \t]*+[#.][^{}]*+\}\Z")
_LINK = regex(r"!?\[([^\[\]]*+)\](?:\([^()]*+\)|\[[^\[\]]*+\])")
_EMPHASIS = regex(r"[`*]++|(?<![^\W_])_++|_++(?![^\W_])")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")


class FrontMatter(Struct, frozen=True):
    """The `title` and the `description` of a file, "" where it has none; where the rest begins."""

    title: str = ""
    description: str = ""
    end: int = 0


class Outline(Struct, frozen=True):
    """The parts of a file; `unfenced` are its ranges in no fence, `headings` by where they end."""

    front: FrontMatter
    headings: tuple[tuple[int, str], ...]
    unfenced: tuple[Span, ...]

    def heading_before(self, offset: int) -> str:
        """Give the plain words of the last heading before a place, "" where there is none."""
        number = bisect_right(self.headings, offset, key=lambda one: one[0])
        return self.headings[number - 1][1] if number else ""

    def range_of(self, offset: int) -> Span | None:
        """Give the unfenced range in which a place stands."""
        number = bisect_right(self.unfenced, offset, key=lambda span: span.start) - 1
        found = self.unfenced[number] if number >= 0 else None
        return found if found and offset < found.end else None


def outline(paste: Paste) -> Outline:
    """Give the outline of a file; of one that is not named as Markdown an empty one.

    Raises `BadFrontMatter` where the YAML at its head cannot be read.
    """
    if not paste.is_markdown:
        return Outline(FrontMatter(), (), ())
    front = _front_matter(paste)
    unfenced = tuple(_unfenced(paste))
    headings = tuple(_headings(paste.text, unfenced, front.end))
    return Outline(front, headings, unfenced)


def _unfenced(paste: Paste) -> Iterator[Span]:
    """Give the ranges outside fences; indented blocks, which may belong to a list, are in them."""
    open_range: Span | None = None
    for block in markdown_blocks(paste, starts_a_line):
        if block.fence:
            continue
        start = block.start
        if open_range and not paste.text[open_range.end : start].strip():
            open_range = Span(open_range.start, block.end)
            continue
        if open_range:
            yield open_range
        open_range = Span(start, block.end)
    if open_range:
        yield open_range


def _headings(text: str, ranges: tuple[Span, ...], start: int) -> Iterator[tuple[int, str]]:
    for span in ranges:
        for found in _HEADING.finditer(text, max(span.start, start), span.end):
            words = plain_heading(found["atx"] if found["atx"] is not None else found["over"])
            if words:
                yield found.end(), words


def plain_heading(markdown: str) -> str:
    """Give a heading's words without their marks: code, emphasis, links, an anchor."""
    words = markdown.strip(" \t")
    open_end = words.rstrip("#")
    if not open_end or open_end.endswith((" ", "\t")):
        words = open_end.rstrip(" \t")
    words = _ANCHOR.sub("", words)
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", _LINK.sub(r"\1", words))).strip()


def _front_matter(paste: Paste) -> FrontMatter:
    start = plain_block(paste).start
    found = _FRONT.match(paste.text, start)
    if found is None:
        return FrontMatter(end=start)
    data = _yaml(found["yaml"], paste.name)
    if not isinstance(data, dict):
        return FrontMatter(end=found.end())
    title, description = (_words(data.get(name)) for name in ("title", "description"))
    return FrontMatter(title, description, found.end())


def _words(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _yaml(text: str, name: str) -> object:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise BadFrontMatter(
            f"{name}:{line}:1: the front matter is not YAML; put its values in quotes."
        ) from None
