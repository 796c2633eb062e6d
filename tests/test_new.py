"""`snippetgen new`: projects that build and run with the real tools, and never overwrite."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cases import FIXTURES, rendered_cases
from click.testing import CliRunner
from command_line import run, write
from hostile import VALUES
from projects import build_and_run, commands_of, files_of, fill_in, project_targets
from sh_words import sh_word
from toolchains import missing, require, run_bash

from snippetgen import read
from snippetgen.call.build import call_of
from snippetgen.call.model import Call
from snippetgen.cli import cli
from snippetgen.errors import CannotRender
from snippetgen.projects.project import project_files
from snippetgen.verifying.recorder import Answer, Recorder
from snippetgen.verifying.sameness import differences

KEY = "6b0d549b6f03475a9600a35a099950d8"
OTHER_KEY = "0c1f2a3b4d5e4f60a1b2c3d4e5f60718"
TARGETS = list(project_targets())
TOOLS = {"javascript/fetch": "npm", "java/httpclient": "mvn", "cpp/libcurl": "cmake"}
HEADER = str(FIXTURES / "panel_header" / "paste.txt")
SNIPPET = (
    "curl -X POST '{}/api/v1/start_pipeline?user_id=Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
    "&saved_item_id=dtUzWZmcsKLxNWfH2Xu4R3' -H 'Authorization: Bearer {}' "
    "-H 'Content-Type: application/json' -d {}"
)
BODY = json.dumps({"recipient": "ada@example.com", "note": '"; ${x} <b>&amp;</b> é\n', "n": 3})


def _snippet(base: str, key: str, body: str = BODY) -> str:
    return SNIPPET.format(base, key, sh_word(body.encode()))


@pytest.mark.parametrize("target", TARGETS)
def test_a_project_builds_runs_and_sends_what_curl_sends(target: str, tmp_path: Path) -> None:
    require(target)
    tool = TOOLS.get(target, "python3")
    if not shutil.which(tool):
        missing(f"{tool} is not installed")
    folder, scratch = tmp_path / "project", tmp_path / "scratch"
    scratch.mkdir()
    with Recorder(Answer(body=b'{"url": "https://example.com/run"}')) as server:
        snippet = _snippet(server.url, KEY)
        status, out, error = run("new", str(folder), "--to", target, stdin=snippet)
        assert (status, out) == (0, ""), error
        fill_in(folder, {"GUMLOOP_API_KEY": KEY})
        run_bash(snippet, scratch, {})
        done = build_and_run(folder)
        assert done.status == 0, done.error
        assert "https://example.com/run" in done.out
        curl, sent = server.take()
    assert list(differences(curl, sent)) == []
    assert KEY not in done.out + done.error


@pytest.mark.parametrize("target", TARGETS)
def test_git_passes_over_the_key_and_what_building_leaves(target: str, tmp_path: Path) -> None:
    assert run("new", "project", HEADER, "--to", target, cwd=tmp_path)[0] == 0
    folder = tmp_path / "project"
    written = sorted(files_of(folder))
    rules = project_targets()[target].project
    assert rules is not None
    left = [f"{one.rstrip('/').replace('*', 'x')}/left" for one in rules.ignored]
    write(folder, dict.fromkeys([".env", ".env.local", *left], f"GUMLOOP_API_KEY='{KEY}'\n"))
    subprocess.run(["git", "init", "-q", folder], check=True)
    listed = subprocess.run(
        ["git", "-C", folder, "ls-files", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(listed.stdout.splitlines()) == written


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_written_is_said_with_the_next_command(target: str, tmp_path: Path) -> None:
    status, out, error = run("new", "my project", HEADER, "--to", target, cwd=tmp_path)
    assert (status, out) == (0, "")
    files = files_of(tmp_path / "my project")
    said = [line for line in error.splitlines() if line.startswith("snippetgen: ")]
    assert said[: len(files)] == [f"snippetgen: wrote my project/{name}" for name in files]
    build, *_, start = commands_of(tmp_path / "my project").splitlines()
    assert f"snippetgen: next: cd 'my project' && {build}" in said
    rules = project_targets()[target].project
    assert rules is not None
    assert (build, start) == (rules.build, rules.run)
    assert files["README.md"].count("\n") <= 12
    assert files[".env.example"].splitlines()[1:] == ["GUMLOOP_API_KEY="]


@pytest.mark.parametrize("target", TARGETS)
def test_no_project_of_any_fixture_holds_a_secret(target: str) -> None:
    made = 0
    for case in rendered_cases():
        try:
            files = project_files(case.call(), project_targets()[target], "name")
        except CannotRender:
            continue
        made += 1
        secrets = [one.literal for one in case.call("inline").secrets if one.literal]
        for name, text in files.items():
            assert not [one for one in secrets if len(one) > 8 and one in text], (case.name, name)
    assert made > 20


@pytest.mark.parametrize("target", TARGETS)
def test_a_hostile_value_enters_the_caller_alone(target: str) -> None:
    chosen = project_targets()[target]
    assert chosen.project is not None
    harmless = project_files(_call("x"), chosen, "name")
    del harmless[chosen.project.source]
    for value in VALUES.values():
        if "\0" in value or len(value) > 3_000:
            continue
        files = project_files(_call(value), chosen, "name")
        del files[chosen.project.source]
        assert files == harmless


def _call(value: str) -> Call:
    word = sh_word(json.dumps({"note": value, value: 1}).encode("utf-8", "surrogateescape"))
    return call_of(read(f"curl 'https://api.example.com/v1/things' --json {word}"))


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        pytest.param({"project/README.md": "mine"}, "project holds README.md already", id="a file"),
        pytest.param({"project/notes/a": "mine"}, "project holds notes already", id="a folder"),
        pytest.param({"project": "mine"}, "cannot use project: Not a directory", id="no folder"),
        pytest.param(
            {"project/.git/HEAD": "", "project/.gitignore": "mine"},
            "project holds .gitignore already",
            id="a file beside .git",
        ),
    ],
)
def test_nothing_is_ever_overwritten(standing: dict[str, str], said: str, tmp_path: Path) -> None:
    write(tmp_path, standing)
    status, out, error = run("new", "project", HEADER, "--to", "python", cwd=tmp_path)
    assert (status, out) == (2, "")
    assert error.startswith(f"snippetgen: {said}")
    assert files_of(tmp_path) == standing


def test_a_link_that_leads_nowhere_is_no_room(tmp_path: Path) -> None:
    (tmp_path / "project").symlink_to(tmp_path / "elsewhere")
    status, _, error = run("new", "project", HEADER, "--to", "python", cwd=tmp_path)
    assert (status, error.partition(": ")[2][:18]) == (2, "cannot use project")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("standing", [{}, {".git/HEAD": "ref: refs/heads/main\n"}])
def test_an_empty_folder_and_a_fresh_repository_take_a_project(
    standing: dict[str, str], tmp_path: Path
) -> None:
    write(tmp_path, standing)
    status, _, error = run("new", ".", HEADER, "--to", "java", cwd=tmp_path)
    assert status == 0
    assert "snippetgen: next: mvn" in error
    assert {"pom.xml", "src/main/java/Caller.java", *standing} < files_of(tmp_path).keys()


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("name", ["deep/project", "standing"])
def test_a_project_is_written_whole_or_not_at_all(
    name: str, stop: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "standing" / ".git").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    moved: list[str] = []

    def replace(source: str, to: Path) -> None:
        if len(moved) == 3:
            raise stop
        moved.append(to.name)
        os.rename(source, to)

    monkeypatch.setattr(os, "replace", replace)
    arguments = ["new", str(tmp_path / name), HEADER, "--to", "java"]
    assert CliRunner().invoke(cli, arguments).exit_code == 1
    assert len(moved) == 3
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "said"),
    [
        pytest.param(["--to", "curl"], "", 2, "no table [project]", id="no project for curl"),
        pytest.param(["--to", "pyton"], "", 2, "Did you mean python", id="no such target"),
        pytest.param([], "", 2, "Missing option '--to'", id="no target"),
        pytest.param(["--to", "java"], "curl 'https://a.b", 1, "damaged snippet", id="damaged"),
        pytest.param(["--to", "java"], "nothing here", 2, "no curl command", id="no command"),
        pytest.param(
            ["--to", "python"],
            'curl https://a.example.com -H "Authorization: Bearer $1"',
            1,
            "-: the variable '1' cannot stand in a .env file",
            id="a variable that no file can set",
        ),
        pytest.param(
            ["--to", "java"], "curl -F 'a=b' https://a.example.com", 1, "--form", id="uncarried"
        ),
        *(
            pytest.param(["--to", "python", "--name", name], "", 2, said, id=f"the name {name!a}")
            for name, said in {
                "": "a project's name begins",
                "A": "a project's name begins",
                "1a": "a project's name begins",
                "a--b": "a project's name begins",
                "a_b": "a project's name begins",
                "a\n": "a project's name begins",
                '"></name>': "a project's name begins",
                "a" * 101: "a project's name begins",
                "requests": "requests is what the project itself needs",
            }.items()
        ),
    ],
)
def test_what_cannot_be_a_project_is_said_and_nothing_is_written(
    arguments: list[str], stdin: str, status: int, said: str, tmp_path: Path
) -> None:
    ended, out, error = run("new", "project", *arguments, stdin=stdin, cwd=tmp_path)
    assert (ended, out) == (status, "")
    assert said in " ".join(error.split())
    assert not (tmp_path / "project").exists()


@pytest.mark.parametrize("name", ["", "my-flow", "a1-2"])
@pytest.mark.parametrize("target", TARGETS)
def test_every_tool_is_told_the_same_valid_name(target: str, name: str, tmp_path: Path) -> None:
    own = ["--name", name] if name else []
    assert run("new", "project", HEADER, "--to", target, *own, cwd=tmp_path)[0] == 0
    files = files_of(tmp_path / "project")
    assert _named(files) == (name or "start-flow-caller")
    assert files["README.md"].startswith(f"# {_named(files)}\n")


def _named(files: dict[str, str]) -> str:
    if "pyproject.toml" in files:
        return str(tomllib.loads(files["pyproject.toml"])["project"]["name"])
    if "package.json" in files:
        return str(json.loads(files["package.json"])["name"])
    if "pom.xml" in files:
        space = "{http://maven.apache.org/POM/4.0.0}"
        return str(ElementTree.fromstring(files["pom.xml"]).findtext(f"{space}artifactId"))
    found = re.search(r'^project\("([^"]*)"', files["CMakeLists.txt"], re.MULTILINE)
    assert found
    return found[1]


def test_with_wait_the_project_waits(tmp_path: Path) -> None:
    status, _, _ = run("new", "project", HEADER, "--to", "python", "--wait", cwd=tmp_path)
    files = files_of(tmp_path / "project")
    assert status == 0
    assert "def wait_for_run(" in files["src/caller.py"]
    assert "wait for its end and print the outputs" in files["README.md"]


def test_a_value_in_the_shape_of_a_key_is_pointed_at(tmp_path: Path) -> None:
    snippet = _snippet("https://api.gumloop.com", KEY, json.dumps({"note": OTHER_KEY}))
    status, _, error = run("new", "project", "--to", "python", stdin=snippet, cwd=tmp_path)
    assert status == 0
    assert "project/src/caller.py: a value in it has the shape of a key; look at it" in error
    assert OTHER_KEY not in error
