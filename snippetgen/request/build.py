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
    options = given(arguments)
    address, marks, several = _read_url(arguments.urls[0], options)
    if not address:
        return None
    data, added = _apart(options, command.stdin)
    address, unread = _with_added(address, added) if added else (address, ())
    facts = (*several, *unread, *_facts(arguments, options))
    return _assemble(options, address, data, marks, facts)


def _read_url(
    word: Word, options: Given
) -> tuple[Address | None, tuple[Mark, ...], tuple[Uncarried, ...]]:
    """Give where the request goes, what was repaired, and what the URL's patterns lose."""
    address = usual_address(word)
    if address:
        return address, (), ()
    word, marks = meant.url(word)
    word, several = (word, ()) if options.is_on("globoff") else first_url(word)
    return read_address(word, options.is_on("path-as-is")), marks, several


def _apart(options: Given, stdin: Stdin | None) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Give what is sent as the body, and what is added to the query."""
    data = data_parts(options, stdin)
    if _PLACING.isdisjoint(options.by_name):
        return data, ()
    if options.is_on("get"):
        return (), data or query_parts(options, stdin)
    return () if options.is_on("head") else data, query_parts(options, stdin)


def _assemble(
    options: Given,
    address: Address,
    data: tuple[Part, ...],
    marks: tuple[Mark, ...],
    facts: tuple[Uncarried, ...],
) -> Request:
    """Make the request; `marks` and `facts` are those of what was read before, the URL."""
    method, explicit, bad_method = read_method(options, bool(data))
    headers = read_headers(options, is_posted=bool(data))
    content_type = headers.values.get("content-type")
    body, body_marks = read_body(data, content_type.text if content_type else "")
    query, query_marks, blanks = _query(address)
    auth, transfer, unknown = _carried(options, headers, address)
    return Request(
        method,
        address.url,
        query,
        read_pairs(query),
        tuple(headers.pairs),
        body,
        auth,
        transfer,
        (*marks, *query_marks, *headers.marks, *body_marks),
        explicit,
        tuple(sorted(headers.removed)),
        (*facts, *bad_method, *address.uncarried, *blanks, *headers.uncarried, *unknown),
    )


def _query(address: Address) -> tuple[Word | None, tuple[Mark, ...], tuple[Uncarried, ...]]:
    """Give the query as it was meant, what was repaired in it, and why curl refuses it."""
    if address.is_settled or address.query is None:
        return address.query, (), ()
    query, marks = meant.query(address.query)
    return query, marks, refused_blanks(query)


def _with_added(address: Address, parts: tuple[Part, ...]) -> tuple[Address, tuple[Uncarried, ...]]:
    """Add data to the query; a file cannot stand in one."""
    files = [part for part in parts if isinstance(part, FilePart)]
    if files:
        why = "a file's content would be part of the URL"
        return address, tuple(Uncarried("@file", file.name.span, why) for file in files)
    texts = [part for part in parts if isinstance(part, Word)]
    return (with_query(address, texts[0]) if texts else address), ()


def _carried(
    options: Given, headers: Headers, address: Address
) -> tuple[Basic | None, Transfer, tuple[Uncarried, ...]]:
    """Give who sends and how it is carried, and what of it is unknown or refused."""
    if address.user is None and _CARRYING.isdisjoint(options.by_name):
        return None, USUAL, ()
    auth, unknown_user = _auth(options, headers, address)
    transfer, bad_numbers = read_transfer(options)
    return auth, transfer, unknown_user + bad_numbers


def _auth(
    options: Given, headers: Headers, address: Address
) -> tuple[Basic | None, tuple[Uncarried, ...]]:
    """Give who sends: `-u`, else the URL's user; a header or `--oauth2-bearer` wins over both."""
    word = options.last("user")
    if (word is None and address.user is None) or headers.has("authorization"):
        return None, ()
    if word is None:
        return address.user, ()
    user, password = cut(word, ":")
    if password is None and word.expansions:
        why = "only the shell knows where the user's name ends"
        return Basic(user, None), (Uncarried("--user", word.span, why),)
    # curl 8.22 takes an empty name and password for none; 7.88 sends them.
    return Basic(user, password) if word.text != ":" else address.user, ()


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
