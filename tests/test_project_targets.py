"""Projects as folders: a language of one's own, and filters that quote for every kind of file."""

import json
import re
import shutil
import subprocess
import tomllib
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_line import run, write
from hostile import TEXTS, VALUES
from hypothesis import example, given
from projects import files_of, project_targets
from sh_words import sh_word
from toolchains import missing

from snippetgen import read
from snippetgen.call.build import call_of
from snippetgen.projects.naming import project_name
from snippetgen.projects.project import project_files
from snippetgen.projects.quoting import FILTERS
from snippetgen.targets import template_roots

SNIPPET = "curl https://api.example.com/v1/things -H 'X-API-Key: 6b0d549b6f03475a9600a35a099950d8'"
TARGET = """
title = "Ruby (net/http)"
file = "caller.rb"
fence = "ruby"
[literal]
open = "'"
close = "'"
escapes = {}
control = "?"
"""
TABLE = """
[project]
source = "lib/caller.rb"
build = "bundle install"
run = "ruby lib/caller.rb"
"""
CALLER = "Net::HTTP.get({{ call.url | literal }})\n"
VALID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
GEMFILE = "# {{ project.name | text }}\nsource 'https://rubygems.org'\n"


def _templates(folder: Path, table: str = TABLE, gemfile: str = GEMFILE) -> None:
    home = "templates/targets/ruby/nethttp"
    texts = {"target.toml": TARGET + table, "caller.rb.jinja": CALLER}
    texts["project/Gemfile.jinja"] = gemfile
    write(folder, {f"{home}/{name}": text for name, text in texts.items()})


def _new(folder: Path) -> tuple[int, str]:
    arguments = ["new", "project", "--to", "ruby", "--templates", "templates"]
    status, out, error = run(*arguments, stdin=SNIPPET, cwd=folder)
    assert out == ""
    return status, error


def test_a_project_in_a_language_of_ones_own_is_a_folder(tmp_path: Path) -> None:
    _templates(tmp_path)
    status, error = _new(tmp_path)
    assert status == 0, error
    files = files_of(tmp_path / "project")
    assert files["Gemfile"] == "# get-things-caller\nsource 'https://rubygems.org'\n"
    assert files["lib/caller.rb"] == "Net::HTTP.get('https://api.example.com/v1/things')\n"
    assert "bundle install\n" in files["README.md"]
    assert files[".gitignore"] == ".env\n.env.*\n!.env.example\n"


def test_what_every_project_has_can_be_ones_own_too(tmp_path: Path) -> None:
    _templates(tmp_path)
    own = {".gitignore.jinja": ".env\nown/\n", ".env.example.jinja": "", "NOTES.jinja": "ours\n"}
    write(tmp_path, {f"templates/projects/{name}": text for name, text in own.items()})
    assert _new(tmp_path)[0] == 0
    files = files_of(tmp_path / "project")
    assert (files[".gitignore"], files["NOTES"]) == (".env\nown/\n", "ours\n")
    assert ".env.example" not in files


@pytest.mark.parametrize(
    ("table", "gemfile", "said"),
    [
        pytest.param("", GEMFILE, "has no table [project]", id="no table"),
        pytest.param("[project]\nrun = ''", GEMFILE, "target.toml: ", id="half a table"),
        pytest.param(
            TABLE.replace("lib/", "../"), GEMFILE, "a path inside the project", id="out of it"
        ),
        pytest.param(
            TABLE.replace("lib/", "/"), GEMFILE, "a path inside the project", id="from the root"
        ),
        pytest.param(
            TABLE.replace('"bundle install"', '"a\\nb"'), GEMFILE, "one line", id="two lines"
        ),
        pytest.param(TABLE, "'{{ project.name }}'", "no filter made into code", id="unquoted"),
        pytest.param(TABLE, "{{ project.nam | text }}", "no attribute 'nam'", id="misspelt"),
        pytest.param(TABLE, "{{ '\0' | xml }}", "XML cannot hold a control", id="no XML"),
    ],
)
def test_a_flawed_project_is_said_and_nothing_is_written(
    table: str, gemfile: str, said: str, tmp_path: Path
) -> None:
    _templates(tmp_path, table, gemfile)
    status, error = _new(tmp_path)
    assert status == 2
    assert said in error
    assert not (tmp_path / "project").exists()


