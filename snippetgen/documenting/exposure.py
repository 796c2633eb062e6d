"""What looks like a key in a text that is about to be published.

In: a text, and the `Reading` that it was made from. Out: why it must not be written, or "". The
secrets of the reading are known; beside them, what has the shape of Gumloop's keys.
"""

from collections.abc import Iterator

from snippetgen.endpoints import is_placeholder
from snippetgen.identifiers import misfit
from snippetgen.patterns import regex
from snippetgen.reading import Reading

_SHORTEST = 8  # a shorter text recurs by chance
_HEX = regex(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])")
_NEWER = regex(r"(?<![0-9A-Za-z_])gum_[0-9A-Za-z_-]{8,}")


def exposed(text: str, reading: Reading) -> str:
    """Say what of a text is a key, or looks like one; "" where nothing is."""
    if any(_stands_in(text, secret) for secret in _secrets(reading)):
        return "a secret of the snippet stands in it a second time"
    shaped = any(misfit("api_key", found) is None for found in _HEX.findall(text))
    return "a value in it has the shape of a key" if shaped or _NEWER.search(text) else ""


def _secrets(reading: Reading) -> Iterator[str]:
    for place in reading.secrets:
        if not place.is_outside and not is_placeholder(place.text):
            spellings = {place.text, place.word.text.strip('"')}
            yield from (one for one in spellings if len(one) >= _SHORTEST)


def _stands_in(text: str, secret: str) -> bool:
    """Say whether a secret stands in a text as a word of its own."""
    at = text.find(secret)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(secret) : at + len(secret) + 1]
        if not (_is_word(before) or _is_word(after)):
            return True
        at = text.find(secret, at + 1)
    return False


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
