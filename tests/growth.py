"""Texts that can be made as long as one likes, each of a shape that work could grow too fast on.

In: a number of characters. Out: a text of about that length. `test_fuzz.py` counts the work on
short ones; `benchmarks/scaling.py` takes the time and the memory of long ones.
"""

from collections.abc import Callable

_URL = "https://api.gumloop.com/api/v1/start_pipeline"
_IDS = "user_id=Bd0Kh8oOOL8dKLzdocJ2isAjIhK2&saved_item_id=dtUzWZmcsKLxNWfH2Xu4R3"
_SNIPPET = (
    f"curl -X POST '{_URL}?{_IDS}' \\\n"
    '  -H "Authorization: Bearer $GUMLOOP_API_KEY" \\\n'
    "  -H 'Content-Type: application/json' \\\n"
)


def _with_body(body: str) -> str:
    return f"{_SNIPPET}  -d '{body}'\n"


def _with_secrets(count: int) -> str:
    """Give a command with so many secrets, each of which stands in its body too."""
    secrets = [f"{number * 2_654_435_761 % 2**32:08x}" * 4 for number in range(count)]
    named = "&".join(f"k{number}_token={one}&n{number}=1" for number, one in enumerate(secrets))
    return f"curl '{_URL}?{_IDS}&{named}' -d '{'&'.join(secrets)}'\n"


SHAPES: dict[str, Callable[[int], str]] = {
    "one huge string": lambda size: _with_body('{"text": "' + "word " * (size // 5) + '"}'),
    "escaped string": lambda size: _with_body('{"text": "' + "line\\n" * (size // 6) + '"}'),
    "many headers": lambda size: "".join(
        (_SNIPPET, *(f"-H 'X-Name-{one:07}: value' " for one in range(size // 28)), "-d '{}'\n")
    ),
    "many options": lambda size: _SNIPPET + "--retry 3 -sS --compressed " * (size // 27) + "-d {}",
    "many inputs": lambda size: _with_body(
        "{" + ", ".join(f'"name{one:07}": {one}' for one in range(1 + size // 24)) + "}"
    ),
    "deep JSON": lambda size: _with_body('{"a": ' * (size // 7) + "1" + "}" * (size // 7)),
    "unquoted words": lambda size: _with_body("[" + "a b " * (size // 4)),
    "comment": lambda size: _with_body("{/" + "* " * (size // 2) + "*/}"),
    "wrapped heads": lambda size: (
        ("x|env " + "-a env " * 15 + ", curl -s http://a.b\n") * max(1, size // 132)
    ),
    "many secrets": lambda size: _with_secrets(size // 110),
    "many snippets": lambda size: (_with_body('{"n": 1}') + "\n") * max(1, size // 290),
}
"""Makes a text of about so many characters, by the name of its shape."""