@given(TEXTS)
@example("\x7f\x85\u2028\ufeff")
def test_a_value_is_itself_in_toml_json_and_xml(text: str) -> None:
    if not _is_text(text.replace("\0", "")):
        for name in ("json", "toml", "xml", "cmake"):
            with pytest.raises(ValueError, match="half a character"):
                FILTERS[name](text)
        return
    assert json.loads(FILTERS["json"](text)) == text
    assert tomllib.loads(f"x = {FILTERS['toml'](text)}\n") == {"x": text}
    try:
        quoted = FILTERS["xml"](text)
    except ValueError:
        assert any(char < " " or char in "\ufffe\uffff" for char in text)
    else:
        assert (ElementTree.fromstring(f"<x>{quoted}</x>").text or "") == text


def test_a_value_is_itself_in_cmake(tmp_path: Path) -> None:
    if not shutil.which("cmake"):
        missing("cmake is not installed")
    values = [one for one in VALUES.values() if _is_text(one) and len(one) < 3_000]
    lines = (
        f'file(WRITE "${{CMAKE_CURRENT_LIST_DIR}}/{number}" {FILTERS["cmake"](value)})\n'
        for number, value in enumerate(values)
    )
    (tmp_path / "x.cmake").write_bytes("".join(lines).encode())
    subprocess.run(["cmake", "-P", "x.cmake"], cwd=tmp_path, check=True, capture_output=True)
    for number, value in enumerate(values):
        assert (tmp_path / str(number)).read_bytes() == value.encode(), value


def _is_text(value: str) -> bool:
    return "\0" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


@pytest.mark.parametrize("name", ["", "1A", "A-B", "A B", "A\n", "Ä", "A=$(touch x)"])
def test_only_the_name_of_a_variable_enters_a_list_of_variables(name: str) -> None:
    with pytest.raises(ValueError, match="no name of an environment variable"):
        FILTERS["variable"](name)


def test_our_templates_leave_the_snippet_out() -> None:
    (root,) = template_roots()
    paths = [*root.glob("projects/*.jinja"), *root.glob("targets/*/*/project/*.jinja")]
    assert len(paths) == 7
    for path in paths:
        assert "call." not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example.com/", "get-request-caller"),
        ("https://a.example.com/v1/users/list_all", "get-users-list-all-caller"),
        ("https://a.example.com/-/__/x", "get-request-caller"),
        ("https://a.example.com/node_modules", "get-node-modules-caller"),
        ("https://a.example.com/caf%C3%A9/é", "get-request-caller"),
        ("-X P.U.T https://a.example.com/requests", "p-u-t-requests-caller"),
        ("-X 1 https://a.example.com/requests", "caller"),
    ],
)
def test_a_project_is_named_after_what_its_call_does(url: str, name: str) -> None:
    found = project_name(call_of(read(f"curl {url}")))
    assert VALID.fullmatch(found)
    assert found == name


def test_the_names_of_files_to_send_are_only_names() -> None:
    names = ["`a`.json", "</code><b>.json", "[x](y).json", "*.json"]
    data = " ".join(f"--data-binary {sh_word(f'@{name}'.encode())}" for name in names)
    call = call_of(read(f"curl https://a.example.com/x {data}"))
    files = project_files(call, project_targets()["python/requests"], "name")
    (line,) = [one for one in files["README.md"].splitlines() if "It reads, from" in one]
    listed = line.partition(": ")[2]
    shown = [unescape(one or two) for one, two in re.findall(r"<code>(.*?)</code>|`(.*?)`", listed)]
    assert shown == names
    assert re.sub(r"<code>[^<]*</code>|`[^`]*`", "", listed) == ", , , ."
    assert ".env.example" not in files
