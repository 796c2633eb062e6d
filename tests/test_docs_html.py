"""The HTML page in a real browser: tabs, keys, clipboard, colours, and whatever a snippet holds."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import run, write
from html_pages import browsed
from msgspec.structs import replace
from nasty_pages import FENCES, NASTY, TAME, cells, command_of, pages_of, raw_command_of, shown
from pastes import HEADER, K

from snippetgen.documenting.formats import all_formats
from snippetgen.documenting.html import highlighted
from snippetgen.documenting.model import Page, Tab
from snippetgen.documenting.naming import made_from
from snippetgen.documenting.writing import page_text

HOSTILE = "</script><!--<script>\"'&amp;"
AA = 4.5  # WCAG 2.2, 1.4.3


@pytest.fixture(scope="module")
def page_and_use(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, dict[str, Any]]:
    """Give a page with a hostile value in every place, and what came of using it."""
    page, text = pages_of(command_of(HOSTILE), HOSTILE, ["html"])["html"]
    found = browsed({"page": text}, tmp_path_factory.mktemp("shots"), ["page"])["page"]
    return page, found["use"]


def _state(number: int, *, focused: bool = True) -> dict[str, Any]:
    only = [number]
    return {
        "focused": number if focused else -1,
        "selected": only,
        "reachable": only,
        "shown": only,
        "wired": True,
    }


def test_every_tab_opens_on_a_click_and_its_code_is_copied_byte_for_byte(
    page_and_use: tuple[Page, dict[str, Any]],
) -> None:
    page, use = page_and_use
    assert use["first"] == _state(0, focused=False)
    assert len(use["clicks"]) == len(page.tabs) == 5
    for number, (tab, seen) in enumerate(zip(page.tabs, use["clicks"], strict=True)):
        assert seen.pop("copied") == tab.code, tab.label
        assert seen.pop("button").startswith("Copied")
        assert seen == _state(number)


def test_the_keys_of_the_aria_pattern_move_between_tabs(
    page_and_use: tuple[Page, dict[str, Any]],
) -> None:
    _, use = page_and_use
    assert use["keys"] == [
        ["ArrowRight", _state(1)],
        ["End", _state(4)],
        ["ArrowRight", _state(0)],
        ["ArrowLeft", _state(4)],
        ["Home", _state(0)],
        ["ArrowLeft", _state(4)],
        ["Home", _state(0)],
        ["Tab", _state(0, focused=False)],
        ["Shift+Tab", _state(0)],
    ]
    assert use["again"] == _state(4, focused=False), "the language is remembered"


def test_it_is_whole_on_paper_and_without_scripts_and_asks_nobody(
    page_and_use: tuple[Page, dict[str, Any]],
) -> None:
    page, use = page_and_use
    assert use["printed"] == [0, 1, 2, 3, 4]
    assert use["plain"] == [tab.code for tab in page.tabs]
    assert use["plainButtons"] == 0
    assert (use["requests"], use["errors"]) == ([], [])


def test_it_can_be_read_in_both_themes_and_on_a_telephone(
    page_and_use: tuple[Page, dict[str, Any]],
) -> None:
    looks = page_and_use[1]["looks"]
    assert [(one["colorScheme"], one["width"]) for one in looks] == [
        ("light", 1100),
        ("light", 360),
        ("dark", 1100),
        ("dark", 360),
    ]
    for one in looks:
        ratio, what = one["contrast"]
        assert ratio >= AA, what
        assert one["overflow"] <= 0
        assert one["errors"] == []
        assert Path(one["path"]).stat().st_size > 10_000
    assert Path(looks[0]["path"]).read_bytes() != Path(looks[2]["path"]).read_bytes()


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
    made = [pages_of(command(value), value, ["html"])["html"] for value in (TAME, *values)]
    found = browsed({f"p{number}": text for number, (_, text) in enumerate(made)}, tmp_path)
    scripts = {re.findall(r"<script>.*", text, re.DOTALL)[0] for _, text in made}
    assert len(scripts) == 1, "a script carries nothing of a snippet"
    tame = set(found["p0"]["elements"])
    for number, (page, text) in enumerate(made):
        seen = found[f"p{number}"]
        assert (seen["requests"], seen["errors"], seen["mode"]) == ([], [], "CSS1Compat")
        assert set(seen["elements"]) <= tame | {"CODE", "SPAN"}
        assert seen["codes"] == [tab.code for tab in page.tabs]
        assert [cell.rstrip("\n") for cell in seen["cells"]] == cells(page)
        assert seen["headings"][0] == shown(page.title) == seen["title"]
        assert seen["intro"] == shown(page.intro)
        assert made_from(text)


def test_a_page_is_made_checked_and_known_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": HEADER})
    command = ("docs", "a.txt", "--format", "html")
    assert "name a folder with -o DIR" in run(*command, cwd=tmp_path)[2]
    assert run(*command, "-o", "out", cwd=tmp_path) == (0, "", "Pages: 1 written.\n")
    text = (tmp_path / "out/a.html").read_text(encoding="utf-8")
    assert made_from(text) == "a.txt"
    assert K not in text
    assert "YOUR_API_KEY" in text
    again = run(*command, "-o", "out", "--check", cwd=tmp_path)
    assert again == (0, "", "Pages: 1 up to date.\n")
    write(tmp_path, {"out/a.html": text.replace("Start the flow", "Start a flow")})
    status, out, _ = run(*command, "-o", "out", "--check", cwd=tmp_path)
    assert (status, "+<h1>Start the flow</h1>" in out) == (1, True)


CODES = {
    "CR": ("python", "x = 1\r\ny\r"),
    "empty lines around": ("python", "\n\n  x\n\n"),
    "a byte order mark": ("python", "\ufeffx = 'a'"),
    "no lexer": ("no such language", "<b>&"),
    "nothing": ("cpp", ""),
    "a long run of blanks": ("cpp", f"x;{' ' * 50_000}y;\n"),
    "very long": ("python", "x = '" + "<" * 200_000),
}


def test_code_is_given_back_whatever_its_lexer_does(tmp_path: Path) -> None:
    page, _ = pages_of(command_of(TAME), TAME, ["html"])["html"]
    tabs = {name: Tab(name, "a", *one) for name, one in CODES.items()}
    assert not any("<b>" in highlighted(tab) for tab in tabs.values())
    html = all_formats()["html"]
    texts = {name: page_text(replace(page, tabs=(tab,)), html) for name, tab in tabs.items()}
    found = browsed(texts, tmp_path)
    assert {name: found[name]["codes"] for name in CODES} == {
        name: [code] for name, (_, code) in CODES.items()
    }
