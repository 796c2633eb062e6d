"""The courses of a bad day: what the server does, and what a caller must make of it.

In: nothing. Out: `COURSES`, the server's part in them (`misbehaviour`) and the judge (`problems`).
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from msgspec.structs import replace
from toolchains import Result

from snippetgen.verifying.recorder import Answer, Recorded, Recorder

KEY = "6b0d549b6f03475a9600a35a099950d8"
VARIABLE = "GUMLOOP_API_KEY"
_RUN_URL = "https://www.gumloop.com/pipeline?run_id=aBcDeFgHiJkLmNoPqRsTuV"
_FINE = Answer(body=b'{"run_id": "aBcDeFgHiJkLmNoPqRsTuV", "url": "%s"}' % _RUN_URL.encode())
_BUSY = Answer(429, b'{"error": "busy"}', (("Retry-After", "1"),))
_BUSIER = Answer(429, b'{"error": "busy"}', (("Retry-After", "7"),))
_ODD_KEY = 'k+/=%7e "q" \\ \u00e9'
_REFUSED_KEY = Answer(401, b'{"error": "no"}')
_MOVED = Answer(302, b"", (("Location", f"/fine/elsewhere?api_key={KEY}"),))
# What an interpreter or a runtime prints of an error that nobody caught.
TRACE = re.compile(
    r"Traceback|Exception in thread|^\s+at |^Caused by|node:internal|terminate called",
    re.MULTILINE,
)
_LATE = r"timed? ?out|in time|within"
_REFUSED = r"connect"
_BROKEN = r"closed|chunked|connection|length|no bytes|empty reply"


@dataclass(frozen=True)
class Course:
    """One way in which a call can go.

    The server gives `answers` in order, then the last again, each after `delay` seconds; where
    `closed` is set there is no server. `says` is a pattern of the message, `shows` what a good end
    prints; `sent` is how often the request comes, and `key` what the variable holds (None: unset).
    Where it `echoes`, the answer's text is the request as it came. `form` is the only one that the
    course is about, "" where that is every form.
    """

    name: str
    says: str = ""
    answers: tuple[Answer, ...] = (_FINE,)
    shows: str = ""
    sent: int = 1
    key: str | None = KEY
    delay: float = 0
    timeout: float = 30
    retries: int = 0
    closed: bool = False
    echoes: bool = False
    form: str = ""


def _refusal(status: int, says: str) -> Course:
    answer = Answer(status, b'{"error": "no"}')
    return Course(f"http_{status}", f"(?s){status}.*{says}", (answer,))


_ALL = [
    Course("slow", _LATE, delay=3, timeout=1),
    Course("slow_and_retry", _LATE, delay=3, timeout=1, retries=1),
    Course("fine", shows=_RUN_URL),
    Course("key_unset", VARIABLE, sent=0, key=None),
    Course("key_empty", VARIABLE, sent=0, key=""),
    Course(
        "key_of_two_lines", VARIABLE, sent=0, key=f"{KEY[:16]}\n{KEY[16:]}", form="panel_header"
    ),
    Course("key_not_ascii", f"{VARIABLE}|401", (_REFUSED_KEY,), key=f"{KEY[:16]}\u200b{KEY[16:]}"),
    _refusal(400, "parameters"),
    _refusal(401, "API key"),
    _refusal(403, "user_id"),
    _refusal(404, "cut in copying"),
    _refusal(413, "10 MB"),
    Course("http_429", r"(?s)429.*\b7\b.*busy.*too many runs", (_BUSIER,)),
    _refusal(500, "has started"),
    _refusal(503, "has started"),
    Course("redirect", "(?s)302.*moved", (_MOVED,)),
    Course("key_echoed", r"(?s)403.*\[secure\].*user_id", (Answer(403),), echoes=True),
    Course("key_echoed_in_json", r"JSON.*\[secure\]", echoes=True),
    Course(
        "odd_key_echoed",
        r"400.*\[secure\]",
        (Answer(400),),
        key=_ODD_KEY,
        echoes=True,
        form="panel_default",
    ),
    Course("key_at_the_end_of_an_excerpt", "403", (Answer(403, b"x" * 984 + KEY.encode()),)),
    Course("deep_json", "JSON", (Answer(body=b"[" * 100_000),)),
    Course("redirect_nowhere", "302|failed", (Answer(302, b"", (("Location", "http://[:"),)),)),
    Course("not_json", "JSON", (Answer(body=b"<html>Down for the night.</html>"),)),
    Course("empty", "JSON", (Answer(body=b""),)),
    Course("a_list", "JSON", (Answer(body=b'["no", "run"]'),)),
    Course("closed_port", _REFUSED, sent=0, closed=True),
    Course("cut_in_body", _BROKEN, (Answer(body=_FINE.body, cut=-9),)),
    Course("no_answer", _BROKEN, (Answer(cut=0),)),
    Course("busy_and_retry", answers=(_BUSY, _FINE), shows=_RUN_URL, sent=2, retries=1),
    Course("http_500_and_retry", "500", (Answer(500), _FINE), retries=1),
    Course("no_answer_and_retry", _BROKEN, (Answer(cut=0), _FINE), retries=1),
    Course("closed_and_retry", _REFUSED, sent=0, closed=True, retries=1),
]
COURSES = {course.name: course for course in _ALL}


def prefix(request: Recorded) -> tuple[str, str]:
    """Give the case and the course that a request belongs to: the first two parts of its path."""
    _, case, course, *_ = request.target.decode("latin-1").split("/")
    return case, course


def misbehaviour(server: Recorder) -> Callable[[Recorded], Answer]:
    """Make the server's side of every course."""

    def answer(request: Recorded) -> Answer:
        course = COURSES[prefix(request)[1]]
        nth = sum(prefix(one) == prefix(request) for one in server.requests)
        time.sleep(course.delay)
        given = course.answers[min(nth, len(course.answers)) - 1]
        return replace(given, body=_written(request)) if course.echoes else given

    return answer


def _written(request: Recorded) -> bytes:
    lines = [request.target.decode("latin-1"), *map(": ".join, request.headers)]
    return " ".join(lines).encode()


def problems(course: Course, result: Result, sent: int) -> Iterator[str]:
    """Say what a caller made wrong of a course."""
    said = result.out + result.error
    if TRACE.search(said):
        yield "a stack trace"
    if any(part in said for part in _key_parts(course.key or KEY)):
        yield "the key is shown"
    may_stay_away = course.key not in (KEY, _ODD_KEY) or course.delay
    if sent > course.sent or (sent < course.sent and not may_stay_away):
        yield f"sent {sent} times instead of {course.sent}"
    yield from (_good_end if course.shows else _bad_end)(course, result)


def _key_parts(key: str) -> set[str]:
    half = len(key) // 2
    texts = (key, quote(key, safe=""), quote_plus(key))
    return {part for text in texts for part in (text[:half], text[half:])}


def _good_end(course: Course, result: Result) -> Iterator[str]:
    if result.status != 0 or result.error:
        yield "it fails"
    if course.shows not in result.out:
        yield f"{course.shows} is not shown"


def _bad_end(course: Course, result: Result) -> Iterator[str]:
    lines = result.error.strip().splitlines()
    if result.status == 0:
        yield "it does not fail"
    if result.out:
        yield "it prints something as if all were well"
    if not 1 <= len(lines) <= 2 or lines[0].rstrip().endswith(":"):
        yield "the message is not one or two whole lines"
    if not re.search(course.says, result.error, re.IGNORECASE):
        yield f"the message does not say {course.says!r}"
