"""`snippetgen verify` as a user runs it: the table, the exit status, and what stays behind."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from cases import FIXTURES, own_targets
from command_line import run, write
from toolchains import require

KEY = "6b0d549b6f03475a9600a35a099950d8"
DEFAULT = str(FIXTURES / "panel_default" / "paste.txt")
HEADER = str(FIXTURES / "panel_header" / "paste.txt")
HOST = "https://api.example.com"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of its own, with another for what is temporary."""
    (tmp_path / "here").mkdir()
    (tmp_path / "scratch").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))


def _left(tmp_path: Path) -> list[str]:
    """Give the names of what a run has left behind."""
    return sorted(one.name for one in (*Path.cwd().iterdir(), *(tmp_path / "scratch").iterdir()))


@pytest.mark.parametrize(("file", "style"), [(DEFAULT, "caller"), (HEADER, "snippet")])
def test_every_target_sends_what_curl_sends(file: str, style: str, tmp_path: Path) -> None:
    for target in own_targets():
        require(target)
    status, out, error = run("verify", file, "--style", style)
    first, *rows, last = out.splitlines()
    assert first.split()[0] == "real"
    assert first.endswith("sends POST /api/v1/start_pipeline")
    assert [row.split() for row in rows] == [[target, "same"] for target in own_targets()]
    assert (status, last) == (0, "5 of 5 send what curl sends.")
    assert KEY not in out + error
    assert _left(tmp_path) == []


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param(
            "curl -s {{ call.url | literal }}\n",
            "differs: method: curl sends 'POST', the caller 'GET'",
            id="method",
        ),
        pytest.param(
            "curl -s -d '' {{ (call.address.literal ~ '/x') | literal }}\n",
            "differs: URL: curl sends '…art_pipeline?user_id=Bd0Kh8oOOL8dKLzdocJ2isAjIhK2&saved"
            "_item…', the caller '…art_pipeline/x'",
            id="path",
        ),
        pytest.param(
            "curl -s -d '{}' {{ call.url | literal }}\n",
            "differs: header 'content-type': curl sends 'application/json', the caller "
            "'application/x-www-form-urlencoded'",
            id="header",
        ),
        pytest.param(
            "curl -s --json '{\"a\": 1}' {{ call.url | literal }}\n",
            "differs: body: the caller sends the member 'a' too",
            id="body",
        ),
        pytest.param(
            "curl -s -d '' {{ call.url | literal }}$GUMLOOP_API_KEY\n",
            "differs: URL: curl sends '[secure]', the caller '[secure]'",
            id="a key twice as long",
        ),
        pytest.param(
            "echo error: no luck with $GUMLOOP_API_KEY >&2; exit 3\n",
            "differs: it sends nothing and ends with status 3: error: no luck with [secure]",
            id="nothing is sent",
        ),
        pytest.param(
            "for i in 1 2; do curl -s {{ call.url | literal }}; done\n",
            "differs: it sends 2 requests, curl one",
            id="twice",
        ),
        pytest.param(
            "curl -s --json '{}' -H 'Accept: */*' {{ call.url | literal }}; exit 4\n",
            "differs: it sends the same, but then ends with status 4: ",
            id="a bad end",
        ),
    ],
)
def test_a_wrong_template_is_told_in_words(template: str, said: str, tmp_path: Path) -> None:
    require("curl/curl")
    own = shutil.copytree(own_targets()["curl/curl"].folder, tmp_path / "own/targets/sh/wrong")
    toml = (own / "target.toml").read_text().replace("second_reading = true", "")
    write(own, {"target.toml": toml, "caller.sh.jinja": template})
    arguments = ("--templates", str(tmp_path / "own"), "--to", "sh/wrong")
    status, out, error = run("verify", DEFAULT, *arguments)
    assert out.splitlines()[1].removeprefix("sh/wrong").strip() == said.strip()
    assert (status, out.splitlines()[2]) == (1, "0 of 1 send what curl sends.")
    assert KEY[:8] not in out + error


