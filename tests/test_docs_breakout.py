"""Law: whatever a snippet or a title holds, a page shows it as text and is otherwise the same.

Read by the real readers: remark as GitHub reads, the MDX compiler, Material's Python-Markdown.
`test_docs_html.py` holds the same of HTML, in a browser.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_pages import Seen, built, seen
from nasty_pages import FENCES, NASTY, TAME, cells, command_of, pages_of, raw_command_of, shown
from ruamel.yaml import YAML

from snippetgen.documenting.model import Page

_FORMATS = ("markdown", "mkdocs", "mintlify", "docusaurus")
_CODE = {"inlineCode", "mdxJsxTextElement code", "code"}


def _assert_shows(page: Page, found: Seen, tame: Seen, header: int) -> None:
    codes = [code.strip("\n") for code in found.of("code")]
    assert codes == [tab.code.strip("\n") for tab in page.tabs]
    assert [shown(cell) for cell in found.of("tableCell")[header:]] == cells(page)
    title = found.of("heading")[0] if found.of("heading")[0] != "Parameters" else _yaml(found)
    assert title == shown(page.title)
    # GitHub makes links of addresses even where each character stands as a reference.
    allowed = _CODE | {"link", "a"} if "x.example" in page.title else _CODE
    assert found.kinds <= tame.kinds | allowed


def _yaml(found: Seen) -> object:
    data = YAML(typ="safe").load(found.of("yaml")[0])
    assert set(data) == {"title", "description"}
    return data["title"]


@pytest.mark.parametrize(
    ("command", "values"),
    [
        pytest.param(command_of, NASTY, id="in each place"),
        pytest.param(raw_command_of, FENCES, id="on lines of its own"),
    ],
)
def test_whatever_a_snippet_holds_a_page_is_the_same(
    command: Callable[[str], str], values: list[str], tmp_path: Path
) -> None:
    made = [pages_of(command(value), value, _FORMATS) for value in (TAME, *values)]
    numbered = {
        f"{name}-{number}": (page, text)
        for number, pages in enumerate(made)
        for name, (page, text) in pages.items()
    }
    others = {name: text for name, (_, text) in numbered.items() if "mkdocs" not in name}
    found = seen((name, text, "markdown" not in name) for name, text in others.items())
    site = {name: text for name, (_, text) in numbered.items() if "mkdocs" in name}
    found |= built(site, tmp_path)
    for name, (page, _) in numbered.items():
        tame = found[f"{name.partition('-')[0]}-0"]
        _assert_shows(page, found[name], tame, header=0 if name in site else 5)
