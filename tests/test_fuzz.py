"""Law: whatever is read, nothing raises, places are true, --fix ends, and the work is linear.

A bounded run of `fuzz.py`, the same texts every time; `python tests/fuzz.py --seconds 600` goes on.
"""

import sys
from types import FrameType

import pytest
from conftest import Say
from fuzz import hold, judged
from fuzz_texts import ANYWHERE, OF_CMD, OF_POWERSHELL, OF_SH, PASTES
from growth import SHAPES
from hypothesis import HealthCheck, given, settings

from snippetgen.checks import RULES
from snippetgen.paste import Paste

_TEXTS = 400
_HEADS = {
    "sh": ('curl https://a.example -d \'{"a": "b', OF_SH),
    "cmd": ('C:\\>curl ^"https://a.example^" -d "', OF_CMD),
    "PowerShell": ("PS> curl.exe https://a.example `\n -d '", OF_POWERSHELL),
}


def test_what_must_hold_of_every_text_holds(say: Say) -> None:
    count = 0

    @settings(
        max_examples=_TEXTS,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(PASTES)
    def attempt(paste: Paste) -> None:
        nonlocal count
        count += 1
        hold(paste)

    attempt()
    say(f"{count} texts made to break the readers: none did")
    assert count >= _TEXTS


def _work(text: str) -> int:
    """Count the calls that reading and judging take."""
    count = 0

    def step(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        judged(Paste(text))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("dialect", _HEADS)
def test_a_fragment_that_comes_four_times_as_often_takes_four_times_the_work(dialect: str) -> None:
    head, own = _HEADS[dialect]
    judged(Paste(f"{head}'"))  # what is compiled and cached on the way
    slow = {}
    for unit in (*ANYWHERE, *own):
        once, fourfold = (_work(f"{head}{unit * count}' -H 'A: b'\n") for count in (40, 160))
        if fourfold > 4.5 * once + 500:
            slow[unit] = (once, fourfold)
    assert not slow


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_four_times_as_long_takes_four_times_the_work(shape: str) -> None:
    made = SHAPES[shape]
    judged(Paste(made(1_000)))
    once, fourfold = (_work(made(size)) for size in (8_000, 32_000))
    assert fourfold <= 4.2 * once


def test_what_several_rules_ask_of_a_healthy_snippet_is_worked_out_once() -> None:
    text = SHAPES["many inputs"](0)
    judged(Paste(text))
    assert _work(text) < 60 * len(RULES)  # calls and returns; unshared it was 93
