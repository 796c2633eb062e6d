"""The command line, run as a user runs it: output, messages, exit statuses, files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cases import FIXTURES

from snippetgen.cli import cli

DEFAULT = FIXTURES / "panel_default" / "paste.txt"
KEY = "6b0d549b6f03475a9600a35a099950d8"
RENAMED = b"curl https://api.example.com/v1/things\n"


def _run(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "snippetgen", *arguments], input=stdin, capture_output=True, cwd=cwd
    )
    out, error = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in error
    return done.returncode, out, error


def test_the_documented_default_becomes_python_and_says_what_was_read_through() -> None:
    status, out, error = _run("convert", str(DEFAULT), "--to", "python")
    assert status == 0
    assert "def start_flow(inputs, *, user_id=USER_ID):" in out
    assert "unquoted-ampersand" in error
    assert KEY not in out + error


def test_standard_input_is_read_and_a_suffix_names_the_target(tmp_path: Path) -> None:
    path = tmp_path / "Caller.java"
    status, out, _ = _run("convert", "-", "-o", str(path), stdin=RENAMED)
    assert (status, out) == (0, "")
    assert "public final class Caller" in path.read_text(encoding="utf-8")


def test_all_targets_go_into_a_folder_and_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "callers"
    arguments = ("convert", str(DEFAULT), "--to", "all", "-o", str(folder))
    assert _run(*arguments)[0] == 0
    written = sorted(path.name for path in folder.iterdir())
    assert written == ["Caller.java", "caller.cpp", "caller.mjs", "caller.py", "caller.sh"]
    (folder / "caller.sh").write_text("mine", encoding="utf-8")
    (folder / "caller.py").unlink()
    status, _, error = _run(*arguments)
    assert status == 2
    assert "exists already. Use --force" in error
    assert not (folder / "caller.py").exists()
    assert (folder / "caller.sh").read_text(encoding="utf-8") == "mine"
    assert _run(*arguments, "--force")[0] == 0
    assert sorted(path.name for path in folder.iterdir()) == written


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "said"),
    [
        pytest.param(["convert", "--to", "python"], b"", 2, "the text is empty", id="empty"),
        pytest.param(["parse"], b" \n\t\n", 2, "the text is empty", id="blank"),
        pytest.param(
            ["convert", "--to", "python"],
            b"hello world\n",
            2,
            "no curl command",
            id="no curl in it",
        ),
        pytest.param(
            ["convert", "--to", "python"],
            RENAMED * 3,
            2,
            "--nth 3  line 3: GET https://api.example",
            id="several commands",
        ),
        pytest.param(
            ["convert", "--to", "python", "--nth", "4"],
            RENAMED * 3,
            2,
            "only 3",
            id="nth too large",
        ),
        pytest.param(
            ["convert", "--to", "python"],
            b"curl --heder 'A: b' https://x.example\n",
            1,
            "--header",
            id="an unknown option names the nearest",
        ),
        pytest.param(
            ["convert", "--to", "python"],
            b"curl -F a=b https://x.example\n",
            1,
            "line 1, column 6",
            id="an option that is not carried is named with its place",
        ),
        pytest.param(
            ["convert", "--to", "pyhton"], RENAMED, 2, "Did you mean python", id="unknown target"
        ),
        pytest.param(["convert"], RENAMED, 2, "--to", id="no target"),
        pytest.param(
            ["convert", "--to", "python", "--to", "java"], RENAMED, 2, "-o DIR", id="two targets"
        ),
        pytest.param(["parse"], b"curl \xff\xfe\xfa", 2, "line 1: byte 6", id="bytes not UTF-8"),
        pytest.param(["parse", "no/such/file"], b"", 2, "cannot read no/such/file", id="no file"),
        pytest.param(["parse", "."], b"", 2, "cannot read .", id="a folder"),
    ],
)
def test_bad_input_is_one_message_with_its_cause(
    arguments: list[str], stdin: bytes, status: int, said: str
) -> None:
    got, out, error = _run(*arguments, stdin=stdin)
    assert got == status, error
    assert said in error
    assert out == ""


def test_a_folder_that_takes_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    target = tmp_path / "file" / "x.py"
    status, _, error = _run("convert", "-o", str(target), stdin=RENAMED)
    assert status == 2
    assert "cannot write" in error


def test_a_clipboard_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PATH", "/nonexistent")
    monkeypatch.delitem(os.environ, "DISPLAY", raising=False)
    monkeypatch.delitem(os.environ, "WAYLAND_DISPLAY", raising=False)
    status, _, error = _run("convert", "--clipboard", "--to", "python")
    assert status == 2
    assert "no clipboard program was found" in error


def test_a_nul_in_the_text_is_read_and_not_an_accident() -> None:
    status, _, error = _run("convert", "--to", "python", stdin=b"curl https://x.example/\0a\n")
    assert status in (0, 1)
    assert error


def test_parse_prints_every_field_and_masks_the_key() -> None:
    status, out, _ = _run("parse", str(DEFAULT))
    data = json.loads(out)
    assert status == 0
    assert list(data) == [
        *("version", "service", "endpoint", "method", "url", "query", "headers", "body"),
        *("api_key", "api_key_in", "api_key_env", "user_id", "user_id_in", "saved_item_id"),
        *("saved_item_id_in", "project_id", "run_id", "inputs", "findings"),
    ]
    assert data["api_key"] == "[secure]"
    assert KEY not in out
    assert json.loads(_run("parse", str(DEFAULT), "--show-secrets")[1])["api_key"] == KEY


def test_a_paste_of_ten_megabytes_and_json_nested_deeply_convert() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    long = b'{"text": "' + b"x" * 10_000_000 + b'"}'
    for body in (deep, long):
        paste = b"curl https://x.example -H 'Content-Type: application/json' -d '" + body + b"'\n"
        status, out, error = _run("convert", "--to", "javascript", stdin=paste)
        assert status == 0, error
        assert len(out) > len(body)


def test_every_command_and_option_has_help_and_every_command_an_example() -> None:
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        assert command.help
        assert command.epilog
        assert "snippetgen" in command.epilog
        assert all(one.help for one in command.params if isinstance(one, click.Option))
        assert _run(name, "--help")[0] == 0


def test_targets_lists_each_with_its_folder() -> None:
    listed = json.loads(_run("targets", "--json")[1])
    assert {
        "cpp/libcurl",
        "curl/curl",
        "java/httpclient",
        "javascript/fetch",
        "python/requests",
    } == {one["id"] for one in listed}
    assert all(Path(one["folder"], "target.toml").is_file() for one in listed)


def test_a_full_disk_is_one_message() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "snippetgen", "targets"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "snippetgen: cannot write the output: No space left on device.\n"
