"""`docs` as a user runs it: pages of each format, titles, what is overwritten, statuses."""

import os
from pathlib import Path

import pytest
from command_line import run, write
from pastes import GENERIC, HEADER, IN_URL, OTHER_K, K, changed

from snippetgen.checks import RULES
from snippetgen.cli.documenting import Documenting
from snippetgen.documenting.formats import all_formats
from snippetgen.documenting.pages import page, sampled
from snippetgen.documenting.recipe import Recipe
from snippetgen.errors import BadTarget
from snippetgen.judging.judge import judge
from snippetgen.paste import Paste

PAGE = "<!-- Made by snippetgen docs from a.txt -->\n\n# Start the flow\n"
TABS = {
    "markdown": ["<summary>Python</summary>", "<summary>C++</summary>"],
    "mkdocs": ['=== "Python"\n\n    ```python\n    import sys\n', '=== "C++"\n\n    ```cpp\n'],
    "mintlify": ["<CodeGroup>\n\n```python Python\n", "```cpp C++\n"],
    "docusaurus": ['<Tabs groupId="language">\n', '<TabItem value="cpp-libcurl" label="C++">\n'],
}


def _page(tmp_path: Path, *arguments: str, suffix: str = ".md") -> str:
    assert run("docs", *arguments, "-o", "out", cwd=tmp_path)[0] == 0
    (path,) = (tmp_path / "out").rglob(f"*{suffix}")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABS)
