"""The one door to uncurl: an independent reader of the cURL commands that we write.

In: a rendered command and the call that it should be. Out: nothing where both agree.
uncurl 0.0.11 reads what it can say; `unreadable` lists what it cannot, and there the second reading
is skipped. It exits the process on options that it does not know, so it runs inside a fence.
"""

import contextlib
import io
import shlex
from collections.abc import Iterator

from snippetgen.call.model import Call
from snippetgen.call.text import Ref, Text
from snippetgen.errors import SecondReadingDiffers

_SWITCHES = frozenset({"-L", "-k", "--compressed"})
_WITH_VALUE = frozenset({"-x", "-m", "--connect-timeout", "--retry"})


def confirm(command: str, call: Call) -> None:
    """Read a command that was rendered from `call` with uncurl, and compare.

    Raises `SecondReadingDiffers` where it reads another method, URL, header or body.
    """
    if next(unreadable(call), None):
        return
    differing = list(_differences(_request_words(command), call))
    if differing:
        raise SecondReadingDiffers(
            f"A bug of ours: uncurl reads another {differing[0]} in the command that we made, so "
            "nothing is printed. The README says where to report it."
        )


def unreadable(call: Call) -> Iterator[str]:
    """Say what of a call uncurl cannot say."""
    names = [field.name.lower() for field in call.headers]
    if len(set(names)) < len(names):
        yield "a repeated header"
    if call.removed or not all(field.value.parts for field in call.headers):
        yield "an empty or removed header"
    if "cookie" in names:
        yield "a Cookie header"
    if call.body.files or call.body.data is not None:
        yield "a body from a file, or of bytes"
    if call.method == "HEAD":
        yield "a HEAD request"
    if call.auth:
        yield "basic authentication, whose colons it splits"
    texts = [call.url, *(field.value for field in call.headers), call.body.text or Text()]
    if not all(map(_is_sayable, texts)):
        yield "what stands in a shell's own quotes"


def _is_sayable(text: Text) -> bool:
    literals = [part for part in text.parts if isinstance(part, str)]
    plain = all(part.replace("\n", "").isprintable() for part in literals)
    plain = plain and not any("\\\n" in part for part in literals)
    if text.literal is None:  # inside double quotes shlex keeps the backslash of \$ and \`
        plain = plain and not any(set("$`!") & set(part) for part in literals)
    return plain and not (literals and text.parts[0] == literals[0] and literals[0][:1] == "-")


def _request_words(command: str) -> list[str]:
    words = iter(shlex.split(command.replace(" \\\n", " ")))
    kept = []
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif word not in _SWITCHES:
            kept.append(word)
    return kept


def _differences(words: list[str], call: Call) -> Iterator[str]:
    import uncurl

    try:
        with contextlib.redirect_stderr(io.StringIO()):
            read = uncurl.parse_context(shlex.join(words))
    except (SystemExit, Exception):
        yield "command"
        return
    if read.method != call.method.lower():
        yield "method"
    if not _agrees(read.url, call.url):
        yield "URL"
    names = {field.name: field.value for field in call.headers}
    if read.headers.keys() != names.keys() or not all(
        _agrees(read.headers[name], value) for name, value in names.items()
    ):
        yield "header"
    if not _agrees(read.data or "", call.body.text or Text()):
        yield "body"


def _agrees(read: str, text: Text) -> bool:
    for ref in text.refs:
        read = read.replace(f"${{{ref.name}:?}}", f"${ref.name}")
    return read == "".join(map(_spelled, text.parts))


def _spelled(part: str | Ref) -> str:
    if isinstance(part, str):
        return part
    return f'"${part.name}"' if part.encoding == "json" else f"${part.name}"
