"""Law: every expected caller, built and run, sends what real curl sends.

Real curl runs the command that was meant (`meant.sh`, or the paste itself); each target's programs
run beside it, in both styles; a recording server on loopback is the judge.
"""

import re
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from cases import Case, all_cases, own_targets, rendered_cases
from recorder import Answer, Recorded, Recorder
from sameness import differences
from toolchains import Program, Result, require, run_bash, run_programs

from snippetgen.call.model import Call
from snippetgen.call.text import Ref, merged
from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call

_ANSWER = Answer(body=b'{"run_id": "aBcDeFgHiJkLmNoPqRsTuV", "url": "https://example.com/run/1"}')
_BASE = re.compile(r"https?://([^/?\s\"'$@]+@)?[^/?\s\"'$]+")
Sent = dict[str, Recorded]


@pytest.fixture(scope="module")
def curl_sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """Run real curl once on every case's command as it was meant."""
    require("curl/curl")
    folder = _folder(tmp_path_factory.mktemp("curl"))
    with Recorder(_ANSWER) as server:
        for case in rendered_cases():
            base = f"{server.url}/{case.name}"
            script = _rebased_text(case.meant, base)
            env = _environment(server.url, case)
            done = run_bash(script, folder, env, case.stdin.encode())
            assert done.status == 0, f"{case.name}: {done.error}"
        return _by_case(server.take())


@pytest.mark.parametrize("style", ["caller", "snippet"])
@pytest.mark.parametrize("target", sorted(own_targets()))
def test_a_caller_sends_what_real_curl_sends(
    target: str, style: str, curl_sent: Sent, tmp_path: Path
) -> None:
    require(target)
    programs = 0
    results: dict[str, Result] = {}
    with Recorder(_ANSWER) as server:
        for number, group in enumerate(_groups(server.url)):
            folder = tmp_path / str(number)
            folder.mkdir()
            codes = {case: _code(case, target, style, server.url) for case in group.cases}
            runnable = [
                Program(case.name, code, case.stdin.encode())
                for case, code in codes.items()
                if code
            ]
            programs += len(runnable)
            results |= run_programs(target, runnable, _folder(folder), group.env)
        sent = _by_case(server.take())
    problems = [
        f"{name}: {problem}"
        for name, result in results.items()
        for problem in _problems(name, result, curl_sent, sent)
    ]
    refused = len(rendered_cases()) - programs
    print(
        f"\n{target} {style}: {programs - len(problems)} of {programs} same as real "
        f"curl, {refused} refused as the case declares"
    )
    assert not problems, "\n".join(problems)
    assert programs > 40


def _problems(name: str, result: Result, curl: Sent, sent: Sent) -> list[str]:
    if result.status != 0 or name not in sent:
        return [f"exit {result.status}: {result.error[:1500]}"]
    return differences(curl[name], sent[name], f"/{name}")


def _code(case: Case, target: str, style: str, server: str) -> str | None:
    call = _rebased(case.call(), f"{server}/{case.name}")
    if target not in case.refused:
        return render_call(call, own_targets()[target], style)
    with pytest.raises(CannotRender, match=re.escape(case.refused[target])):
        render_call(call, own_targets()[target], style)
    return None


def _rebased(call: Call, base: str) -> Call:
    first, *rest = call.address.parts
    if isinstance(first, Ref):
        return call
    return replace(call, address=merged((_rebased_text(first, base), *rest)))


def _rebased_text(text: str, base: str) -> str:
    """Put loopback in the place of a text's first host; a user before it stays."""
    scheme, mark, host = base.partition("://")
    return _BASE.sub(lambda match: f"{scheme}{mark}{match[1] or ''}{host}", text, count=1)


def _by_case(requests: list[Recorded]) -> Sent:
    return {one.target.decode("latin-1").split("/")[1].split("?")[0]: one for one in requests}


def _environment(server: str, case: Case) -> dict[str, str]:
    return {
        name: value.replace("{base}", f"{server}/{case.name}")
        for name, value in case.environment().items()
    }


@dataclass
class _Group:
    """Cases whose programs can share one environment."""

    cases: list[Case] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)

    def takes(self, env: dict[str, str]) -> bool:
        return all(self.env.get(name, value) == value for name, value in env.items())


def _groups(server: str) -> list[_Group]:
    groups: list[_Group] = []
    for case in rendered_cases():
        env = _environment(server, case)
        group = next((one for one in groups if one.takes(env)), None)
        if group is None:
            groups.append(group := _Group())
        group.cases.append(case)
        group.env |= env
    return groups


def _folder(folder: Path) -> Path:
    for case in all_cases():
        for path in case.files:
            assert not (folder / path.name).exists(), f"{case.name}: {path.name} stands twice"
            shutil.copy(path, folder / path.name)
    return folder
