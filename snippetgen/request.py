"""Stage 3, second half: exactly what curl would send.

In: `Arguments`. Out: a `Request`, or None where no request can be made out.
"""

from dataclasses import dataclass, field
from typing import Literal

from snippetgen.json_text import Document
from snippetgen.words.command import Mark
from snippetgen.words.word import Word

BodyKind = Literal["none", "json", "text", "form", "multipart", "file", "binary"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A header or a query parameter, spelled as it is sent; `value` None: a bare query name."""

    name: Word
    value: Word | None


@dataclass(frozen=True, slots=True)
class FilePart:
    """A body part read from a file when the request is sent (`-` is standard input).

    `stripped`: carriage returns, line feeds and NULs are removed, as `-d @file` does.
    `encoded`: percent-encoded, as `--data-urlencode @file` does, after `prefix` (`name=`).
    """

    name: Word
    stripped: bool = False
    encoded: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """The request's body: its parts in order, sent one after another with nothing between.

    `json` is the tolerant reading of its text where the text looks like JSON; None elsewhere.
    """

    kind: BodyKind
    parts: tuple[Word | FilePart, ...] = ()
    json: Document | None = None

    @property
    def text(self) -> Word | None:
        """Give the body's text where it is one text, None where it is empty or reads a file."""
        only = self.parts[0] if len(self.parts) == 1 else None
        return only if isinstance(only, Word) else None


@dataclass(frozen=True, slots=True)
class Basic:
    """HTTP basic authentication; `password` None where curl would ask for it."""

    user: Word
    password: Word | None


@dataclass(frozen=True, slots=True)
class Transfer:
    """How the request is carried, beside what is sent; times in seconds."""

    follow: bool = False
    insecure: bool = False
    compressed: bool = False
    proxy: Word | None = None
    timeout: float | None = None
    connect_timeout: float | None = None
    retries: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """Exactly what curl would send for the command as it was meant.

    `url` is absolute, without query and fragment; `query` is raw, None where there is no `?`, and
    `pairs` are its parts. `headers` are those that the command or an option sets, as `Content-Type`
    by `-d`. `explicit_method` says that `-X`, `-I` or `-G` chose it.
    """

    method: str
    url: Word
    query: Word | None
    pairs: tuple[Pair, ...]
    headers: tuple[Pair, ...]
    body: Body
    auth: Basic | None = None
    transfer: Transfer = field(default_factory=Transfer)
    marks: tuple[Mark, ...] = ()
    explicit_method: bool = False
