"""The headers of a request, as curl builds them from `-H` and from the options that set one.

In: the options that were given, and what data is posted. Out: `Headers`. The rules are those of
Curl_add_custom_headers in curl's lib/http.c and of src/tool_paramhlp.c. It refuses to know what
curl sends of its own accord in every request (Host, User-Agent, Accept).
"""

from msgspec import Struct

from snippetgen.arguments import Option
from snippetgen.patterns import regex
from snippetgen.request import meant
from snippetgen.request.body import DATA
from snippetgen.request.given import Given
from snippetgen.request.parts import Noted, Pair, Uncarried
from snippetgen.request.structure import TOKEN, cut, masked
from snippetgen.words.word import Word, join, verbatim

_BLANKS = " \t"
_LINE_BREAK = regex(r"[\r\n]++")
# A header that has nothing to repair, to trim or to refuse.
_USUAL = regex(r"([A-Za-z0-9-]++):[ \t]*+([ -~]*[!-~])")
_SPECIAL = meant.REPAIRED | {"host"}
_CUSTOM, _COOKIE = frozenset({"header"}), frozenset({"cookie"})
_SETTING = frozenset({"user-agent", "referer", "cookie", "oauth2-bearer", "json"})
_FORM = "application/x-www-form-urlencoded"


class Headers(Struct):
    """What is sent, in order, and what else there is to say.

    `values` has the first value of each lower-case name. `removed`: lower-case names that `X:` or
    `-A ''` took away and no other header brings back.
    """

    noted: Noted
    pairs: list[Pair]
    values: dict[str, Word]
    removed: set[str]

    def has(self, name: str) -> bool:
        """Say whether a header was set or removed, so that curl adds none of its own."""
        return name in self.values or name in self.removed

    def add(self, lower: str, name: Word, value: Word) -> None:
        """Add a header; `lower` is its name in lower case."""
        self.pairs.append(Pair(name, value))
        self.values.setdefault(lower, value)


def read_headers(options: Given, noted: Noted, *, is_posted: bool) -> Headers:
    """Give the headers: those of `-H`, then those that other options and a posted body set.

    `is_posted` says that data is sent as a body.
    """
    headers = Headers(noted, [], {}, set())
    for option, word in options.arguments(_CUSTOM):
        if option.kind != "changes" and not _add_usual(headers, word):
            _add_custom(headers, option, word)
    if not (options.is_usual or _SETTING.isdisjoint(options.by_name)):
        _add_agent(headers, options)
        _add_referer(headers, options)
        _add_cookies(headers, options)
        _add_bearer(headers, options)
        _add_json_types(headers, options)
    if is_posted and not headers.has("content-type"):
        _add_fixed(headers, "Content-Type", _FORM, options.arguments(DATA)[0][1])
    if headers.removed:
        headers.removed -= headers.values.keys()
    return headers


def _add_custom(headers: Headers, option: Option, word: Word) -> None:
    """Read one `-H`: `X: y`, `X;` (an empty value), `X:` (removed); anything else is not sent."""
    name, value = cut(word, ":")
    if value is None:
        text = masked(word)
        if not text.endswith(";") or ";" in text[:-1]:
            _note_unsent(headers, option, word)
            return
        name, value = word.part(0, -1), word.part(len(text))
    elif not value.text.strip(_BLANKS):
        headers.removed.add(name.text.strip(_BLANKS).lower())
        return
    name = _repair(headers, meant.token(name))
    lower = name.text.lower()
    why = _refusal(name, value)
    if why:
        refused = not name.expansions
        headers.noted.uncarried.append(Uncarried(f"--{option.name}", word.span, why, refused))
    elif lower and not (lower == "host" and "host" in headers.values):
        headers.add(lower, name, _value(headers, lower, value))


