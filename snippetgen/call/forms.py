"""Names and values of a query or a form, decoded where encoding them again loses nothing."""

from collections.abc import Callable, Iterable, Iterator

from snippetgen.call.content import Field
from snippetgen.call.encodings import form_encoded, has_lone_surrogate, url_normal
from snippetgen.call.holes import Holes
from snippetgen.call.text import Ref, Text, merged
from snippetgen.request import Pair
from snippetgen.request.structure import form_decoded_text


def query_fields(pairs: Iterable[Pair], sent: Text, holes: Holes) -> tuple[Field, ...] | None:
    """Give the decoded fields of a query, None where a form's encoder would not give it back.

    `sent` is the query as it is sent, its references in place; it is compared as URLs are.
    """
    if any(ref.name in holes.respelled for ref in sent.refs):
        return None
    return _fields_of(pairs, sent, holes, url_normal)


def form_fields(pairs: Iterable[Pair], sent: Text, holes: Holes) -> tuple[Field, ...] | None:
    """Give the decoded fields of a form, None where its encoder would not give every byte back."""
    return _fields_of(pairs, sent, holes, str)


def _fields_of(
    pairs: Iterable[Pair], sent: Text, holes: Holes, normal: Callable[[str], str]
) -> tuple[Field, ...] | None:
    if any(not ref.encoding for ref in sent.refs):
        return None  # what a shell puts in is not encoded again
    fields = tuple(_fields(pairs, holes))
    encoded = merged(part for field in _between(fields) for part in field)
    texts = [part for field in fields for part in (field.name, *field.value.parts)]
    if any(_is_spelled_two_ways(text) for text in texts if isinstance(text, str)):
        return None
    return fields if _compared(encoded, normal) == _compared(sent, normal) else None


def _fields(pairs: Iterable[Pair], holes: Holes) -> Iterator[Field]:
    for pair in pairs:
        value = holes.text(pair.value) if pair.value is not None else Text()
        decoded = (
            form_decoded_text(part) if isinstance(part, str) else Ref(part.name)
            for part in value.parts
        )
        yield Field(form_decoded_text(pair.name.text), merged(decoded))


def _between(fields: tuple[Field, ...]) -> Iterator[Iterator[str | Ref]]:
    for number, field in enumerate(fields):
        yield iter(("&" if number else "", form_encoded(field.name), "="))
        yield (form_encoded(part) if isinstance(part, str) else part for part in field.value.parts)


def _is_spelled_two_ways(text: str) -> bool:
    # Python encodes `*` and leaves `~`, URLSearchParams does the opposite; no encoder takes a lone
    # surrogate.
    return "*" in text or "~" in text or has_lone_surrogate(text)


def _compared(text: Text, normal: Callable[[str], str]) -> list[str]:
    return [normal(part) if isinstance(part, str) else f"\0{part.name}" for part in text.parts]
