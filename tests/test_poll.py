# ruff: noqa: E501  (a snippet is one line)
"""How a run is asked for: the second request of `--wait`, by where key and ids stood in the first."""

import pytest

from snippetgen import read
from snippetgen.call.build import call_of
from snippetgen.call.content import Field
from snippetgen.call.holes import SecretsMode
from snippetgen.call.model import Poll
from snippetgen.call.text import Ref, Text
from snippetgen.errors import CannotRender

API = "https://api.gumloop.com/api/v1/start_pipeline"
KEY = "6b0d549b6f03475a9600a35a099950d8"
U, S = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2", "dtUzWZmcsKLxNWfH2Xu4R3"
BEARER = f"-H 'Authorization: Bearer {KEY}'"
JSON = "-H 'Content-Type: application/json' -d"


def _poll(snippet: str, mode: SecretsMode = "env") -> Poll:
    poll = call_of(read(snippet), mode, wait=True).poll
    assert poll is not None
    return poll


def _spelled(text: Text) -> str:
    """Spell a text, its references as `{name|encoding}`."""
    shown = (
        f"{{{part.name}{part.encoding and '|' + part.encoding}}}" if isinstance(part, Ref) else part
        for part in text.parts
    )
    return "".join(shown)


def _headers(fields: tuple[Field, ...]) -> list[str]:
    return [_spelled(field.header) for field in fields]


@pytest.mark.parametrize(
    ("snippet", "search", "headers"),
    [
        pytest.param(
            f"curl '{API}?user_id={U}&saved_item_id={S}&api_key={KEY}' {JSON} '{{}}'",
            "?run_id={run_id|url}&user_id={user_id|url}&api_key={api_key|url}",
            [],
            id="all in the query",
        ),
        pytest.param(
            f"curl '{API}?api_key={KEY}&user_id={U}&api_key={KEY}' {JSON} '{{}}'",
            "?run_id={run_id|url}&user_id={user_id|url}&api_key={api_key|url}",
            [],
            id="the key twice in the query is asked with once",
        ),
        pytest.param(
            f"curl '{API}?user_id={U}' {BEARER} {JSON} '{{}}'",
            "?run_id={run_id|url}&user_id={user_id|url}",
            ["Authorization: Bearer {api_key}"],
            id="the key in a header",
        ),
        pytest.param(
            f"""curl {API} {BEARER} {JSON} '{{"user_id": "{U}", "saved_item_id": "{S}"}}'""",
            "?run_id={run_id|url}&user_id={user_id|url}",
            ["Authorization: Bearer {api_key}"],
            id="the ids in the body",
        ),
        pytest.param(
            f"""curl {API} -H 'x-auth-key: {U}' {JSON} '{{"api_key": "{KEY}"}}'""",
            "?run_id={run_id|url}&user_id={user_id|url}",
            ["Authorization: Bearer {api_key}", "x-auth-key: {user_id}"],
            id="the key in the body goes into a header, the id in a header into the query",
        ),
        pytest.param(
            f"curl '{API}?project_id=a%20b' {BEARER} {JSON} '{{}}'",
            "?run_id={run_id|url}&project_id=a%20b",
            ["Authorization: Bearer {api_key}"],
            id="a project",
        ),
        pytest.param(
            f"""curl {API} {BEARER} {JSON} '{{"project_id": "a b"}}'""",
            "?run_id={run_id|url}&project_id=a%20b",
            ["Authorization: Bearer {api_key}"],
            id="a project in the body is encoded for the query",
        ),
        pytest.param(
            f'curl "{API}?user_id=$WHO" -H "Authorization: Bearer $FLOW_KEY" {JSON} "{{}}"',
            "?run_id={run_id|url}&user_id={who}",
            ["Authorization: Bearer {flow_key}"],
            id="variables: one in the query is spelled for it",
        ),
        pytest.param(
            f'curl {API} -H "Authorization: Bearer $FLOW_KEY" -H "x-auth-key: $WHO" -d "{{}}"',
            "?run_id={run_id|url}&user_id={who|url}",
            ["Authorization: Bearer {flow_key}", "x-auth-key: {who}"],
            id="variables: one in a header is encoded for the query",
        ),
        pytest.param(
            f"curl '{API}?user_id={U}' {BEARER} -H 'Accept: a/b' -H 'Content-Encoding: x' {JSON} '{{}}'",
            "?run_id={run_id|url}&user_id={user_id|url}",
            ["Authorization: Bearer {api_key}", "Accept: a/b"],
            id="no header of a body",
        ),
        pytest.param(
            f"curl '{API}?user_id={U}&api_key={KEY}&saved_item_id={S}&recipient=ada'",
            "?run_id={run_id|url}&user_id={user_id|url}&api_key={api_key|url}",
            [],
            id="a GET's inputs are not asked with",
        ),
    ],
)
def test_a_run_is_asked_for_with_what_started_it(
    snippet: str, search: str, headers: list[str]
) -> None:
    poll = _poll(snippet)
    assert _spelled(poll.search) == search
    assert _headers(poll.headers) == headers
    if poll.query is not None:
        names = [f"{field.name}={_spelled(field.value)}" for field in poll.query]
        assert "?" + "&".join(names) == search.replace("|url", "").replace("%20", " ")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param(API, "https://api.gumloop.com/api/v1/get_pl_run", id="the service"),
        pytest.param(f"{API}/", "https://api.gumloop.com/api/v1/get_pl_run", id="a slash behind"),
        pytest.param(
            "http://localhost:8080/gum/start_pipeline",
            "http://localhost:8080/gum/get_pl_run",
            id="a proxy",
        ),
        pytest.param("$BASE/start_pipeline", "{base}/get_pl_run", id="a host in a variable"),
    ],
)
def test_a_run_is_asked_for_beside_where_it_started(url: str, address: str) -> None:
    assert _spelled(_poll(f'curl -X POST "{url}?user_id={U}" {BEARER}').address) == address


