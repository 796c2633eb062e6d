"""What a reading has that a rule may find a flaw in, worked out once for all rules.

In: a `Reading`. Out: the kinds of its marks and its traits, as a set. A rule names those that it
looks for (`where=`) and is not called where the reading has none of them; so a trait may be given
too often, but never too seldom. It refuses to judge.
"""

import re
from typing import Literal

from snippetgen.arguments import Arguments, Option
from snippetgen.checks.given import KNOWN, has_all, lacking
from snippetgen.checks.http import HEADERS, METHODS
from snippetgen.checks.usual import usual
from snippetgen.checks.values import has_stand_in, values_in
from snippetgen.endpoints import ADDRESSES, HOSTS
from snippetgen.identifiers import misfit
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request import Body, Pair, Request
from snippetgen.secret_places import SecretPlace
from snippetgen.webhook import Webhook
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
    "odd address",  # neither one of the API as its documentation spells it, nor plainly another's
    "odd method",  # not the one that the address is called with
    "odd query",  # a webhook's, bare, or with another name, a name alone, or a sign in a value
    "odd authorization",  # the header does not read `Bearer` and a key
    "odd content type",  # not that of JSON
    "uncarried",  # something that a request has no place for
    "get",  # the method is GET or HEAD
    "form",
    "no body",
    "members",  # a webhook's body is an object of JSON, and not empty
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
_ADDRESS = regex(r"https?://([a-z0-9.-]{6,}+)(?::[0-9]++)?(?:/[A-Za-z0-9/_.-]*+)?")
# A host one slip away from one of ours, or cut from it, begins or ends as that one does.
_BEGINNINGS = tuple(host[:6] for host in HOSTS)
_ENDINGS = tuple(host[-7:] for host in HOSTS)
_OUR_NAME = regex(r"gumloop|agenthub", re.IGNORECASE)
_PLAIN = rf"(?:{'|'.join(sorted(KNOWN))})=[A-Za-z0-9_.~:@,+/-]*+"
_PLAIN_QUERY = regex(rf"(?:{_PLAIN}(?:&(?!\Z)|\Z)){{1,21}}")


def traits(reading: Reading) -> frozenset[str]:
    """Give the kinds of marks and the traits that a reading has."""
    found: list[str] = ["any"]
    if reading.marks:
        found += [mark.kind for mark in reading.marks]
    text, start, command = reading.paste.text, reading.start, reading.command
    arguments, request, webhook = reading.arguments, reading.request, reading.webhook
    if not text.isascii():
        found.append("odd characters")
    if start is None or command is None or arguments is None:
        return frozenset([*found, "odd start"])
    if start.kind == "headless" or command.dialect != "sh":
        found.append("odd start")
    if _MORE.match(text, command.span.end):
        found.append("more text")
    known = usual(text, start, command)
    if known is None:
        found += _of_words(text, command)
        found += _of_arguments(arguments)
    elif known.lastindex:
        found.append("line break")
    urls = arguments.urls
    odd = _of_address(reading, command, urls)
    if odd:
        found.append(odd)
    if request:
        _add_of_request(found, request)
        _add_of_body(found, request.body)
        if webhook:
            _add_of_webhook(found, reading, request, webhook, urls)
    _add_of_values(found, webhook, reading.secrets)
    return frozenset(found)


def _of_words(text: str, command: Command) -> list[Trait]:
    found: list[Trait] = []
    words, start, end = command.words, command.span.start, command.span.end
    said = " ".join([word.text for word in words])
    if command.stdin:
        said += command.stdin.text.text
    if not said.isascii() or text.find("\0", start, end) >= 0:
        found.append("odd characters")
    if ";" in said:
        found.append(";")
    if "{{" in said:
        found.append("{{")
    if "`" in said:
        found.append("`")
    if "\n" in said or "\r" in said:
        found.append("line break")
    for word in words:
        length = word.span.end - word.span.start
        if not (_is_in_quotes(word, text) if word.quotes else len(word.text) == length):
            return [*found, "odd words"]
    return found


def _is_in_quotes(word: Word, text: str) -> bool:
    """Say whether a word stands as it is between its two only quotes, with a blank behind them."""
    start, end, quotes = word.span.start, word.span.end, word.quotes
    one = quotes[0]
    is_around = one.opened == start and one.closed == end - 1 and len(quotes) == 1
    return is_around and len(word.text) == end - start - 2 and text[end : end + 1] in " \t\r\n"


