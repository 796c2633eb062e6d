"""What a reading has that a rule may find a flaw in, worked out once for all rules.

In: a `Reading`. Out: the kinds of its marks and its traits, as a set. A rule names those that it
looks for (`where=`) and is not called where the reading has none of them; so a trait may be given
too often, but never too seldom. It refuses to judge.
"""

from collections.abc import Iterator
from typing import Literal

from snippetgen.arguments import Arguments, Option
from snippetgen.checks.given import KNOWN, lacking
from snippetgen.checks.http import HEADERS, METHODS
from snippetgen.checks.values import every_literal, is_stand_in, whole_literals
from snippetgen.endpoints import ADDRESSES
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request import Body, Pair, Request
from snippetgen.words.command import Command, MarkKind
from snippetgen.words.word import Word

Trait = Literal[
    "any",  # every reading has it
    "odd start",  # no command is read, its head was lost, or it is none of a POSIX shell
    "odd characters",  # one beyond ASCII, or a NUL
    ";",  # stands in a word, as the next ones do
    "{{",
    "`",
    "line break",
    "odd words",  # one that is not as it stands, bare or in one pair of quotes
    "more text",  # behind the command
    "odd arguments",  # an empty word, or an option that is not plainly one of the usual ones
    "odd address",  # not one URL, at an address of the API as its documentation spells it
    "odd method",  # not the one that the address is called with
    "odd query",  # not in quotes, or with another name, a name alone, or a sign in a value
    "odd authorization",  # the header does not read `Bearer` and a key
    "odd content type",  # not that of JSON
    "uncarried",  # something that a request has no place for
    "get",  # the method is GET or HEAD
    "form",
    "no body",
    "members",  # the body is an object of JSON, and not empty
    "odd JSON",  # with slips, or none where it should be
    "no key",  # in a webhook's request
    "lacking",  # a value that the endpoint needs
    "stand-in",  # a placeholder, dots or a mask in the place of a value
    "odd value",  # a key or an id that misses its shape, or of which none is known
    "repeated value",  # a key or an id that stands in two places
    "key in the query",
]
Where = Trait | MarkKind

_MORE = regex(r"[ \t\r\n]*+[^ \t\r\n]")
_BEARER = regex(r"Bearer (?!(?i:bearer))\S++\Z")
_JSON_TYPE = "application/json"
_UNSURE = ("unknown", "ambiguous")
_UNUSUAL = ("write-out", "proxy", "help", "dump-header")
_NAMES = frozenset(name.lower() for name in HEADERS)


def traits(reading: Reading) -> set[str]:
    """Give the kinds of marks and the traits that a reading has."""
    found: set[str] = {"any", *(mark.kind for mark in reading.marks)}
    if not reading.paste.text.isascii():
        found.add("odd characters")
    start, command, arguments = reading.start, reading.command, reading.arguments
    if start is None or command is None or arguments is None:
        return found | {"odd start"}
    if start.kind == "headless" or command.dialect != "sh":
        found.add("odd start")
    found.update(_of_words(reading.paste.text, command))
    if arguments.blanks or not all(map(_is_usual, arguments.options)):
        found.add("odd arguments")
    found.update(_of_address(command, arguments, reading.request))
    if reading.request:
        found.update(_of_request(reading.request))
        found.update(_of_body(reading.request.body))
    found.update(_of_values(reading))
    return found


def _of_words(text: str, command: Command) -> Iterator[Trait]:
    words, start, end = command.words, command.span.start, command.span.end
    said = " ".join([word.text for word in words])
    if command.stdin:
        said += command.stdin.text.text
    if not said.isascii() or text.find("\0", start, end) >= 0:
        yield "odd characters"
    if ";" in said:
        yield ";"
    if "{{" in said:
        yield "{{"
    if "`" in said:
        yield "`"
    if "\n" in said or "\r" in said:
        yield "line break"
    if _MORE.match(text, end):
        yield "more text"
    quoted = [one for one in words if one.quotes]
    is_bare = [len(one.text) == one.span.end - one.span.start for one in words if not one.quotes]
    if not (all(is_bare) and all(_is_as_it_stands(one, text) for one in quoted)):
        yield "odd words"


def _is_as_it_stands(word: Word, text: str) -> bool:
    """Say whether a word stands between its two only quotes, with a blank behind them."""
    start, end, one = word.span.start, word.span.end, word.quotes[0]
    is_around = len(word.quotes) == 1 and one.opened == start and one.closed == end - 1
    return is_around and len(word.text) == end - start - 2 and text[end : end + 1] in " \t\r\n"


def _is_usual(option: Option) -> bool:
    """Say whether an option is known, spelled apart, and says what such an option can say."""
    word, span = option.argument, option.span
    if option.kind in _UNSURE or option.missing or option.name in _UNUSUAL:
        return False
    if span.end - span.start < 2 or (word and word.span.start <= span.end):
        return False
    if word and option.name == "header":
        name, colon, _ = word.text.partition(":")
        return colon == ":" and name.lower() in _NAMES
    return word is None or option.name != "request" or word.text in METHODS


def _of_address(command: Command, arguments: Arguments, request: Request | None) -> Iterator[Trait]:
    urls = arguments.urls
    address = urls[0].text.partition("?")[0] if len(urls) == 1 else ""
    method = ADDRESSES.get(address)
    is_read = request is not None and request.url.text == address
    if method is None or not is_read or (command.stdin and command.stdin.is_file):
        yield "odd address"
    elif request and request.method != method:
        yield "odd method"
    if not urls or not urls[0].quotes or "#" in urls[0].text:
        yield "odd query"


def _of_request(request: Request) -> Iterator[Trait]:
    if request.uncarried:
        yield "uncarried"
    if request.method in ("GET", "HEAD"):
        yield "get"
    if not all(map(_is_plain, request.pairs)):
        yield "odd query"
    for pair in request.headers:
        name, value = pair.name.text.lower(), pair.value.text if pair.value else ""
        if name == "authorization" and not _BEARER.match(value):
            yield "odd authorization"
        elif name == "content-type" and value.lower() != _JSON_TYPE:
            yield "odd content type"


def _is_plain(pair: Pair) -> bool:
    value = pair.value.text if pair.value else "="
    return pair.name.text in KNOWN and "=" not in value and "%" not in value


def _of_body(body: Body) -> Iterator[Trait]:
    root = body.json.root if body.json else None
    if body.kind == "form":
        yield "form"
    if body.kind == "none" or (body.text and not body.text.text):
        yield "no body"
    if root and root.members:
        yield "members"
    if (body.json and body.json.slips) or (root is None and body.kind == "json"):
        yield "odd JSON"


def _of_values(reading: Reading) -> Iterator[Trait]:
    if reading.webhook and not reading.webhook.api_key.value.places:
        yield "no key"
    if lacking(reading):
        yield "lacking"
    every, whole = every_literal(reading), whole_literals(reading)
    texts = {one.text for one in every}
    others = [one.text for one in reading.secrets if not one.is_outside and one.text not in texts]
    if len(whole) < len(every) or any(map(is_stand_in, others)):
        yield "stand-in"
    if len({one.name for one in every}) < len(every):
        yield "repeated value"
    for one, misfit in whole:
        if misfit or one.name == "project_id":
            yield "odd value"
    for one in every:
        if one.name == "api_key" and one.where == "in the query":
            yield "key in the query"
