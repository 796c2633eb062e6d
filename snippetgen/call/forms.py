"""Names and values of a query or a form, decoded where encoding them again loses nothing."""

from snippetgen.call.content import Field
from snippetgen.call.encodings import form_encoded, is_url_normal, url_normal
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


def query_of(request: Request, holes: Holes) -> tuple[Text, tuple[Field, ...] | None]:
    """Give the query with its `?` as it is sent, and its decoded fields.

    It is sent in a URL's normal form, which what a form's encoder writes has too. No fields where
    that would not give it back.
    """
    query = request.query
    if query is None:
        return Text(), ()
    plain = _plain(query, request.pairs, holes, "?")
    if plain:
        return plain
    search = _search(query, holes)
    if holes.respelled and any(ref.name in holes.respelled for ref in search.refs):
        return search, None
    return search, _fields_of(request.pairs, search, holes, "?")


def form_of(form: Word, holes: Holes) -> tuple[Text, tuple[Field, ...] | None]:
    """Give a form as it is sent, and its decoded fields, None where an encoder respells them."""
    pairs = read_pairs(form)
    plain = _plain(form, pairs, holes)
    if plain:
        return plain
    text = holes.text(form)
    return text, _fields_of(pairs, text, holes)


def _search(query: Word, holes: Holes) -> Text:
    if is_url_normal(query.text):
        return holes.text(query, "?")
    parts = holes.text(query).parts
    return merged(["?", *[url_normal(one) if isinstance(one, str) else one for one in parts]])


def _plain(
    word: Word, pairs: tuple[Pair, ...], holes: Holes, begin: str = ""
) -> tuple[Text, tuple[Field, ...]] | None:
    """Give text and fields at once where nothing is encoded and each hole is a whole value.

    What is given is what is found for others; None where it is not so, or a hole is for a text
    that is put in as it is.
    """
    if not _PLAIN.fullmatch(word.text):
        return None
    parts: list[str | Ref] = []
    fields, literal = [], begin
    for pair in pairs:
        name, value = pair.name.text, pair.value
        ref = holes.at(value.content) if value else None
        if ref is None:
            text = value.text if value else ""
            literal += f"{name}={text}&"
            fields.append(Field(name, Text((text,) if text else ())))
        elif ref.encoding:
            parts += f"{literal}{name}=", ref
            literal = "&"
            fields.append(Field(name, Text((Ref(ref.name),))))
    if len(holes.near(word)) * 2 != len(parts):
        return None
    if len(literal) > 1:
        parts.append(literal[:-1])
    return Text(tuple(parts)), tuple(fields)


def _fields_of(
    pairs: tuple[Pair, ...], sent: Text, holes: Holes, begin: str = ""
) -> tuple[Field, ...] | None:
    for ref in sent.refs:
        if not ref.encoding:
            return None  # what a shell puts in is not encoded again
    fields = tuple([_field(pair, holes) for pair in pairs])
    encoded = begin + "&".join([_encoded(field) for field in fields])
    if encoded != "".join(map(_marked, sent.parts)) or _SPELLED_TWO_WAYS.search(encoded):
        return None
    return fields


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
