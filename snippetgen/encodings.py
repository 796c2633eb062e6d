"""How a value enters a URL or a JSON text, as every target's own encoder writes it."""

import json
from urllib.parse import quote


def percent_encoded(text: str) -> str:
    """Percent-encode all but the unreserved characters of RFC 3986, as curl's own escape does."""
    return quote(text, safe="", errors="surrogatepass")


def json_quoted(text: str) -> str:
    """Write a text as a JSON string, non-ASCII characters as they are."""
    return json.dumps(text, ensure_ascii=False)
