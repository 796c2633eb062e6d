"""Repairs: one run repairs all that is certain, nothing else changes, nothing new is wrong."""

import pytest
from cases import Case, all_cases
from msgspec.structs import replace
from pastes import HEADER, IN_URL, K, U, changed

from snippetgen import read_all
from snippetgen.call.build import call_of
from snippetgen.checks import RULES
from snippetgen.errors import CannotRender
from snippetgen.judging.fixing import Fixed, fixed, repairs
from snippetgen.judging.judge import Judged, judge
from snippetgen.paste import Paste
from snippetgen.report.difference import difference

NBSP, ZERO_WIDTH = "\u00a0", "\u200b"
DAMAGED = changed(HEADER, ("'{", "‘{"), ("}'", "}’"), ('-H "C', f'-H{NBSP}"C'), (" \\\n", " \\ \n"))


def _judge(paste: Paste) -> Judged:
    return judge(paste, RULES)


def _fixed(text: str, name: str = "-") -> Fixed:
    return fixed(_judge(Paste(text, name)), _judge)


def _codes(judged: Judged) -> set[str]:
    return {one.rule.code for one in judged.findings if one.severity != "note"}


def test_all_that_is_certain_is_repaired_in_one_run() -> None:
    done = _fixed(DAMAGED)
    assert done.judged.paste.text == HEADER
    assert done.count == 3
    assert done.judged.is_clean


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_repaired_fixture_sends_the_same_and_has_nothing_new(case: Case) -> None:
    before = _judge(case.paste)
    done = fixed(before, _judge)
    assert not repairs(done.judged)
    assert _codes(done.judged) <= _codes(before)
    assert fixed(done.judged, _judge) == Fixed(done.judged)
    if done.count:
        assert [_call(one) for one in (before, done.judged)]
        assert _call(before) == _call(done.judged)
    else:
        assert done.judged.paste.text == case.paste.text


def _call(judged: Judged) -> list[object]:
    calls: list[object] = []
    for reading in read_all(judged.paste):
        try:
            calls.append(call_of(reading, "inline"))
        except CannotRender as error:
            calls.append(str(error))
    return calls


def test_what_is_not_certain_stays_as_it_stands() -> None:
    for text in (changed(HEADER, (U, U[:-1])), changed(HEADER, (f'{K}"', K)), "no command"):
        assert _fixed(text).judged.paste.text == text


def test_every_command_of_a_page_is_repaired_and_the_words_around_it_stay() -> None:
    page = f"# “Title”{NBSP}\n\n```sh\n{{0}}```\n\nit’s “here”\n\n```\n{{1}}```\n"
    done = _fixed(page.format(DAMAGED, changed(IN_URL, ('"https', "“https"))), "page.md")
    assert done.judged.paste.text == page.format(HEADER, IN_URL)


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff" + DAMAGED.replace("\n", "\r\n")
    assert _fixed(text).judged.paste.text == "\ufeff" + HEADER.replace("\n", "\r\n")


def test_nothing_is_written_where_something_new_would_be_wrong() -> None:
    before = _judge(Paste(DAMAGED))
    worse = _judge(Paste(changed(HEADER, (U, U[:-1]))))
    assert fixed(before, lambda paste: replace(worse, paste=paste)).judged is before


def test_the_difference_shows_what_changes_and_no_key() -> None:
    text = f"line\n{changed(DAMAGED, (K, K[:5] + ZERO_WIDTH + K[5:]))}line\n"
    before = _judge(Paste(text, "a\x07.txt"))
    lines = list(difference(before, fixed(before, _judge).judged))
    assert lines[:3] == ["--- a‹U+0007›.txt", "+++ a‹U+0007›.txt", "@@ -1,6 +1,6 @@"]
    assert '-  -H "Authorization: Bearer $GUMLOOP_API_KEY‹U+200B›…" \\' in lines
    assert '+  -H "Authorization: Bearer $GUMLOOP_API_KEY" \\' in lines
    assert '-  -H‹U+00A0›"Content-Type: application/json" \\' in lines
    assert K[5:] not in "".join(lines)
    assert not list(difference(before, before))
