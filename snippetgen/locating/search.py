"""Where the commands of any paste stand.

In: a `Paste`. Out: a `Start` for each command, in order. Knows prompts, fences, gutters and what a
command's head looks like; decodes nothing.
"""

from msgspec.structs import replace

from snippetgen.find import Start
from snippetgen.locating.blocks import Block, markdown_blocks, plain_block
from snippetgen.locating.headless import bare_url, lost_head
from snippetgen.locating.heads import Head
from snippetgen.locating.leads import Lead, lead_of
from snippetgen.locating.sites import Site, lone_site, sites, starts_a_line
from snippetgen.paste import Paste, Span
from snippetgen.words.command import Mark, MarkKind


def search(paste: Paste) -> tuple[Start, ...]:
    """Find every command of a paste, in order.

    Where the paste is nothing but a URL, that is its one start. A command whose head was lost is
    found where a block, or the whole paste, holds no other. Never raises.
    """
    text, is_page = paste.text, paste.is_markdown
    whole = plain_block(paste)
    if url := bare_url(text, whole.start, whole.end):
        starts = [Start(url.start, url.end, url.end, kind="url")]
    else:
        starts = []
        for block in markdown_blocks(paste, starts_a_line):
            starts += _starts(text, block)
    if not starts and not is_page:
        starts = _starts(text, whole)
    if len(starts) > 1 or is_page:
        starts = [_within_a_page(start) for start in starts]
    if starts and whole.start:
        mark = Mark(MarkKind.BYTE_ORDER_MARK, Span(0, whole.start))
        starts[0] = replace(starts[0], marks=(mark, *starts[0].marks))
    return tuple(starts)


def _starts(text: str, block: Block) -> list[Start]:
    starts = [_start(text, block, site) for site in sites(text, block)]
    if starts or block.kind == "prose":
        return starts
    lost = lost_head(text, block.start, block.end)
    if lost is None:
        return []
    return [replace(_start(text, block, lone_site(text, block, lost)), kind="headless")]


def _start(text: str, block: Block, site: Site) -> Start:
    head, limit, stop, dialect = site.head, site.limit, site.stop, site.dialect
    if not (block.lead or block.fence or head.prompt or head.gutter or head.ticks):
        return Start(head.offset, limit, stop, dialect)  # nothing stands around it
    lead = lead_of(text, head, site.end, dialect, block.lead)
    marks = _marks(block, head, lead)
    return Start(head.offset, limit, stop, dialect, "command", lead.pattern, block.fence, marks)


def _marks(block: Block, head: Head, lead: Lead) -> tuple[Mark, ...]:
    """Give the marks of what stands around a command; only what leads its head leads more lines."""
    return (
        *(Mark(MarkKind.FENCE, span) for span in (*block.fences, *head.ticks)),
        *(Mark(MarkKind.GUTTER, span) for span in (head.gutter, *lead.gutters) if span),
        *(Mark(MarkKind.PROMPT, span) for span in (head.prompt, *lead.prompts) if span),
    )


def _within_a_page(start: Start) -> Start:
    """Drop the marks of fences, which are no damage in a text that has several commands."""
    return replace(start, marks=tuple(m for m in start.marks if m.kind is not MarkKind.FENCE))
