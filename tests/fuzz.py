"""What must hold of every text that the readers are given.

`python tests/fuzz.py --seconds 600` tries texts until the time is over and writes the smallest that
breaks a law; `tests/test_fuzz.py` tries a few hundred, the same ones every time. In: a paste. Out:
nothing, or an `AssertionError` that says what does not hold.
"""

import argparse
import sys
import time
from collections.abc import Iterable

from checking import hold_unasked
from fuzz_texts import PASTES
from hypothesis import HealthCheck, Phase, given, settings

from snippetgen.call.build import call_of
from snippetgen.checks import ON_REQUEST, RULES
from snippetgen.checks.rule import Finding
from snippetgen.errors import CannotRender
from snippetgen.judging.fixing import fixed
from snippetgen.judging.judge import Judged, judge
from snippetgen.paste import Paste, Span
from snippetgen.reading import Reading, read, read_all
from snippetgen.rendering.render import render_call
from snippetgen.report import one_line
from snippetgen.spec import spec, spec_text
from snippetgen.targets import all_targets
from snippetgen.words.word import Word


def hold(paste: Paste) -> None:
    """Hold what is true of every text: nothing raises, and every place lies inside the text."""
    for reading in (*read_all(paste), read(paste)):
        _hold_reading(reading)
        hold_unasked(reading)
        spec_text(spec(reading))
        _render(reading)
    before = judged(paste)
    for finding in before.findings:
        _hold_finding(finding, paste)
    once = fixed(before, judged)
    again = fixed(once.judged, judged)
    assert again.judged.paste == once.judged.paste, "--fix is not idempotent"


def judged(paste: Paste) -> Judged:
    """Judge a text by every rule."""
    return judge(paste, (*RULES, *ON_REQUEST), needs_command=True)


def _hold_reading(reading: Reading) -> None:
    size = len(reading.paste.text)
    for start in reading.starts:
        assert 0 <= start.offset <= size
    if reading.command:
        stdin = [reading.command.stdin.text] if reading.command.stdin else []
        for word in (*reading.command.words, *stdin):
            _hold_word(word, size)
        for mark in reading.command.marks:
            _hold_span(mark.span, size)
    for word in _made(reading):
        _hold_word(word, size)


def _made(reading: Reading) -> Iterable[Word]:
    """Give the words that later stages made of parts of a command's words."""
    request, webhook = reading.request, reading.webhook
    if request:
        yield request.url
        for pair in (*request.headers, *request.pairs):
            yield from filter(None, (pair.name, pair.value))
        yield from filter(None, (request.body.text,))
    if webhook:
        for value in (webhook.user_id, webhook.saved_item_id, webhook.api_key.value):
            yield from (place.word for place in value.places)


def _hold_word(word: Word, size: int) -> None:
    _hold_span(word.span, size)
    places = [word.at(index) for index in range(len(word.text))]
    assert places == sorted(places), "decoded offsets go back"
    assert all(0 <= place <= size for place in places), "a decoded offset lies outside the text"


def _hold_span(span: Span, size: int) -> None:
    assert 0 <= span.start <= span.end <= size, f"{span} in {size} characters"


def _hold_finding(finding: Finding, paste: Paste) -> None:
    _hold_span(finding.span, len(paste.text))
    assert finding.message.isprintable(), finding.message
    assert one_line(finding, paste)
    ends = [0]
    for edit in sorted(finding.edits, key=lambda one: one.span.start):
        _hold_span(edit.span, len(paste.text))
        assert edit.span.start >= ends[-1], "edits overlap"
        ends.append(edit.span.end)


def _render(reading: Reading) -> None:
    refusals = []
    for target in all_targets().values():
        if target.formatter != "black":  # it costs ten times all the rest
            try:
                render_call(call_of(reading), target)
            except CannotRender as error:
                refusals.append(str(error))
    assert all(why.isprintable() for why in refusals), refusals


def _search(seconds: float) -> int:
    """Try texts until the time is over; give how many held. Raises where one does not."""
    end, count = time.monotonic() + seconds, 0

    @settings(
        max_examples=1000,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(PASTES)
    def attempt(paste: Paste) -> None:
        nonlocal count
        count += 1
        hold(paste)

    while time.monotonic() < end:
        attempt()
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Try texts on the readers until time is over.")
    parser.add_argument("--seconds", type=float, default=600)
    tried = _search(parser.parse_args().seconds)
    sys.stdout.write(f"{tried} texts held\n")
