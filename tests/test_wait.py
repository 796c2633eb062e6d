"""Law: a caller of `--wait` starts once, asks until the run has ended, and gives its outputs.

Whatever the server does meanwhile, standard output is only the outputs, as JSON; a bad end is a
status that is not 0 and one message, never with the key.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from bad_day import KEY
from cases import own_targets
from command_line import run
from conftest import Say
from msgspec.structs import replace
from toolchains import Program, build_programs, require, run_process
from waiting import COURSES, FORMS, PROJECT, USER, Course, problems

from snippetgen import read, render
from snippetgen.call.build import call_of
from snippetgen.call.text import Text
from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call
from snippetgen.verifying.recorder import Answer, Recorded, Recorder

_WAITING = [target.id for target in own_targets().values() if target.waits]
_HOST = "https://api.gumloop.com"
_ENV = {"GUMLOOP_API_KEY": KEY, "GUMLOOP_USER_ID": USER}


@dataclass(frozen=True)
class _Run:
    """One form of the snippet on one course."""

    form: str
    course: Course

    @property
    def program(self) -> str:
        """Name the program: courses in the same form and with the same times share one."""
        times = f"{self.course.timeout}_{self.course.patience}".replace(".", "_")
        return f"{self.form}_{times}"

    def code(self, target: str, server: str) -> str:
        """Render the form for a server, with small pauses."""
        call = call_of(read(FORMS[self.form].snippet), wait=True)
        assert call.poll is not None
        poll = replace(
            call.poll,
            address=_moved(call.poll.address, server),
            interval=0.01,
            longest=0.05,
            timeout=self.course.timeout,
        )
        transport = replace(call.transport, timeout=self.course.patience)
        address = _moved(call.address, server)
        call = replace(call, address=address, poll=poll, transport=transport)
        return render_call(call, own_targets()[target])


@pytest.mark.parametrize("target", _WAITING)
def test_a_caller_waits_for_its_run(target: str, tmp_path: Path, say: Say) -> None:
    require(target)
    runs = [_Run("key_in_query", course) for course in COURSES.values()]
    runs += [_Run(form, COURSES["every_state"]) for form in FORMS if form != "key_in_query"]
    wrong = []
    with Recorder() as server:
        codes = {run.program: run.code(target, server.url) for run in runs}
        programs = [Program(name, code) for name, code in codes.items()]
        commands = build_programs(target, programs, tmp_path)
        for run in runs:
            moments: list[float] = []
            server.answer = _answers(run.course, moments)
            result = run_process(commands[run.program], tmp_path, _ENV)
            sent = server.take()
            last = next(iter(result.error.splitlines()[1:]), result.error.strip())
            asked = f"asked {len(sent) - 1} exit {result.status}"
            say(f"{target:16} {run.form:13} {run.course.name:21} {asked}  {last[:90]}")
            found = list(problems(FORMS[run.form], run.course, result, sent))
            if run.course.gap and moments[1] - moments[0] < run.course.gap:
                found.append("it asks again too soon")
            if found:
                said = f"{result.out[:500]}{result.error[:2000]}"
                wrong.append(f"{run.form} {run.course.name}: {', '.join(found)}\n{said}")
    assert not wrong, "\n".join(wrong)


def _answers(course: Course, moments: list[float]) -> Callable[[Recorded], Answer]:
    """Make the server's part in a course; it notes the moment of each question."""

    def answer(request: Recorded) -> Answer:
        if request.method == "POST":
            return course.start
        moments.append(time.monotonic())
        if len(moments) == 1:
            time.sleep(course.delay)
        return course.asked[min(len(moments), len(course.asked)) - 1]

    return answer


def _moved(address: Text, server: str) -> Text:
    return Text(((address.literal or "").replace(_HOST, server),))


def test_a_target_that_cannot_wait_is_refused_with_those_that_can() -> None:
    call = call_of(read(FORMS["key_in_query"].snippet), wait=True)
    with pytest.raises(CannotRender, match=r"curl/curl cannot wait .*python/requests"):
        render_call(call, own_targets()["curl/curl"])
    with pytest.raises(CannotRender, match="style snippet"):
        render_call(call, own_targets()["python/requests"], "snippet")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        pytest.param(("--to", "python", "--style", "snippet"), 2, "--style caller", id="a snippet"),
        pytest.param(("--to", "curl"), 1, "curl/curl cannot wait", id="a target that cannot wait"),
    ],
)
def test_what_cannot_wait_is_said_on_the_command_line(
    arguments: tuple[str, ...], status: int, says: str
) -> None:
    got, out, error = run("convert", "--wait", *arguments, stdin=FORMS["key_in_query"].snippet)
    assert (got, out) == (status, "")
    assert says in error


def test_all_targets_that_can_wait_are_written(tmp_path: Path) -> None:
    snippet = FORMS["key_in_header"].snippet
    arguments = ("convert", "--wait", "--to", "all", "-o", str(tmp_path))
    status, _, error = run(*arguments, stdin=snippet)
    assert (status, error) == (0, "snippetgen: curl/curl is left out: it cannot wait for a run.\n")
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert sorted(written) == sorted(own_targets()[one].file for one in _WAITING)
    assert all("get_pl_run" in code for code in written.values())


def test_a_target_of_ones_own_says_that_it_waits(tmp_path: Path) -> None:
    home = tmp_path / "targets" / "my" / "poller"
    home.mkdir(parents=True)
    own = own_targets()["python/requests"].folder / "target.toml"
    (home / "target.toml").write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    template = "{{ call.asking.name | name }}({{ call.poll.search | literal }})\n"
    (home / "caller.py.jinja").write_text(template, encoding="utf-8")
    reading = read(FORMS["project"].snippet)
    code = render(reading, "my", wait=True, templates=tmp_path)
    assert code == f"wait_for_run(f\"?run_id={{quote(run_id, safe='')}}&project_id={PROJECT}\")\n"
