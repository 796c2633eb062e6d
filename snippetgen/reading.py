"""Stages 1 to 4 of one command in one record.

In: a pasted text. Out: a `Reading` of the command that was asked for, or one of each. Reading never
raises: what cannot be made out is None, and every fact of the damage is in the record.
"""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.arguments import Arguments, read_arguments
from snippetgen.find import Start, find_commands
from snippetgen.json_text import read_json
from snippetgen.once import found
from snippetgen.paste import Paste
from snippetgen.request import Body, Pair, Request, build_request
from snippetgen.secret_places import SecretPlace, secret_places
from snippetgen.webhook import Webhook, read_webhook
from snippetgen.words import lex
from snippetgen.words.command import Command, Mark
from snippetgen.words.word import Word


class Reading(Struct, frozen=True, dict=True):
    """All that is known of one command; the only argument of a rule.

    `starts` are all the commands that the paste holds; `command` is None where none, or several and
    none chosen; `request` is None where none can be made out. `secrets` are the places in it that
    must not be shown; `marks` are those of every stage. In `facts` the checks keep, while they run,
    what several rules ask of a reading (`checks/fact.py`).
    """

    paste: Paste
    starts: tuple[Start, ...]
    start: Start | None = None
    command: Command | None = None
    arguments: Arguments | None = None
    request: Request | None = None
    webhook: Webhook | None = None
    secrets: tuple[SecretPlace, ...] = ()
    marks: tuple[Mark, ...] = ()

    @found
    def facts(self) -> dict[str, Any]:
        """Give what the checks keep here; it is no part of what was read."""
        return {}


def read(text: str | Paste, nth: int | None = None) -> Reading:
    """Read a paste's only command, or its `nth`, counted from 1.

    Where there is no such command, or there are several and none was asked for, everything after
    `starts` is None.
    """
    paste = Paste(text) if isinstance(text, str) else text
    starts = find_commands(paste)
    if nth is None and len(starts) == 1:
        return read_start(paste, starts, starts[0])
    if nth is None or not 1 <= nth <= len(starts):
        return Reading(paste, starts)
    return read_start(paste, starts, starts[nth - 1])


def read_all(text: str | Paste) -> list[Reading]:
    """Read every command of a paste, in order."""
    paste = Paste(text) if isinstance(text, str) else text
    starts = find_commands(paste)
    return [read_start(paste, starts, start) for start in starts]


def read_start(paste: Paste, starts: tuple[Start, ...], start: Start) -> Reading:
    """Read the command that starts at `start`, one of a paste's `starts`."""
    command = lex(paste, start)
    arguments = read_arguments(command)
    marks = start.marks + command.marks + arguments.marks
    request = build_request(command, arguments)
    if request is None:
        return Reading(paste, starts, start, command, arguments, marks=marks)
    webhook = read_webhook(request)
    if start.kind == "url" and webhook and webhook.endpoint == "start_pipeline":
        request = _started(request)
        webhook = read_webhook(request)
    secrets = tuple(secret_places(request, webhook))
    marks += request.marks
    return Reading(paste, starts, start, command, arguments, request, webhook, secrets, marks)


def _started(request: Request) -> Request:
    """Give the request that a bare Webhook URL stands for: a POST with an empty JSON object.

    curl itself would GET it; but the URL that the panel hands out is there to start the flow, and
    its documentation posts `{}` where a flow has no inputs. Any other bare URL stays a GET.
    """
    place = request.url.source(len(request.url.text), len(request.url.text))
    name, value = Word("Content-Type", place), Word("application/json", place)
    text = Word("{}", place)
    return replace(
        request,
        method="POST",
        headers=(*request.headers, Pair(name, value)),
        body=Body("json", (text,), read_json("{}"), text),
    )
