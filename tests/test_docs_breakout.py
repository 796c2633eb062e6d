"""Law: whatever a snippet or a title holds, a page shows it as text and is otherwise the same.

Read by the real readers: remark as GitHub reads, the MDX compiler, Material's Python-Markdown.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_pages import Seen, built, seen
from ruamel.yaml import YAML

from snippetgen.checks import RULES
from snippetgen.documenting.formats import all_formats
from snippetgen.documenting.model import Page
from snippetgen.documenting.pages import page_of, sampled
from snippetgen.documenting.recipe import Recipe
from snippetgen.documenting.writing import page_text
from snippetgen.judging.judge import judge
from snippetgen.paste import Paste
from snippetgen.report.visible import visible

FENCES = ["```", "````\n```", "~~~", "\n```\n", "`", "``", "a`b``c", "\n    ```"]
MARKS = [
    "|",
    "a|b",
    "\\|",
    "\\",
    "\\`",
    "*a*",
    "_a_",
    "__init__",
    "a_b",
    "[a](b)",
    "![a](b)",
    "~~a~~",
]
MDX = [
    "{1+1}",
    "{",
    "}",
    "{{ x }}",
    "{% x %}",
    "{#id}",
    "<b>",
    "</TabItem>",
    "<Tabs",
    "<!-- x",
    "-->",
]
HTML = [
    "<script>alert(1)</script>",
    "</details>",
    "</code>",
    "&amp;",
    "&lt;",
    "&#123;",
    "]]>",
    "*/}",
]
HEADS = [
    "# a",
    "- a",
    "1. a",
    "> a",
    "---",
    "===",
    "+ a",
    "!!! note",
    "??? x",
    ":::tip",
    "/// x",
    "    a",
]
LINKS = ["https://x.example/", "www.x.example", "a@x.example", "@team", ":smile:", "$x^2$", "==a=="]
ODD = [
    "“q”",
    "é中😀",
    "\u2028",
    "\u200b",
    "\x01",
    "\t",
    "\r\n",
    "\x85",
    "a\u202eb",
    "\ufeff",
    "YAML: x",
]
ENDS = [
    "import x from 'y'",
    "export const a = 1",
    "--8<-- 'x'",
    "<!-- /snippetgen -->",
    '"',
    "'",
    "' #",
]
NASTY = [*FENCES, *MARKS, *MDX, *HTML, *HEADS, *LINKS, *ODD, *ENDS]


TAME = "tame"
_CODE = {"inlineCode", "mdxJsxTextElement code", "code"}


def _command(value: str) -> str:
    """Give a command that holds a value in its query, a header, its body and a name in it."""
    inner = _quoted(json.dumps({value: value, "list": [value]}, ensure_ascii=False))
    one_line = "".join(char for char in value if char.isprintable()).strip().replace("\\", "")
    return (
        f"curl 'https://api.example.com/v1/things?q=%{value.encode().hex('%', 1)}' "
        f"-H {_quoted(f'X-Tag: a{one_line}')} -H 'Content-Type: application/json' -d {inner}\n"
    )


def _raw(value: str) -> str:
    """Give a command whose body is a text in which a value stands on lines of its own."""
    body = "".join(f"\\U{ord(char):08x}" for char in f"first\n{value}\nlast")
    return f"curl https://api.example.com/v1 -H 'Content-Type: text/plain' --data-raw $'{body}'\n"


def _quoted(text: str) -> str:
    escaped = text.replace("'", "'\\''")
    return f"'{escaped}'"


def _pages(command: str, value: str) -> dict[str, tuple[Page, str]]:
    """Give the page of a command in each format; the value is its title, intro and source too."""
    (verdict,) = judge(Paste(command), RULES).verdicts
    formats = all_formats()
    one = sampled(verdict, Recipe(formats["markdown"]).targets(), "snippet")
    page = page_of(one, f"{value}.md", f"a {value}", value)
    return {name: (page, page_text(page, format)) for name, format in formats.items()}


def _shown(words: str) -> str:
    """Give words as a page shows them: in one line, what does not print spelled out."""
    return visible(" ".join(re.split(r"[ \t\r\n]+", words)).strip(" "))


def _cells(page: Page) -> list[str]:
    rows = [(one.name, one.place, one.kind, one.example, one.meaning) for one in page.rows]
    return [_shown(cell) for row in rows for cell in row]


def _assert_shows(page: Page, found: Seen, tame: Seen, header: int) -> None:
    codes = [code.strip("\n") for code in found.of("code")]
    assert codes == [tab.code.strip("\n") for tab in page.tabs]
    assert [_shown(cell) for cell in found.of("tableCell")[header:]] == _cells(page)
    title = found.of("heading")[0] if found.of("heading")[0] != "Parameters" else _yaml(found)
    assert title == _shown(page.title)
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
        pytest.param(_command, NASTY, id="in each place"),
        pytest.param(_raw, FENCES, id="on lines of its own"),
    ],
)
def test_whatever_a_snippet_holds_a_page_is_the_same(
    command: Callable[[str], str], values: list[str], tmp_path: Path
) -> None:
    made = [_pages(command(value), value) for value in (TAME, *values)]
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