def _add_usual(headers: Headers, word: Word) -> bool:
    """Add a header that is sent as it stands; False where its name or its value need a look."""
    found, begin = _USUAL.fullmatch(word.text), word.begin
    if not found or word.expansions or begin is None:
        return False
    name, value = found.groups()
    lower = name.lower()
    if lower in _SPECIAL:
        return False
    sent = verbatim(value, begin + found.start(2), word.quotes)
    headers.add(lower, verbatim(name, begin, word.quotes), sent)
    return True


def _value(headers: Headers, name: str, value: Word) -> Word:
    if name in meant.REPAIRED:
        value = _repair(headers, meant.header(name, value.part(_leading_blanks(value))))
    return _trimmed(_repair(headers, meant.ends(_trimmed(value))))


def _refusal(name: Word, value: Word) -> str:
    if _LINE_BREAK.search(masked(value)) or _LINE_BREAK.search(masked(name)):
        return "a line break in a header begins another one, or the body"
    if name.expansions:
        return "only the shell knows this header's name"
    if name.text and not TOKEN.fullmatch(name.text):
        return "it is no legal header name (RFC 9110, 5.6.2)"
    return ""


def _note_unsent(headers: Headers, option: Option, word: Word) -> None:
    """Note what is no header: `X;y` still keeps curl from sending its own `X`."""
    name, rest = cut(word, ";")
    if rest is not None:
        headers.removed.add(name.text.lower())
    if word.expansions:
        why = "only the shell knows this header's name"
        headers.noted.uncarried.append(Uncarried(f"--{option.name}", word.span, why))


def _add_agent(headers: Headers, options: Given) -> None:
    agent = options.last("user-agent")
    if agent is not None and not agent.text:
        headers.removed.add("user-agent")
    elif agent is not None:
        _add(headers, "User-Agent", agent)


def _add_referer(headers: Headers, options: Given) -> None:
    referer = options.last("referer")
    if referer is not None:
        first = referer.part(0, len(referer.text.removesuffix(";auto")))
        if first.text:
            _add(headers, "Referer", first)


def _add_cookies(headers: Headers, options: Given) -> None:
    """Join the texts of `-b` as curl 8.22 does, with `; ` (7.88 wrote `;` alone)."""
    cookies = [word for option, word in options.arguments(_COOKIE) if option.kind != "changes"]
    if cookies:
        later = [cookie.part(_leading_blanks(cookie)) for cookie in cookies[1:]]
        _add(headers, "Cookie", join([cookies[0], *later], "; "))


def _add_bearer(headers: Headers, options: Given) -> None:
    token = options.last("oauth2-bearer")
    if token is not None:
        token = _repair(headers, meant.header("api_key", token))
        _add(headers, "Authorization", join([_synthetic("Bearer ", token), token]))


def _add_json_types(headers: Headers, options: Given) -> None:
    json = options.last("json")
    if json is not None:
        _add_fixed(headers, "Content-Type", "application/json", json)
        _add_fixed(headers, "Accept", "application/json", json)


def _add(headers: Headers, name: str, value: Word) -> None:
    lower = name.lower()
    if not headers.has(lower):
        headers.add(lower, _synthetic(name, value), _trimmed(value))


def _add_fixed(headers: Headers, name: str, text: str, beside: Word) -> None:
    lower = name.lower()
    if not headers.has(lower):
        headers.add(lower, _synthetic(name, beside), _synthetic(text, beside))


def _synthetic(text: str, beside: Word) -> Word:
    """Give a text that no character of the paste spells; it stands where `beside` begins."""
    return Word(text, beside.source(0, 0))


def _trimmed(word: Word) -> Word:
    start, end = _leading_blanks(word), len(word.text.rstrip(_BLANKS))
    return word if (start, end) == (0, len(word.text)) else word.part(start, end)


def _leading_blanks(word: Word) -> int:
    return len(word.text) - len(word.text.lstrip(_BLANKS))


def _repair(headers: Headers, repaired: meant.Repaired) -> Word:
    headers.noted.marks += repaired[1]
    return repaired[0]
