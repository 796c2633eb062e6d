"""Laws of `check`: every cut is seen, what is healthy is left alone, a lost character counts."""

import re
import subprocess
from collections.abc import Iterable

import pytest
from cases import Case, all_cases
from checking import hold_unasked
from conftest import Say
from hypothesis import given, settings
from hypothesis import strategies as st
from pastes import HEADER, IN_URL, POLL, RUN, K, S, U
from toolchains import require

from snippetgen.checks import check
from snippetgen.checks.edits import applied
from snippetgen.checks.rule import Finding
from snippetgen.endpoints import HOSTS
from snippetgen.paste import Paste
from snippetgen.reading import read

_LONG, _ENDS, _STEP = 2000, 300, 97
HEALTHY = [case for case in all_cases() if case.healthy and case.nth is None]
PANEL = [case for case in HEALTHY if case.reading().webhook]


def _loud(findings: Iterable[Finding]) -> bool:
    return any(one.severity != "note" for one in findings)


def _cuts(text: str) -> list[int]:
    """Give the lengths of the prefixes to try; a line end that is missing at the end is no cut."""
    end = len(text.rstrip())
    if end <= _LONG:
        return list(range(end))
    edges = (place for place in range(end) if text[place] in " \t\n'\"\\")
    return sorted({*edges, *range(_ENDS), *range(end - _ENDS, end), *range(0, end, _STEP)})


def _unseen(text: str) -> list[int]:
    return [cut for cut in _cuts(text) if not _loud(check(read(Paste(text[:cut], "paste.txt"))))]


def _blind(case: Case) -> set[int]:
    return {cut for one in case.blind for cut in one.cuts(case.paste.text)}


@pytest.mark.parametrize("case", PANEL, ids=lambda case: case.name)
def test_every_cut_of_a_panel_s_form_is_seen_save_where_it_is_declared_blind(case: Case) -> None:
    text = case.paste.text
    unseen, blind = set(_unseen(text)), _blind(case)
    assert {cut: text[:cut][-30:] for cut in unseen - blind} == {}
    assert {cut: text[:cut][-30:] for cut in blind - unseen} == {}


def test_blind_cuts_inside_commands_are_at_most_one_in_a_hundred(say: Say) -> None:
    cuts = blind = behind = 0
    for case in PANEL:
        command = case.reading().command
        end = command.span.end if command else 0
        cuts += sum(cut < end for cut in _cuts(case.paste.text))
        blind += sum(cut < end for cut in _blind(case))
        behind += sum(cut >= end for cut in _blind(case))
    say(
        f"{blind} of {cuts} cuts inside {len(PANEL)} healthy forms are blind, {blind / cuts:.2%};"
        f" {behind} more lie behind the command, in a fence, a pipe or prose"
    )
    assert blind <= cuts / 100


@pytest.mark.parametrize(
    "case", [case for case in HEALTHY if case not in PANEL], ids=lambda case: case.name
)
def test_a_cut_in_a_command_for_any_service_is_read_and_judged(case: Case) -> None:
    text = case.paste.text
    for cut in _cuts(text):
        reading = read(Paste(text[:cut], "paste.txt"))
        for found in check(reading):
            assert 0 <= found.span.start <= found.span.end <= cut
        if cut % 7 == 0:
            hold_unasked(reading)


def test_the_commands_of_curl_s_own_manual_page_are_left_alone(say: Say) -> None:
    readings = [read(command) for command in _manual_commands()]
    loud = [
        (one.rule.name, one.message)
        for reading in readings
        for one in check(reading)
        if one.severity != "note" or (one.rule.code[:3] == "SG4" and one.rule.name != "placeholder")
    ]
    say(f"{len(readings)} commands of curl's own manual page: no error, no warning")
    assert loud == []
    assert len(readings) > 250


def _manual_commands() -> list[str]:
    """Give the commands of the manual that the installed curl carries, as that page indents them.

    Left out: sentences that begin with the word, what the page shows only a part of, and an option
    that took an argument until curl dropped it.
    """
    require("curl/curl")
    page = subprocess.run(["curl", "--manual"], capture_output=True, text=True).stdout
    commands = re.findall(r"^ +(curl (?:.*\\\n)*.*)$", page, re.MULTILINE)
    known = [one for one in commands if "..." not in one and "--metalink" not in one]
    return [one for one in known if read(one).starts]


@pytest.mark.parametrize(
    ("paste", "value"),
    [
        pytest.param(HEADER, U, id="user_id in the query"),
        pytest.param(HEADER, S, id="saved_item_id in the query"),
        pytest.param(HEADER, K, id="key in the header"),
        pytest.param(IN_URL, K, id="key in the URL"),
        pytest.param(POLL, RUN, id="run_id in the query"),
    ],
)
def test_every_deleted_and_every_doubled_character_is_seen(paste: str, value: str) -> None:
    for place in range(len(value)):
        deleted = value[:place] + value[place + 1 :]
        doubled = value[: place + 1] + value[place:]
        for other in (deleted, doubled):
            found = check(read(paste.replace(value, other)))
            assert _loud(found), other
            assert found[0].span.start <= paste.index(value) + place <= found[0].span.end


@pytest.mark.parametrize("host", [*HOSTS, "api.example.com"])
def test_no_slip_in_a_host_is_taken_for_another_s_plain_address(host: str) -> None:
    places = range(len(host))
    slips = [host[:at] + host[at + 1 :] for at in places]
    slips += [host[:at] + "x" + host[at + 1 :] for at in places]
    slips += [host[:at] + host[at : at + 2][::-1] + host[at + 2 :] for at in places]
    slips += [host[at:] for at in places] + [host[: at + 1] for at in places]
    for slip in slips:
        for path in ("", "/api/v1/start_pipeline", "/v1/x?a=b"):
            hold_unasked(read(f"curl 'https://{slip}{path}' -d '{{}}'"))


_BITS = [
    *"'\"\\^`&|;<>(){}[]$%@#:, \t\n\r-=?/…“”‘’–\u00a0\u200b\u202e©•*xX0\0\x85\u2028\ud83d",
    *("\r\n", "\\\n", " -H '", " -d ", "curl ", "&amp;", "$(", "${", "<<EOF\n", "```\n", "%20"),
    *("Bearer ", "Authorization: ", "\\n", "'\"'\"'", "$'\\x00'", "https://", "> ", "1 "),
]
_DAMAGE = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 8), st.sampled_from(["", *_BITS])),
    min_size=1,
    max_size=4,
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([HEADER, IN_URL, POLL, *(case.paste.text for case in PANEL)]), _DAMAGE)
def test_damage_at_random_is_told_without_a_secret_and_safe_repairs_bring_nothing_new(
    text: str, damage: list[tuple[float, int, str]]
) -> None:
    for where, lost, bit in damage:
        place = int(where * len(text))
        text = text[:place] + bit + text[place + lost :]
    reading = read(Paste(text, "paste.txt"))
    hold_unasked(reading)
    found = check(reading)
    for one in found:
        assert 0 <= one.span.start <= one.span.end <= len(text)
        assert one.message.isprintable()
        assert K not in one.message
    safe = [one for one in found if one.applies == "safe"]
    repaired = applied(text, safe)
    assert repaired is not None
    again = {one.rule.code for one in check(read(Paste(repaired, "paste.txt")))} if safe else set()
    assert again <= {one.rule.code for one in found} - {one.rule.code for one in safe}
