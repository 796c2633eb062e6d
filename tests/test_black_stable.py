"""Law: where black is left out, it would have changed nothing."""

import json
import shlex
import shutil
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, get_args

import black
import pytest
from cases import rendered_cases
from conftest import Say
from hypothesis import given, settings
from hypothesis import strategies as st

import snippetgen
from snippetgen.call.build import call_of
from snippetgen.call.holes import SecretsMode
from snippetgen.errors import CannotRender
from snippetgen.reading import Reading
from snippetgen.rendering.render import unformatted
from snippetgen.rendering.settled import is_settled
from snippetgen.targets import find_target

URL = "https://api.gumloop.com/api/v1/start_pipeline"
KEY = "6b0d549b6f03475a9600a35a099950d8"
ID = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
Choice = tuple[SecretsMode, bool, str]
CHOICES: list[Choice] = list(
    product(get_args(SecretsMode), (False, True), find_target("python").styles)
)

_LETTERS = st.characters(codec="ascii", categories=["L", "N", "P", "Zs"])
_TEXTS = st.one_of(
    st.text(_LETTERS, max_size=12),
    st.integers(0, 110).map("x".__mul__),
    st.sampled_from(['say "so"', "it's", "both \" and '", "a\nb", "ü", "宽" * 40, "\\"]),
)
_SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | _TEXTS
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=12,
)
_NAMES = st.from_regex(r"[a-z][a-z-]{0,60}", fullmatch=True)
_HEADERS = st.lists(st.tuples(_NAMES, st.text("abc ,'", max_size=90).map(str.strip)), max_size=2)
_QUERIES = st.lists(st.tuples(_NAMES, st.integers(0, 90).map("v".__mul__)), max_size=3)
_PATHS = st.lists(st.from_regex(r"[a-z][a-z_]{0,40}", fullmatch=True), max_size=3).map("/".join)
_METHODS = st.sampled_from(["POST", "PUT", "GET", "PURGE", "M" * 40, "M" * 66])
_OTHERS = st.sampled_from(["", "-k", "-x http://p:1", "-m 3", "--retry 2", "-u me:pass", "-u me"])


def _written(reading: Reading, choices: Iterable[Choice]) -> Iterator[str]:
    for secrets, wait, style in choices:
        try:
            yield unformatted(call_of(reading, secrets, wait), find_target("python"), style)
        except CannotRender:
            continue


def _left_out(reading: Reading, choices: Iterable[Choice] = CHOICES) -> list[bool]:
    """Say of each program whether black is left out; where it is, it must be stable."""
    programs = list(_written(reading, choices))
    settled = list(map(is_settled, programs))
    for code, stands in zip(programs, settled, strict=True):
        assert not stands or black.format_str(code, mode=black.Mode()) == code
    return settled


def test_black_is_left_out_of_most_fixtures_and_changes_none_of_them(say: Say) -> None:
    shares = {case.name: _left_out(case.reading()) for case in rendered_cases()}
    total = [one for share in shares.values() for one in share]
    say(f"black is left out of {sum(total)} of {len(total)} Python programs of the fixtures")
    panel = [name for name in shares if name.startswith("panel_")]
    assert panel
    assert [name for name in panel if not all(shares[name])] == []
    assert sum(total) > len(total) * 0.9


@settings(deadline=None, max_examples=150)
@given(inputs=_VALUES, ids=st.booleans(), in_body=st.booleans(), choice=st.sampled_from(CHOICES))
def test_black_changes_no_flow_that_it_is_left_out_of(
    inputs: Any, ids: bool, in_body: bool, choice: Choice
) -> None:
    body = {**(inputs if isinstance(inputs, dict) else {"given": inputs})}
    query = f"?user_id={ID}" if ids and not in_body else ""
    if ids and in_body:
        body = {"user_id": ID, **body, "saved_item_id": "dtUzWZmcsKLxNWfH2Xu4R3"}
    words = ["curl", f"{URL}{query}", "-H", f"Authorization: Bearer {KEY}"]
    words += ["-H", "Content-Type: application/json", "-d", json.dumps(body)]
    _left_out(snippetgen.read(shlex.join(words)), [choice])


@settings(deadline=None, max_examples=150)
@given(
    path=_PATHS,
    method=_METHODS,
    headers=_HEADERS,
    query=_QUERIES,
    body=_VALUES,
    more=_OTHERS,
    choice=st.sampled_from(CHOICES),
)
def test_black_changes_no_other_call_that_it_is_left_out_of(
    path: str,
    method: str,
    headers: list[tuple[str, str]],
    query: list[tuple[str, str]],
    body: Any,
    more: str,
    choice: Choice,
) -> None:
    pairs = "&".join(f"{name}={value}" for name, value in query)
    words = ["curl", "-X", method, f"https://api.example.com/{path}?{pairs}"]
    words += [word for name, value in headers for word in ("-H", f"{name}: {value}")]
    words += ["-H", "X-API-Key: 0123456789abcdef", "--json", json.dumps(body), *more.split()]
    _left_out(snippetgen.read(shlex.join(words)), [choice])


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        pytest.param("x = 1", True, id="a short line"),
        pytest.param(f'    "{"x" * 90}",', True, id="an item that nothing can break"),
        pytest.param(f'    401: "{"x" * 90}",', True, id="a value that nothing can break"),
        pytest.param(f'URL = "{"x" * 90}"', True, id="a constant too long for any line"),
        pytest.param(f'URL = "{"x" * 82}"', False, id="a constant that fits in parentheses"),
        pytest.param(f'    f("{"x" * 90}")', False, id="a call"),
        pytest.param("x = 'it\\'s'", False, id="an escaped quote"),
        pytest.param('x = "ü"', False, id="not ASCII"),
    ],
)
def test_in_doubt_black_runs(line: str, stands: bool) -> None:
    assert is_settled(f"{line}\n") is stands


def test_black_runs_on_what_a_users_template_writes(tmp_path: Path) -> None:
    own = tmp_path / "targets" / "python" / "requests"
    shutil.copytree(find_target("python").folder, own)
    (own / "caller.py.jinja").write_text("x = [1,2]\n", encoding="utf-8")
    reading = snippetgen.read(f"curl {URL}")
    assert snippetgen.render(reading, "python", templates=tmp_path) == "x = [1, 2]\n"
