"""A text of a call: literal parts and references to what a program fills in.

In: parts. Out: `Text`. Knows nothing of what the text is a part of.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Encoding = Literal["", "url", "json"]
_NONE: frozenset[Encoding] = frozenset()


class Ref(Struct, frozen=True):
    """A named value of the program: a parameter or a secret, by its name in `snake_case`.

    `encoding`: how it enters the text: as it is, percent-encoded, or as a JSON string.
    """

    name: str
    encoding: Encoding = ""


class Text(Struct, frozen=True):
    """A text made of literal parts and references, in order; no two literals are neighbours."""

    parts: tuple[str | Ref, ...] = ()

    @property
    def literal(self) -> str | None:
        """Give the text where it has no reference, else None."""
        parts = self.parts
        if len(parts) != 1:
            return None if parts else ""
        only = parts[0]
        return only if isinstance(only, str) else None

    def then(self, text: "Text") -> "Text":
        """Give this text and another behind it."""
        before, after = self.parts, text.parts
        if before and after and isinstance(before[-1], str) and isinstance(after[0], str):
            return Text((*before[:-1], before[-1] + after[0], *after[1:]))
        return Text(before + after)

    @property
    def refs(self) -> list[Ref]:
        """Give the references in order."""
        return [part for part in self.parts if not isinstance(part, str)]

    @property
    def is_ascii(self) -> bool:
        """Say whether every literal part is ASCII."""
        return self.literals.isascii()

    @property
    def literals(self) -> str:
        """Give the literal parts together, without the references between them."""
        return "".join([part for part in self.parts if isinstance(part, str)])

    @property
    def encodings(self) -> frozenset[Encoding]:
        """Give the encodings that the text's references need."""
        return encodings_of([self])


def refs_of(texts: Iterable[Text]) -> list[Ref]:
    """Give the references of some texts in order."""
    return [part for text in texts for part in text.parts if not isinstance(part, str)]


def encodings_of(texts: Iterable[Text]) -> frozenset[Encoding]:
    """Give the encodings that the references of some texts need."""
    refs = refs_of(texts)
    return frozenset([ref.encoding for ref in refs]) if refs else _NONE


def merged(parts: Iterable[str | Ref]) -> Text:
    """Make a text of parts: neighbouring literals become one, empty ones none."""
    together: list[str | Ref] = []
    for part in parts:
        if not isinstance(part, str):
            together.append(part)
        elif together and isinstance(together[-1], str):
            together[-1] += part
        elif part:
            together.append(part)
    return Text(tuple(together))
