"""The normalized spec: the same flow in any form, each value with the places where it stood."""

from urllib.parse import quote

import pytest

from snippetgen.endpoints import HOSTS, endpoint_of, is_gumloop_host, is_placeholder
from snippetgen.json_text import read_json
from snippetgen.json_text.nodes import Node
from snippetgen.json_text.plain import plain
from snippetgen.paste import Span
from snippetgen.request import Body, BodyKind, FilePart, Pair, Request
from snippetgen.request.structure import cut
from snippetgen.request.url import read_pairs
from snippetgen.webhook import Value, Webhook, credentials, read_webhook
from snippetgen.words.word import Expansion, Word

U = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
S = "dtUzWZmcsKLxNWfH2Xu4R3"
K = "6b0d549b6f03475a9600a35a099950d8"
P = "q7Vt2ZbXk9Lm4Rn8"
API = "https://api.gumloop.com/api/v1/start_pipeline"
OLD_API = "https://api-v2.agenthub.dev/remote_start_pipeline"
IDS = f'"user_id": "{U}", "saved_item_id": "{S}", "project_id": "{P}"'
IN_QUERY = f"user_id={U}&saved_item_id={S}&project_id={P}"
LIST = '[{"input_name": "topic", "value": "a b"}, {"input_name": "tone", "value": "é"}]'
FLAT = '"topic": "a b", "tone": "é"'


def word(text: str, *variables: str) -> Word:
    """Give a word; of the variables, each stands in it as it is spelled in a shell."""
    names = [(one, text.index(one), text.index(one) + len(one)) for one in variables]
    expansions = tuple(Expansion("variable", one.strip("$%{}"), *at) for one, *at in names)
    return Word(text, Span(0, len(text)), 0, (), expansions)


def request(
    url: str = API,
    *headers: str | Word,
    query: str | Word = "",
    body: str | Word | FilePart = "",
    kind: BodyKind = "json",
    method: str = "POST",
) -> Request:
    raw = word(query) if isinstance(query, str) else query
    part = word(body) if isinstance(body, str) else body
    is_json = isinstance(part, Word) and part.text.lstrip()[:1] in '{["'
    json = read_json(part.text) if isinstance(part, Word) and is_json else None
    pairs = (cut(word(one) if isinstance(one, str) else one, ": ") for one in headers)
    has_body = isinstance(part, FilePart) or part.text
    text = part if isinstance(part, Word) else None
    return Request(
        method=method,
        url=word(url),
        query=raw if raw.text else None,
        pairs=read_pairs(raw),
        headers=tuple(Pair(*pair) for pair in pairs),
        body=Body(kind, (part,), json, text) if has_body else Body("none"),
    )


def webhook_of(request: Request) -> Webhook:
    webhook = read_webhook(request)
    assert webhook is not None
    return webhook


def inputs_of(webhook: Webhook) -> list[tuple[str, object]] | None:
    if webhook.inputs is None:
        return None
    return [
        (one.name, plain(one.value) if isinstance(one.value, Node) else one.value)
        for one in webhook.inputs
    ]


def places_of(value: Value) -> list[tuple[str, str, str, str]]:
    return [(one.where, one.name, one.word.text, one.text) for one in value.places]


BEARER = f"Authorization: Bearer {K}"
ENCODED = quote(LIST)
FORMS = [
    pytest.param(
        request(query=f"{IN_QUERY}&api_key={K}", body=f"{{{FLAT}}}"),
        ["query"], ["query"], id="C1, key in the URL",
    ),
    pytest.param(
        request(API, BEARER, query=IN_QUERY, body=f"{{{FLAT}}}"),
        ["header"], ["query"], id="C2, key in the header",
    ),
    pytest.param(
        request(API, BEARER, body=f'{{{IDS}, "pipeline_inputs": {LIST}}}'),
        ["header"], ["body"], id="B, pipeline_inputs",
    ),
    pytest.param(
        request(API, BEARER, body=f"\n{{\n  {IDS},\n  {FLAT}\n}}\n"),
        ["header"], ["body"], id="R, the API reference",
    ),
    pytest.param(
        request(query=f"api_key={K}&{IN_QUERY}&topic=a+b&tone=%C3%A9", method="GET"),
        ["query"], ["query"], id="G, inputs in the query",
    ),
    pytest.param(
        request(API, BEARER, query=f"{IN_QUERY}&pipeline_inputs={ENCODED}", method="GET"),
        ["header"], ["query"], id="G, pipeline_inputs in the query",
    ),
    pytest.param(
        request(OLD_API, f"x-auth-key: {U}",
                body=f'{{"api_key": "{K}", {IDS}, "pipeline_inputs": {LIST}}}'),
        ["body"], ["header", "body"], id="A, AgentHub",
    ),
    pytest.param(
        request("http://127.0.0.1:8000/start_pipeline", BEARER, kind="form",
                body=f"{IN_QUERY}&topic=a%20b&tone=é"),
        ["header"], ["body"], id="a form, to a test server",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "key_in", "user_in"), FORMS)
