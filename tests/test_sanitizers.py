"""Law: C++ callers misuse no memory and do nothing undefined, on a good day and on a bad one.

One program for every way in which a body, a header or a secret is built, and every course of a bad
day that needs no waiting, under AddressSanitizer (with its leak check) and
UndefinedBehaviorSanitizer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from bad_day import COURSES, VARIABLE, misbehaviour
from cases import Case, own_targets, rendered_cases
from conftest import Say
from loopback import rebased, with_files
from msgspec.structs import replace
from toolchains import Program, build_sanitized, require, run_process

from snippetgen.rendering.render import render_call
from snippetgen.verifying.recorder import Recorder

_TARGET = "cpp/libcurl"
_CASES = [
    *("panel_default", "panel_header", "panel_docs_inputs", "ids_in_raw_body", "agenthub"),
    *("basic_auth_unicode", "binary_file", "bytes", "file_body", "form_body", "form_parts"),
    *("get_data", "hostile_text", "json_list", "long_body", "query_form", "repeated_headers"),
    *("standard_input", "transfer", "urlencoded_file"),
]
_SIGNS = ("Sanitizer", "runtime error:")


def test_no_sanitizer_complains(tmp_path: Path, say: Say) -> None:
    require(_TARGET)
    cases = [case for case in rendered_cases() if case.name in _CASES]
    assert len(cases) == len(_CASES)
    with Recorder() as server:
        server.answer = misbehaviour(server)
        runs = [*_good_days(cases, server.url), *_bad_days(server.url)]
        commands = build_sanitized([one.program for one in runs], with_files(tmp_path))
        results = [
            run_process(commands[one.program.name], tmp_path, one.env, one.program.stdin)
            for one in runs
        ]
    wrong = [
        f"{run.program.name}: exit {result.status}: {result.error[:2000]}"
        for run, result in zip(runs, results, strict=True)
        if any(sign in result.error for sign in _SIGNS) or (result.status == 0) is not run.ends_well
    ]
    assert not wrong, "\n".join(wrong)
    say(f"{_TARGET}: {len(runs)} good and bad days clean under both sanitizers")


@dataclass(frozen=True)
class _Run:
    """One program, its environment, and whether it ends well."""

    program: Program
    env: dict[str, str]
    ends_well: bool


def _good_days(cases: list[Case], server: str) -> Iterator[_Run]:
    for case, style in product(cases, ("caller", "snippet")):
        call = rebased(case.call(), f"{server}/{case.name}_{style}/fine")
        code = render_call(call, own_targets()[_TARGET], style)
        program = Program(f"{case.name}_{style}", code, case.stdin.encode())
        yield _Run(program, case.environment(), ends_well=True)


def _bad_days(server: str) -> Iterator[_Run]:
    panel = next(case for case in rendered_cases() if case.name == "panel_header")
    for course in COURSES.values():
        if course.delay:
            continue
        call = rebased(
            panel.call(), "http://127.0.0.1:1" if course.closed else f"{server}/day/{course.name}"
        )
        call = replace(call, transport=replace(call.transport, retries=course.retries))
        program = Program(f"day_{course.name}", render_call(call, own_targets()[_TARGET]))
        env = {} if course.key is None else {VARIABLE: course.key}
        yield _Run(program, env, ends_well=bool(course.shows))
