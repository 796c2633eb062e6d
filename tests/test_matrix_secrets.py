"""Law: with each `--secrets`, wherever the key stands, a caller sends what curl sends.

Real curl runs the snippet with its own key, or with the placeholders that the code holds.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from cases import own_targets
from conftest import Say
from toolchains import Program, Result, require, run_bash, run_programs

from snippetgen import read
from snippetgen.call.build import call_of
from snippetgen.call.holes import SecretsMode
from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call
from snippetgen.verifying.recorder import Recorded, Recorder
from snippetgen.verifying.sameness import differences

_KEY = "6b0d549b6f03475a9600a35a099950d8"
_USER = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
_FLOW = f"curl -X POST 'BASE/api/v1/start_pipeline?user_id={_USER}"
_BEARER = "-H 'Authorization: Bearer THEKEY'"
_JSON = "-H 'Content-Type: application/json' -d"
_MODES: tuple[SecretsMode, ...] = ("env", "inline", "placeholder")
# A place in words → a snippet, BASE for its host, THEKEY for its key.
_SNIPPETS = {
    "bearer": f"curl BASE/v1/me {_BEARER}",
    "oauth2_bearer": "curl BASE/v1/me --oauth2-bearer THEKEY",
    "flow_bearer": f"{_FLOW}' {_BEARER} {_JSON} '{{\"a\": 1}}'",
    "flow_query": f'{_FLOW}&api_key=THEKEY\' {_JSON} \'{{"a": "b"}}\'',
    "flow_body": (
        f"curl -X POST BASE/remote_start_pipeline -H 'x-auth-key: {_USER}'"
        f' {_JSON} \'{{"user_id": "{_USER}", "api_key": "THEKEY"}}\''
    ),
    "flow_twice": f"{_FLOW}&api_key=THEKEY' {_BEARER} {_JSON} '{{}}'",
    "flow_as_id": (f"curl -X POST 'BASE/api/v1/start_pipeline?user_id=THEKEY' {_BEARER} -d '{{}}'"),
    "flow_openai": f'{_FLOW}&api_key=THEKEY\' {_JSON} \'{{"openai_token": "sk-THEKEY"}}\'',
    "own_scheme": "curl BASE/v1/me -H 'Authorization: Token THEKEY'",
    "own_header": "curl BASE/v1/me -H 'X-API-Key: THEKEY'",
    "two_headers": "curl BASE/v1/me -H 'X-API-Key: THEKEY' -H 'X-Auth-Token: aTHEKEY'",
    "query": "curl 'BASE/v1/me?page=1&access_token=THEKEY'",
    "query_alone": "curl 'BASE/v1/me?key=THEKEY'",
    "json": f'curl BASE/v1/login {_JSON} \'{{"client_secret": "THEKEY", "n": 1.50}}\'',
    "json_deep": f'curl BASE/v1/login {_JSON} \'{{"a": [{{"token": "THEKEY"}}]}}\'',
    "json_raw": f'curl BASE/v1/login {_JSON} \'{{"password": "THEKEY", "a": 1, "a": 2}}\'',
    "form": "curl BASE/v1/login -d grant_type=client -d client_secret=THEKEY",
    "form_urlencoded": "curl BASE/v1/login --data-urlencode 'password=THEKEY'",
    "get_data": "curl -G BASE/v1/me -d api_key=THEKEY",
    "text": "curl BASE/v1/me?token=THEKEY -H 'Content-Type: text/plain' -d 'my key is THEKEY'",
    "basic": "curl BASE/v1/me -u ada:THEKEY",
    "userinfo": "curl http://ada:THEKEY@HOST/v1/me",
    "cookie": "curl BASE/v1/me -b 'session=THEKEY; a=b'",
    "cookie_header": "curl BASE/v1/me -H 'Cookie: session=THEKEY; a=b'",
    "referer": "curl BASE/v1/me -e 'https://api.example.com/?api_key=THEKEY'",
    "path": "curl BASE/v1/THEKEY/me -H 'X-API-Key: THEKEY'",
    "proxy": "curl -x http://ada:THEKEY@PROXY http://api.example.com/v1/me",
    "variable": 'curl BASE/v1/me -H "Authorization: Bearer $FLOW_VARIABLE"',
}


@dataclass(frozen=True)
class _Run:
    """One snippet with one mode, in one style."""

    place: str
    mode: SecretsMode
    style: str

    @property
    def name(self) -> str:
        return f"{self.place}_{self.mode}_{self.style}"

    def snippet(self, server: str) -> str:
        """Give the snippet for a server, on which the run has a folder of its own."""
        host = server.removeprefix("http://")
        text = _SNIPPETS[self.place].replace("BASE", f"{server}/{self.name}")
        text = text.replace("HOST", f"{host}/{self.name}").replace("PROXY", host)
        return text.replace("example.com/", f"example.com/{self.name}/").replace("THEKEY", _KEY)

    def meant(self, server: str) -> str:
        """Give the snippet that real curl runs: with the placeholders, where the code has them."""
        text = self.snippet(server)
        if self.mode != "placeholder":
            return text
        reading = read(text)
        own, others = (call_of(reading, mode).secrets for mode in ("inline", self.mode))
        secrets = zip(own, others, strict=True)
        for one, other in sorted(secrets, key=lambda pair: -len(pair[0].literal or "")):
            if one.literal and other.literal:
                text = text.replace(one.literal, other.literal)
        # To -b, what holds no `=` is a file's name.
        return text.replace("-b 'YOUR_COOKIE'", "-H 'Cookie: YOUR_COOKIE'")


def _runs(target: str) -> Iterator[_Run]:
    styles = own_targets()[target].styles
    return (_Run(*one) for one in product(_SNIPPETS, _MODES, styles))


def _environment(server: str) -> dict[str, str]:
    """Give every secret's variable; each holds the same in all snippets."""
    env = {"FLOW_VARIABLE": _KEY}
    for place in _SNIPPETS:
        for one in call_of(read(_Run(place, "inline", "").snippet(server)), "inline").secrets:
            value = one.literal or _KEY
            assert env.setdefault(one.env, value) == value, f"{place}: {one.env} holds two values"
    return env