def test_a_key_that_is_spelled_for_the_url_is_not_encoded_twice() -> None:
    poll = _poll(f"curl '{API}?user_id={U}&api_key=a%2fb' {JSON} '{{}}'", "inline")
    assert _spelled(poll.search).endswith("&api_key={api_key}")
    assert poll.query is None


@pytest.mark.parametrize(
    ("snippet", "says"),
    [
        pytest.param(
            "curl https://api.gumloop.com/api/v1/get_pl_run?run_id=a",
            "starts no run",
            id="another endpoint",
        ),
        pytest.param("curl https://api.example.com/v1", "starts no run", id="another service"),
        pytest.param(
            "curl https://api-v2.agenthub.dev/remote_start_pipeline -d '{}'",
            "does not end in /start_pipeline",
            id="the old host has no known address",
        ),
        pytest.param(
            f'curl -X POST "{API}?user_id=u-$WHO" {BEARER}',
            "user_id by itself",
            id="an id of a variable and text",
        ),
        pytest.param("curl -d '{}'", "no request", id="no URL"),
    ],
)
def test_a_run_that_cannot_be_asked_for_is_refused(snippet: str, says: str) -> None:
    with pytest.raises(CannotRender, match=says):
        call_of(read(snippet), wait=True)


def test_the_question_is_a_call_of_its_own() -> None:
    call = call_of(
        read(f"curl --retry 2 '{API}?user_id={U}&run_id=odd' {BEARER} {JSON} '{{}}'"), wait=True
    )
    asking = call.asking
    assert (asking.method, asking.name, asking.body.exists) == (
        "GET",
        ("wait", "for", "run"),
        False,
    )
    assert [one.name for one in call.parameters] == ["user_id", "run_id"]
    assert [one.name for one in asking.parameters] == ["user_id"]
    assert (asking.inputs, asking.transport.retries, asking.poll) == ("run_id", 0, None)
    with pytest.raises(ValueError, match="without a poll"):
        _ = asking.asking
