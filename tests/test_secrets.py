# ruff: noqa: E501  (a snippet is one line)
"""No key stands in code unless it was asked for; each place of a secret has a name of its own."""

import contextlib
import re

import pytest
from cases import Case, own_targets, rendered_cases
from hypothesis import given
from hypothesis import strategies as st

from snippetgen import check, read, render
from snippetgen.call.build import call_of
from snippetgen.call.holes import SecretsMode
from snippetgen.errors import CannotRender
from snippetgen.rendering.render import render_call
from snippetgen.secret_places import (
    _ENDINGS,
    _SECRET_NAME,
    _WELL_KNOWN,
    is_secret_name,
)
from snippetgen.sought import Sought
from snippetgen.spec import spec, spec_text
from snippetgen.verifying.hiding import Hiding

PANEL = "https://api.gumloop.com/api/v1/start_pipeline"
KEY = "6b0d549b6f03475a9600a35a099950d8"


def _codes(case: Case, mode: SecretsMode) -> dict[str, str]:
    codes = {}
    for target in own_targets().values():
        for style in target.styles:
            if target.id not in case.refused:
                codes[f"{target.id} {style}"] = render_call(case.call(mode), target, style)
    return codes


@given(st.from_regex(re.compile(_SECRET_NAME.pattern, re.IGNORECASE | re.ASCII), fullmatch=True))
def test_the_endings_of_secret_names_are_those_of_their_pattern(name: str) -> None:
    if name.isascii():
        assert name.lower().endswith(_ENDINGS)


@pytest.mark.parametrize("name", _WELL_KNOWN)
def test_what_is_known_of_a_name_is_what_the_pattern_says_of_it(name: str) -> None:
    assert is_secret_name(name) == (_SECRET_NAME.fullmatch(name) is not None)
    assert name != "key"


@pytest.mark.parametrize("case", rendered_cases(), ids=lambda case: case.name)
def test_a_secret_stands_in_code_only_where_it_was_asked_for(case: Case) -> None:
    secrets = [one.literal for one in case.call("inline").secrets if one.literal]
    for mode in ("env", "placeholder"):
        for name, code in _codes(case, mode).items():
            assert not any(secret in code for secret in secrets), f"{name} {mode}"
    if secrets and secrets[0].isalnum():
        assert all(secrets[0] in code for code in _codes(case, "inline").values())


@pytest.mark.parametrize(
    ("snippet", "env"),
    [
        pytest.param(f"curl {PANEL}?api_key={KEY}", ["GUMLOOP_API_KEY"], id="panel, in the URL"),
        pytest.param(
            f"curl {PANEL} -H 'Authorization: Bearer {KEY}'",
            ["GUMLOOP_API_KEY"],
            id="panel, header",
        ),
        pytest.param(
            f'curl {PANEL} -H "Authorization: Bearer $FLOW_KEY"', ["FLOW_KEY"], id="a variable"
        ),
        pytest.param(
            f"""curl {PANEL} -H 'Content-Type: application/json' -d '{{"openai_token": "sk-1"}}'""",
            ["OPENAI_TOKEN"],
            id="openai_token",
        ),
        pytest.param(
            f"curl {PANEL}?api_key={KEY} -H 'Authorization: Bearer {KEY[::-1]}'",
            ["GUMLOOP_API_KEY", "GUMLOOP_API_KEY_2"],
            id="two keys that differ",
        ),
        pytest.param(
            f"curl {PANEL}?api_key={KEY} -H 'Authorization: Bearer {KEY}'",
            ["GUMLOOP_API_KEY"],
            id="one key in two places",
        ),
        pytest.param(f"curl {PANEL} -H 'x-auth-key: Bd0Kh8oO'", [], id="x-auth-key is the user"),
        pytest.param(
            "curl h.example -H 'x-auth-key: Bd0K'", ["X_AUTH_KEY"], id="elsewhere it is not"
        ),
        pytest.param("curl h.example -H 'X-API-Key: k'", ["X_API_KEY"], id="a header"),
        pytest.param("curl h.example -H 'Authorization: Bearer k'", ["API_TOKEN"], id="bearer"),
        pytest.param("curl h.example --oauth2-bearer k", ["API_TOKEN"], id="--oauth2-bearer"),
        pytest.param("curl h.example -u ada:pw", ["API_USER", "API_PASSWORD"], id="-u"),
        pytest.param(
            "curl h.example -u ada", ["API_USER", "API_PASSWORD"], id="-u without password"
        ),
        pytest.param("curl h.example -b a=b", ["COOKIE"], id="cookie"),
        pytest.param("curl 'h.example?access_token=k&page=1'", ["ACCESS_TOKEN"], id="a parameter"),
        pytest.param("curl h.example -d 'client_secret=k'", ["CLIENT_SECRET"], id="a form"),
        pytest.param(
            'curl h.example -H "Authorization: Bearer $(cat key)"', ["API_TOKEN"], id="a command"
        ),
        pytest.param(
            f"curl {PANEL}?user_id={KEY} -H 'Authorization: Bearer Bd0K'",
            ["GUMLOOP_API_KEY", "GUMLOOP_USER_ID"],
            id="a key pasted as the user_id",
        ),
        pytest.param(
            f"curl {PANEL} -H 'x-auth-key: {KEY}'", ["GUMLOOP_USER_ID"], id="a key as x-auth-key"
        ),
    ],
)
def test_a_secret_is_named_after_where_it_stood(snippet: str, env: list[str]) -> None:
    assert [one.env for one in call_of(read(snippet)).secrets] == env