def test_one_flow_is_one_spec_in_every_form(
    one: Request, key_in: list[str], user_in: list[str]
) -> None:
    webhook = webhook_of(one)
    assert (webhook.service, webhook.endpoint) == ("gumloop", "start_pipeline")
    assert webhook.api_key.value.text == K
    assert (webhook.user_id.text, webhook.saved_item_id.text) == (U, S)
    assert (webhook.project_id.text, webhook.run_id.text) == (P, None)
    assert inputs_of(webhook) == [("topic", "a b"), ("tone", "é")]
    assert [place.where for place in webhook.api_key.value.places] == key_in
    assert [place.where for place in webhook.user_id.places] == user_in


def test_every_place_of_a_value_is_kept_as_it_is_sent() -> None:
    webhook = webhook_of(
        request(API, f"authorization: bearer {K}", f"X-Auth-Key: {U}",
                query=f"api_key=%36{K[1:]}+&user_id=", body=f'{{"api_key": "{K}", "user_id": 12}}')
    )  # fmt: skip
    assert places_of(webhook.api_key.value) == [
        ("header", "authorization", K, K),
        ("query", "api_key", f"%36{K[1:]}+", K),
        ("body", "api_key", f'"{K}"', K),
    ]
    assert places_of(webhook.user_id) == [
        ("header", "X-Auth-Key", U, U),
        ("body", "user_id", "12", "12"),
    ]


def test_of_a_repeated_member_the_last_counts() -> None:
    webhook = webhook_of(request(body=f'{{"user_id": "no", "user_id": "{U}"}}'))
    assert places_of(webhook.user_id) == [("body", "user_id", f'"{U}"', U)]


def test_a_name_is_a_field_only_where_the_api_reads_it() -> None:
    webhook = webhook_of(
        request(API, "api_key: a", "user_id: b", query="authorization=c&x-auth-key=d",
                body='{"Authorization": "e", "x-auth-key": "f", "a": {"user_id": "g"}}')
    )  # fmt: skip
    assert (webhook.api_key.value.places, webhook.user_id.places) == ((), ())
    found = inputs_of(webhook)
    assert found == [("Authorization", "e"), ("x-auth-key", "f"), ("a", {"user_id": "g"})]


@pytest.mark.parametrize(
    ("value", "key"),
    [
        pytest.param(f"Bearer {K}", K, id="Bearer"),
        pytest.param(f"BEARER \t{K}", K, id="in capitals, with more blanks"),
        pytest.param(K, K, id="no scheme"),
        pytest.param(f"Bearer Bearer {K}", K, id="Bearer twice"),
        pytest.param(f"Bearer: {K}", K, id="a colon"),
        pytest.param(f"Token {K}", K, id="another scheme"),
        pytest.param("Bearer", "", id="Bearer alone"),
        pytest.param(f"ab12cd {K}", f"ab12cd {K}", id="a key with a blank in it"),
        pytest.param("Bearer [INSERT API KEY HERE]", "[INSERT API KEY HERE]", id="a placeholder"),
    ],
)
def test_credentials_stand_after_the_scheme(value: str, key: str) -> None:
    assert credentials(word(value)).text == key
    found = webhook_of(request(API, f"Authorization: {value}")).api_key.value
    assert found.text == (key or None)


