"""What a message may show of a snippet: no secret, no control character, nothing long.

In: a text or a place of a reading. Out: words for a sentence.
"""

import unicodedata

from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading

ESCAPES = {"sh": "\\", "cmd": "^", "powershell": "`"}
"""The character that continues a line in each shell, and takes the meaning of the next away."""

_LONGEST = 60
_SECURE = "[secure]"
VARIABLES = {"sh": "${}", "cmd": "%{}%", "powershell": "$env:{}"}
"""How each shell spells a variable in a text, for `format` with its name."""
# What looks like a key wherever it stands.
_KEY = regex(r"[0-9a-f]{16,}+|(?<![0-9A-Za-z])(?:gum|sk)[_-][\w-]{8,}+")


def quoted(text: str) -> str:
    """Give a short text in backticks; what no terminal should be sent is spelled out."""
    text = _KEY.sub(_SECURE, text[: 2 * _LONGEST])
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"`{''.join(map(_visible, text))}`"


def sign(char: str) -> str:
    """Give a sign as a noun: in backticks, or, where it is a backtick itself, its name."""
    return "backtick" if char == "`" else quoted(char)


def masked(reading: Reading, span: Span) -> str:
    """Give the paste's own text of a span, to be copied: each secret is its shell's variable."""
    text, parts, last = reading.paste.text, [], span.start
    spelled = VARIABLES[reading.command.dialect if reading.command else "sh"]
    spelled_out = (one for one in reading.secrets if not one.is_outside)
    for secret in sorted(spelled_out, key=lambda one: one.word.span.start):
        place = secret.word.span
        if last <= place.start and place.end <= span.end:
            parts += [text[last : place.start], spelled.format(secret.env)]
            last = place.end
    shown = _KEY.sub(spelled.format("SECRET"), "".join([*parts, text[last : span.end]]))
    return "".join(map(_visible, shown))


def character(char: str) -> str:
    """Name a character that cannot be seen: `no-break space (U+00A0)`."""
    name = unicodedata.name(char, "control character").lower()
    return f"{name} (U+{ord(char):04X})"


def listed(words: list[str], most: int = 4) -> str:
    """Join words as a sentence does: `a`, `b` and `c`; of many only the first."""
    shown = words[:most] + ([f"{len(words) - most} more"] if len(words) > most else [])
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _visible(char: str) -> str:
    return char if char.isprintable() else f"‹U+{ord(char):04X}›"
