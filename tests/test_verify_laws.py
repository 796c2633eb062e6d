"""What the proof rests on: real curl's own words, the comparison, the programs' end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import Case, own_targets, rebased_text, rendered_cases
from command_line import write
from msgspec.structs import replace
from toolchains import require, run_bash

from snippetgen import read
from snippetgen.targets.target import load_target
from snippetgen.verifying.loopback import staged
from snippetgen.verifying.process import run_to_end
from snippetgen.verifying.proof import Places, proving
from snippetgen.verifying.real_curl import RealCurl
from snippetgen.verifying.recorder import Recorded, Recorder
from snippetgen.verifying.sameness import differences

SNIPPET = "curl https://api.example.com/a -H 'X-API-Key: 0123456789abcdef'\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Recorder]:
    with Recorder() as one:
        yield one


@pytest.mark.parametrize("case", rendered_cases(), ids=lambda case: case.name)
def test_real_curl_is_given_the_command_that_was_meant(
    case: Case, server: Recorder, tmp_path: Path
) -> None:
    require("curl/curl")
    reading = case.reading()
    stage = staged(reading, server.place)
    assert stage.reading.request
    folder = case.folder / "files"
    folder = folder if folder.exists() else tmp_path
    curl = RealCurl(stage, stage.reading.request, tmp_path)
    given = curl.stdin(folder)
    stdin = case.stdin.encode() if given is None else given
    done = run_to_end(["curl", *curl.words()], folder, {"PATH": os.environ["PATH"]}, stdin)
    assert done.status == 0, done.error
    script = rebased_text(case.meant, server.url)
    meant = run_bash(script, folder, dict(stage.values), case.stdin.encode())
    assert meant.status == 0, meant.error
    ours, theirs = server.take()
    assert replace(ours, headers=_in_any_order(ours)) == replace(
        theirs, headers=_in_any_order(theirs)
    )


def _in_any_order(request: Recorded) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(request.headers))


def _sent(
    method: str = "POST", target: str = "/a", body: str = "", **headers: str | list[str]
) -> Recorded:
    pairs = [
        (name.replace("_", "-"), one)
        for name, value in headers.items()
        for one in ([value] if isinstance(value, str) else value)
    ]
    return Recorded(method, target.encode(), tuple(pairs), body.encode())


JSON = {"content_type": "application/json"}


@pytest.mark.parametrize(
    ("curl", "caller", "said"),
    [
        (_sent(), _sent("PUT"), "method: curl sends 'POST', the caller 'PUT'"),
        (_sent(target="/%7Ea%2fb'"), _sent(target="/~a%2Fb%27"), ""),
        (_sent(target="/a?b="), _sent(target="/a?b"), "URL: curl sends '/a?b=', the caller '/a?b'"),
        (
            _sent(target="/a%2Fb"),
            _sent(target="/a/b"),
            "URL: curl sends '/a%2Fb', the caller '/a/b'",
        ),
        (
            _sent(user_agent="curl/8.5.0", accept="*/*"),
            _sent(user_agent="x", connection="close"),
            "",
        ),
        (_sent(accept="a/b"), _sent(), "header 'accept': curl sends one, the caller none"),
        (_sent(host="127.0.0.1:1"), _sent(host="127.0.0.1:2"), ""),
        (_sent(host="h.example"), _sent(host="h2"), "header 'host': curl sends 'h.example', the c"),
        (
            _sent(connection="close"),
            _sent(),
            "header 'connection': curl sends one, the caller none",
        ),
        (_sent(), _sent(x="1"), "header 'x': curl sends none, the caller one"),
        (_sent(x=["1", "2"]), _sent(x="1, 2"), ""),
        (
            _sent(cookie=["a", "b"]),
            _sent(cookie="a, b"),
            "header 'cookie': curl sends it 2 times, th",
        ),
        (
            _sent(cookie="a"),
            _sent(cookie="b"),
            "header 'cookie': the caller sends another value th",
        ),
        (_sent(content_length="2", body="ab"), _sent(transfer_encoding="chunked", body="ab"), ""),
        (
            _sent(content_length="5", body="ab"),
            _sent(body="ab"),
            "header 'content-length': curl sen",
        ),
        (_sent(body="ab"), _sent(body="ac"), "body: curl sends 'ab', the caller 'ac'"),
        (_sent(body="ab"), _sent(), "body: curl sends 2 bytes, the caller none"),
        (
            _sent(body='{"a": 1}'),
            _sent(body='{"a":1}'),
            "body: curl sends '{\"a\": 1}', the caller",
        ),
        (_sent(body='{"a": 1}', **JSON), _sent(body='{"a":1}', **JSON), ""),
        (
            _sent(body="{}", **JSON),
            _sent(body="[]", **JSON),
            "body: curl sends an object, the caller",
        ),
        (
            _sent(body="[]", **JSON),
            _sent(body="{}", **JSON),
            "body: curl sends a list, the caller an",
        ),
        (
            _sent(body="1.0", **JSON),
            _sent(body="1", **JSON),
            "body: curl sends the number '1.0', the ",
        ),
        (
            _sent(body="1", **JSON),
            _sent(body="true", **JSON),
            "body: curl sends the number '1', the caller t",
        ),
        (
            _sent(body='"1"', **JSON),
            _sent(body="1", **JSON),
            "body: curl sends '1', the caller the nu",
        ),
        (
            _sent(body='{"a": 1, "b": 2}', **JSON),
            _sent(body='{"b": 2, "a": 1}', **JSON),
            "body: curl sends the member 'a' next, the caller 'b'",
        ),
        (
            _sent(body='{"a": 1, "a": 2}', **JSON),
            _sent(body='{"a": 2}', **JSON),
            "body: at 'a' curl sends the number '1', the caller the number '2'",
        ),
        (
            _sent(body='{"a": {"b": [1, {"c": "x"}]}}', **JSON),
            _sent(body='{"a": {"b": [1, {"c": "y"}]}}', **JSON),
            "body: at 'a.b[1].c' curl sends 'x', the caller 'y'",
        ),
        (
            _sent(body="[1]", **JSON),
            _sent(body="[1, 2]", **JSON),
            "body: at '[1]' curl sends nothing",
        ),
        (_sent(body="[" * 9000, **JSON), _sent(body="[" * 9001, **JSON), "body: curl sends '…[[[["),
    ],
)
def test_a_difference_is_said_in_words(curl: Recorded, caller: Recorded, said: str) -> None:
    found = list(differences(curl, caller))
    assert len(found) == (1 if said else 0), found
    assert "".join(found).startswith(said)


def test_a_header_that_the_snippet_sets_counts_whatever_its_value() -> None:
    curl, caller = _sent(accept="*/*"), _sent(accept="text/plain")
    assert not list(differences(curl, caller))
    assert len(list(differences(curl, caller, given={"accept"}))) == 1


def _sleeper(folder: Path) -> Path:
    """Make a target whose program does not end, nor what it starts."""
    own = write(
        folder / "targets/sh/sleeper",
        {
            "target.toml": (own_targets()["curl/curl"].folder / "target.toml")
            .read_text()
            .replace("second_reading = true", ""),
            "caller.sh.jinja": "sleep 600 & echo $! > pid; wait\n",
        },
    )
    return own / "target.toml"


def _is_running(folder: Path) -> bool:
    """Say whether the process whose number a sleeper has written is still there."""
    pid = int((folder / "pid").read_text())
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_a_program_that_hangs_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    require("curl/curl")
    write(tmp_path, {"data": "x"})
    reading = read("curl https://api.example.com/a -d @data")
    target = load_target(_sleeper(tmp_path))
    with proving(reading, Places([tmp_path], seconds=3)) as proof:
        outcome = proof.of(target, "caller")
    assert (outcome.verdict, outcome.reason) == (
        "differs",
        "it did not end within 3 seconds and was stopped",
    )
    assert not _is_running(tmp_path)


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_person_who_has_waited_enough_leaves_nothing_behind(
    wish: signal.Signals, tmp_path: Path
) -> None:
    require("curl/curl")
    _sleeper(tmp_path / "own")
    write(tmp_path, {"snippet.txt": "curl https://api.example.com/a -d @data", "data": "x"})
    (tmp_path / "scratch").mkdir()
    argv = ["verify", "snippet.txt", "--templates", "own", "--to", "sh/sleeper"]
    with subprocess.Popen(
        [sys.executable, "-m", "snippetgen", *argv],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path / "scratch")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert b"sends POST /a" in process.stdout.readline()
        process.send_signal(wish)
        _, error = process.communicate(timeout=60)
    assert (process.returncode, error.decode()) == (2, "snippetgen: stopped.\n")
    assert not list((tmp_path / "scratch").iterdir())
