"""Names and values of a query or a form, decoded where encoding them again loses nothing."""

from snippetgen.call.content import Field
from snippetgen.call.encodings import form_encoded
from snippetgen.call.holes import Holes
from snippetgen.call.text import Ref, Text, merged
from snippetgen.patterns import regex
from snippetgen.request import Pair
from snippetgen.request.structure import form_decoded_text

# Encoded: Python encodes `*` and leaves `~`, URLSearchParams does the opposite; no encoder takes a
# lone surrogate, which UTF-8 would begin with ED A0 to ED BF.
_SPELLED_TWO_WAYS = regex(r"~|%2A|%ED%[AB]")
_PAIR = r"[A-Za-z0-9\-._]*+=(?:\0|[A-Za-z0-9\-._]*+)"
_PLAIN = regex(f"{_PAIR}(?:&{_PAIR})*")


def query_fields(pairs: tuple[Pair, ...], search: Text, holes: Holes) -> tuple[Field, ...] | None:
    """Give the decoded fields of a query, None where a form's encoder would not give it back.

    `search` is the query as it is sent, its `?` before it: in a URL's normal form, which what a
    form's encoder writes has too.
    """
    if holes.respelled and any(ref.name in holes.respelled for ref in search.refs):
        return None
    return _fields_of(pairs, search, "?", holes)


def form_fields(pairs: tuple[Pair, ...], sent: Text, holes: Holes) -> tuple[Field, ...] | None:
    """Give the decoded fields of a form, None where its encoder would not give every byte back."""
    return _fields_of(pairs, sent, "", holes)


def _fields_of(
    pairs: tuple[Pair, ...], sent: Text, begin: str, holes: Holes
) -> tuple[Field, ...] | None:
    refs = sent.refs
    for ref in refs:
        if not ref.encoding:
            return None  # what a shell puts in is not encoded again
    plain = _plain_fields(sent, refs, begin)
    if len(plain) == len(pairs):  # else there is a separator in a hole
        return plain
    fields = tuple([_field(pair, holes) for pair in pairs])
    encoded = begin + "&".join([_encoded(field) for field in fields])
    if encoded != "".join(map(_marked, sent.parts)) or _SPELLED_TWO_WAYS.search(encoded):
        return None
    return fields


def _plain_fields(sent: Text, refs: list[Ref], begin: str) -> tuple[Field, ...]:
    """Give the fields where nothing is encoded and every reference is a whole value, else none."""
    text = "".join([part if isinstance(part, str) else "\0" for part in sent.parts])[len(begin) :]
    if text.count("\0") != len(refs) or not _PLAIN.fullmatch(text):
        return ()
    spelled = text.replace("=", "&").split("&")
    waiting = iter(refs)
    fields = []
    for name, value in zip(spelled[::2], spelled[1::2], strict=True):
        parts = (Ref(next(waiting).name),) if value == "\0" else (value,) if value else ()
        fields.append(Field(name, Text(parts)))
    return tuple(fields)


def _field(pair: Pair, holes: Holes) -> Field:
    name = form_decoded_text(pair.name.text)
    if pair.value is None:
        return Field(name, Text())
    parts = holes.text(pair.value).parts
    return Field(
        name,
        merged(
            [form_decoded_text(one) if isinstance(one, str) else Ref(one.name) for one in parts]
        ),
    )


def _encoded(field: Field) -> str:
    parts = [
        form_encoded(part) if isinstance(part, str) else _marked(part) for part in field.value.parts
    ]
    return f"{form_encoded(field.name)}={''.join(parts)}"


def _marked(part: str | Ref) -> str:
    """Write a part so that a reference is no literal, whatever its encoding."""
    return part if isinstance(part, str) else f"\0{part.name}\0"
