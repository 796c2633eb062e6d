"""Stage 5's types: a request as a program makes it, with no curl and no service's words in it.

A `Call` is all that a template sees. Where the snippet held a secret or an id, it holds a `Ref`;
everything else is the snippet's own text. `call_of.py` makes one from a `Reading`.
"""

from dataclasses import dataclass, replace

from snippetgen.call.text import Encoding, Ref, Text, merged


@dataclass(frozen=True, slots=True)
class Number:
    """A JSON number in its own spelling."""

    spelling: str


@dataclass(frozen=True, slots=True)
class Map:
    """A JSON object: its members in order, no name twice."""

    members: tuple[tuple[str, "Value"], ...] = ()


Value = None | bool | Number | str | tuple["Value", ...] | Map | Ref
"""A JSON value; a `Ref` stands where a parameter or a secret is its text."""


@dataclass(frozen=True, slots=True)
class Field:
    """A header or a query parameter: the name, and the value before any encoding."""

    name: str
    value: Text

    @property
    def header(self) -> Text:
        """Give the field as a header line is written for curl: an empty value takes a `;`."""
        if not self.value.parts:
            return Text((f"{self.name};",))
        return merged((f"{self.name}: ", *self.value.parts))


@dataclass(frozen=True, slots=True)
class Split:
    """A JSON object whose inputs stand together: what stands before them and after them.

    `before` and `after` are members; `before_text` and `after_text` the same as JSON text without
    braces and outer commas; `inputs_text` is the inputs' object as the snippet spelled it.
    """

    before: Map
    inputs: Map
    after: Map
    before_text: Text
    inputs_text: str
    after_text: Text


@dataclass(frozen=True, slots=True)
class File:
    """A part of a body that is read from a file (`-`: standard input) when the program runs.

    `stripped`: without CR, LF and NUL; `encoded`: percent-encoded, a blank as `+`.
    """

    name: str
    stripped: bool = False
    encoded: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent after the headers; exactly one of the forms below, or none of them.

    `text`: the text as the snippet spelled it, always there unless `data` or `files` is.
    `value`: the same as a JSON value where that loses nothing, None elsewhere.
    `split`: beside `value`, where the inputs stand together. `form`: the fields of a form, decoded,
    where an encoder of `application/x-www-form-urlencoded` gives the text back. `data`: bytes that
    are not text. `files`: parts of which at least one is read from a file.
    """

    text: Text | None = None
    value: Value = None
    has_value: bool = False
    split: Split | None = None
    form: tuple[Field, ...] | None = None
    data: bytes | None = None
    files: tuple[Text | File, ...] = ()

    @property
    def exists(self) -> bool:
        """Say whether a body is sent, an empty one included."""
        return self.text is not None or self.data is not None or bool(self.files)

    @property
    def encodings(self) -> frozenset[Encoding]:
        """Give the encodings that the references of the body's text, or of its parts, need."""
        texts = [self.text, *self.files]
        return frozenset().union(*(text.encodings for text in texts if isinstance(text, Text)))


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that is kept out of the code: its name in the program and in the environment.

    `literal` is what the program holds instead of reading the environment (the snippet's own value
    or a placeholder, where either was asked for), else None. It never prints.
    """

    name: str
    env: str
    literal: str | None = None

    def __repr__(self) -> str:
        return f"Secret({self.env})"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the function: its name, its text in the snippet, and what it means."""

    name: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Docs:
    """The program's own words about itself; nothing in them comes from the snippet.

    `summary` and `details` are about the program, `function` about what its function does and
    gives, `inputs` about the parameter that `Call.inputs` names.
    """

    summary: str
    function: str
    details: tuple[str, ...] = ()
    inputs: str = ""


@dataclass(frozen=True, slots=True)
class Basic:
    """HTTP basic authentication (RFC 7617)."""

    user: Text
    password: Text

    @property
    def pair(self) -> Text:
        """Give user and password as they are joined before they are encoded."""
        return merged((*self.user.parts, ":", *self.password.parts))


@dataclass(frozen=True, slots=True)
class Transport:
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


@dataclass(frozen=True, slots=True)
class Poll:
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


@dataclass(frozen=True, slots=True)
class Call:
    """One request, ready for any language.

    `name` is the function's, in words. `address` is the URL without its query and `search` the
    query with its `?`, percent-encoded and ASCII. `query` holds the parameters, decoded, where an
    encoder of `application/x-www-form-urlencoded` gives the snippet's query back; None elsewhere.
    `inputs` names the parameter that `body.split` splits off. `answer` names the field of a JSON
    answer that `main` prints; "" prints the whole answer. `advice` says what to do on a status;
    300, 400 and 500 stand for every status of their hundred that is not named. `removed` are
    headers, in lower case, that a client must not add by itself. `poll` says how to wait for the
    end of what the call started, where that was asked for.
    """

    name: tuple[str, ...]
    method: str
    address: Text
    search: Text
    query: tuple[Field, ...] | None
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

    @property
    def url(self) -> Text:
        """Give the whole URL: `address` and `search` as one text."""
        return merged((*self.address.parts, *self.search.parts))

    @property
    def encodings(self) -> frozenset[Encoding]:
        """Give the encodings that any reference in URL, headers, body and poll needs."""
        headers = (field.value.encodings for field in self.headers)
        polled = self.poll.search.encodings if self.poll else frozenset()
        return self.url.encodings.union(self.body.encodings, polled, *headers)

    @property
    def spellings(self) -> frozenset[Encoding]:
        """Give the encodings in which a secret is sent, and so may come back in an answer."""
        names = {secret.name for secret in self.secrets}
        texts = [self.url, self.body.text, *self.body.files]
        refs = (ref for text in texts if isinstance(text, Text) for ref in text.refs)
        return frozenset(ref.encoding for ref in refs if ref.name in names and ref.encoding)

    @property
    def asking(self) -> "Call":
        """Give the question of `poll` as a call; `inputs` names the run. There must be a `poll`."""
        poll = self.poll
        if poll is None:
            raise ValueError("a call without a poll asks for nothing")
        texts = (poll.address, poll.search, *(field.value for field in poll.headers))
        needed = {ref.name for text in texts for ref in text.refs} - {poll.run}
        return replace(
            self,
            name=poll.name,
            method="GET",
            address=poll.address,
            search=poll.search,
            query=poll.query,
            headers=poll.headers,
            body=Body(),
            parameters=tuple(one for one in self.parameters if one.name in needed),
            docs=replace(self.docs, function=poll.does, inputs=poll.means),
            transport=replace(self.transport, retries=0),
            inputs=poll.run,
            poll=None,
        )

    @property
    def content_type(self) -> str:
        """Give the Content-Type that is sent, "" where none is."""
        field = self.header("content-type")
        return (field and field.value.literal) or ""

    def header(self, name: str) -> Field | None:
        """Give the first header of a name, whatever its case."""
        return next((field for field in self.headers if field.name.lower() == name.lower()), None)

    def headers_without(self, *names: str) -> tuple[Field, ...]:
        """Give the headers but those of some names, in lower case."""
        return tuple(field for field in self.headers if field.name.lower() not in names)
