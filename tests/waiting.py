"""The courses that a run can take: what the server answers, and what a waiting caller makes of it.

In: nothing. Out: `FORMS`, in which a run is started and asked for; `COURSES`, and their judge.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bad_day import KEY, TRACE
from toolchains import Result

from snippetgen.verifying.recorder import Answer, Recorded

USER = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
FLOW = "dtUzWZmcsKLxNWfH2Xu4R3"
PROJECT = "aZ3dPqRsTuVwXyZ12aBcDe"
RUN = "aBcDeFgHiJkLmNoPqRsTuV"
RUN_URL = f"https://www.gumloop.com/pipeline?run_id={RUN}"
OUTPUTS = {"draft": "Zo\u00eb said \u201chi\u201d \U0001f600\n", "count": 2, "empty": None}
_URL = "https://api.gumloop.com/api/v1/start_pipeline"
_BEARER = f"-H 'Authorization: Bearer {KEY}'"
_JSON = "-H 'Content-Type: application/json'"


@dataclass(frozen=True)
class Form:
    """One form of the snippet, and what must be asked with: the query beside the run, the key."""

    snippet: str
    query: dict[str, str]
    bearer: bool = True


FORMS = {
    "key_in_query": Form(
        f"curl -X POST '{_URL}?user_id={USER}&saved_item_id={FLOW}&api_key={KEY}' {_JSON}"
        " -d '{}'",
        {"user_id": USER, "api_key": KEY},
        bearer=False,
    ),
    "key_in_header": Form(
        f"curl -X POST '{_URL}?user_id={USER}&saved_item_id={FLOW}' {_BEARER} {_JSON}"
        """ -d '{"recipient": "ada"}'""",
        {"user_id": USER},
    ),
    "ids_in_body": Form(
        f"curl {_URL} {_BEARER} {_JSON}"
        f""" -d '{{"user_id": "{USER}", "saved_item_id": "{FLOW}", "recipient": "ada"}}'""",
        {"user_id": USER},
    ),
    "key_in_body": Form(
        f"curl {_URL} -H 'x-auth-key: {USER}' {_JSON}"
        f""" -d '{{"api_key": "{KEY}", "user_id": "{USER}", "saved_item_id": "{FLOW}"}}'""",
        {"user_id": USER},
    ),
    "project": Form(
        f"curl -X POST '{_URL}?project_id={PROJECT}&saved_item_id={FLOW}' {_BEARER} {_JSON}"
        " -d '{}'",
        {"project_id": PROJECT},
    ),
    "variables": Form(
        f'curl -X POST "{_URL}?user_id=$GUMLOOP_USER_ID&saved_item_id={FLOW}"'
        f""" -H "Authorization: Bearer $GUMLOOP_API_KEY" {_JSON} -d '{{}}'""",
        {"user_id": USER},
    ),
}


def _told(**fields: object) -> Answer:
    return Answer(body=json.dumps(fields).encode())


def _state(state: object, **fields: object) -> Answer:
    return _told(run_id=RUN, state=state, **fields)


def _busy(status: int, *headers: tuple[str, str]) -> Answer:
    return Answer(status, b'{"error": "busy"}', headers)


_STARTED = _told(run_id=RUN, saved_item_id=FLOW, url=RUN_URL)
_DONE = _state("DONE", outputs=OUTPUTS, log=["all well"])
_RUNNING = _state("RUNNING")
_DEEP = b"[" * 100_000
_LOG = [f"line {number}" for number in range(1, 9)]
_MIXED = ["long ago", 1, None, {"key": KEY}, ["a", KEY], f"key {KEY} " + "x" * 100_000]


@dataclass(frozen=True)
class Course:
    """One way that a run can take.

    The server answers the start with `start`, and the questions with `asked` in order, the last
    again and again. A good end prints `outputs`; a bad one says the pattern `says` and not `hides`.
    `ends`: the last of `asked` is the end, so no question follows it. `timeout`: the time that a
    caller has for all, in seconds; `patience`: for one answer, which the first question's `delay`
    outlasts. `gap` is how many seconds the second question comes after the first, at the least.
    """

    name: str
    asked: tuple[Answer, ...] = (_DONE,)
    says: str = ""
    hides: str = r"(?!)"
    outputs: object = None
    start: Answer = _STARTED
    ends: bool = True
    timeout: float = 600
    patience: float = 30
    delay: float = 0
    gap: float = 0


def _done(name: str, *asked: Answer, delay: float = 0, gap: float = 0) -> Course:
    patience = 1 if delay else 30
    answers = (*asked, _DONE)
    return Course(name, answers, outputs=OUTPUTS, patience=patience, delay=delay, gap=gap)


def _failed(name: str, says: str, *asked: Answer, hides: str = r"(?!)") -> Course:
    return Course(name, asked, f"(?s){RUN}.*{says}", hides)


def _refused(name: str, says: str, start: Answer) -> Course:
    return Course(name, (), says, start=start)


def _late(name: str, says: str, asked: Answer) -> Course:
    return Course(name, (asked,), f"(?s){RUN}.*{says}", ends=False, timeout=0.2)


_ALL = [
    _done("done_at_once"),
    _done("every_state", *map(_state, ("QUEUED", "STARTED", "RUNNING", "TERMINATING", "RUNNING"))),
    Course("done_without_outputs", (_state("DONE"),)),
    _failed("failed", "FAILED.*line 8", _RUNNING, _state("FAILED", log=_LOG), hides=r"line 1\b|\["),
    _failed("failed_mixed_log", "FAILED.*key", _state("FAILED", log=_MIXED), hides="long ago"),
    _failed("failed_text_log", "FAILED.*disk full", _state("FAILED", log="disk full")),
    _failed("failed_no_log", "FAILED", _state("FAILED", log=None)),
    _failed(
        "terminated",
        "TERMINATED.*stopped by Ada",
        *map(_state, ("RUNNING", "TERMINATING")),
        _state("TERMINATED", log=["stopped by Ada"]),
    ),
    _done("http_500", _busy(500), _busy(503), _RUNNING),
    _done("http_429", _busy(429, ("Retry-After", "1")), _busy(429), gap=1),
    _done("odd_retry_after", _busy(429, ("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"))),
    _done("cut", Answer(body=_RUNNING.body, cut=-9), Answer(cut=0)),
    _done("slow", _RUNNING, delay=3),
    _done("not_json", Answer(body=b"<html>Down.</html>"), Answer(body=b""), Answer(body=b"[1]")),
    _done("deep_json", Answer(body=_DEEP)),
    _done("unknown_state", _state("PAUSED"), _state(7), _state(None), _state(["x"]), _told()),
    _late("time_is_up", "RUNNING", _RUNNING),
    _late("time_is_up_in_trouble", "503", _busy(503)),
    Course("key_refused", (Answer(401, f"no {KEY}".encode()),), "(?s)401.*API key"),
    Course("key_refused_later", (_RUNNING, _busy(401)), "(?s)401.*API key"),
    Course("id_refused_later", (_busy(403),), "(?s)403.*user_id|403.*project_id"),
    Course("run_unknown", (_busy(404),), "(?s)404.*deleted"),
    Course("moved", (Answer(302, b"", (("Location", f"/x?api_key={KEY}"),)),), "302"),
    _refused("start_401", "(?s)401.*API key", _busy(401)),
    _refused("start_429", "(?s)429.*7", _busy(429, ("Retry-After", "7"))),
    _refused("start_500", "500", _busy(500)),
    _refused("start_cut", "failed", Answer(cut=0)),
    _refused("start_not_json", "JSON", Answer(body=b"<html>Down.</html>")),
    _refused("no_run_id", "run_id.*queued", _told(status="queued", key=KEY)),
    _refused("empty_run_id", "run_id", _told(run_id="", status="queued")),
]
COURSES = {course.name: course for course in _ALL}


def problems(form: Form, course: Course, result: Result, sent: list[Recorded]) -> Iterator[str]:
    """Say what a caller made wrong of a course."""
    yield from _sent_wrong(form, course, sent)
    if TRACE.search(result.error):
        yield "a stack trace"
    if KEY[:16] in result.out + result.error or KEY[16:] in result.out + result.error:
        yield "the key is shown"
    yield from (_bad_end if course.says else _good_end)(course, result)
    if course.start is _STARTED and not re.search(RUN_URL.replace("?", r"\?"), result.error):
        yield "it does not say where the run is"


def _sent_wrong(form: Form, course: Course, sent: list[Recorded]) -> Iterator[str]:
    starts = [one for one in sent if one.method == "POST"]
    questions = [one for one in sent if one.method == "GET"]
    if len(starts) != 1 or len(starts) + len(questions) != len(sent) or sent[0] is not starts[0]:
        yield f"it does not start once and then ask: {[one.method for one in sent]}"
    if len(questions) != len(course.asked) if course.ends else not questions:
        yield f"it asks {len(questions)} times instead of {len(course.asked)}"
    for question in questions:
        path, _, query = question.target.decode("latin-1").partition("?")
        if not path.endswith("/get_pl_run") or dict(parse_qsl(query)) != {
            "run_id": RUN,
            **form.query,
        }:
            yield f"it asks {path} with {query.replace(KEY, 'the key')}"
        if question.header("Authorization") != [f"Bearer {KEY}"] * form.bearer:
            yield "it asks with another key, or with none"
        if question.body or question.header("Content-Type"):
            yield "it asks with a body"


def _good_end(course: Course, result: Result) -> Iterator[str]:
    if result.status != 0:
        yield "it fails"
    if len(result.error.splitlines()) != 1:
        yield "it says more than where the run is"
    try:
        if json.loads(result.out) != course.outputs:
            yield "it prints other outputs"
    except ValueError:
        yield "what it prints is no JSON"


def _bad_end(course: Course, result: Result) -> Iterator[str]:
    if result.status == 0:
        yield "it does not fail"
    if result.out:
        yield "it prints something as if all were well"
    if not re.search(course.says, result.error):
        yield f"the message does not say {course.says!r}"
    if re.search(course.hides, result.error):
        yield f"the message says {course.hides!r}"
    if len(result.error.splitlines()) > 8 or len(result.error) > 8000:
        yield "the message is too long"