def test_a_value_that_a_variable_holds_is_named_not_known() -> None:
    webhook = webhook_of(
        request("$BASE/api/v1/start_pipeline", word("Authorization: Bearer $KEY", "$KEY"),
                query=word("user_id=%DEV_ID%&saved_item_id=a-$ID", "%DEV_ID%", "$ID"),
                body=word('{"project_id": "${TEAM}", "run_id": $RUN}', "${TEAM}", "$RUN"))
    )  # fmt: skip
    values = (webhook.api_key.value, webhook.user_id, webhook.project_id, webhook.run_id)
    assert [one.variable for one in values] == ["KEY", "DEV_ID", "TEAM", "RUN"]
    assert [one.text for one in values] == [None] * 4
    assert (webhook.saved_item_id.text, webhook.saved_item_id.variable) == ("a-$ID", None)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(request(), [], id="no body"),
        pytest.param(request(body="{}"), [], id="an empty object"),
        pytest.param(request(body=f'{{{IDS}, "openai_token": "x", "trigger_id": 1}}'), [],
                     id="reserved names"),
        pytest.param(request(body='{"n": 1.50, "l": [1, null], "b": true}'),
                     [("n", 1.5), ("l", [1, None]), ("b", True)], id="other kinds of value"),
        pytest.param(request(body='{"a": 1, "pipeline_inputs": ' + LIST + ', "z": 2}'),
                     [("a", 1), ("topic", "a b"), ("tone", "é"), ("z", 2)], id="both ways"),
        pytest.param(request(body='{"pipeline_inputs": [1, {"value": 2}, {"input_name": "x"}]}'),
                     [], id="pipeline_inputs of another make"),
        pytest.param(request(body='[{"a": 1}]'), [], id="a list"),
        pytest.param(request(body='[{"a": "b=c"}]', kind="form"), [], id="a list, sent as a form"),
        pytest.param(request(body="{'a': yes, “b”: 2,", kind="text"), [("a", "yes"), ("b", 2)],
                     id="what is hardly JSON"),
        pytest.param(request(body="hello", kind="text"), [], id="a text"),
        pytest.param(request(body="a", kind="form"), [], id="a form without a value"),
        pytest.param(request(query="a=1", body="{}"), [], id="a POST's query"),
        pytest.param(request(query="a=1&b&c=", body='{"d": 2}', method="GET"),
                     [("a", "1"), ("c", ""), ("d", 2)], id="a GET's query and body"),
        pytest.param(request(body=FilePart(word("a.json")), kind="file"), None, id="a file"),
        pytest.param(request(body=word("$BODY", "$BODY"), kind="form"), None, id="a variable"),
        pytest.param(request(API.replace("start_pipeline", "kill_pipeline"), body='{"a": 1}'),
                     None, id="an endpoint that takes none"),
        pytest.param(request(API.replace("start_pipeline", "runs"), body='{"a": 1}'),
                     None, id="an unknown endpoint"),
    ],
)  # fmt: skip
def test_inputs(one: Request, expected: list[tuple[str, object]] | None) -> None:
    assert inputs_of(webhook_of(one)) == expected


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        pytest.param(API, "start_pipeline", id="the API"),
        pytest.param(f"{API}/", "start_pipeline", id="a slash at the end"),
        pytest.param(OLD_API, "start_pipeline", id="AgentHub"),
        pytest.param("http://localhost:8080/p/start_pipeline", "start_pipeline", id="a proxy"),
        pytest.param("$BASE/get_pl_run", "get_pl_run", id="a variable before it"),
        pytest.param("https://api.gumloop.com/upload_file", "upload_file", id="on the own host"),
        pytest.param("http://h:1/api/v1/upload_file", "upload_file", id="after the API's base"),
        pytest.param("https://WS.gumloop.com/api/v1/chat", None, id="an unknown endpoint"),
    ],
)
def test_a_request_to_the_service_has_a_spec(url: str, endpoint: str | None) -> None:
    assert webhook_of(request(url)).endpoint == endpoint


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://api.example.com/v1/users", id="another API"),
        pytest.param("https://example.com/upload_file", id="a path that others have too"),
        pytest.param("https://example.com/xapi/v1/upload_file", id="another base"),
        pytest.param("https://notgumloop.com/a", id="a host that ends alike"),
        pytest.param("https://h.io/start_pipeline/x", id="an endpoint's name inside the path"),
        pytest.param("https://h.io/start_pipeline2", id="a name that begins alike"),
    ],
)
def test_a_request_to_some_other_api_has_none(url: str) -> None:
    assert read_webhook(request(url, BEARER, query=IN_QUERY)) is None


def test_the_key_never_prints() -> None:
    webhook = webhook_of(request(API, BEARER, query=f"api_key={K}", body=f'{{"api_key": "{K}"}}'))
    assert K not in repr(webhook) + str(webhook)


def test_the_table() -> None:
    assert all(is_gumloop_host(host) for host in HOSTS)
    assert not is_gumloop_host("gumloop.com.example.org")
    known = [endpoint_of(HOSTS[0], f"api/v1/{name}") for name in ("start_pipeline", "get_inputs")]
    assert [(one.method, one.takes_inputs) for one in known if one] == [
        ("POST", True),
        ("GET", False),
    ]


@pytest.mark.parametrize(
    "text",
    ["xxxxxxxxxxxx", "<token>", "YOUR_API_KEY", "your_flow_id", "[INSERT KEY HERE]", "…", "..."],
)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", [U, S, K, "", "xx", f"{K[:10]}...", "$KEY"])
def test_what_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)
