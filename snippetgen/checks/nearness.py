"""Which known name a misspelt one was meant to be.

In: a text and the names that are known. Out: the nearest of them, or None. Near is one slip of the
fingers: a character lost, doubled, changed, or two exchanged; or letters of another script that
look the same.
"""

import unicodedata
from collections.abc import Iterable

from snippetgen.checks.shown import character
from snippetgen.patterns import regex

# Small letters of the Cyrillic and Greek scripts that look like Latin ones (Unicode UTS 39).
_LOOK_ALIKES = str.maketrans(
    "авеѕіјкмнорстухԁһғҝ" + "αβεικνορτυχ", "abesijkmhopctyxdhfk" + "abeiknoptux"
)
_NOT_WORD = regex(r"[\W_]++")


def nearest(text: str, names: Iterable[str]) -> str | None:
    """Give the first name that is one slip away from the text; letters' case is none."""
    folded = text.lower()
    plain = latin(text)
    for name in names:
        known = name.lower()
        if is_one_slip(plain, known) or (plain == known != folded):
            return name
    return None


def latin(text: str) -> str:
    """Give a text in small letters, with those that only look Latin as the Latin ones."""
    folded = text.lower()
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFKC", folded).translate(_LOOK_ALIKES)


def told_apart(text: str) -> str:
    """Give half a sentence that names the first letter that only looks Latin; "" without one."""
    letter = next((char for char in text if char != latin(char) != char.lower()), None)
    return f"; {character(letter)} stands in it" if letter else ""


def is_name_slip(text: str, name: str) -> bool:
    """Say whether a text is one slip from a name, where hyphens, case and underscores are none.

    `userId`, `user-id` and `usr_id` are each a slip of `user_id`; the name itself is none.
    """
    own, known = _NOT_WORD.sub("", latin(text)), _NOT_WORD.sub("", name)
    return text != name and (own == known or is_one_slip(own, known))


def is_one_slip(text: str, name: str) -> bool:
    """Say whether two different texts differ by one character or by two exchanged ones."""
    if text == name or abs(len(text) - len(name)) > 1:
        return False
    start = _common(text, name)
    left, right = text[start:], name[start:]
    if len(left) != len(right):
        return left[1:] == right or left == right[1:]
    return left[1:] == right[1:] or (left[1::-1] == right[:2] and left[2:] == right[2:])


def _common(text: str, name: str) -> int:
    """Give how many characters two texts have in common at their beginning."""
    place = 0
    for one, other in zip(text, name, strict=False):
        if one != other:
            break
        place += 1
    return place