def test_what_only_a_shell_knows_is_refused_with_its_place() -> None:
    reading = read('curl https://h.example \\\n  -d "now=$(date)"')
    with pytest.raises(CannotRender, match=r"line 2, column 11: .*\$\(date\)"):
        render(reading, "python")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("-d @$FILE", r"\$FILE", id="a variable"),
        pytest.param('--data-binary @"/tmp/$(id).txt"', r"\$\(id\)", id="a command"),
    ],
)
def test_a_file_that_only_a_shell_can_name_is_refused(words: str, shown: str) -> None:
    with pytest.raises(CannotRender, match=rf"line 1, column \d+: .*which file {shown} names"):
        render(read(f"curl https://h.example {words}"), "python")
    assert "'@$FILE'" in render(read("curl https://h.example -d '@$FILE'"), "curl")


def test_what_only_a_shell_knows_is_not_shown_where_it_may_hold_a_key() -> None:
    with pytest.raises(CannotRender, match=r"the value of \$\(cat…\.") as refused:
        render(read(f'curl https://h.example -d "now=$(cat\n {KEY})"'), "python")
    assert KEY not in str(refused.value)


@pytest.mark.parametrize(
    "snippet",
    [
        pytest.param(
            f"""curl '{PANEL}?api_key={KEY}' -H 'Content-Type: application/json' -d '{{"a": ["my {KEY}!"]}}'""",
            id="the key again, inside another value",
        ),
        pytest.param(f"curl h.example -e '{PANEL}?api_key={KEY}'", id="a URL in Referer"),
        pytest.param(f"curl -x http://me:{KEY}@proxy.example h.example", id="a proxy's password"),
        pytest.param(
            f'curl h.example -H "Authorization: Bearer ${{API_KEY:-{KEY}}}"', id="a default"
        ),
        pytest.param(f"curl 'h.example?key={KEY}'", id="a parameter called key"),
        pytest.param(f"curl h.example -H 'X-Custom-Auth: {KEY}'", id="a header called auth"),
        pytest.param(
            f"""curl h.example -H 'Content-Type: application/json' -d '{{"a": [{{"token": "{KEY}"}}]}}'""",
            id="deep in JSON",
        ),
        pytest.param(f"curl https://ada:{KEY}@h.example", id="in the URL's user"),
        pytest.param(f"curl {PANEL}?user_id={KEY}", id="as the user_id in the URL"),
        pytest.param(
            f"""curl {PANEL} -H 'x-auth-key: {KEY}' -d '{{"user_id": "{KEY}", "a": "{KEY}"}}'""",
            id="as the user_id in header and JSON",
        ),
        pytest.param(f"curl {PANEL} -d 'saved_item_id={KEY}'", id="as the flow in a form"),
        pytest.param(
            f"curl {PANEL}?saved_item_id=a\\&run_id={KEY}\\&user_id={KEY[::-1]}", id="as the run"
        ),
    ],
)
def test_a_key_shows_nowhere_unasked(snippet: str) -> None:
    reading = read(snippet)
    shown = [spec_text(spec(reading)), *(one.message for one in check(reading))]
    for target in own_targets().values():
        with contextlib.suppress(CannotRender):
            shown += [render_call(call_of(reading), target, style) for style in target.styles]
    assert len(shown) > 5
    assert not [text for text in shown if KEY in text]


@given(st.lists(st.text("ab", min_size=1, max_size=6), max_size=20), st.text("abc", max_size=60))
def test_secrets_are_found_as_an_alternation_finds_them(secrets: list[str], text: str) -> None:
    longest_first = sorted(set(secrets), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
    expected = [(match.start(), match[0]) for match in pattern.finditer(text)]
    assert list(Sought(secrets).standing_in(text)) == expected


def test_no_pattern_keeps_a_secret_that_was_read() -> None:
    password = "Sw0rdf1sh+"
    snippet = f"""curl '{PANEL}?api_key={KEY}&a=x{KEY}' -u 'me:{password}' -d 'b={password}'"""
    reading = read(snippet)
    assert len(reading.secrets) == 5
    check(reading)
    spec(reading)
    kept = str(list(re._cache))  # type: ignore[attr-defined]
    assert not [one for one in (KEY, password, re.escape(password)) if one in kept]


def test_of_secrets_that_overlap_a_run_shows_nothing() -> None:
    first, second = "abcdefghij", "hijKLMNOPQRS"
    assert Hiding([first, second]).shown("<abcdefghijKLMNOPQRS>") == "<[secure]>"
