"""Held against the judge: for each command, what we say is sent is what real curl sends."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from one_request import the_request
from toolchains import require, run_bash

from snippetgen.request import FilePart, Request
from snippetgen.request.structure import percent_encoded
from snippetgen.verifying.recorder import Recorder
from snippetgen.words.word import Word, to_bytes

# What a client sends by itself and may send otherwise.
FREE = ("host", "user-agent", "accept", "accept-encoding", "content-length", "expect", "connection")


def target(request: Request) -> bytes:
    path = re.sub("^https?://[^/?]*", "", request.url.text)
    return to_bytes(path if request.query is None else f"{path}?{request.query.text}")


def headers(request: Request) -> list[tuple[str, str]]:
    sent = [(pair.name.text, pair.value.text) for pair in request.headers if pair.value is not None]
    if request.auth:
        password = request.auth.password
        user = f"{request.auth.user.text}:{password.text if password else ''}"
        sent.append(("Authorization", f"Basic {base64.b64encode(to_bytes(user)).decode()}"))
    return sorted((name.lower(), to_bytes(value).decode("latin-1")) for name, value in sent)


def body(request: Request, folder: Path) -> bytes:
    return b"".join(part_bytes(part, folder) for part in request.body.parts)


def part_bytes(part: Word | FilePart, folder: Path) -> bytes:
    if isinstance(part, Word):
        return to_bytes(part.text)
    data = (folder / part.name.text).read_bytes()
    if part.stripped:
        data = re.sub(b"[\r\n\0]", b"", data)
    if part.encoded:
        word = Word(data.decode(), part.name.span)
        data = to_bytes(percent_encoded(word).text)
    return data


def normal(data: bytes) -> bytes:
    """Spell every encoding in capitals and encode what no URL may hold (RFC 3986, 6.2.2)."""
    data = re.sub(rb"%[0-9a-f]{2}", lambda code: code[0].upper(), data, flags=re.IGNORECASE)
    return re.sub(rb"[\x80-\xff]", lambda byte: b"%%%02X" % byte[0][0], data)


@pytest.fixture(scope="module")
def server() -> Iterator[Recorder]:
    require("curl/curl")
    with Recorder() as recorder:
        yield recorder


SENT = [
    pytest.param("curl URL/a", id="a GET"),
    pytest.param("curl URL", id="no path is a slash"),
    pytest.param("curl 'URL?x=1'", id="a query without a path"),
    pytest.param("curl 'URL/a?x=1#part?y'", id="a fragment is not sent"),
    pytest.param("curl 'URL/a?'", id="an empty query keeps its mark"),
    pytest.param("curl 'URL/a?b=1&b=2&c&d=&&e=%2F+%20=f'", id="a query keeps its spelling"),
    pytest.param("curl 'URL/é/%zz%2f?ü=\\'", id="a URL is not encoded anew"),
    pytest.param("curl URL/a/../b/./c/d/..", id="dot segments"),
    pytest.param("curl URL/..//a/.", id="dot segments above the root"),
    pytest.param("curl --path-as-is URL/a/../b", id="dot segments as they are"),
    pytest.param("curl 'URL/{one}/\\{two\\}/x[]=1/{a\\,b}'", id="patterns of one"),
    pytest.param("curl 'URL/[5-5]'", id="a range of one"),
    pytest.param("curl -g 'URL/{a,b}[1-2]'", id="patterns switched off"),
    pytest.param("curl -s HTTP:/127.0.0.1:PORT/a", id="one slash and a scheme in capitals"),
    pytest.param("curl 127.0.0.1:PORT/a", id="no scheme"),
    pytest.param("curl http://us%41r:p%3a:q@127.0.0.1:PORT/", id="user in the URL"),
    pytest.param("curl http://user@127.0.0.1:PORT/", id="user without password in the URL"),
    pytest.param("curl http://a:b@127.0.0.1:PORT/ -u x:y", id="-u wins over the URL"),
    pytest.param("curl http://a:b@127.0.0.1:PORT/ -H 'Authorization: z'", id="a header wins"),
    pytest.param("curl http://a:b@127.0.0.1:PORT/ -H Authorization:", id="no authorization"),
    pytest.param("curl URL/ -u a:b:c", id="a colon in the password"),
    pytest.param("curl URL/ -u a:b --oauth2-bearer T", id="bearer wins over user"),
    pytest.param(
        "curl URL/ --oauth2-bearer T -H 'Authorization: z'", id="a header wins over bearer"
    ),
    pytest.param("curl URL/ -X PATCH -X PSOT", id="the last method"),
    pytest.param("curl URL/ -X post -d x", id="a method in small letters"),
    pytest.param("curl URL/ -X POST", id="a POST without a body"),
    pytest.param("curl URL/ -I", id="HEAD"),
    pytest.param("curl URL/?a -G -d b -d c=%2F", id="-G moves data to the query"),
    pytest.param("curl URL/?a=1\\& -G -d b", id="-G after an ampersand"),
    pytest.param("curl 'URL/?' -G -d ''", id="-G with nothing"),
    pytest.param("curl URL/ -IG -d b", id="HEAD with data in the query"),
    pytest.param(
        "curl URL/?x=1 --url-query 'c=3 é' --url-query +d=4 --url-query a", id="url-query"
    ),
    pytest.param("curl URL/ --url-query =x=y -d b", id="url-query beside a body"),
    pytest.param("curl URL/ -G -d a --url-query b", id="-G wins over url-query"),
    pytest.param("curl URL/ -d a=1 --data-raw @b --data-ascii 'c\nd'", id="data is joined"),
    pytest.param("curl URL/ -d a -d ''", id="empty data is joined too"),
    pytest.param("curl URL/ -d ''", id="an empty body"),
    pytest.param("curl URL/ -d @b.txt -d c", id="a file without its line breaks"),
    pytest.param("curl URL/ --data-binary @b.txt", id="a file as it is"),
    pytest.param("curl URL/ --data-urlencode n@b.txt --data-urlencode @b.txt", id="files encoded"),
    pytest.param(
        "curl URL/ --data-urlencode 'a b' --data-urlencode =c/d --data-urlencode 'n=é%20~ f'",
        id="encoded data",
    ),
    pytest.param("curl URL/ -G --data-urlencode 'q=a&b=c d'", id="encoded data in the query"),
    pytest.param("curl URL/ -d @- <<'E'\n{\n \"a\": 1\n}\nE", id="a here-document"),
    pytest.param("curl URL/ --data-binary @- <<'E'\n{\n}\nE", id="a here-document as it is"),
    pytest.param("curl URL/ --json @- <<<'{}'", id="a here-string"),
    pytest.param("curl URL/ --data-urlencode n@- <<'E'\na b\nE", id="a here-document encoded"),
    pytest.param("curl URL/ -d @- < b.txt", id="standard input from a file"),
    pytest.param("curl URL/ --json '{' --json '}' -d y", id="json is joined with nothing"),
    pytest.param(
        "curl URL/ --json '{}' -H 'content-type: a' -H Accept:", id="json's headers given"
    ),
    pytest.param("curl URL/ -d $'\\xff\\xfe'", id="bytes that are no text"),
    pytest.param(
        "curl URL/ -H 'A: 1' -H 'a:2' -H 'G:  v  w '", id="headers keep order and repeats"
    ),
    pytest.param("curl URL/ -H 'B;' -H 'C:' -H D -H ': v' -H 'E ; ' -H 'F;x'", id="odd headers"),
    pytest.param("curl URL/ -H 'X: é☃'", id="a header beyond latin-1"),
    pytest.param("curl URL/ -d x -H Content-Type:", id="no content type"),
    pytest.param("curl URL/ -d x -H 'Content-Type;'", id="an empty content type"),
    pytest.param(
        "curl URL/ -d x -H 'Content-Type: a' -H 'content-type: b'", id="two content types"
    ),
    pytest.param("curl URL/ -b a=1 -b ' b=2'", id="cookies are joined"),
    pytest.param("curl URL/ -b a=1 -H 'Cookie: z=1'", id="a header wins over cookies"),
    pytest.param("curl URL/ -b a=1 -H 'Cookie;'", id="an empty cookie header"),
    pytest.param("curl URL/ -e http://a -e http://b", id="the last referer"),
    pytest.param("curl URL/ -e http://a -H 'Referer: c'", id="a header wins over the referer"),
]


@pytest.mark.parametrize("command", SENT)
def test_is_what_real_curl_sends(command: str, server: Recorder, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"1 2\r\n3\n")
    command = command.replace("URL", server.url).replace("PORT", server.url.rpartition(":")[2])
    assert run_bash(command, tmp_path, {}).status == 0
    [recorded] = server.take()
    request = the_request(command)
    assert [fact.what for fact in request.uncarried if fact.what != "--path-as-is"] == []
    assert request.method == recorded.method
    assert normal(target(request)) == normal(recorded.target)
    sent = sorted((name.lower(), value) for name, value in recorded.headers)
    assert set_by_command(headers(request)) == set_by_command(sent)
    assert body(request, tmp_path) == recorded.body


def set_by_command(sent: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [header for header in sent if header[0] not in FREE]
