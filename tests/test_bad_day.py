"""Law: a caller survives a bad day.

Whatever the server does, it ends with a status that is not 0 and one useful message, never with a
bare stack trace, never with the key in what it prints, and what may have been acted on is sent
once.
"""

import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from bad_day import COURSES, VARIABLE, Course, misbehaviour, prefix, problems
from cases import Case, own_targets, rendered_cases
from conftest import Say
from msgspec.structs import replace
from toolchains import Program, Result, build_programs, require, run_bash, run_process

from snippetgen.call.text import Text
from snippetgen.rendering.render import render_call
from snippetgen.verifying.recorder import Recorder

_CALLERS = ["cpp/libcurl", "java/httpclient", "javascript/fetch", "python/requests"]
_FORMS = ("panel_default", "panel_header")
_HOST = "https://api.gumloop.com"


@dataclass(frozen=True)
class _Run:
    """One caller on one course."""

    case: Case
    course: Course

    @property
    def name(self) -> str:
        return f"{self.case.name}__{self.course.name}"

    @property
    def prefix(self) -> tuple[str, str]:
        return self.case.name, self.course.name

    @property
    def env(self) -> dict[str, str]:
        return {} if self.course.key is None else {VARIABLE: self.course.key}

    def program(self, target: str, server: str, style: str = "caller") -> Program:
        """Render the call for a server, each course in its own folder there."""
        call = self.case.call()
        base = "/".join((server, *self.prefix))
        address = (call.address.literal or "").replace(_HOST, base)
        transport = replace(
            call.transport, timeout=self.course.timeout, retries=self.course.retries
        )
        call = replace(call, address=Text((address,)), transport=transport)
        return Program(self.name, render_call(call, own_targets()[target], style))


@pytest.mark.parametrize("target", _CALLERS)
def test_a_caller_survives_a_bad_day(target: str, tmp_path: Path, say: Say) -> None:
    require(target)
    cases = [case for case in rendered_cases() if case.name in _FORMS]
    runs = [
        _Run(case, course)
        for course, case in product(COURSES.values(), cases)
        if course.form in ("", case.name)
    ]
    with Recorder() as server, _closed_port() as nowhere:
        server.answer = misbehaviour(server)
        programs = [
            one.program(target, nowhere if one.course.closed else server.url) for one in runs
        ]
        commands = build_programs(target, programs, tmp_path)
        with ThreadPoolExecutor(4) as pool:
            results = list(
                pool.map(lambda one: run_process(commands[one.name], tmp_path, one.env), runs)
            )
        sent = Counter(map(prefix, server.take()))
    wrong = []
    for run, result in zip(runs, results, strict=True):
        say(f"{target:16} {_row(run, result, sent[run.prefix])}")
        found = list(problems(run.course, result, sent[run.prefix]))
        if found:
            wrong.append(f"{run.name}: {', '.join(found)}\n{result.out}{result.error}")
    assert not wrong, "\n".join(wrong)


def _row(run: _Run, result: Result, sent: int) -> str:
    line = next(iter((result.error or result.out).splitlines()), "")
    ended = f"sent {sent} exit {result.status}"
    return f"{run.case.name:13} {run.course.name:28} {ended}  {line[:80]}"


@pytest.mark.parametrize("key", [None, ""], ids=["unset", "empty"])
@pytest.mark.parametrize("target", sorted(own_targets()))
def test_no_style_sends_a_key_that_is_not_there(
    target: str, key: str | None, tmp_path: Path
) -> None:
    require(target)
    course = Course("no_key", key=key)
    cases = [case for case in rendered_cases() if case.name in _FORMS]
    with Recorder() as server:
        for case, style in product(cases, own_targets()[target].styles):
            program = _Run(case, course).program(target, server.url, style)
            folder = tmp_path / f"{case.name}_{style}"
            folder.mkdir()
            env = _Run(case, course).env
            if target == "curl/curl":
                result = run_bash(program.code, folder, env)
            else:
                command = build_programs(target, [program], folder)[program.name]
                result = run_process(command, folder, env)
            assert result.status != 0, style
            assert VARIABLE in result.error, style
        assert not server.take()


@pytest.mark.parametrize("target", _CALLERS)
def test_a_key_is_sent_as_it_is_or_refused_whatever_the_locale(target: str, tmp_path: Path) -> None:
    require(target)
    case = next(one for one in rendered_cases() if one.name == "panel_default")
    with Recorder() as server:
        program = _Run(case, Course("any_locale")).program(target, server.url)
        command = build_programs(target, [program], tmp_path)[program.name]
        for locale in ("C", "C.UTF-8"):
            result = run_process(command, tmp_path, {VARIABLE: "k\u00e9", "LC_ALL": locale})
            sent = [one.target.endswith(b"api_key=k%C3%A9") for one in server.take()]
            is_refused = not sent and "set LC_ALL=C.UTF-8" in result.error
            assert sent == [True] or (locale == "C" and is_refused), (locale, result.error)


@contextmanager
def _closed_port() -> Iterator[str]:
    """Give a URL at which nobody listens; the port is held, so that nobody else takes it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"
