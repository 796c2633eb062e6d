"""The blocks of a paste that may hold commands: Markdown's fences and indented blocks, or all.

In: a `Paste`. Out: its `Block`s in order. Fences as CommonMark has them (0.31, 4.5), but of any
indentation, since a paste may begin in the middle of a list. It refuses to know what a command is.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from snippetgen.paste import Paste, Span
from snippetgen.patterns import regex

_FENCE = regex(
    r"^(?P<quote>[ \t]{0,3}+(?:>[ \t]?+)*+)(?P<indent>[ \t]*+(?:(?:[-*+]|\d{1,9}+[.)])[ \t]++)?)"
    r"(?P<mark>`{3,}+(?=[^`\n]*+$)|~{3,}+)[ \t]*+(?P<info>[^\n]*+)$",
    re.MULTILINE,
)
_LANGUAGE = regex(r"[{.\s]*+([\w+#-]*+)")
# `curl` glued to the fence, as chats do: ```curl https://…
_GLUED = regex(r"(?:(?!curl)[\w-]++[ \t]++)?(?=curl(?:\.exe)?[ \t]++[^\s])")
_OTHER_LANGUAGE = regex(
    r"c|cpp|c\+\+|cc|h|hpp|cs|csharp|css|csv|dart|diff|elixir|go|golang|"
    r"graphql|groovy|haskell|html|ini|java|javascript|js|json|json5|jsonc|jsx|"
    r"kotlin|kt|lua|matlab|mermaid|objc|objective-c|perl|php|py|python|python3|"
    r"r|rb|ruby|rs|rust|scala|scss|sql|svelte|svg|swift|toml|ts|tsx|"
    r"typescript|vue|xml"
)
_INDENTED = regex(
    r"(?:\A|^[ \t]*+\r?\n)(?P<first>(?: {4}|\t)[ \t]*+)(?=[^\s])[^\n]*+"
    r"(?:\n(?:[ \t]*+\r?\n)*(?![ \t]*+\r?\n)(?: {4}|\t)[^\n]*+)*",
    re.MULTILINE,
)


class Block(Struct, frozen=True, gc=False):
    """A range of a paste that may hold commands.

    `kind`: `plain` and `code` hold them on lines, `prose` in code spans only. `lead` is a pattern
    for what stands at the head of its lines and is no part of them. `fence` is the whole fenced
    block, `fences` its opening and closing lines, `info` the language that it names.
    """

    kind: Literal["plain", "code", "prose"]
    start: int
    end: int
    lead: str = ""
    info: str = ""
    fence: Span | None = None
    fences: tuple[Span, ...] = ()


def plain_block(paste: Paste) -> Block:
    """Give the whole paste as one block, after its byte order mark."""
    return Block("plain", 1 if paste.text.startswith("\ufeff") else 0, len(paste.text))


def markdown_blocks(paste: Paste, is_head: Callable[[str, int, int], bool]) -> tuple[Block, ...]:
    """Give the blocks of a Markdown text, none where neither a fence nor its name shows it is one.

    `is_head` says whether a command starts between two offsets of a text: a bare fence after one,
    without a partner, is the closing fence of a block whose opening was not copied.
    """
    text = paste.text
    fences = list(_FENCE.finditer(text)) if "```" in text or "~~~" in text else []
    if not fences and not paste.is_markdown:
        return ()
    start = plain_block(paste).start
    blocks: list[Block] = []
    if fences and len(fences) % 2 and not fences[0]["info"].strip():
        first = fences[0]
        if is_head(text, start, first.start()):
            fence = Span(start, first.end())
            blocks.append(Block("code", start, first.start(), "", "", fence, (_line(first),)))
            start = first.end()
            del fences[0]
    blocks.extend(_blocks_from(text, fences, start))
    return tuple(blocks)


def _blocks_from(text: str, fences: list[re.Match[str]], start: int) -> Iterator[Block]:
    opening: re.Match[str] | None = None
    for fence in fences:
        if opening is None:
            yield from _unfenced(text, start, fence.start())
            opening = fence
        elif _closes(opening, fence):
            yield from _fenced(text, opening, fence.start(), fence)
            opening, start = None, fence.end()
    if opening:
        yield from _fenced(text, opening, len(text), None)
    else:
        yield from _unfenced(text, start, len(text))


def _closes(opening: re.Match[str], fence: re.Match[str]) -> bool:
    return fence["mark"].startswith(opening["mark"]) and not fence["info"].strip()


def _fenced(
    text: str, opening: re.Match[str], end: int, closing: re.Match[str] | None
) -> Iterator[Block]:
    language = _LANGUAGE.match(opening["info"])
    info = language[1].lower() if language else ""
    if _OTHER_LANGUAGE.fullmatch(info):
        return
    glued = _GLUED.match(opening["info"])
    start = opening.start("info") + glued.end() if glued else min(opening.end() + 1, end)
    fence = Span(opening.start(), closing.end() if closing else end)
    line_end = opening.start("mark") + len(text[opening.start("mark") : opening.end()].rstrip())
    mark = Span(opening.start("mark"), min(start, line_end))
    marks = (mark, _line(closing)) if closing else (mark,)
    yield Block("code", start, end, _lead(opening), info, fence, marks)


def _line(fence: re.Match[str]) -> Span:
    return Span(fence.start("mark"), fence.end("mark"))


def _lead(opening: re.Match[str]) -> str:
    depth, width = opening["quote"].count(">"), len(opening["indent"])
    if not depth:
        width += len(opening["quote"])
    quote = rf"(?:[ \t]{{0,3}}+>[ \t]?+){{0,{depth}}}+" if depth else ""
    return quote + (rf"[ \t]{{0,{width}}}+" if width else "")


def _unfenced(text: str, start: int, end: int) -> Iterator[Block]:
    for found in _INDENTED.finditer(text, start, end):
        yield Block("prose", start, found.start())
        start = found.end()
        lead = rf"[ \t]{{0,{len(found['first'])}}}+"
        yield Block("code", found.start("first"), found.end(), lead)
    yield Block("prose", start, end)