@pytest.mark.parametrize(
    ("tools", "status", "said"),
    [
        pytest.param(
            ("curl", "bash"),
            2,
            "java/httpclient   not run: javac is not installed: "
            "apt install openjdk-17-jdk-headless\n1 of 2 send",
            id="javac",
        ),
        pytest.param(
            ("bash",), 2, "snippetgen: curl is not installed: apt install curl.", id="curl"
        ),
    ],
)
def test_a_missing_tool_is_named_and_is_no_pass(
    tools: tuple[str, ...], status: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("curl/curl")
    for tool in tools:
        write(tmp_path / "bin", {})
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    found, out, error = run("verify", HEADER, "--to", "curl", "--to", "java")
    assert found == status
    assert said in out + error


@pytest.mark.parametrize(
    ("snippet", "status", "said"),
    [
        pytest.param(
            f"curl {HOST}/a -o x -D y --trace z -O -c jar --libcurl c", 0, "", id="writes"
        ),
        pytest.param(f"curl {HOST}/a --stderr x -w '%output{{y}}'", 0, "", id="writes elsewhere"),
        pytest.param(f"curl {HOST}/a -K conf", 2, "--config cannot be carried", id="-K"),
        pytest.param(f"curl {HOST}/a -T file", 2, "--upload-file cannot be carried", id="-T"),
        pytest.param(f"curl {HOST}/a --cert c.pem", 2, "--cert cannot be carried", id="--cert"),
        pytest.param(f"curl {HOST}/a --next {HOST}/b", 2, "--next cannot be carried", id="--next"),
        pytest.param(f"curl {HOST}/a {HOST}/b", 2, "several URLs cannot be carried", id="two URLs"),
        pytest.param(f'curl "{HOST}/$(touch x)"', 2, "only a shell knows", id="$()"),
        pytest.param(f'curl "{HOST}/`touch x`"', 2, "only a shell knows", id="backticks"),
        pytest.param(f"curl {HOST}/a; touch x", 0, "", id="a second command"),
        pytest.param(f"curl '{HOST}/a' -d '$(touch x)`touch y`; touch z'", 0, "", id="as text"),
        pytest.param(
            f"curl '{HOST}/a' -H 'X: \"; touch x #' -d \"'; touch y #\"", 0, "", id="quotes"
        ),
        pytest.param(f"curl {HOST}/a -d @missing.json", 2, "reads missing.json, of", id="no file"),
        pytest.param(
            f"curl {HOST}/a -d @/dev/zero", 2, "reads /dev/zero, of", id="no regular file"
        ),
        pytest.param(f"curl {HOST}/a -x http://192.0.2.1:9", 0, "the proxy is left out", id="-x"),
        pytest.param(f"curl -k {HOST}/a -L -m 5 --http2", 0, "", id="how it is carried"),
        pytest.param("curl http://[::1]:1/a", 0, "", id="another loopback"),
        pytest.param('curl "$BASE/a?b=$C"', 0, "invented values of C, BASE", id="a base variable"),
        pytest.param('curl "https://$HOST/a"', 0, "invented values of HOST", id="a host variable"),
        pytest.param('curl "https://a.$HOST:8/a" -d "$HOME"', 0, "of HOME", id="part of a host"),
        pytest.param(f'curl {HOST}/a -H "X: $A $B"', 0, "values of A, B", id="two in a header"),
        pytest.param(f"curl {HOST}/a -d $http_proxy", 2, "reads http_proxy, which", id="a proxy's"),
        pytest.param(f"curl {HOST}/a -d $PATH", 2, "reads PATH, which decides", id="the PATH"),
        pytest.param(f"curl {HOST}/a -d @$FILE", 2, "which file $FILE names", id="a file's name"),
        pytest.param(f"curl '{HOST}/a?api_key=a%20b%21'", 0, "", id="a key that is no word"),
        pytest.param(f"cat x | curl {HOST}/a -d @-", 0, "an invented standard input", id="a pipe"),
        pytest.param(f"curl {HOST}/a -u ada", 0, "invented values of API_PASSWORD", id="asked for"),
        pytest.param(f"curl {HOST}/a -d '{'x' * 140_000}'", 0, "", id="a long body"),
        pytest.param("curl 'https://api.example.com/a", 2, "nothing is run", id="damaged"),
        pytest.param(f"curl {HOST}/a\ncurl {HOST}/b", 2, "--nth", id="several commands"),
    ],
)
def test_nothing_is_executed_written_or_sent_elsewhere(
    snippet: str, status: int, said: str, tmp_path: Path
) -> None:
    require("python/requests")
    found, out, error = run("verify", "--to", "python", stdin=f"{snippet}\n")
    assert found == status, out + error
    assert said in error
    assert (status == 0) == ("1 of 1 send what curl sends." in out)
    assert _left(tmp_path) == []


def test_files_are_read_beside_the_snippet_or_where_one_stands(tmp_path: Path) -> None:
    require("python/requests")
    snippet = f"curl {HOST}/a --data-binary @data/a.bin\n"
    write(tmp_path / "docs", {"snippet.txt": snippet, "data/a.bin": "a\r\n\0"})
    arguments = ("verify", "--to", "python", str(tmp_path / "docs/snippet.txt"))
    assert run(*arguments)[0] == 0
    shutil.move(tmp_path / "docs/data", "data")
    assert run(*arguments)[0] == 0
    shutil.rmtree("data")
    os.mkdir("data")
    os.mkfifo("data/a.bin")
    status, _, error = run(*arguments)
    assert status == 2
    assert "the command reads data/a.bin, of which not every file" in error


def test_the_settings_of_the_user_have_no_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("curl/curl")
    netrc = "machine 127.0.0.1 login me password secret\n"
    write(tmp_path / "home", {".curlrc": 'header = "X-Own: 1"\n', ".netrc": netrc})
    for name in ("HOME", "CURL_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("NETRC", str(tmp_path / "home" / ".netrc"))
    for name in ("http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    status, out, _ = run("verify", "--to", "curl", "--to", "python", stdin=f"curl {HOST}/a -u a:b")
    assert (status, out.count("same")) == (0, 2), out


def test_a_refusal_fails_only_where_its_target_was_named() -> None:
    require("python/requests")
    require("javascript/fetch")
    snippet = f"curl -X GET {HOST}/a -d b"
    status, out, _ = run("verify", "--to", "javascript", "--to", "python", stdin=snippet)
    assert "refused: javascript/fetch cannot send a GET request with a body." in out
    assert (status, out.splitlines()[-1]) == (2, "1 of 2 send what curl sends.")


def test_programs_are_kept_without_the_key_and_never_overwritten(tmp_path: Path) -> None:
    require("python/requests")
    folder = tmp_path / "kept"
    arguments = ("verify", HEADER, "--to", "python", "--keep", str(folder))
    assert run(*arguments)[0] == 0
    kept = (folder / "python/requests/caller.py").read_text()
    assert "http://127.0.0.1:" in kept
    assert KEY not in kept
    status, _, error = run(*arguments)
    assert status == 2
    assert f"{folder} is not empty, and nothing is overwritten." in error
    (tmp_path / "file").touch()
    status, _, error = run(*arguments[:-1], str(tmp_path / "file" / "below"))
    assert status == 2
    assert "Not a directory" in error


def test_the_python_that_runs_snippetgen_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("python/requests")
    write(tmp_path / "bin", {"python3": "#!/bin/sh\nexit 1\n"})
    (tmp_path / "bin/python3").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    assert run("verify", HEADER, "--to", "python")[0] == 0, sys.executable
