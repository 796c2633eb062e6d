"""The request of a text's first command, for tests of the stage that makes it."""

from snippetgen.arguments import read_arguments
from snippetgen.find import find_commands
from snippetgen.paste import Paste
from snippetgen.request import Request, build_request
from snippetgen.words import lex


def request_of(text: str) -> Request | None:
    """Give the request, None where none can be made out."""
    paste = Paste(text)
    command = lex(paste, find_commands(paste)[0])
    return build_request(command, read_arguments(command))


def the_request(text: str) -> Request:
    """Give the request, which there must be."""
    request = request_of(text)
    assert request is not None
    return request
