"""A URL as curl reads it: scheme, user, address, query.

In: the URL's word, already without typography. Out: an `Address`, or None where it names no host.
The rules are those of curl's lib/urlapi.c and src/tool_urlglob.c. It refuses to know what the
address means, and does not decode it.
"""

import re

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.request.parts import Basic, Pair, Uncarried
from snippetgen.request.structure import cut, masked, percent_decoded
from snippetgen.words.word import Word, join, verbatim

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*+):(/++)")
# curl_url_set with CURLU_GUESS_SCHEME: a host that begins so is taken for another protocol's.
_OTHER_PROTOCOL = regex(r"(?:ftp|dict|ldap|imap|smtp|pop3)\.", re.IGNORECASE)
_AFTER_AUTHORITY = regex(r"[/?#]")
_JUNK = regex(r"[\x00-\x20\x7f]++")
_PORT = regex(r"(?:\[[^\]]*+\]|[^:\[]*+):([\s\S]*+)")
_REFUSED = "curl refuses such a URL"
# No typography, pattern, user, fragment or dot segment: nothing that has to be repaired or removed.
_IN_PATH = r"[A-Za-z0-9_~@:,!$&'()*+=/-]*+"
_USUAL = regex(
    rf"(https?://[A-Za-z0-9_.-]++(?::[0-9]{{1,4}}+)?/{_IN_PATH}(?:(?<!/)[.%]{_IN_PATH})*)"
    r"(?:\?([A-Za-z0-9_~%.@:,!$&'()*+=/?-]*+))?"
)
_DOTS = regex(r"/(?:\.|%2[eE]){1,2}+(?=/|\Z)")


class Address(Struct, frozen=True, gc=False):
    """Where a request goes: `url` without user, query and fragment; `query` raw, None without `?`.

    `user` is the URL's own, decoded. `uncarried` says what makes curl refuse all before the query.
    `is_settled`: nothing in the query is encoded, has to be repaired or makes curl refuse it.
    """

    url: Word
    query: Word | None
    user: Basic | None = None
    uncarried: tuple[Uncarried, ...] = ()
    is_settled: bool = False


def usual_address(word: Word) -> Address | None:
    """Take apart a URL that says nothing but scheme, host, path and query; None for any other.

    What `meant.url`, `first_url` and `read_address` would make of it, for none would change it.
    """
    found = _USUAL.fullmatch(word.text)
    begin = word.begin
    if not found or word.expansions or begin is None:
        return None
    url, query = found.groups()
    address = verbatim(url, begin, word.quotes)
    if query is None:
        return Address(address, None, None, (), True)
    asked = verbatim(query, begin + len(url) + 1, word.quotes)
    return Address(address, asked, None, (), "%" not in query)


def read_address(word: Word, as_is: bool = False) -> Address | None:
    """Take a URL apart as curl does; `as_is` leaves `/../` in the path (`--path-as-is`).

    Without a scheme it is `http://`; a URL that begins with an expansion keeps what it says, for
    the scheme may stand in the variable. An empty path is `/`, and the fragment is not sent.
    """
    scheme, rest = _scheme(word)
    end = _AFTER_AUTHORITY.search(masked(rest))
    authority = rest.part(0, end.start() if end else None)
    tail = rest.part(len(authority.text))
    user, host = _user(authority)
    if not host.text:
        return None
    path, query = cut(cut(tail, "#")[0], "?")
    path = _path(path, host, as_is)
    address = join([scheme, _without_empty_port(host), path])
    facts = _refused_authority(scheme, host) + refused_blanks(address)
    return Address(address, query, user, facts)


def with_query(address: Address, added: Word) -> Address:
    """Add to the query as `-G` and `--url-query` do: after `&`; an empty query is not sent."""
    query = address.query
    if query is not None and query.text:
        added = join([query, added], "" if query.text.endswith("&") else "&")
    return replace(address, query=added if added.text else None, is_settled=False)


def refused_blanks(word: Word) -> tuple[Uncarried, ...]:
    """Give the first blank or control character, for which curl refuses a URL."""
    if word.text.isprintable() and " " not in word.text:
        return ()
    junk = _JUNK.search(masked(word))
    if not junk:
        return ()
    return (Uncarried("blank in the URL", word.source(*junk.span()), _REFUSED, refused=True),)


