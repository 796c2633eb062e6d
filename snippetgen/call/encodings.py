"""How texts enter a URL, a form or a JSON text, as every target's own encoder writes them.

The normal form of a URL is RFC 3986 6.2.2: unreserved characters decoded, hex digits in capitals;
and what may not stand in a URL, with `'` (which browsers and fetch escape), percent-encoded.
"""

import json
import re
from urllib.parse import quote, quote_plus

from snippetgen.patterns import regex
from snippetgen.words.word import to_bytes

# RFC 3986 2: what may stand in a path or a query as it is; `%` begins what is encoded already.
_LEGAL = "!$&()*+,/:;=?@~-._%"
_SURROGATE = regex(r"[\ud800-\udfff]")
_UNRESERVED = regex(r"[A-Za-z0-9\-._~]")
_ALL_UNRESERVED = regex(r"[A-Za-z0-9\-._~]*")
_NORMAL = regex(r"[A-Za-z0-9!$&()*+,/:;=?@~\-._]*")  # legal, and nothing encoded
_NOT_PRINTED = regex(r"[^\x00-~]")
_PERCENT = regex(r"%([0-9A-Fa-f]{2})?")


def has_lone_surrogate(text: str) -> bool:
    """Say whether a text holds what no UTF-8 does: half a pair, or a byte that is no text."""
    return not text.isascii() and _SURROGATE.search(text) is not None


def percent_encoded(text: str) -> str:
    """Percent-encode all but the unreserved characters of RFC 3986, as curl's own escape does."""
    if _ALL_UNRESERVED.fullmatch(text):
        return text
    return quote(text, safe="", errors="surrogatepass")


def form_encoded(text: str) -> str:
    """Encode a name or a value as `application/x-www-form-urlencoded` does: a blank becomes `+`."""
    if _ALL_UNRESERVED.fullmatch(text):
        return text
    return quote_plus(text, safe="", errors="surrogatepass")


def json_quoted(text: str) -> str:
    """Write a text as a JSON string, non-ASCII characters as they are."""
    return json.dumps(text, ensure_ascii=False)


def json_plain(text: str) -> str:
    """Write JSON text so that it prints in ASCII: the same value, its line breaks as LF."""
    return _NOT_PRINTED.sub(lambda match: json.dumps(match[0])[1:-1], text.replace("\r\n", "\n"))


def is_url_normal(text: str) -> bool:
    """Say whether a URL, or a part of one, has the normal form and nothing encoded in it."""
    return _NORMAL.fullmatch(text) is not None


def url_normal(text: str) -> str:
    """Give a part of a URL in the normal form; a `%` that encodes nothing becomes `%25`."""
    if is_url_normal(text):
        return text
    return _PERCENT.sub(_normal_octet, quote(to_bytes(text), safe=_LEGAL))


def _normal_octet(match: re.Match[str]) -> str:
    if not match[1]:
        return "%25"
    char = chr(int(match[1], 16))
    return char if _UNRESERVED.fullmatch(char) else match[0].upper()
