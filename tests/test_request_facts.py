"""What a request says beside what is sent: what it cannot carry, variables, the body."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from one_request import request_of, the_request

from snippetgen.arguments import read_arguments
from snippetgen.paste import Span
from snippetgen.request import Pair, Request, build_request
from snippetgen.words.builder import WordBuilder
from snippetgen.words.command import Command
from snippetgen.words.word import Word

UNCARRIED = [
    pytest.param("https://x.io/ https://y.io/", "several URLs", "https://y.io/", id="two URLs"),
    pytest.param("'https://x.io/{a,b}'", "pattern in the URL", "{a,b}", id="a set"),
    pytest.param("'https://x.io/[1-3]'", "pattern in the URL", "[1-3]", id="a range"),
    pytest.param("'https://x.io/a}b'", "pattern in the URL", "}", id="a lone brace"),
    pytest.param("'https://x.io/[1]'", "pattern in the URL", "[1]", id="a bad range"),
    pytest.param("'https://x.io/a b'", "blank in the URL", " ", id="a blank in the URL"),
    pytest.param("https://x.io/ -Gd 'a b'", "blank in the URL", " ", id="a blank by -G"),
    pytest.param("https://x.io:http/", "port of the URL", "http", id="no port number"),
    pytest.param("ftp://x.io/", "scheme of the URL", "ftp://", id="another scheme"),
    pytest.param("ftp.x.io", "scheme of the URL", "ftp.x.io", id="another scheme, guessed"),
    pytest.param("https://x.io/ -F a=b", "--form", "-F", id="a form"),
    pytest.param("https://x.io/ -b jar", "--cookie", "-b", id="a cookie file"),
    pytest.param("https://x.io/ -H @file", "--header", "-H", id="a file of headers"),
    pytest.param("https://x.io/ -Gd @file", "@file", "file", id="a file in the query"),
    pytest.param("https://x.io/ -H $'A: b\\nC: d'", "--header", "", id="two lines in a header"),
    pytest.param("https://x.io/ -H 'A b: c'", "--header", "'A b: c'", id="a header's bad name"),
    pytest.param('https://x.io/ -H "$H"', "--header", '"$H"', id="a header in a variable"),
    pytest.param('https://x.io/ -u "$U"', "--user", '"$U"', id="a user in a variable"),
    pytest.param('https://x.io/ -X "$M"', "--request", '"$M"', id="a method in a variable"),
    pytest.param("https://x.io/ -X 'A B'", "--request", "'A B'", id="no method"),
    pytest.param("https://x.io/ -Id a", "--head", "I", id="HEAD beside data"),
    pytest.param("https://x.io/ -m soon", "--max-time", "soon", id="no number of seconds"),
    pytest.param("https://x.io/ --retry 1.5", "--retry", "1.5", id="no number of retries"),
    pytest.param("https://x.io/ --next https://y.io/", "--next", "https://y.io/", id="next"),
    pytest.param(
        'https://x.io/ --data-urlencode "q=$Q"', "--data-urlencode", "$Q", id="a variable encoded"
    ),
]


@pytest.mark.parametrize(("words", "what", "place"), UNCARRIED)
def test_what_a_request_cannot_say_is_a_fact(words: str, what: str, place: str) -> None:
    text = f"curl {words}"
    [fact] = the_request(text).uncarried
    assert fact.what == what
    assert fact.why
    assert place in text[fact.span.start : fact.span.end]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("curl -v", id="no URL"),
        pytest.param("curl -v https://", id="no host"),
        pytest.param("curl -v https:////x.io/", id="too many slashes"),
    ],
)
def test_there_is_no_request_without_a_host(text: str) -> None:
    assert request_of(text) is None


def test_variables_survive() -> None:
    request = the_request(
        'curl "$BASE_URL/a/../${ID:-[x]&y=#}?k=$KEY&n" -H "Authorization: Bearer  $KEY"'
        ' --json "{\\"a\\": \\"$A\\",}" -u "$USER:$PASSWORD" --data-urlencode "api_key=$KEY"'
    )
    assert request.url.text == "$BASE_URL/${ID:-[x]&y=#}"
    assert [expansion.name for expansion in request.url.expansions] == ["BASE_URL", "ID"]
    key = request.pairs[0].value
    assert key
    assert (key.text, key.expansions[0].name) == ("$KEY", "KEY")
    value = request.headers[0].value
    assert value
    assert (value.text, value.expansions[0].start) == ("Bearer $KEY", len("Bearer "))
    assert request.body.text
    assert [one.name for one in request.body.text.expansions] == ["A", "KEY"]
    assert request.uncarried == ()


KINDS = [
    pytest.param("", "none", False, id="no body"),
    pytest.param("-d ''", "form", False, id="an empty body"),
    pytest.param("-d a=b", "form", False, id="a form"),
    pytest.param("-d '{}'", "form", True, id="JSON sent as a form"),
    pytest.param("--json '{}'", "json", True, id="JSON"),
    pytest.param("-d 1 -H 'Content-Type: application/x+json; a=b'", "json", True, id="a JSON kind"),
    pytest.param("-d '[' -H 'Content-Type: text/plain'", "text", True, id="half JSON as text"),
    pytest.param("-d a -H Content-Type:", "text", False, id="a text of no type"),
    pytest.param("-d @a -H 'Content-Type: application/json'", "file", False, id="a file"),
    pytest.param("-d a -d @-", "file", False, id="standard input"),
    pytest.param("-d $'\\xff'", "binary", False, id="bytes"),
]


@pytest.mark.parametrize(("words", "kind", "has_json"), KINDS)
def test_a_body_has_a_kind(words: str, kind: str, has_json: bool) -> None:
    body = the_request(f"curl https://x.io/ {words}").body
    assert body.kind == kind
    assert (body.json is not None) == has_json


def test_how_it_is_carried() -> None:
    transfer = the_request(
        "curl -Lk --compressed -x p:1 -m 2.5 --connect-timeout 3 --retry 4 https://x.io/"
    ).transfer
    assert (transfer.follow, transfer.insecure, transfer.compressed) == (True, True, True)
    assert transfer.proxy
    assert transfer.proxy.text == "p:1"
    assert (transfer.timeout, transfer.connect_timeout, transfer.retries) == (2.5, 3.0, 4)
    off = the_request("curl -L --no-location -m 0 -x '' https://x.io/").transfer
    assert (off.follow, off.timeout, off.proxy) == (False, None, None)


def test_what_the_client_must_not_send() -> None:
    request = the_request(
        "curl https://x.io/ -A '' -d a -H content-type: -H Accept: -H 'accept: b'"
    )
    assert request.removed == ("content-type", "user-agent")


WORDS = st.text(
    st.sampled_from("ab=&?#/:@%{}[],\\ ;\"'.-+$<\n\u200b\u00a0é\udcff") | st.characters(),
    max_size=20,
)
OPTIONS = st.sampled_from(
    ["-H", "-d", "-G", "--json", "--data-urlencode", "--url-query", "-u", "-b", "-X", "-m", "-I"]
)


@given(st.lists(WORDS | OPTIONS, max_size=6))
def test_nothing_raises_and_every_place_is_in_the_paste(texts: list[str]) -> None:
    paste = " ".join(["curl", "x.io", *texts])
    words, end = [], 0
    for text in ["curl", "x.io", *texts]:
        builder = WordBuilder(paste, end)
        builder.literal(end, end + len(text))
        words.append(builder.build(end + len(text)))
        end += len(text) + 1
    command = Command("sh", Span(0, end), tuple(words))
    request = build_request(command, read_arguments(command))
    if request:
        query = "&".join(spelled(pair) for pair in request.pairs)
        assert query == (request.query.text if request.query else "")
        spans = [word.span for word in words_of(request)]
        spans += [mark.span for mark in request.marks]
        spans += [fact.span for fact in request.uncarried]
        assert all(0 <= span.start <= span.end <= end for span in spans)


def spelled(pair: Pair) -> str:
    return pair.name.text + ("" if pair.value is None else f"={pair.value.text}")


def words_of(request: Request) -> Iterator[Word]:
    yield request.url
    for pair in (*request.pairs, *request.headers):
        yield pair.name
        if pair.value:
            yield pair.value
    yield from (part for part in request.body.parts if isinstance(part, Word))
