"""Stage 5's types: a request as a program makes it, with no curl and no service's words in it.

A `Call` is all that a template sees. Where the snippet held a secret or an id, it holds a `Ref`;
everything else is the snippet's own text. `build.py` makes one from a `Reading`.
"""

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.call.content import Body, Field
from snippetgen.call.forms import fields_of
from snippetgen.call.text import Encoding, Ref, Text, merged, refs_of
from snippetgen.once import found

_CONDITIONS = frozenset(
    {"if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"}
)
_HUNDREDS = frozenset({300, 400, 500})


class Secret(Struct, frozen=True):
    """A value that is kept out of the code: its name in the program and in the environment.

    `literal` is what the program holds instead of reading the environment (the snippet's own value
    or a placeholder, where either was asked for), else None. It never prints.
    """

    name: str
    env: str
    literal: str | None = None

    def __repr__(self) -> str:
        return f"Secret({self.env})"


class Parameter(Struct, frozen=True):
    """A parameter of the function: its name, its text in the snippet, and what it means."""

    name: str
    default: str
    meaning: str


class Docs(Struct, frozen=True):
    """The program's own words about itself; nothing in them comes from the snippet.

    `summary` and `details` are about the program, `function` about what its function does and
    gives, `inputs` about the parameter that `Call.inputs` names.
    """

    summary: str
    function: str
    details: tuple[str, ...] = ()
    inputs: str = ""


class Basic(Struct, frozen=True):
    """HTTP basic authentication (RFC 7617)."""

    user: Text
    password: Text

    @property
    def pair(self) -> Text:
        """Give user and password as they are joined before they are encoded."""
        return merged((*self.user.parts, ":", *self.password.parts))


class Transport(Struct, frozen=True):
    """How the request is carried; times in seconds, None: the client's own default.

    `timeout_given`: the snippet set the timeout; else it is one that a program should have.
    """

    timeout: float = 30
    timeout_given: bool = False
    connect_timeout: float | None = None
    follow: bool = False
    insecure: bool = False
    compressed: bool = False
    proxy: Text | None = None
    retries: int = 0


class Poll(Struct, frozen=True):
    """How to wait for the end of what a call started: a GET that is repeated; times in seconds.

    `name` is the function's, in words, and `does` what it does. `run` names the field of the
    start's answer that says which run it is, and the reference to it in `search` and `query`;
    `means` is what is said of it as a parameter.
    `address`, `search`, `query` and `headers` are the GET's, as `Call` has them. Its answer's field
    `state` is one of `done` (then `result` is what came of it), one of `failed` (then `log` says
    why, the last `log_lines` of it), or anything else, and then it is asked again: first after
    `interval`, then each time after `growth` times as long, at most `longest`, until `timeout`.
    """

    address: Text
    search: Text
    query: tuple[Field, ...] | None
    headers: tuple[Field, ...]
    name: tuple[str, ...]
    does: str
    run: str
    means: str
    state: str
    done: tuple[str, ...]
    failed: tuple[str, ...]
    result: str
    log: str
    log_lines: int = 5
    interval: float = 1
    growth: float = 1.5
    longest: float = 10
    timeout: float = 600


