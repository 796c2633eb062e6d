"""Names and values of a query or a form, decoded where encoding them again loses nothing.

In: the text as it is sent. Out: its fields.
"""

from snippetgen.call.content import Field
from snippetgen.call.encodings import form_encoded
from snippetgen.call.text import Ref, Text
from snippetgen.patterns import regex
from snippetgen.request.structure import form_decoded_text

# Encoded: Python encodes `*` and leaves `~`, URLSearchParams does the opposite; no encoder takes a
# lone surrogate, which UTF-8 would begin with ED A0 to ED BF.
_SPELLED_TWO_WAYS = regex(r"~|%2A|%ED%[AB]")
# Nothing is encoded, and a reference, between NULs, is a whole value.
_PLAIN = r"([A-Za-z0-9\-._]*+)=(?:\0(\w++)\0|([A-Za-z0-9\-._]*+))"
_PLAIN_FIELD = regex(_PLAIN)
_PLAIN_FIELDS = regex(f"{_PLAIN}(?:&{_PLAIN})*")


def fields_of(sent: Text, begin: str = "") -> tuple[Field, ...] | None:
    """Give the fields of a query or a form that holds no NUL, as it is sent; it begins so.

    None where a form's encoder would not give just this text back: what a shell puts in is not
    encoded again.
    """
    parts = [
        one if isinstance(one, str) else one.encoding and f"\0{one.name}\0" for one in sent.parts
    ]
    if "" in parts:
        return None
    text = "".join(parts).removeprefix(begin)
    if _PLAIN_FIELDS.fullmatch(text):
        return tuple(
            [
                Field(name, Text((Ref(ref),) if ref else (value,) if value else ()))
                for name, ref, value in _PLAIN_FIELD.findall(text)
            ]
        )
    if not text:
        return ()
    fields = tuple([_field(*pair.partition("=")) for pair in text.split("&")])
    is_same = "&".join(map(_encoded, fields)) == text and not _SPELLED_TWO_WAYS.search(text)
    return fields if is_same else None


def _field(name: str, _: str, value: str) -> Field:
    parts = value.split("\0")
    texts: list[str | Ref] = [form_decoded_text(one) for one in parts]
    texts[1::2] = [Ref(one) for one in parts[1::2]]
    return Field(form_decoded_text(name), Text(tuple([one for one in texts if one])))


def _encoded(field: Field) -> str:
    parts = [
        form_encoded(one) if isinstance(one, str) else f"\0{one.name}\0"
        for one in field.value.parts
    ]
    return f"{form_encoded(field.name)}={''.join(parts)}"
