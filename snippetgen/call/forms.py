"""Names and values of a query or a form, decoded where encoding them again loses nothing."""

from snippetgen.call.content import Field
from snippetgen.call.encodings import form_encoded
from snippetgen.call.holes import Holes
from snippetgen.call.text import Ref, Text, merged
from snippetgen.patterns import regex
from snippetgen.request import Pair, Request
from snippetgen.request.structure import form_decoded_text
from snippetgen.request.url import read_pairs
from snippetgen.words.word import Word

# Encoded: Python encodes `*` and leaves `~`, URLSearchParams does the opposite; no encoder takes a
# lone surrogate, which UTF-8 would begin with ED A0 to ED BF.
_SPELLED_TWO_WAYS = regex(r"~|%2A|%ED%[AB]")
_PAIR = r"[A-Za-z0-9\-._]*+=[A-Za-z0-9\-._]*+"
_PLAIN = regex(f"{_PAIR}(?:&{_PAIR})*")


def query_fields(request: Request, search: Text, holes: Holes) -> tuple[Field, ...] | None:
    """Give the decoded fields of a query, None where a form's encoder would not give it back.

    `search` is the query as it is sent, its `?` before it: in a URL's normal form, which what a
    form's encoder writes has too.
    """
    query = request.query
    if query is None:
        return ()
    if holes.respelled and any(ref.name in holes.respelled for ref in search.refs):
        return None
    return _fields_of(query.text, request.pairs, search, holes, "?")


def form_fields(form: Word, sent: Text, holes: Holes) -> tuple[Field, ...] | None:
    """Give the decoded fields of a form, None where its encoder would not give every byte back."""
    return _fields_of(form.text, read_pairs(form), sent, holes)


def _fields_of(
    text: str, pairs: tuple[Pair, ...], sent: Text, holes: Holes, begin: str = ""
) -> tuple[Field, ...] | None:
    refs = sent.refs
    for ref in refs:
        if not ref.encoding:
            return None  # what a shell puts in is not encoded again
    if _PLAIN.fullmatch(text) and (plain := _plain_fields(pairs, len(refs), holes)):
        return plain
    fields = tuple([_field(pair, holes) for pair in pairs])
    encoded = begin + "&".join([_encoded(field) for field in fields])
    if encoded != "".join(map(_marked, sent.parts)) or _SPELLED_TWO_WAYS.search(encoded):
        return None
    return fields


def _plain_fields(pairs: tuple[Pair, ...], refs: int, holes: Holes) -> tuple[Field, ...]:
    """Give the fields, of which nothing is encoded; none if one of the `refs` is no whole value."""
    fields, whole = [], 0
    for pair in pairs:
        value = pair.value
        ref = holes.at(value.content) if value else None
        if ref:
            whole += 1
            fields.append(Field(pair.name.text, Text((Ref(ref.name),))))
        else:
            parts = (value.text,) if value and value.text else ()
            fields.append(Field(pair.name.text, Text(parts)))
    return tuple(fields) if whole == refs else ()


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