def _of_arguments(arguments: Arguments) -> list[Trait]:
    is_odd = arguments.blanks or not all(map(_is_usual, arguments.options))
    return ["odd arguments"] if is_odd else []


def _is_usual(option: Option) -> bool:
    """Say whether an option is known, spelled apart, and says what such an option can say."""
    name, word, span = option.name, option.argument, option.span
    if option.kind in _UNSURE or option.missing or name in _UNUSUAL:
        return False
    if span.end - span.start < 2 or (word and word.span.start <= span.end):
        return False
    if word and name == "header":
        name, colon, _ = word.text.partition(":")
        return colon == ":" and name.lower() in _NAMES
    return word is None or name != "request" or word.text in METHODS


def _of_address(reading: Reading, command: Command, urls: tuple[Word, ...]) -> Trait | None:
    request = reading.request
    if request is None or len(urls) != 1 or (command.stdin and command.stdin.is_file):
        return "odd address"
    address = request.url.text
    if urls[0].text.partition("?")[0] != address:
        return "odd address"
    method = ADDRESSES.get(address)
    if method is None:
        is_other = reading.webhook is None and _is_another_s(urls[0], address)
        return None if is_other else "odd address"
    return None if request.method == method else "odd method"


def _is_another_s(url: Word, address: str) -> bool:
    """Say whether a URL is a plain one of another service, with nothing in it that recalls ours.

    What a rule may miss or mistake in an address is then none: it has a scheme, and a host that no
    slip makes one of ours; only its path is not judged, for nobody knows the other's.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None or url.expansions or ".." in address or not url.text.isascii():
        return False
    is_near = found[1].startswith(_BEGINNINGS) or found[1].endswith(_ENDINGS)
    return not is_near and _OUR_NAME.search(url.text) is None


def _add_of_request(found: list[str], request: Request) -> None:
    if request.uncarried:
        found.append("uncarried")
    if request.method in ("GET", "HEAD"):
        found.append("get")
    for pair in request.headers:
        name, value = pair.name.text.lower(), pair.value
        if name == "content-type":
            if not value or value.text.lower() != _JSON_TYPE:
                found.append("odd content type")
        elif name == "authorization" and not (value and _BEARER.match(value.text)):
            found.append("odd authorization")


def _add_of_body(found: list[str], body: Body) -> None:
    json, kind = body.json, body.kind
    root = json.root if json else None
    if (json and json.slips) or (kind == "json" and not root):
        found.append("odd JSON")
    if kind == "json" and root:  # then there is a text
        return
    if kind == "form":
        found.append("form")
    text = body.text
    if kind == "none" or (text and not text.text):
        found.append("no body")


def _add_of_webhook(
    found: list[str],
    reading: Reading,
    request: Request,
    webhook: Webhook,
    urls: tuple[Word, ...],
) -> None:
    if not has_all(webhook) and lacking(reading):
        found.append("lacking")
    places = webhook.api_key.value.places
    if not places:
        found.append("no key")
    for place in places:
        if place.where == "query":
            found.append("key in the query")
    json = request.body.json
    if json and json.root and json.root.members:
        found.append("members")
    is_quoted = urls and urls[0].quotes and "#" not in urls[0].text
    if not (is_quoted and _is_plain_query(request)):
        found.append("odd query")


def _is_plain_query(request: Request) -> bool:
    query = request.query
    if query and _PLAIN_QUERY.fullmatch(query.text):
        return True
    return all(map(_is_plain, request.pairs))


def _is_plain(pair: Pair) -> bool:
    value = pair.value.text if pair.value else "="
    return pair.name.text in KNOWN and "=" not in value and "%" not in value


def _add_of_values(
    found: list[str], webhook: Webhook | None, secrets: tuple[SecretPlace, ...]
) -> None:
    names: list[str] = []
    texts: list[str] = []
    for name, value in values_in(webhook) if webhook else ():
        for place in value.places:
            if not place.word.expansions:
                names.append(name)
                texts.append(place.text)
    if "project_id" in names or any(map(misfit, names, texts)):
        found.append("odd value")
    if len(set(names)) < len(names):
        found.append("repeated value")
    texts += [one.text for one in secrets if not one.is_outside]
    if has_stand_in(texts):
        found.append("stand-in")
