"""A page or a block as the text of a format.

In: the model of `model.py` and a `Format`. Out: text that ends in one line feed. It refuses to know
any format.
"""

from collections.abc import Sequence
from functools import cache

from snippetgen.documenting.formats import Format
from snippetgen.documenting.html import FILTERS as HTML_FILTERS
from snippetgen.documenting.markup import FILTERS
from snippetgen.documenting.model import Page, Tab
from snippetgen.rendering.code import Code
from snippetgen.rendering.strict import StrictEnvironment, rendered, strict_environment


@cache
def _environment(format: Format) -> StrictEnvironment:
    return strict_environment([format.folder, *format.parents], FILTERS | HTML_FILTERS)


def page_text(page: Page, format: Format) -> str:
    """Write a page.

    Raises `BadTarget` where a template is wrong.
    """
    once = [Code(line) for line in format.once]
    text = rendered(_environment(format), format.page, page=page, tabs=page.tabs, once=once)
    return f"{text.rstrip(chr(10))}\n"


def block_text(tabs: Sequence[Tab], format: Format, once: Sequence[str]) -> str:
    """Write the block of a page; `once` are those lines that no other place of the page has.

    Raises `BadTarget` where a template is wrong, or the format has no blocks.
    """
    lines = [Code(line) for line in once]
    text = rendered(_environment(format), format.block, tabs=tabs, once=lines)
    return text.strip("\n") + "\n"
