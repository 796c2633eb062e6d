"""SG425: what stands before the host of a URL, where `https://` belongs.

In: the URL's word of a `Reading`, as it is spelled. Out: a warning with the URL that was meant, for
a host of the service says which it is; before any other, only the number of slashes is judged.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import quoted
from snippetgen.endpoints import HOSTS, paths_on
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked
from snippetgen.words.word import Word

_HOST = regex("|".join(map(re.escape, HOSTS)), re.IGNORECASE)
_AFTER_HOST = regex(r"(?:[:/?#\\]|\Z)")
_MOST_BEFORE = 24  # characters: a scheme that stands twice, with signs around it
# Signs and words of letters, no name of another host: that is a proxy's, or misspelt.
_NO_HOST = regex(r"[^\w@?#]*+(?:[A-Za-z]{1,9}+[^\w@?#]++){0,2}")
_AS_IT_SHOULD = regex(r"https?://|\Z", re.IGNORECASE)
_SLASHES = regex(r"https?:/(?!/)|https?:/{3,}+", re.IGNORECASE)
_SUBDOMAIN = regex(r"https?://(?:[\w-]{1,24}\.)+", re.IGNORECASE)


@rule(
    "SG425", "misspelt-scheme", "warning", after=("SG124", "SG211", "SG203"), where=("odd address",)
)
def misspelt_scheme(reading: Reading) -> Iterator[Flaw]:
    """What stands before the host of the URL is not `https://`.

    What happened: a slash was lost or doubled, a program put the wide form of a character in place
    of `:` or `/`, a letter of `https` was changed, or a bracket or a second `https://` came along.

    How to tell: the URL does not begin with `https://` and the host behind it. Some of these curl
    still understands, and other programs do not; the rest goes to no host at all.

    Repair: write `https://` before the host; the message has the URL.
    """
    word = reading.arguments.urls[0] if reading.arguments and reading.arguments.urls else None
    slashes = _SLASHES.match(masked(word)) if word else None
    found = _before_host(word) if word else None
    if word and slashes and not found:
        written = slashes[0].rstrip("/")
        yield Flaw(
            word.source(*slashes.span()),
            f"{quoted(slashes[0])} has not two slashes: curl takes it all the same, and most "
            f"programs do not. Write {written}//.",
            (Edit(word.source(*slashes.span()), f"{written}//"),),
            "unsafe",
        )
    if word and found:
        yield Flaw(
            word.span,
            f"The URL begins with {quoted(found[0])}, and not with https://: write "
            f"{meant_url(masked(word)[len(found[0]) :])}.",
            (Edit(word.source(0, len(found[0])), "https://"),),
            "unsafe",
        )


def meant_url(rest: str) -> str:
    """Give the URL that begins with a host of the service, as far as a message may show it."""
    host, slash, path = rest.partition("?")[0].partition("/")
    known = slash + path if slash + path in paths_on(host.lower()) else ""
    return f"https://{host.lower()}{known}"


def rest_from_host(text: str) -> str | None:
    """Give a URL's text from a host of the service on, None where none is near its beginning."""
    found = _HOST.search(text, 0, _MOST_BEFORE + max(map(len, HOSTS)))
    return text[found.start() :] if found and _AFTER_HOST.match(text, found.end()) else None


def _before_host(word: Word) -> re.Match[str] | None:
    """Give what stands before a host of the service where `https://` belongs."""
    text = masked(word)
    rest = rest_from_host(text)
    before = text[: len(text) - len(rest)] if rest is not None else ""
    if word.expansions and word.expansions[0].start < len(before):
        return None
    is_host_s = _AS_IT_SHOULD.fullmatch(before) or _SUBDOMAIN.fullmatch(before)
    return None if is_host_s else _NO_HOST.fullmatch(before)