class Call(Struct, frozen=True, dict=True):
    """One request, ready for any language.

    `name` is the function's, in words. `address` is the URL without its query and `search` the
    query with its `?`, percent-encoded and ASCII. `inputs` names the parameter that `body.split`
    splits off. `answer` names the field of a JSON answer that `main` prints; "" prints the whole
    answer. `advice` says what to do on a status; 300, 400 and 500 stand for every status of their
    hundred that is not named. `removed` are headers, in lower case, that a client must not add by
    itself. `poll` says how to wait for the end of what the call started, where that was asked for.
    `respelled` names the secrets that a form's encoder would spell otherwise than `search` does.
    """

    name: tuple[str, ...]
    method: str
    address: Text
    search: Text
    headers: tuple[Field, ...]
    body: Body
    auth: Basic | None
    secrets: tuple[Secret, ...]
    parameters: tuple[Parameter, ...]
    transport: Transport
    docs: Docs
    inputs: str = "inputs"
    answer: str = ""
    advice: tuple[tuple[int, str], ...] = ()
    removed: tuple[str, ...] = ()
    poll: Poll | None = None
    respelled: frozenset[str] = frozenset()

    @found
    def query(self) -> tuple[Field, ...] | None:
        """Give the parameters, decoded, where an encoder gives just the snippet's query back.

        That is one of `application/x-www-form-urlencoded`; None elsewhere.
        """
        if self.respelled and not self.respelled.isdisjoint([one.name for one in self.search.refs]):
            return None
        return fields_of(self.search, "?")

    @property
    def hidden(self) -> tuple[Secret, ...]:
        """Give the secrets that an answer may not show: all but empty ones."""
        return tuple([secret for secret in self.secrets if secret.literal != ""])

    @found
    def asked(self) -> tuple[Secret, ...]:
        """Give the secrets that are read from the environment."""
        return tuple([secret for secret in self.secrets if secret.literal is None])

    @property
    def asked_in_headers(self) -> bool:
        """Say whether a header holds a secret that is read from the environment."""
        return self._asks(self._in_headers)

    @property
    def asked_in_any_header(self) -> bool:
        """Say whether a header does, of the question of `poll` too."""
        if self.poll is None:
            return self._asks(self._in_headers)
        return self._asks(self._in_headers + refs_of([field.value for field in self.poll.headers]))

    def _asks(self, refs: list[Ref]) -> bool:
        return bool(refs) and not {ref.name for ref in refs}.isdisjoint(
            [secret.name for secret in self.asked]
        )

    @found
    def has_ascii_headers(self) -> bool:
        """Say whether every header's value is ASCII, apart from references."""
        parts = [part for field in self.headers for part in field.value.parts]
        return "".join([part for part in parts if isinstance(part, str)]).isascii()

    @property
    def is_conditional(self) -> bool:
        """Say whether a header makes the request conditional (RFC 9110 13.1)."""
        return not _CONDITIONS.isdisjoint([field.name.lower() for field in self.headers])

    @property
    def advises_by_hundred(self) -> bool:
        """Say whether `advice` has a word for a whole hundred of statuses."""
        return any(status in _HUNDREDS for status, _ in self.advice)

    @found
    def url(self) -> Text:
        """Give the whole URL: `address` and `search` as one text."""
        return self.address.then(self.search)

    @found
    def encodings(self) -> frozenset[Encoding]:
        """Give the encodings that any reference in URL, headers, body and poll needs."""
        polled = self.poll.search.refs if self.poll else []
        return frozenset([ref.encoding for ref in self._sent + self._in_headers + polled])

    @property
    def header_encodings(self) -> frozenset[Encoding]:
        """Give the encodings that references in the headers and in the proxy's URL need."""
        proxy = self.transport.proxy
        return frozenset([ref.encoding for ref in self._in_headers + (proxy.refs if proxy else [])])

    @found
    def _in_headers(self) -> list[Ref]:
        return refs_of([field.value for field in self.headers])

    @found
    def _sent(self) -> list[Ref]:
        return refs_of([self.address, self.search, *self.body.texts])

    @found
    def spellings(self) -> frozenset[Encoding]:
        """Give the encodings in which a secret is sent, and so may come back in an answer."""
        names = {secret.name for secret in self.secrets}
        sent = [ref.encoding for ref in self._sent if ref.encoding and ref.name in names]
        return frozenset(sent)

    @found
    def asking(self) -> "Call":
        """Give the question of `poll` as a call; `inputs` names the run. There must be a `poll`."""
        poll = self.poll
        if poll is None:
            raise ValueError("a call without a poll asks for nothing")
        texts = (poll.address, poll.search, *(field.value for field in poll.headers))
        needed = {ref.name for ref in refs_of(texts)} - {poll.run}
        asking = replace(
            self,
            name=poll.name,
            method="GET",
            address=poll.address,
            search=poll.search,
            headers=poll.headers,
            body=Body(),
            parameters=tuple(one for one in self.parameters if one.name in needed),
            docs=replace(self.docs, function=poll.does, inputs=poll.means),
            transport=replace(self.transport, retries=0),
            inputs=poll.run,
            poll=None,
        )
        vars(asking)["query"] = poll.query  # as `found` keeps it
        return asking

    @found
    def content_type(self) -> str:
        """Give the Content-Type that is sent, "" where none is."""
        field = self.header("content-type")
        return (field and field.value.literal) or ""

    def header(self, name: str) -> Field | None:
        """Give the first header of a name, whatever its case."""
        name = name.lower()
        for field in self.headers:
            if field.name.lower() == name:
                return field
        return None

    def headers_without(self, *names: str) -> tuple[Field, ...]:
        """Give the headers but those of some names, in lower case."""
        return tuple([field for field in self.headers if field.name.lower() not in names])