def read_pairs(query: Word | None) -> tuple[Pair, ...]:
    """Give the parts of a query between its `&`, raw, empty ones too; () where there is none."""
    if query is None or not query.text:
        return ()
    begin = query.begin
    if begin is None or query.expansions:
        return _spread_pairs(query)
    quotes, start = query.quotes, begin
    pairs: list[Pair] = []
    for text in query.text.split("&"):  # `verbatim` words, without a call for each
        name, equals, value = text.partition("=")
        middle, end, rest = start + len(name), start + len(text), None
        if equals:
            begin = middle + 1
            rest = Word(value, Span(begin, end), begin, quotes)
        pairs.append(Pair(Word(name, Span(start, middle), start, quotes), rest))
        start = end + 1
    return tuple(pairs)


def _spread_pairs(query: Word) -> tuple[Pair, ...]:
    """Give the parts of a query that does not stand in the paste as it is."""
    pairs: list[Pair] = []
    start = 0
    for text in masked(query).split("&"):
        name, equals, _ = text.partition("=")
        middle, end = start + len(name), start + len(text)
        rest = query.part(middle + 1, end) if equals else None
        pairs.append(Pair(query.part(start, middle), rest))
        start = end + 1
    return tuple(pairs)


def _scheme(word: Word) -> tuple[Word, Word]:
    """Give the scheme with its `://` and the rest; up to three slashes are two (urlapi.c)."""
    found = _SCHEME.match(masked(word))
    if found:
        if found[0].islower() and found[2] == "//":
            return word.part(0, found.end()), word.part(found.end())
        name = word.part(0, found.end(1))
        if not name.text.islower():
            name = name.edited([(0, len(name.text), name.text.lower())])
        after = Word("://", word.source(found.end(1), found.end()))
        return join([name, after]), word.part(min(found.end(), found.start(2) + 3))
    start = Span(word.span.start, word.span.start)
    unknown = word.expansions and word.expansions[0].start == 0
    return Word("" if unknown else "http://", start), word


def _user(authority: Word) -> tuple[Basic | None, Word]:
    """Give the user that stands before the first `@`, and the host.

    An empty name and password are none, as in curl 8.22 (7.88 sends them).
    """
    before, host = cut(authority, "@")
    if host is None:
        return None, authority
    name, password = cut(before, ":")
    if not before.text.replace(":", "", 1):
        return None, host
    password = password or before.part(len(before.text))
    return Basic(percent_decoded(name), percent_decoded(password)), host


def _without_empty_port(host: Word) -> Word:
    return host.part(0, -1) if masked(host).endswith(":") else host


def _path(path: Word, host: Word, as_is: bool) -> Word:
    ends_in_expansion = host.expansions and host.expansions[-1].end == len(host.text)
    if not path.text:
        return Word("" if ends_in_expansion else "/", path.span)
    return path if as_is else _without_dots(path)


def _without_dots(path: Word) -> Word:
    """Remove dot segments (RFC 3986 5.2.4); `%2e` is a dot, as in curl 8.22 (7.88 keeps it)."""
    if not _DOTS.search(masked(path)):
        return path
    kept: list[Word] = []
    start = 0
    for segment in masked(path).split("/")[1:]:
        end = start + 1 + len(segment)
        dots = segment.lower().replace("%2e", ".")
        if dots == ".." and kept:
            kept.pop()
        if dots not in (".", ".."):
            kept.append(path.part(start, end))
        elif end == len(path.text):
            kept.append(path.part(start, start + 1))
        start = end
    return join(kept)


def _refused_authority(scheme: Word, host: Word) -> tuple[Uncarried, ...]:
    facts = []
    is_guessed = scheme.span.start == scheme.span.end
    if scheme.text not in ("http://", "https://", "") or (
        is_guessed and _OTHER_PROTOCOL.match(host.text)
    ):
        place = host.span if is_guessed else scheme.span
        facts.append(Uncarried("scheme of the URL", place, "it is not HTTP"))
    port = _PORT.match(masked(host))
    if port and not _is_port(host.part(*port.span(1))):
        span = host.source(*port.span(1))
        facts.append(Uncarried("port of the URL", span, _REFUSED, refused=True))
    return tuple(facts)


def _is_port(port: Word) -> bool:
    digits = port.text
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= 5
    return bool(port.expansions) or not digits or (is_number and int(digits) <= 65535)
