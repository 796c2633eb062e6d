"""One paste, one record: which command is read, and what a bare URL stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippetgen.reading import read, read_all

K = "6b0d549b6f03475a9600a35a099950d8"
U = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
S = "dtUzWZmcsKLxNWfH2Xu4R3"
API = "https://api.gumloop.com/api/v1"
START = f"{API}/start_pipeline?user_id={U}&saved_item_id={S}&api_key={K}"
TWO = "curl https://x.io/a\ncurl https://x.io/b\n"


def test_the_documented_default_is_read_as_the_panel_means_it() -> None:
    reading = read(
        f"curl -X POST \\\n  {START} \\\n  -H \"Content-Type: application/json\" \\\n  -d '{{}}'\n"
    )
    request, webhook = reading.request, reading.webhook
    assert request
    assert request.url.text == f"{API}/start_pipeline"
    assert [pair.name.text for pair in request.pairs] == ["user_id", "saved_item_id", "api_key"]
    assert (request.method, request.body.kind) == ("POST", "json")
    assert request.uncarried == ()
    assert webhook
    assert (webhook.endpoint, webhook.user_id.text) == ("start_pipeline", U)
    assert K not in repr(webhook.api_key)


BARE = [
    pytest.param(START, "POST", "{}", id="a start is posted"),
    pytest.param(START.replace("//", "/"), "POST", "{}", id="a slash is lost"),
    pytest.param(f"{API}/get_pl_run?run_id=R&user_id={U}", "GET", None, id="any other is got"),
]


@pytest.mark.parametrize(("url", "method", "body"), BARE)
def test_a_bare_url_is_read(url: str, method: str, body: str | None) -> None:
    request = read(f"{url}\n").request
    assert request
    assert request.method == method
    assert (request.body.text.text if request.body.text else None) == body
    types = [pair.value.text for pair in request.headers if pair.value]
    assert types == (["application/json"] if body else [])


def test_a_command_that_lost_its_head_is_read() -> None:
    request = read(f"{START} \\\n  -H 'X: y' -d '{{}}'\n").request
    assert request
    assert (request.method, request.headers[0].name.text) == ("POST", "X")


CHOICES = [
    pytest.param("", None, None, id="nothing"),
    pytest.param("no command", 1, None, id="no command"),
    pytest.param(TWO, None, None, id="several and none chosen"),
    pytest.param(TWO, 0, None, id="below the first"),
    pytest.param(TWO, 3, None, id="beyond the last"),
    pytest.param(TWO, 2, "https://x.io/b", id="the second"),
    pytest.param("curl https://x.io/a", None, "https://x.io/a", id="the only one"),
]


@pytest.mark.parametrize(("text", "nth", "url"), CHOICES)
def test_a_command_is_chosen(text: str, nth: int | None, url: str | None) -> None:
    reading = read(text, nth)
    assert (reading.request.url.text if reading.request else None) == url
    assert (reading.command is None) == (url is None)
    assert len(reading.starts) == text.count("curl")


def test_all_are_read_in_order() -> None:
    urls = [reading.request.url.text for reading in read_all(TWO) if reading.request]
    assert urls == ["https://x.io/a", "https://x.io/b"]


@given(st.text(st.sampled_from("curl-Hd'\"{}[]:,\\ \n&?=$“\u200bhtps/.x@`#>") | st.characters()))
def test_reading_never_raises(text: str) -> None:
    for reading in read_all(f"curl https://x.io/{text}"):
        assert reading.command
