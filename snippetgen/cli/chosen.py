"""The one command that a paste holds, or the one that was asked for."""

from collections.abc import Iterator

from snippetgen.errors import NoCommand
from snippetgen.paste import Paste
from snippetgen.reading import Reading, read
from snippetgen.report.visible import visible

_MOST_LISTED = 10


def read_chosen(paste: Paste, nth: int | None) -> Reading:
    """Read the command of a paste that `convert` and `parse` work on.

    Raises `NoCommand` where there is none, or several and none was chosen.
    """
    reading = read(paste, nth)
    if reading.command is not None:
        return reading
    if not reading.starts:
        raise NoCommand(_none(paste))
    count = len(reading.starts)
    if nth is not None:
        raise NoCommand(f"{paste.name}: there is no command number {nth}, only {count}.")
    raise NoCommand(
        f"{paste.name}: {count} curl commands stand here. Choose one with --nth:\n"
        + "\n".join(_listed(paste, count))
    )


def _listed(paste: Paste, count: int) -> Iterator[str]:
    """Give a line for each of the first commands: its number, its line, what it requests."""
    for number in range(1, min(count, _MOST_LISTED) + 1):
        reading = read(paste, number)
        line, _ = paste.position(reading.starts[number - 1].offset)
        yield f"  --nth {number}  line {line}: {_requested(reading)}"
    if count > _MOST_LISTED:
        yield f"  … and {count - _MOST_LISTED} more"


def _requested(reading: Reading) -> str:
    request = reading.request
    if request is None:
        return "no request can be made out"
    places = [request.url.locate(one.word.content) for one in reading.secrets]
    return f"{request.method} {'[secure]' if any(places) else visible(request.url.text)}"


def _none(paste: Paste) -> str:
    if not paste.text.strip():
        return f"{paste.name}: the text is empty. Copy the cURL snippet again and paste it whole."
    return (
        f"{paste.name}: no curl command was found. "
        "Copy the snippet from the Webhook panel again, from the word curl to its end."
    )
