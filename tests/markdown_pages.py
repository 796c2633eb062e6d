"""Pages as the real readers of Markdown and MDX see them: remark and MDX in Node, MkDocs.

In: pages. Out: what kinds of nodes stand in each, and its texts. A missing tool skips the test.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from toolchains import missing

_MKDOCS = """site_name: Pages
use_directory_urls: false
theme: {name: material, font: false, features: [content.tabs.link]}
plugins: []
markdown_extensions:
  - attr_list
  - admonition
  - md_in_html
  - tables
  - pymdownx.details
  - pymdownx.inlinehilite
  - pymdownx.magiclink
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""
TOOLS = Path(__file__).parent / "tools"


@dataclass(frozen=True)
class Seen:
    """What a reader makes of a page; `texts` are kinds with their texts, in order."""

    kinds: frozenset[str]
    texts: tuple[tuple[str, str], ...]

    def of(self, kind: str) -> list[str]:
        """Give the texts of a kind."""
        return [text for one, text in self.texts if one == kind]


def seen(pages: Iterable[tuple[str, str, bool]]) -> dict[str, Seen]:
    """Read pages, each a name, its text, and whether it is MDX; fail where one cannot be read."""
    if shutil.which("node") is None:
        missing("node is not installed: apt install nodejs")
    if not (TOOLS / "node_modules").is_dir():
        missing("the readers of Markdown are not installed: npm ci --prefix tests/tools")
    lines = (json.dumps(dict(zip(("name", "text", "mdx"), one, strict=True))) for one in pages)
    done = subprocess.run(
        ["node", str(TOOLS / "outline.mjs")],
        input="\n".join(lines).encode(),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    found = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    refused = {one["name"]: one["error"] for one in found if "error" in one}
    assert not refused, refused
    return {one["name"]: _seen(one) for one in found}


def built(pages: Mapping[str, str], folder: Path) -> dict[str, Seen]:
    """Build pages by name with MkDocs and Material, warnings being errors; read their HTML."""
    if find_spec("material") is None:
        missing("Material for MkDocs is not installed: pip install mkdocs-material")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")
    for name, text in pages.items():
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {name: _of_html(folder / "site" / f"{name}.html") for name in pages}


def _of_html(path: Path) -> Seen:
    reader = _Article()
    reader.feed(path.read_text(encoding="utf-8"))
    return Seen(frozenset(reader.kinds), tuple(reader.texts))


class _Article(HTMLParser):
    """Reads the article of a page: its tags, and the texts of those that matter."""

    _KINDS: ClassVar = {
        "h1": "heading",
        "p": "paragraph",
        "td": "tableCell",
        "pre": "code",
        "label": "tab",
    }

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[str] = set()
        self.texts: list[tuple[str, str]] = []
        self._kind = ""
        self._is_article = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_article |= tag == "article"
        if self._is_article:
            self.kinds.add(tag)
            if tag in self._KINDS:
                self._kind = tag
                self.texts.append((self._KINDS[tag], ""))

    def handle_endtag(self, tag: str) -> None:
        self._is_article &= tag != "article"
        if tag == self._kind:
            self._kind = ""

    def handle_data(self, data: str) -> None:
        if self._is_article and self._kind:
            kind, text = self.texts[-1]
            self.texts[-1] = kind, text + data


def _seen(data: dict[str, list[dict[str, str]]]) -> Seen:
    texts = ((one["kind"], one["text"]) for one in data["texts"])
    return Seen(frozenset(str(one) for one in data["kinds"]), tuple(texts))
