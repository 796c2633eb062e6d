"""`check` and `explain`, run as a user runs them: statuses, choices, ignore comments, terminals."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cases import FIXTURES
from command_line import codes, run, write
from pastes import HEADER, U, changed

from snippetgen.checks import ON_REQUEST, RULES

CUT = changed(HEADER, (U, U[:-1]))
CURLY = changed(HEADER, ("'{", "‘{"), ("}'", "}’"))
BOTH = changed(CURLY, (U, U[:-1]))
OPEN = changed(HEADER, ("'{", "{"))
GENERIC = "curl https://x.example/things\n"


@pytest.mark.parametrize(
    ("stdin", "status", "said"),
    [
        pytest.param(HEADER, 0, "Nothing wrong in 1 command in 1 file.", id="healthy"),
        pytest.param(f"$ {GENERIC}", 0, "Nothing wrong", id="a note alone"),
        pytest.param(CUT, 1, "-:1:", id="a warning"),
        pytest.param(HEADER[:-3], 1, "error SG204 unclosed-quote", id="an error"),
        pytest.param(GENERIC * 3, 0, "3 commands in 1 file", id="several commands"),
        pytest.param("", 1, "SG201 no-command: The text is empty", id="empty"),
        pytest.param("hello", 1, "SG201 no-command", id="no command"),
        pytest.param("# A page\n\n```sh\nls\n```\n", 1, "SG201", id="no command in a page"),
    ],
)
def test_standard_input_has_a_status_and_a_summary(stdin: str, status: int, said: str) -> None:
    for arguments in ((), ("-",)):
        got, out, error = run("check", *arguments, stdin=stdin)
        assert (got, error) == (status, "")
        assert said in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("nothing.txt",), "cannot read nothing.txt: No such file", id="no file"),
        pytest.param(("latin.txt",), "latin.txt, line 2: byte 14", id="not UTF-8"),
        pytest.param(("--select", "SG999"), "no rule is called 'SG999'", id="no such code"),
        pytest.param(("--ignore", "cut-ulr"), "Did you mean cut-url?", id="no such name"),
        pytest.param(("--diff", "--format", "json"), "--diff is for --format text", id="diff"),
        pytest.param(("--format", "xml"), "'xml' is not one of", id="no such format"),
    ],
)
def test_misuse_is_status_2_and_says_why(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "latin.txt").write_bytes(b"curl x.y # a\n\xe9\n")
    status, _, error = run("check", *arguments, cwd=tmp_path)
    assert status == 2
    assert said in error


def test_rules_are_chosen_by_code_name_and_family() -> None:
    assert sorted(codes(stdin=BOTH)) == ["SG101", "SG217"]
    assert codes("--select", "SG1", stdin=BOTH) == ["SG101"]
    assert codes("--select", "sg2xx", stdin=BOTH) == ["SG217"]
    assert codes("--select", "cut-user-id", "--select", "SG3", stdin=BOTH) == ["SG217"]
    assert codes("--ignore", "curly-quote", stdin=BOTH) == ["SG217"]
    assert codes("--select", "SG2", "--ignore", "SG217", stdin=BOTH) == []


def test_the_nearest_table_of_a_project_chooses_too(tmp_path: Path) -> None:
    texts = {
        "pyproject.toml": '[tool.snippetgen]\nignore = ["cut-user-id"]\n',
        "docs/a.md": f"```\n{BOTH}```\n",
        "docs/inner/pyproject.toml": "[project]\nname = 'snippetgen'\n",
        "docs/inner/b.md": f"```\n{CUT}```\n",
    }
    write(tmp_path, texts)
    assert codes("docs", cwd=tmp_path) == ["SG101"]
    assert codes("docs/inner/b.md", cwd=tmp_path) == []
    assert codes("docs", "--select", "SG2", cwd=tmp_path) == []
    assert codes("docs", "--ignore", "SG1", cwd=tmp_path) == []
    write(tmp_path, {"pyproject.toml": '[tool.snippetgen]\nselect = ["SG2"]\n'})
    assert codes("docs", cwd=tmp_path) == ["SG217", "SG217"]
    assert codes("docs/a.md", "--select", "SG1", cwd=tmp_path) == ["SG101"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        pytest.param("[tool.snippetgen]\nignored = []", "has no 'ignored'", id="unknown key"),
        pytest.param("[tool.snippetgen]\nignore = 'SG1'", "is a list such as", id="no list"),
        pytest.param(
            "[tool.snippetgen]\nignore = ['SG9']", "no rule is called 'SG9'", id="no rule"
        ),
        pytest.param("[tool.snippetgen\n", "pyproject.toml: ", id="no TOML"),
        pytest.param("tool.snippetgen = 1\n", "is no table", id="no table"),
    ],
)
def test_a_table_that_nobody_understands_is_status_2(tmp_path: Path, table: str, said: str) -> None:
    write(tmp_path, {"pyproject.toml": table})
    status, out, error = run("check", stdin=GENERIC, cwd=tmp_path)
    assert (status, out) == (2, "")
    assert said in error


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"# snippetgen: ignore SG217\n{BOTH}", ["SG101"], id="a line before"),
        pytest.param(f"# snippetgen: ignore SG217, curly-quote\n{BOTH}", [], id="several"),
        pytest.param(f"#snippetgen:ignore\tSG1 SG2xx\n{BOTH}", [], id="families"),
        pytest.param(f"# snippetgen: ignore\n{BOTH}", [], id="all"),
        pytest.param(f"# snippetgen: ignore SG217\n# Words.\n\n{BOTH}", ["SG101"], id="comments"),
        pytest.param(
            f"# snippetgen: ignore SG217\nls\n{BOTH}", ["SG101", "SG217"], id="not over a command"
        ),
        pytest.param(
            f"# snippetgen: ignore SG217\n{BOTH}{CUT}", ["SG101", "SG217"], id="one command only"
        ),
        pytest.param(f"{BOTH}# snippetgen: ignore SG1 SG2\n", ["SG101", "SG217"], id="behind"),
        pytest.param(f"rem snippetgen: ignore SG217\n{BOTH}", ["SG101"], id="cmd"),
        pytest.param(
            f"<!-- snippetgen: ignore SG217 -->\n\n```sh\n{BOTH}\n{CUT}```\n", ["SG101"], id="fence"
        ),
        pytest.param(f"<!--snippetgen: ignore SG217-->\n```\n{BOTH}```\n", ["SG101"], id="tight"),
        pytest.param(
            f"{{/* snippetgen: ignore SG217 */}}\n```sh\n{BOTH}```\n", ["SG101"], id="MDX"
        ),
        pytest.param(
            f"```sh\n# snippetgen: ignore SG217\n{BOTH}\n{CUT}```\n",
            ["SG101", "SG217"],
            id="inside",
        ),
        pytest.param(f"# snippetgen: ignore SG204 SG2\n{OPEN}", [], id="with what follows from it"),
    ],
)
def test_a_comment_lets_pass_what_it_names(text: str, left: list[str]) -> None:
    assert sorted(codes(stdin=text)) == left


def test_a_page_with_healthy_and_damaged_fences_is_pointed_into(tmp_path: Path) -> None:
    page = (
        f"# One\n\n```bash\n{HEADER}```\n\n- a list:\n\n  ```sh\n  {GENERIC}  ```\n\n"
        f"> quoted\n>\n> ```\n> curl 'https://x.example/OPEN\n> ```\n\n"
        f"    {GENERIC}\n```bash\n{CUT}```\n\nand `curl https://x.example -H`, then end.\n"
    )
    write(tmp_path, {"a/x.md": page, "b/y.mdx": f"Above.\n\n{page}", "c.md": f"```\n{HEADER}```"})
    out = run("check", ".", "--format", "json", cwd=tmp_path)[1]
    places = [
        (one["file"], one["line"], one["column"], one["code"])
        for one in json.loads(out)
        if one["because"] is None
    ]
    lines = page.splitlines()
    cut = next(number for number, line in enumerate(lines, 1) if f"{U[:-1]}&" in line)
    expected = [
        (19, 8, "SG204"),
        (cut, lines[cut - 1].index(U[:-1]) + 1, "SG217"),
        (len(lines), lines[-1].index("-H") + 1, "SG208"),
    ]
    assert places == [
        *(("a/x.md", *place) for place in expected),
        *(("b/y.mdx", line + 2, column, code) for line, column, code in expected),
    ]


def test_a_terminal_gets_colour_and_a_pipe_none(tmp_path: Path) -> None:
    path = write(tmp_path, {"a.txt": CUT}) / "a.txt"
    assert "\033[1;33mwarning SG217\033[0m" in _on_a_terminal("check", str(path))
    assert "\033[" not in _on_a_terminal("check", str(path), NO_COLOR="1")
    assert "\033[" not in run("check", str(path))[1]


def _on_a_terminal(*arguments: str, **env: str) -> str:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "snippetgen", *arguments]
    with subprocess.Popen(command, stdout=theirs, env={**os.environ, **env}) as process:
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # how the end looks from this side
            pass
        process.wait()
    os.close(ours)
    return b"".join(parts).decode()


def test_explain_prints_the_page_of_a_code_a_name_and_a_family() -> None:
    page = run("explain", "SG204")[1]
    assert page.startswith("SG204 unclosed-quote (error)\n\nA quote opens and never closes.\n")
    assert "Repair:" in page
    assert run("explain", "unclosed-quote")[1] == page
    assert run("explain", "sg2")[1].count("How to tell:") > 10
    assert len(run("explain")[1].splitlines()) == len((*RULES, *ON_REQUEST))
    status, _, error = run("explain", "unclosed-qoute")
    assert (status, "Did you mean unclosed-quote?" in error) == (2, True)


@pytest.mark.parametrize("name", ["text", "json", "github"])
def test_a_check_loads_only_what_it_runs(name: str) -> None:
    arguments = ["check", str(FIXTURES / "panel_header" / "paste.txt"), "--format", name]
    script = (
        "import sys\nfrom snippetgen.cli import cli\n"
        f"try: cli({arguments})\nexcept SystemExit as end: assert end.code == 0\n"
        "print('loaded', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"jinja2", "black", "uncurl", "pathspec", "snippetgen.report.sarif"}
