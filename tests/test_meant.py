"""What copying did to the characters of a request, undone and recorded."""

import pytest
from one_request import the_request

from snippetgen.json_text import member
from snippetgen.request import Request
from snippetgen.words.command import MarkKind

K = "6b0d549b6f03475a9600a35a099950d8"
U = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
ZERO_WIDTH_SPACE, NO_BREAK_SPACE, LEFT_TO_RIGHT = "\u200b", "\u00a0", "\u200e"
ENCODED_ZERO_WIDTH = "%E2%80%8B"


def whole(request: Request) -> str:
    """Give what the request holds, in one text."""
    query = "" if request.query is None else f"?{request.query.text}"
    values = [pair.value.text for pair in request.headers if pair.value]
    body = request.body.text.text if request.body.text else ""
    return "\n".join([request.url.text + query, *values, body]).rstrip("\n")


MEANT = [
    pytest.param(
        f"curl 'https://x.io/a{ZERO_WIDTH_SPACE}b{NO_BREAK_SPACE}?c={LEFT_TO_RIGHT}d'",
        "https://x.io/ab?c=d",
        [
            (MarkKind.ZERO_WIDTH, ZERO_WIDTH_SPACE),
            (MarkKind.ODD_SPACE, NO_BREAK_SPACE),
            (MarkKind.BIDI, LEFT_TO_RIGHT),
        ],
        id="odd characters in a URL",
    ),
    pytest.param(
        "curl 'https://x.io/a&amp;b?c=1&amp;d=2&amp;amp;e=3&#38;f'",
        "https://x.io/a&amp;b?c=1&d=2&e=3&f",
        [
            (MarkKind.ENTITY, "&amp;"),
            (MarkKind.ENTITY, "&amp;amp;"),
            (MarkKind.ENTITY, "&#38;"),
        ],
        id="entities in a query, not in a path",
    ),
    pytest.param(
        f"curl 'https://x.io/?user_id={U}{ENCODED_ZERO_WIDTH}&q=a{ENCODED_ZERO_WIDTH}'",
        f"https://x.io/?user_id={U}&q=a{ENCODED_ZERO_WIDTH}",
        [(MarkKind.ZERO_WIDTH, ENCODED_ZERO_WIDTH)],
        id="an encoded zero width in an id, not in another value",
    ),
    pytest.param(
        f"curl 'https://x.io/?api_key= {K}%20&user_id={U}'",
        f"https://x.io/?api_key={K}&user_id={U}",
        [(MarkKind.KEY_BLANKS, " "), (MarkKind.KEY_BLANKS, "%20")],
        id="blanks around the key in a query",
    ),
    pytest.param(
        f"curl https://x.io/ -H 'Authorization: Bearer  {K} '",
        f"https://x.io/\nBearer {K}",
        [(MarkKind.KEY_BLANKS, "  "), (MarkKind.KEY_BLANKS, " ")],
        id="blanks around the key in a header",
    ),
    pytest.param(
        f"curl https://x.io/ -H 'Authorization: Bearer{NO_BREAK_SPACE}{K}{ZERO_WIDTH_SPACE}'",
        f"https://x.io/\nBearer {K}",
        [(MarkKind.KEY_BLANKS, NO_BREAK_SPACE), (MarkKind.KEY_BLANKS, ZERO_WIDTH_SPACE)],
        id="odd characters around the key",
    ),
    pytest.param(
        f"curl https://x.io/ -H 'Authorization: {K[:9]}{ZERO_WIDTH_SPACE}{K[9:]}'",
        f"https://x.io/\n{K}",
        [(MarkKind.ZERO_WIDTH, ZERO_WIDTH_SPACE)],
        id="a zero width inside a key without a scheme",
    ),
    pytest.param(
        f"curl https://x.io/ -H 'x-auth-key: {U}{LEFT_TO_RIGHT}' -H 'X: a{ZERO_WIDTH_SPACE}b'",
        f"https://x.io/\n{U}\na{ZERO_WIDTH_SPACE}b",
        [(MarkKind.BIDI, LEFT_TO_RIGHT)],
        id="an id in a header; another header's value stays",
    ),
    pytest.param(
        f"curl https://x.io/ -H '{ZERO_WIDTH_SPACE}X:{NO_BREAK_SPACE}a'",
        "https://x.io/\na",
        [(MarkKind.ZERO_WIDTH, ZERO_WIDTH_SPACE), (MarkKind.ODD_SPACE, NO_BREAK_SPACE)],
        id="odd characters around a header's name and value",
    ),
    pytest.param(
        """curl https://x.io/ --json '{"a": [1, 2,], "b": 3,}'""",
        'https://x.io/\napplication/json\napplication/json\n{"a": [1, 2], "b": 3}',
        [(MarkKind.TRAILING_COMMA, ","), (MarkKind.TRAILING_COMMA, ",")],
        id="trailing commas",
    ),
    pytest.param(
        f"curl https://x.io/ --json '{{{NO_BREAK_SPACE}“a”:{ZERO_WIDTH_SPACE}\"“b”\"}}'",
        'https://x.io/\napplication/json\napplication/json\n{ "a":"“b”"}',
        [
            (MarkKind.ODD_SPACE, NO_BREAK_SPACE),
            (MarkKind.CURLY_QUOTE, "“"),
            (MarkKind.CURLY_QUOTE, "”"),
            (MarkKind.ZERO_WIDTH, ZERO_WIDTH_SPACE),
        ],
        id="curly quotes and odd characters between tokens",
    ),
    pytest.param(
        "curl https://x.io/ --json '{\"a\": True,}'",
        'https://x.io/\napplication/json\napplication/json\n{"a": True,}',
        [],
        id="nothing is repaired in what is no JSON afterwards",
    ),
    pytest.param(
        "curl https://x.io/ -d '[1,]' -H 'Content-Type: text/plain'",
        "https://x.io/\ntext/plain\n[1,]",
        [],
        id="nothing is repaired in what is declared to be text",
    ),
    pytest.param(
        f"""curl https://x.io/ --json '{{"user_id": "{U}\u2060", "n": "a\u2060b"}}'""",
        f"https://x.io/\napplication/json\napplication/json\n"
        f"""{{"user_id": "{U}", "n": "a\u2060b"}}""",
        [(MarkKind.ZERO_WIDTH, "\u2060")],
        id="an id in a JSON body, not another string",
    ),
    pytest.param(
        f"curl https://x.io/ -d 'user_id={U}{ZERO_WIDTH_SPACE}&n=a{ZERO_WIDTH_SPACE}'",
        f"https://x.io/\napplication/x-www-form-urlencoded\nuser_id={U}&n=a{ZERO_WIDTH_SPACE}",
        [(MarkKind.ZERO_WIDTH, ZERO_WIDTH_SPACE)],
        id="an id in a form",
    ),
]


@pytest.mark.parametrize(("text", "expected", "marks"), MEANT)
def test_characters_are_read_as_meant(
    text: str, expected: str, marks: list[tuple[MarkKind, str]]
) -> None:
    request = the_request(text)
    assert whole(request) == expected
    assert [(mark.kind, text[mark.span.start : mark.span.end]) for mark in request.marks] == marks
    assert request.uncarried == ()


def test_an_edited_json_body_has_the_places_of_its_own_text() -> None:
    text = f"""curl https://x.io/ --json '{{"a": [1,], "user_id": "{U}\u200b", "b": 2}}'"""
    body = the_request(text).body
    assert body.text
    assert body.json
    assert body.json.root
    found = member(body.json.root, "b")
    assert found
    assert body.text.text[found.value.start : found.value.end] == "2"
    assert text[body.text.at(found.value.start)] == "2"
