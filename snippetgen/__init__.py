"""Reads a pasted cURL snippet as its author meant it, and writes code that sends the same request.

The pipeline, each stage knowing only those before it:

    paste ──► words ──► request ──► webhook ──► call ──► code
     text     lexed     what curl   endpoint,   neutral   one template
     + spans  + spans   would send  key, ids,   model     per target
                                    inputs      for templates

`read` gives the first four stages of one command as a `Reading`; `check` judges it; `render` makes
code of it. Reading never raises: damage is data. Misuse raises `SnippetgenError` or its kinds.
"""

from functools import cache
from typing import TYPE_CHECKING, Literal

from snippetgen.errors import SnippetgenError
from snippetgen.paste import Paste

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from snippetgen.call.model import Call
    from snippetgen.checks.rule import Finding
    from snippetgen.reading import Reading
    from snippetgen.targets import Target

__all__ = ["Paste", "SnippetgenError", "check", "read", "read_all", "render"]


def read(text: str | Paste, nth: int | None = None) -> "Reading":
    """Read a text's only command, or its `nth`, counted from 1.

    Never raises on any text. Where there is no such command, or several and none was asked for, the
    reading's `request` is None.
    """
    return _reader()(text, nth)


def read_all(text: str | Paste) -> "list[Reading]":
    """Read every command in a text, in order."""
    from snippetgen.reading import read_all

    return read_all(text)


def check(reading: "Reading") -> "list[Finding]":
    """Find what is damaged or doubtful in a reading, causes before their consequences."""
    return _checker()(reading)


def render(
    reading: "Reading",
    target: str = "python",
    *,
    style: Literal["caller", "snippet"] = "caller",
    secrets: Literal["env", "inline", "placeholder"] = "env",
    wait: bool = False,
    templates: "Path | None" = None,
) -> str:
    """Write the program that sends a reading's request.

    `target` is a target's id (`python/requests`) or a language; `templates` is a folder with
    targets of your own. `secrets` says where the key comes from: the environment, or the code
    itself, as it stood or as a placeholder. With `wait`, a caller of start_pipeline waits for the
    end of the run and gives its outputs. Raises `UnknownTarget`, `BadTarget` or `CannotRender`.
    """
    find_target, call_of, render_call = _renderer()
    chosen = find_target(target, templates)
    return render_call(call_of(reading, secrets, wait), chosen, style)


# A stage is imported when it is first wanted, and then kept: an import takes its time each time.


@cache
def _reader() -> "Callable[[str | Paste, int | None], Reading]":
    from snippetgen.reading import read

    return read


@cache
def _checker() -> "Callable[[Reading], list[Finding]]":
    from snippetgen.checks import check

    return check


@cache
def _renderer() -> "tuple[Callable[..., Target], Callable[..., Call], Callable[..., str]]":
    from snippetgen.call.build import call_of
    from snippetgen.rendering.render import render_call
    from snippetgen.targets import find_target

    return find_target, call_of, render_call
