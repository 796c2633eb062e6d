"""How a request is carried: redirects, certificates, the proxy, time and retries.

In: the options that were given. Out: a `Transfer`, and each number that curl would refuse. The
rules are those of secs2ms and str2unum in curl's src/tool_paramhlp.c.
"""

from snippetgen.patterns import regex
from snippetgen.request.given import Given
from snippetgen.request.parts import Transfer, Uncarried
from snippetgen.words.word import Word

# What curl 7.88 and 8.22 both read; more digits than these are no time that anybody meant.
_SECONDS = regex(r"[0-9]{1,15}+(?:\.[0-9]{1,15}+)?")
_COUNT = regex(r"[0-9]{1,15}+")
_FOLLOW = ("location", "location-trusted", "follow")
_NUMBERS = {"max-time": _SECONDS, "connect-timeout": _SECONDS, "retry": _COUNT}
_NUMBERED = frozenset(_NUMBERS)
TRANSFER = frozenset({*_FOLLOW, *_NUMBERS, "insecure", "compressed", "proxy"})
"""The options that say how a request is carried."""

USUAL = Transfer()
"""How it is carried where none of them is given."""


def read_transfer(options: Given) -> tuple[Transfer, tuple[Uncarried, ...]]:
    """Give how the request is carried; a number that is none counts as not given."""
    proxy = options.last("proxy")
    retries = options.last("retry")
    transfer = Transfer(
        follow=any(options.is_on(name) for name in _FOLLOW),
        insecure=options.is_on("insecure"),
        compressed=options.is_on("compressed"),
        proxy=proxy if proxy is not None and proxy.text else None,
        timeout=_seconds(options.last("max-time")),
        connect_timeout=_seconds(options.last("connect-timeout")),
        retries=int(retries.text) if retries and _COUNT.fullmatch(retries.text) else 0,
    )
    return transfer, _bad_numbers(options)


def _seconds(word: Word | None) -> float | None:
    """Give the seconds, which curl cuts to milliseconds; none is no limit."""
    if word is None or not _SECONDS.fullmatch(word.text):
        return None
    return int(float(word.text) * 1000) / 1000 or None


def _bad_numbers(options: Given) -> tuple[Uncarried, ...]:
    return tuple(
        Uncarried(f"--{option.name}", word.span, "curl takes a number here", refused=True)
        for option, word in options.arguments(_NUMBERED)
        if not _NUMBERS[option.name].fullmatch(word.text)
    )
