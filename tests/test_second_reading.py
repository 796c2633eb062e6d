"""uncurl reads back every cURL command that we write; what it cannot say is listed here."""

import pytest
from cases import Case, own_targets, rendered_cases
from msgspec.structs import replace

from snippetgen.call.text import Text
from snippetgen.errors import SecondReadingDiffers
from snippetgen.rendering.fit import fitted
from snippetgen.second_reading import confirm, unreadable

CURL = own_targets()["curl/curl"]
# Every fixture that uncurl cannot read back, and why. A fixture that leaves this list is a gain.
SKIPPED = {
    "basic_auth_unicode": "basic authentication, whose colons it splits",
    "basic_auth": "basic authentication, whose colons it splits",
    "binary_file": "a body from a file, or of bytes",
    "bytes": "a body from a file, or of bytes",
    "cookie": "a Cookie header",
    "file_body": "a body from a file, or of bytes",
    "head": "a HEAD request",
    "hostile_text": "what stands in a shell's own quotes",
    "odd_headers": "an empty or removed header",
    "standard_input": "a body from a file, or of bytes",
    "userinfo": "basic authentication, whose colons it splits",
}


def _cases() -> list[Case]:
    return [case for case in rendered_cases() if CURL.id not in case.refused]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_what_is_not_read_back_is_known(case: Case) -> None:
    assert next(unreadable(fitted(case.call(), CURL)), None) == SKIPPED.get(case.name)


@pytest.mark.parametrize(
    ("command", "differs"),
    [
        pytest.param("curl -X PUT 'https://x.example/a' --data-raw 'b'", "method", id="method"),
        pytest.param("curl -X POST 'https://x.example/b' --data-raw 'b'", "URL", id="URL"),
        pytest.param("curl -X POST 'https://x.example/a' --data-raw 'c'", "body", id="body"),
        pytest.param(
            "curl -X POST 'https://x.example/a' -H 'A: b' --data-raw 'b'", "header", id="header"
        ),
        pytest.param("curl --request POST 'https://x.example/a'", "command", id="unknown option"),
    ],
)
def test_a_command_that_says_another_request_is_not_printed(
    command: str, differs: str, capfd: pytest.CaptureFixture[str]
) -> None:
    bare = next(case for case in _cases() if case.name == "delete").call()
    body = replace(bare.body, text=Text(("b",)))
    call = replace(bare, method="POST", address=Text(("https://x.example/a",)), body=body)
    confirm("curl -X POST 'https://x.example/a' --data-raw 'b'", call)
    with pytest.raises(SecondReadingDiffers, match=differs):
        confirm(command, call)
    assert capfd.readouterr() == ("", "")
