"""Stages 1 to 4 of one command in one record."""

from dataclasses import dataclass

from snippetgen.arguments import Arguments
from snippetgen.find import Start
from snippetgen.paste import Paste
from snippetgen.request import Request
from snippetgen.webhook import Webhook
from snippetgen.words.command import Command


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of one command; the only argument of a rule.

    `starts` are all the commands that the paste holds; `command` is None where none, or several and
    none chosen; `request` is None where none can be made out.
    """

    paste: Paste
    starts: tuple[Start, ...]
    start: Start | None = None
    command: Command | None = None
    arguments: Arguments | None = None
    request: Request | None = None
    webhook: Webhook | None = None
