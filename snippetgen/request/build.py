"""Stage 3, second half: exactly what curl would send.

In: `Arguments`. Out: a `Request`, or None where no request can be made out. What is read is curl
8.22's own source, held against curl 7.88.1; where the two differ, the newer is followed, and the
place says so.
"""

from msgspec import Struct, field

from snippetgen.arguments import Arguments, Option
from snippetgen.request import meant
from snippetgen.request.body import (
    Part,
    data_parts,
    query_parts,
    read_body,
    uncarried_variables,
)
from snippetgen.request.given import Given, given
from snippetgen.request.globs import first_url
from snippetgen.request.headers import Headers, read_headers
from snippetgen.request.method import read_method
from snippetgen.request.parts import (
    Basic,
    Body,
    FilePart,
    Noted,
    Pair,
    Transfer,
    Uncarried,
)
from snippetgen.request.structure import cut
from snippetgen.request.transfer import TRANSFER, USUAL, read_transfer
from snippetgen.request.url import (
    Address,
    read_address,
    read_pairs,
    refused_blanks,
    usual_address,
    with_query,
)
from snippetgen.words.command import Command, Mark, Stdin
from snippetgen.words.word import Word

_PLACING = frozenset({"get", "head", "url-query"})
_CARRYING = TRANSFER | {"user"}
_OF_A_FILE = {
    "config": "its file can change anything",
    "cookie": "the cookies stand in a file",
    "header": "the headers stand in a file",
    "upload-file": "it sends a file",
}


class Request(Struct, frozen=True, gc=False):
    """Exactly what curl would send for the command as it was meant.

    `url` is absolute, without query and fragment; `query` is raw, None where there is no `?`, and
    `pairs` are its parts. `headers` are those that the command or an option sets, as `Content-Type`
    by `-d`. `explicit_method` says that `-X`, `-I` or `-G` chose it. `removed` are the lower-case
    names of headers that the client must not send by itself. A request with anything `uncarried`
    is not what curl would send, and must not be rendered.
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
    removed: tuple[str, ...] = ()
    uncarried: tuple[Uncarried, ...] = ()


def build_request(command: Command, arguments: Arguments) -> Request | None:
    """Give what curl would send; None where there is no URL, or none that names a host."""
    if not arguments.urls:
        return None
    options, noted, word = given(arguments), Noted([], []), arguments.urls[0]
    address = usual_address(word) or _address(word, options, noted)
    if not address:
        return None
    data = data_parts(options, command.stdin)
    if not options.is_usual:
        data, added = _apart(options, data, command.stdin)
        address = _with_added(address, added, noted) if added else address
    if not options.is_usual or arguments.extra or len(arguments.urls) > 1:
        noted.uncarried += _facts(arguments, options)
    return _assemble(options, address, data, noted)


def _address(word: Word, options: Given, noted: Noted) -> Address | None:
    """Give where the request goes; note what was repaired, and what the URL's patterns lose."""
    word, marks = meant.url(word)
    noted.marks += marks
    if not options.is_on("globoff"):
        word, several = first_url(word)
        noted.uncarried += several
    return read_address(word, options.is_on("path-as-is"))


def _apart(
    options: Given, data: tuple[Part, ...], stdin: Stdin | None
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Give what of the data is sent as the body, and what is added to the query."""
    if _PLACING.isdisjoint(options.by_name):
        return data, ()
    if options.is_on("get"):
        return (), data or query_parts(options, stdin)
    return () if options.is_on("head") else data, query_parts(options, stdin)


def _assemble(options: Given, address: Address, data: tuple[Part, ...], noted: Noted) -> Request:
    """Make the request, and note what is met meanwhile; `noted` has what was met before."""
    method, explicit = read_method(options, bool(data), noted)
    if address.uncarried:
        noted.uncarried += address.uncarried
    query, auth, transfer = address.query, None, USUAL
    if query is not None and not address.is_settled:
        query = _query(query, noted)
    headers = read_headers(options, noted, is_posted=bool(data))
    if not options.is_usual or address.user:
        auth, transfer = _carried(options, headers, address, noted)
    content_type = headers.values.get("content-type")
    body = read_body(data, content_type.text if content_type else "", noted)
    return Request(
        method,
        address.url,
        query,
        read_pairs(query),
        tuple(headers.pairs),
        body,
        auth,
        transfer,
        tuple(noted.marks),
        explicit,
        tuple(sorted(headers.removed)) if headers.removed else (),
        tuple(noted.uncarried),
    )


def _query(query: Word, noted: Noted) -> Word:
    """Give the query as it was meant; note what was repaired, and why curl refuses it."""
    query, marks = meant.query(query)
    noted.marks += marks
    noted.uncarried += refused_blanks(query)
    return query


def _with_added(address: Address, parts: tuple[Part, ...], noted: Noted) -> Address:
    """Add data to the query; a file cannot stand in one."""
    files = [part for part in parts if isinstance(part, FilePart)]
    if files:
        why = "a file's content would be part of the URL"
        noted.uncarried += [Uncarried("@file", file.name.span, why) for file in files]
        return address
    texts = [part for part in parts if isinstance(part, Word)]
    return with_query(address, texts[0]) if texts else address


def _carried(
    options: Given, headers: Headers, address: Address, noted: Noted
) -> tuple[Basic | None, Transfer]:
    """Give who sends and how it is carried; note what of it is unknown or refused."""
    if address.user is None and _CARRYING.isdisjoint(options.by_name):
        return None, USUAL
    auth = _auth(options, headers, address, noted)
    transfer, bad_numbers = read_transfer(options)
    noted.uncarried += bad_numbers
    return auth, transfer


def _auth(options: Given, headers: Headers, address: Address, noted: Noted) -> Basic | None:
    """Give who sends: `-u`, else the URL's user; a header or `--oauth2-bearer` wins over both."""
    word = options.last("user")
    if (word is None and address.user is None) or headers.has("authorization"):
        return None
    if word is None:
        return address.user
    user, password = cut(word, ":")
    if password is None and word.expansions:
        why = "only the shell knows where the user's name ends"
        noted.uncarried.append(Uncarried("--user", word.span, why))
        return Basic(user, None)
    # curl 8.22 takes an empty name and password for none; 7.88 sends them.
    return Basic(user, password) if word.text != ":" else address.user


def _change(option: Option) -> Uncarried:
    why = _OF_A_FILE.get(option.name, "it changes what is sent")
    return Uncarried(f"--{option.name}", option.span, why)


def _facts(arguments: Arguments, options: Given) -> list[Uncarried]:
    """Give what the command says that a request has no place for."""
    facts = [_change(one) for one in options.options if one.kind == "changes"]
    for url in arguments.urls[1:]:
        facts.append(Uncarried("several URLs", url.span, "curl requests one after another"))
    for span in arguments.extra:
        facts.append(Uncarried("--next", span, "curl makes another request"))
    return facts + uncarried_variables(options)
