"""Law: what is made of the folder `fixtures/docs/source` is what stands beside it, file for file.

Healthy and damaged snippets together: what is built in each format, what is refused and why, what
is generated in place, and the diff of stale pages.
"""

import re
import shutil
from pathlib import Path

import pytest
from cases import FIXTURES, rendered_cases
from command_line import run

from snippetgen.documenting.formats import all_formats
from snippetgen.documenting.page_set import page_set
from snippetgen.documenting.recipe import Recipe

DOCS = FIXTURES / "docs"
KEY_SHAPED = re.compile(r"\b[0-9a-f]{32}\b|secret-of-ada")


def _texts(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _said(result: tuple[int, str, str]) -> str:
    status, out, error = result
    return f"{out}{error}exit status {status}\n"


def _made(folder: Path) -> dict[str, str]:
    shutil.copytree(DOCS / "source", folder / "source")
    for name in all_formats():
        said = run("docs", "source", "-o", f"pages/{name}", "--format", name, cwd=folder)
        (folder / "pages" / name / "report.txt").write_text(_said(said), encoding="utf-8")
    shutil.copytree(DOCS / "standing", folder / "old")
    said = run("docs", "source", "-o", "old", "--check", "--to", "curl", cwd=folder)
    made = {"stale.txt": _said(said)}
    assert _texts(folder / "old") == _texts(DOCS / "standing")
    said = run("docs", "source", "--check", cwd=folder)
    made["in_place/stale.txt"] = _said(said)
    assert _texts(folder / "source") == _texts(DOCS / "source")
    made["in_place/report.txt"] = _said(run("docs", "source", cwd=folder))
    made["in_place/guide.md"] = (folder / "source" / "guide.md").read_text(encoding="utf-8")
    return made | {f"pages/{name}": text for name, text in _texts(folder / "pages").items()}


def test_what_is_made_of_a_folder_is_what_is_expected(tmp_path: Path, update: bool) -> None:
    folder = DOCS / "expected"
    made, standing = _made(tmp_path), _texts(folder)
    if update and made != standing:
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in made.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        changed = sum(made.get(name) != standing.get(name) for name in {*made, *standing})
        pytest.fail(f"{changed} files changed, read the diff")
    assert sorted(made) == sorted(standing)
    for name, text in made.items():
        assert text == standing[name], name


def test_no_key_of_a_source_stands_in_what_is_expected() -> None:
    assert any(KEY_SHAPED.search(text) for text in _texts(DOCS / "source").values())
    for name, text in _texts(DOCS / "expected").items():
        # What a person wrote outside the blocks of a file is theirs, and is left alone.
        own = {"secret-of-ada"} if name == "in_place/guide.md" else set()
        assert set(KEY_SHAPED.findall(text)) <= own, name


def test_no_page_of_any_fixture_holds_a_secret_of_its_snippet() -> None:
    recipe = Recipe(all_formats()["markdown"])
    built = 0
    for case in rendered_cases():
        secrets = {one.literal for one in case.call("inline").secrets if one.literal} - {"<token>"}
        for made in page_set(case.paste, recipe, "a", "a", needs_command=True):
            words = set(re.findall(r"[\w.~+/=-]+", made.text))
            assert not secrets & words, case.name
            assert not KEY_SHAPED.search(made.text + made.refused), case.name
            built += bool(made.text)
    assert built > 80
