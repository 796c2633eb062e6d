"""What may be shown of texts that a run has brought to light: no secret, and nothing but text.

In: the secrets. Out: a text without them, for one line of a terminal. It refuses to know where a
text comes from.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from snippetgen.call.encodings import json_quoted
from snippetgen.report.visible import visible
from snippetgen.sought import Sought
from snippetgen.spec import SECURE, secured

_PIECE = 8  # so many characters of a secret in a row are no chance


class Hiding:
    """The secrets of one run, in every spelling that a request may give them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        spelled = {form for secret in secrets for form in _forms(secret)}
        self._long = Sought(one for one in spelled if len(one) >= _PIECE)
        self._pieces = {one for form in spelled for one in _pieces(form)}

    def shown(self, text: str) -> str:
        """Give a text as it may be shown; where a part of a secret is in it, none of it."""
        text = secured(text, self._long)
        if any(piece in text for piece in self._pieces):
            return SECURE
        return visible(text)

    def quoted(self, text: str) -> str:
        """Give a value as it may be shown, in quotes."""
        return f"'{self.shown(text)}'"


def _forms(secret: str) -> Iterator[str]:
    plain = secret.encode("utf-8", "surrogatepass")
    yield from (secret, quote(plain, safe=""), quote_plus(plain), json_quoted(secret)[1:-1])


def _pieces(secret: str) -> Iterator[str]:
    if len(secret) < _PIECE:
        yield secret
    for start in range(len(secret) - _PIECE + 1):
        yield secret[start : start + _PIECE]
