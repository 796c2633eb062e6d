"""Snippets and titles full of what means something to Markdown, MDX, YAML or HTML, and their pages.

In: a value. Out: commands that hold it, the pages of such a command in every format, and the words
that a page must show.
"""

import json
import re
from collections.abc import Iterable

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


def command_of(value: str) -> str:
    """Give a command that holds a value in its query, a header, its body and a name in it."""
    inner = _quoted(json.dumps({value: value, "list": [value]}, ensure_ascii=False))
    one_line = "".join(char for char in value if char.isprintable()).strip().replace("\\", "")
    return (
        f"curl 'https://api.example.com/v1/things?q=%{value.encode().hex('%', 1)}' "
        f"-H {_quoted(f'X-Tag: a{one_line}')} -H 'Content-Type: application/json' -d {inner}\n"
    )


def raw_command_of(value: str) -> str:
    """Give a command whose body is a text in which a value stands on lines of its own."""
    body = "".join(f"\\U{ord(char):08x}" for char in f"first\n{value}\nlast")
    return f"curl https://api.example.com/v1 -H 'Content-Type: text/plain' --data-raw $'{body}'\n"


def _quoted(text: str) -> str:
    escaped = text.replace("'", "'\\''")
    return f"'{escaped}'"


def pages_of(command: str, value: str, names: Iterable[str]) -> dict[str, tuple[Page, str]]:
    """Give the page of a command in formats; the value is its title, intro and source too."""
    (verdict,) = judge(Paste(command), RULES).verdicts
    formats = all_formats()
    one = sampled(verdict, Recipe(formats["markdown"]).targets(), "snippet")
    page = page_of(one, f"{value}.md", f"a {value}", value)
    return {name: (page, page_text(page, formats[name])) for name in names}


def shown(words: str) -> str:
    """Give words as a page shows them: in one line, what does not print spelled out."""
    return visible(" ".join(re.split(r"[ \t\r\n]+", words)).strip(" "))


def cells(page: Page) -> list[str]:
    """Give the cells of a page's table of parameters, as they are shown."""
    rows = [(one.name, one.place, one.kind, one.example, one.meaning) for one in page.rows]
    return [shown(cell) for row in rows for cell in row]