@pytest.mark.parametrize("snippet", [HEADER, IN_URL], ids=["key in a header", "key in the URL"])
def test_a_snippet_becomes_a_page_of_each_format(name: str, snippet: str, tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": snippet})
    page = _page(tmp_path, "a.txt", "--format", name, suffix=all_formats()[name].suffix)
    for tab in TABS[name]:
        assert tab in page
    assert page.count("Made by snippetgen docs from a.txt") == 1
    for said in (
        "YOUR_API_KEY",
        "--data-raw",
        "| `user_id` | query |",
        "- 401: ",
        "- 403: ",
        "- 5xx: ",
    ):
        assert said in page, said
    assert K not in page
    assert page.endswith("before you try again.\n")


def test_every_format_is_tried_here() -> None:
    assert set(all_formats()) == {*TABS, "html"}  # html: in test_docs_html.py


def test_tabs_and_style_are_chosen(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": HEADER})
    chosen = ("--to", "curl", "--to", "python", "--to", "curl/curl", "--style", "caller")
    page = _page(tmp_path, "a.txt", *chosen)
    assert [line for line in page.splitlines() if "<summary>" in line] == [
        "<summary>cURL</summary>",
        "<summary>Python</summary>",
    ]
    assert "def start_flow(inputs, *, user_id=USER_ID):" in page


FRONT = "---\ntitle: 'From: above'\ndescription: >-\n  Two\n  lines.\n---\n"


@pytest.mark.parametrize(
    ("name", "text", "arguments", "title", "intro"),
    [
        pytest.param("a.md", f"{FRONT}# H\n```\n{HEADER}```\n", (), "From: above", "Two lines."),
        pytest.param("a.md", f"# A `b` [c](d) {{#e}} ##\n```\n{HEADER}```\n", (), "A b c", "Start"),
        pytest.param("a.md", f"Over\n====\n```\n{HEADER}```\n", (), "Over", "Start the flow"),
        pytest.param("a.md", f"```\n# no\n```\n```\n{HEADER}```\n", (), "Start the flow", "Start"),
        pytest.param(
            "a.md", f"# H\n```\n{HEADER}```\n", ("--title", "*T*"), "&#42;T&#42;", "Start"
        ),
        pytest.param("a.txt", HEADER, (), "Start the flow", "Start the flow and return"),
        pytest.param("a.sh", GENERIC, (), "GET /v1/things", "Send the request and return"),
    ],
    ids=[
        "front matter",
        "heading",
        "underlined heading",
        "no heading",
        "an option",
        "a panel's call",
        "any call",
    ],
)
def test_title_and_intro_come_from_the_nearest_place(
    name: str, text: str, arguments: tuple[str, ...], title: str, intro: str, tmp_path: Path
) -> None:
    write(tmp_path, {name: text})
    lines = _page(tmp_path, name, "--to", "curl", *arguments).splitlines()
    assert lines[2] == f"# {title}"
    assert lines[4].startswith(intro)


def test_a_folder_is_walked_and_each_fence_has_a_page(tmp_path: Path) -> None:
    fence = f"```\n{GENERIC}```\n"
    texts = {
        "s/a.txt": GENERIC,
        "s/b.md": f"# X y\n{fence}# X y\n{fence}# Ü?\n{fence}\n`curl x.y/z`\n",
        "s/c/d.mdx": f"# A\n{fence}",
        "s/c/e.txt": "no command",
        "s/c/f.txt": f"{GENERIC}{GENERIC}",
        "s/g.py": GENERIC,
    }
    write(tmp_path, texts)
    result = run("docs", "s", "-o", "s/out", "--to", "curl", cwd=tmp_path)
    assert result == (0, "", "Pages: 7 written.\n")
    names = ["a.md", "b-x-y-2.md", "b-x-y.md", "b-ü.md", "c/d.md", "c/f-1.md", "c/f-2.md"]
    made = sorted(path for path in (tmp_path / "s/out").rglob("*.md"))
    assert [path.relative_to(tmp_path / "s/out").as_posix() for path in made] == names
    # What was made is no source of the next run.
    again = run("docs", "s", "-o", "s/out", "--to", "curl", cwd=tmp_path)
    assert again == (0, "", "Pages: 7 up to date.\n")


def test_only_pages_of_its_own_are_replaced_unasked(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": HEADER, "b.txt": GENERIC, "out/a.md": "mine", "out/b.md": PAGE})
    status, _, error = run("docs", "a.txt", "b.txt", "-o", "out", cwd=tmp_path)
    assert status == 2
    assert error == (
        "snippetgen: out/a.md was not made by docs. Use --force to overwrite it.\n"
        "Pages: 1 written.\n"
    )
    assert (tmp_path / "out/a.md").read_text() == "mine"
    assert run("docs", "a.txt", "-o", "out", "--force", cwd=tmp_path)[0] == 0
    assert (tmp_path / "out/a.md").read_text().startswith(PAGE)


def test_two_snippets_cannot_have_one_page_nor_a_page_its_source(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": GENERIC, "a.sh": GENERIC, "c.md": f"```\n{GENERIC}```\n"})
    status, _, error = run("docs", "a.txt", "a.sh", "-o", "out", cwd=tmp_path)
    assert (status, "a.sh: its page out/a.md is that of a.txt too" in error) == (2, True)
    status, _, error = run("docs", "c.md", "-o", ".", "--force", cwd=tmp_path)
    assert (status, "would overwrite the source" in error) == (2, True)
    assert (tmp_path / "c.md").read_text() == f"```\n{GENERIC}```\n"


def test_check_tells_what_is_stale_missing_or_left_over(tmp_path: Path) -> None:
    write(
        tmp_path, {"a.txt": GENERIC, "b.md": f"# Old\n```\n{GENERIC}```\n# B\n```\n{GENERIC}```\n"}
    )
    arguments = ("docs", "a.txt", "b.md", "-o", "out", "--to", "curl")
    assert run(*arguments, "--check", cwd=tmp_path)[2] == "Pages: 3 stale.\n"
    assert not (tmp_path / "out").exists()
    assert run(*arguments, cwd=tmp_path)[0] == 0
    assert run(*arguments, "--check", cwd=tmp_path) == (0, "", "Pages: 3 up to date.\n")
    with_cr = (tmp_path / "out/a.md").read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / "out/a.md").write_bytes(with_cr)
    text = (tmp_path / "b.md").read_text()
    write(tmp_path, {"b.md": text.replace("Old", "New")})
    status, out, error = run(*arguments, "--check", cwd=tmp_path)
    assert status == 1
    assert "+# New\n" in out
    assert error == (
        "out/b-old.md: warning: no snippet makes this page any more; delete it.\n"
        "Pages: 2 stale, 2 up to date.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        pytest.param((), 2, "Missing argument 'SRC...'", id="no source"),
        pytest.param(("gone.md",), 2, "cannot read gone.md", id="no file"),
        pytest.param(
            ("a.txt",), 2, "a.txt: blocks stand in Markdown files only", id="plain, no -o"
        ),
        pytest.param(("b.md",), 0, "No block was found. Write <!-- snippetgen", id="no block"),
        pytest.param(("b.md", "-o", "out"), 0, "No snippet was found.", id="no snippet"),
        pytest.param(("b.txt", "-o", "out"), 1, "b.txt:1:1: error SG201", id="no command"),
        pytest.param(("latin.md", "-o", "out"), 2, "latin.md, line 1: byte 1", id="not UTF-8"),
        pytest.param(("a.txt", "-o", "a.txt"), 2, "is a file", id="a file as folder"),
        pytest.param(("a.txt", "-o", "out", "--to", "pyhton"), 2, "mean python", id="no target"),
        pytest.param(
            ("a.txt", "-o", "out", "--format", "rst"), 2, "only docusaurus", id="no format"
        ),
        pytest.param(
            ("a.txt", "--templates", "empty"), 2, "neither docs/FORMAT", id="no templates"
        ),
        pytest.param(("yaml.md", "-o", "out"), 2, "yaml.md:2:", id="front matter that is no YAML"),
    ],
)
def test_misuse_and_empty_runs_say_what_to_do(
    arguments: tuple[str, ...], status: int, said: str, tmp_path: Path
) -> None:
    texts = {"a.txt": GENERIC, "b.md": "# B\n", "b.txt": "hello", "empty/x": ""}
    write(tmp_path, texts | {"yaml.md": f"---\ntitle: a: b\n---\n```\n{GENERIC}```\n"})
    (tmp_path / "latin.md").write_bytes(b"\xe9")
    found, _, error = run("docs", *arguments, cwd=tmp_path)
    assert (found, said in error) == (status, True), error
    is_empty = any(one in error for one in ("No block was found", "No snippet was found"))
    assert is_empty == (status == 0)  # what failed was there: only its reason is told
    assert not list((tmp_path).glob("out/*"))


def test_standard_input_becomes_a_page(tmp_path: Path) -> None:
    status, _, _ = run("docs", "-", "-o", "out", stdin=HEADER, cwd=tmp_path)
    page = (tmp_path / "out/snippet.md").read_text()
    assert (status, "from standard input -->" in page) == (0, True)


def test_a_format_of_ones_own_is_a_folder(tmp_path: Path) -> None:
    home = tmp_path / "own" / "docs" / "plain"
    template = "{{ page.title | text }}\n{% for tab in tabs %}{{ tab | fence }}\n{% endfor %}"
    write(home, {"page.txt.jinja": template})
    write(tmp_path, {"a.sh": GENERIC})
    own = ("a.sh", "--format", "plain", "--templates", "own", "--to", "curl")
    text = _page(tmp_path, *own, suffix=".txt")
    assert text.startswith("GET /v1/things\n```bash\ncurl 'https://api.example.com/v1/things' \\\n")
    assert run("docs", *own, cwd=tmp_path)[0] == 2
    write(home, {"page.txt.jinja": "{{ page.title }}"})
    recipe = Recipe(all_formats(tmp_path / "own")["plain"])
    (made,) = judge(Paste(GENERIC), RULES).verdicts
    with pytest.raises(BadTarget, match=r"page\.txt\.jinja, line 1: .* no filter made"):
        page(sampled(made, recipe.targets(), "snippet"), recipe.format, "a.sh")
    write(home, {"page.txt.jinja": "{{ page.titel | text }}"})
    assert "titel" in run("docs", *own, "-o", "new", cwd=tmp_path)[2]


def test_a_key_that_call_and_table_cannot_know_is_refused(tmp_path: Path) -> None:
    body = changed(HEADER, ('"ada"', f'"{OTHER_K}"'))
    heading = f"# The key {OTHER_K}\n```\n{HEADER}```\n"
    front = f"---\ndescription: ask {K} of me\n---\n```\n{HEADER}```\n"
    write(tmp_path, {"a.txt": body, "b.md": heading, "c.md": front})
    status, out, error = run("docs", ".", "-o", "out", cwd=tmp_path)
    assert (status, out) == (1, "")
    assert error.count("would be published; write a placeholder") == 3
    assert K not in error
    assert OTHER_K not in error
    assert not (tmp_path / "out").exists()


def test_an_interrupted_run_leaves_whole_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = os.replace

    def interrupted(source: Path, target: Path) -> None:
        if target.name == "c.md":
            raise KeyboardInterrupt
        replaced(source, target)

    folder = write(tmp_path / "s", {f"{name}.txt": GENERIC for name in "abcd"})
    recipe = Recipe(all_formats()["markdown"], ("curl",))
    out = tmp_path / "out"
    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Documenting((str(folder),), out, recipe, force=False, only_check=False).run()
    assert sorted(path.name for path in out.iterdir()) == ["a.md", "b.md"]
    assert all(path.read_text().endswith("\n") for path in out.iterdir())
