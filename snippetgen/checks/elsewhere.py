"""Whether what a request seems to miss may stand where only a shell, or a file, can say.

In: a `Reading`. Out: yes or no. A rule that finds something missing asks here first.
"""

from snippetgen.checks.fact import fact
from snippetgen.reading import Reading
from snippetgen.request import FilePart, Request


def is_key_elsewhere(reading: Reading) -> bool:
    """Say whether the key may come from a variable, a file or an option that reads one."""
    names = {option.name for option in reading.arguments.options} if reading.arguments else set()
    return bool(names & {"config", "netrc", "netrc-file"}) or is_id_elsewhere(reading)


@fact
def is_id_elsewhere(reading: Reading) -> bool:
    """Say whether an id may come from a variable or a file: in the URL, a header or the body."""
    request, arguments = reading.request, reading.arguments
    if request is None or arguments is None:
        return True
    headers = (one.argument for one in arguments.options if one.name == "header" and one.argument)
    unread = any(
        word.text.startswith("@") or (word.expansions and ":" not in word.text) for word in headers
    )
    return unread or _is_query_open(request) or _is_body_open(request)


def _is_query_open(request: Request) -> bool:
    """Say whether a variable may bring parameters of its own."""
    ends_open = any(one.end == len(request.url.text) for one in request.url.expansions)
    return ends_open or any(pair.name.expansions for pair in request.pairs)


def _is_body_open(request: Request) -> bool:
    if any(isinstance(part, FilePart) for part in request.body.parts):
        return True
    text = request.body.text
    if text is None:
        return request.body.kind != "none"
    return any((one.start, one.end) == (0, len(text.text)) for one in text.expansions)
