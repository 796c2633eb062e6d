"""Law: every expected caller, built and run, sends what real curl sends.

Real curl runs the command that was meant (`meant.sh`, or the paste itself); each target's programs
run beside it, in both styles; a recording server on loopback is the judge.
"""

import re
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import pytest
from cases import Case, own_targets, rebased_text, rendered_cases
from conftest import Say
from loopback import rebased, with_files
from toolchains import Program, Result, require, run_bash, run_programs

from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call
from snippetgen.verifying.recorder import Answer, Recorded, Recorder
from snippetgen.verifying.sameness import differences

_ANSWER = Answer(body=b'{"run_id": "aBcDeFgHiJkLmNoPqRsTuV", "url": "https://example.com/run/1"}')
Sent = dict[str, Recorded]


@pytest.fixture(scope="module")
def curl_sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """Run real curl once on every case's command as it was meant."""
    require("curl/curl")
    folder = with_files(tmp_path_factory.mktemp("curl"))
    with Recorder(_ANSWER) as server:
        for case in rendered_cases():
            base = f"{server.url}/{case.name}"
            script = rebased_text(case.meant, base)
            env = _environment(server.url, case)
            done = run_bash(script, folder, env, case.stdin.encode())
            assert done.status == 0, f"{case.name}: {done.error}"
        return _by_case(server.take())


@pytest.mark.parametrize("style", ["caller", "snippet"])
@pytest.mark.parametrize("target", sorted(own_targets()))
def test_a_caller_sends_what_real_curl_sends(
    target: str, style: str, curl_sent: Sent, tmp_path: Path, say: Say
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
            results |= run_programs(target, runnable, with_files(folder), group.env | group.locale)
        sent = _by_case(server.take())
    problems = [
        f"{name}: {problem}"
        for name, result in results.items()
        for problem in _problems(name, result, curl_sent, sent)
    ]
    refused = len(rendered_cases()) - programs
    assert not problems, "\n".join(problems)
    say(
        f"matrix: {target} {style}: all {programs} programs same as real curl, {refused} more of"
        f" {len(rendered_cases())} cases refused as they declare"
    )
    assert programs > 40


def test_the_matrix_has_this_size(say: Say) -> None:
    cells = [
        (case.name, target, style)
        for case, target in product(rendered_cases(), own_targets())
        for style in ("caller", "snippet")
    ]
    refused = sum(2 * len(case.refused) for case in rendered_cases())
    say(
        f"matrix: {len(rendered_cases())} cases × {len(own_targets())} targets × 2 styles:"
        f" {len(cells)} cells, {refused} of them refused as their cases declare"
    )
    assert len(cells) > 1000
    assert refused < len(cells) / 50


def _problems(name: str, result: Result, curl: Sent, sent: Sent) -> list[str]:
    if result.status != 0 or result.error or name not in sent:
        return [f"exit {result.status}: {result.error[:1500]}"]
    return list(differences(curl[name], sent[name], f"/{name}"))


def _code(case: Case, target: str, style: str, server: str) -> str | None:
    call = rebased(case.call(), f"{server}/{case.name}")
    if target not in case.refused:
        return render_call(call, own_targets()[target], style)
    with pytest.raises(CannotRender, match=re.escape(case.refused[target])):
        render_call(call, own_targets()[target], style)
    return None


def _by_case(requests: list[Recorded]) -> Sent:
    return {one.target.decode("latin-1").split("/")[1].split("?")[0]: one for one in requests}


def _environment(server: str, case: Case) -> dict[str, str]:
    return {
        name: value.replace("{base}", f"{server}/{case.name}")
        for name, value in case.environment().items()
    }


@dataclass
class _Group:
    """Cases whose programs can share one environment, and whether all of that is ASCII."""

    is_ascii: bool
    cases: list[Case] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)

    def takes(self, env: dict[str, str]) -> bool:
        agrees = all(self.env.get(name, value) == value for name, value in env.items())
        return agrees and _is_ascii(env) is self.is_ascii

    @property
    def locale(self) -> dict[str, str]:
        """Give the poorest locale in which Java can read the environment."""
        return {"LC_ALL": "C" if self.is_ascii else "C.UTF-8"}


def _is_ascii(env: dict[str, str]) -> bool:
    return all(value.isascii() for value in env.values())


def _groups(server: str) -> list[_Group]:
    groups: list[_Group] = []
    for case in rendered_cases():
        env = _environment(server, case)
        group = next((one for one in groups if one.takes(env)), None)
        if group is None:
            groups.append(group := _Group(_is_ascii(env)))
        group.cases.append(case)
        group.env |= env
    return groups
