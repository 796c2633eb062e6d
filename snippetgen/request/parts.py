"""The types that a request is made of.

In: nothing. Out: headers, parameters, bodies, authentication, and the facts that a request cannot
say. `snippetgen.request` gives them all under one roof.
"""

from typing import Literal

from msgspec import Struct

from snippetgen.json_text import Document
from snippetgen.paste import Span
from snippetgen.words.command import Mark
from snippetgen.words.word import Word

BodyKind = Literal["none", "json", "text", "form", "multipart", "file", "binary"]


class Pair(Struct, frozen=True, gc=False):
    """A header or a query parameter, spelled as it is sent; `value` None: a bare query name."""

    name: Word
    value: Word | None


class FilePart(Struct, frozen=True, gc=False):
    """A body part read from a file when the request is sent (`-` is standard input).

    `stripped`: carriage returns, line feeds and NULs are removed, as `-d @file` does.
    `encoded`: percent-encoded, as `--data-urlencode name@file` does; `name=` is the part before it.
    """

    name: Word
    stripped: bool = False
    encoded: bool = False


class Body(Struct, frozen=True, gc=False):
    """The request's body: its parts in order, sent one after another with nothing between.

    `json` is the tolerant reading of its text where the text looks like JSON; None elsewhere.
    `text` is the only part where that is a text; None where there is none, or there is a file.
    """

    kind: BodyKind
    parts: tuple[Word | FilePart, ...] = ()
    json: Document | None = None
    text: Word | None = None


class Basic(Struct, frozen=True, gc=False):
    """HTTP basic authentication; `password` None where curl would ask for it."""

    user: Word
    password: Word | None


class Transfer(Struct, frozen=True, gc=False):
    """How the request is carried, beside what is sent; times in seconds, None: no limit given."""

    follow: bool = False
    insecure: bool = False
    compressed: bool = False
    proxy: Word | None = None
    timeout: float | None = None
    connect_timeout: float | None = None
    retries: int = 0


class Uncarried(Struct, frozen=True, gc=False):
    """What the command says beyond what a `Request` holds, or what makes curl refuse it.

    `what` names it (`--form`, `several URLs`), `why` is half a sentence, `span` its place.
    `refused`: it is no matter of what we can carry, for curl itself would not send it.
    """

    what: str
    span: Span
    why: str
    refused: bool = False


class Noted(Struct):
    """What reading a request meets on its way: what was repaired, and what a request cannot say."""

    marks: list[Mark]
    uncarried: list[Uncarried]