def _programs(target: str, server: str) -> Iterator[tuple[_Run, Program | str]]:
    """Give each run's program, or in words why the target refuses it."""
    for run in _runs(target):
        call = call_of(read(run.snippet(server)), run.mode)
        try:
            yield run, Program(run.name, render_call(call, own_targets()[target], run.style))
        except CannotRender as error:
            yield run, str(error)


@pytest.mark.parametrize("target", sorted(own_targets()))
def test_a_key_in_any_place_is_sent_as_curl_sends_it(target: str, tmp_path: Path, say: Say) -> None:
    require(target)
    require("curl/curl")
    with Recorder() as server:
        env = _environment(server.url)
        made = dict(_programs(target, server.url))
        runs = {run: program for run, program in made.items() if isinstance(program, Program)}
        with ThreadPoolExecutor(4) as pool:
            scripts = (run.meant(server.url) for run in runs)
            curl = list(pool.map(lambda script: run_bash(script, tmp_path, env), scripts))
        assert not [one.error for one in curl if one.status]
        results = run_programs(target, runs.values(), tmp_path, env)
        sent = _by_run(server.take())
    problems = [
        f"{run.name}: {found}"
        for run in runs
        if (found := _problems(run, results[run.name], sent[run.name]))
    ]
    assert not problems, "\n".join(problems)
    refused = {run.place: why for run, why in made.items() if isinstance(why, str)}
    assert set(refused) <= {"proxy", "userinfo"}, refused
    say(
        f"{target}: {len(runs)} programs with a key in {len(_SNIPPETS)} places × {len(_MODES)}"
        f" --secrets × {len(own_targets()[target].styles)} styles, all same as real curl"
        + "".join(f"; {place} refused" for place in refused)
    )


def _problems(run: _Run, result: Result, requests: list[Recorded]) -> list[str]:
    if result.status or len(requests) != 2:
        return [f"exit {result.status}, {len(requests)} requests: {result.error[-300:]}"]
    curl, program = requests
    return list(differences(curl, program, f"/{run.name}"))


def _by_run(requests: list[Recorded]) -> dict[str, list[Recorded]]:
    """Give the requests of each run: curl's, then the program's."""
    found: dict[str, list[Recorded]] = {}
    for one in requests:
        path = one.target.decode("latin-1").removeprefix("http://api.example.com")
        found.setdefault(path.split("/")[1], []).append(one)
    return found
