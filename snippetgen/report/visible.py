"""Text as a terminal may show it, and how many columns it takes there.

In: a text. Out: the same with every character that prints nothing, moves the cursor or turns the
direction of writing spelled out (`‹U+200B›`); its width. It refuses to know what is a secret.
"""

import unicodedata

_TAB = "    "


def visible(text: str) -> str:
    """Give a text with all that does not print spelled out; a tab is four blanks."""
    return text if text.isprintable() else "".join(map(_visible, text))


def width(text: str) -> int:
    """Give how many columns a visible text takes: wide letters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _visible(char: str) -> str:
    if char == "\t":
        return _TAB
    return char if char.isprintable() else f"‹U+{ord(char):04X}›"


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
