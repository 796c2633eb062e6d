"""What is kept between runs is kept as Python keeps modules, and never outlives what made it."""

import datetime
import marshal
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from snippetgen.kept import digest, toml_table
from snippetgen.rendering.code import Code
from snippetgen.rendering.strict import rendered, strict_environment


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template that includes another, in a run that may keep them."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "_part.jinja").write_text("part")
    path = tmp_path / "whole.txt.jinja"
    path.write_text("{% include '_part.jinja' %} {{ 'x' | same }}")
    return path


def _printed(path: Path, same: Callable[[str], Code] = Code) -> str:
    return rendered(strict_environment([path.parent], {"same": same}, ours=True), path)


def _kept(path: Path) -> list[Path]:
    return list((path.parent / "__pycache__").glob("*"))


def test_what_is_kept_is_used_again(template: Path) -> None:
    assert _printed(template) == "part x"
    (kept,) = _kept(template)
    written = kept.stat().st_mtime_ns
    assert _printed(template) == "part x"
    assert [one.stat().st_mtime_ns for one in _kept(template)] == [written]


@pytest.mark.parametrize("changed", ["whole.txt.jinja", "_part.jinja"])
def test_a_changed_template_is_compiled_anew(template: Path, changed: str) -> None:
    _printed(template)
    (template.parent / changed).write_text("something else")
    assert "something else" in _printed(template)


@pytest.mark.parametrize("content", [b"", b"not code"], ids=["empty", "damaged"])
def test_damaged_code_is_not_used(template: Path, content: bytes) -> None:
    _printed(template)
    (kept,) = _kept(template)
    kept.write_bytes(content)
    assert _printed(template) == "part x"
    kept.write_bytes(kept.read_bytes()[:50] + content)
    assert _printed(template) == "part x"


def test_nothing_is_kept_where_python_keeps_nothing(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _printed(template) == "part x"
    assert _kept(template) == []


def test_a_folder_that_cannot_be_written_is_no_error(template: Path) -> None:
    (template.parent / "__pycache__").write_text("a file stands in the way")
    assert _printed(template) == "part x"


def test_the_place_is_pythons_own(
    template: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setattr(sys, "pycache_prefix", os.fspath(elsewhere))
    assert _printed(template) == "part x"
    assert [path.name.partition(".")[0] for path in elsewhere.rglob("*.pyc")] == ["whole"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A TOML file, in a run that may keep it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "table.toml"
    path.write_text('a = ["b", 1]')
    return path


def test_a_table_is_kept_until_it_changes(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> object:
        return toml_table(os.fspath(table), ours=True)

    assert read() == {"a": ["b", 1]}
    (kept,) = _kept(table)
    with monkeypatch.context() as nothing_parses:
        nothing_parses.setattr("tomllib.loads", None)
        assert read() == {"a": ["b", 1]}
    kept.write_bytes(kept.read_bytes()[:-3])
    assert read() == {"a": ["b", 1]}
    for text, said in (('a = ["c"]', {"a": ["c"]}), ("a = 1\nT = 2", {"a": 1, "T": 2})):
        table.write_text(text)
        assert read() == said
    for text, said in (("a = 1\n", {"a": 1}), ("", {})):
        table.write_text(text)
        assert read() == said


def test_a_table_of_a_user_is_neither_kept_nor_looked_for(table: Path) -> None:
    toml_table(os.fspath(table), ours=True)
    (kept,) = _kept(table)
    kept.write_bytes(digest(table.read_bytes()) + marshal.dumps({"a": "planted"}))
    assert toml_table(os.fspath(table), ours=True) == {"a": "planted"}
    assert toml_table(os.fspath(table), ours=False) == {"a": ["b", 1]}
    kept.unlink()
    assert toml_table(os.fspath(table), ours=False) == {"a": ["b", 1]}
    assert _kept(table) == []


def test_a_table_that_cannot_be_kept_is_read_all_the_same(table: Path) -> None:
    table.write_text("day = 2026-11-28")
    assert toml_table(os.fspath(table), ours=True) == {"day": datetime.date(2026, 11, 28)}
    assert _kept(table) == []
