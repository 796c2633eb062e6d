"""Fits a call to a target.

What the target's client cannot send is refused; what its values cannot hold becomes raw text.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from snippetgen.call.content import Body, Field, Map, Number, Value
from snippetgen.call.encodings import json_quoted, percent_encoded
from snippetgen.call.model import Basic, Call, Poll, Transport
from snippetgen.call.text import Encoding, Ref, Text, merged
from snippetgen.errors import CannotRender
from snippetgen.once import found
from snippetgen.targets import Target, all_targets
from snippetgen.targets.target import Limits


def fitted(call: Call, target: Target, style: str = "caller") -> Call:
    """Give the call with a raw body where the target's values would respell it.

    Its parameters' texts are put in place where the target or the style has no parameters.
    Raises `CannotRender` with the first thing that the target's client cannot do.
    """
    if call.poll and style != "caller":
        raise CannotRender(f"only a caller can wait for a run, not the style {style}.")
    for obstacle in obstacles(call, target):
        raise CannotRender(f"{target.id} cannot {obstacle}. {_who_can(call)}")
    if not target.constants or style in target.flat:
        call = flattened(call, outside=not target.constants)
    if call.body.has_value and not _holds(call.body.value, target, target.json.max_depth):
        body = replace(call.body, value=None, has_value=False, split=None)
        return replace(call, body=body)
    return call


def _who_can(call: Call) -> str:
    able = [one.id for one in all_targets().values() if not any(obstacles(call, one))]
    return f"These can: {', '.join(able)}." if able else "No target can: let curl itself send it."


def flattened(call: Call, outside: bool = False) -> Call:
    """Give the call with its own texts in place of its parameters and of known secrets.

    The other secrets are named as the environment names them where `outside`.
    """
    texts = _Texts(call, outside)
    auth = call.auth
    return replace(
        call,
        parameters=(),
        secrets=tuple(secret for secret in call.secrets if secret.literal is None),
        address=texts.put(call.address),
        search=texts.put(call.search),
        headers=_flat_fields(call.headers, texts),
        body=_flat_body(call.body, texts),
        poll=call.poll and _flat_poll(call.poll, _Texts(call, outside, call.poll.run)),
        auth=auth and Basic(texts.put(auth.user), texts.put(auth.password)),
        transport=_flat_transport(call.transport, texts),
    )


class _Texts(Struct, frozen=True, dict=True):
    """What stands in the place of each reference, as `flattened` has it; `kept` stays one.

    Worked out at the first reference: most texts have none.
    """

    call: Call
    outside: bool = False
    kept: str = ""

    @found
    def _by_name(self) -> dict[str, str | Ref]:
        texts: dict[str, str | Ref] = {one.name: one.default for one in self.call.parameters}
        for secret in self.call.secrets:
            unknown = Ref(secret.env if self.outside else secret.name)
            texts[secret.name] = unknown if secret.literal is None else secret.literal
        return {**texts, self.kept: Ref(self.kept)} if self.kept else texts

    def put(self, text: Text) -> Text:
        """Give a text with what stands in the place of its references."""
        if text.literal is not None:
            return text
        texts = self._by_name
        parts = [
            _encoded(texts[part.name], part.encoding) if isinstance(part, Ref) else part
            for part in text.parts
        ]
        return merged(parts)

    def literal(self, text: Text) -> str | None:
        """Give a text so where no reference is left in it, else None."""
        literal = text.literal
        return self.put(text).literal if literal is None else literal


def _flat_transport(transport: Transport, texts: _Texts) -> Transport:
    if transport.proxy is None:
        return transport
    return replace(transport, proxy=texts.put(transport.proxy))


def _flat_body(body: Body, texts: _Texts) -> Body:
    parts = tuple(texts.put(part) if isinstance(part, Text) else part for part in body.files)
    return Body(text=body.text and texts.put(body.text), data=body.data, files=parts)


def _flat_poll(poll: Poll, texts: _Texts) -> Poll:
    return replace(
        poll,
        address=texts.put(poll.address),
        search=texts.put(poll.search),
        query=poll.query and _flat_fields(poll.query, texts),
        headers=_flat_fields(poll.headers, texts),
    )


def _flat_fields(fields: tuple[Field, ...], texts: _Texts) -> tuple[Field, ...]:
    return tuple(Field(field.name, texts.put(field.value)) for field in fields)


def _encoded(part: str | Ref, encoding: Encoding) -> str | Ref:
    if isinstance(part, Ref):
        return Ref(part.name, encoding)
    if encoding == "url":
        return percent_encoded(part)
    return json_quoted(part) if encoding == "json" else part


def obstacles(call: Call, target: Target) -> Iterator[str]:
    """Give in words what of the call the target cannot do.

    Its texts are judged as `flattened` has them; they are put in place only where one is asked for.
    """
    if call.poll and not target.waits:
        yield "wait for the end of a run (--wait)"
    for what in _unsendable(call, target.limits, _Texts(call)):
        yield f"send {what}"


def _unsendable(call: Call, limits: Limits, texts: _Texts) -> Iterator[str]:
    method, body, transport = call.method.upper(), call.body, call.transport
    if method in limits.bodyless and body.exists:
        yield f"a {method} request with a body"
    if method in limits.methods:
        yield f"the method {method}"
    elif call.method != method and {"*", method} & limits.upper_methods:
        yield "a method in small letters"
    if not limits.mixed_files and len(body.files) > 1:
        yield "a body of a file and something else"
    if limits.argument is not None and _size(body, texts) > limits.argument:
        yield f"a body of more than {limits.argument:,} bytes in an argument"
    if transport.insecure and not limits.insecure:
        yield "a request without checking the certificate (-k)"
    proxy = transport.proxy
    if proxy and not limits.sends_through(texts.literal(proxy)):
        yield "a request through such a proxy (-x)"
    if limits.address and not limits.reaches(texts.literal(call.address)):
        yield "a request to such a host"
    if not limits.empty_query and _is_bare(call.search, texts):
        yield "a URL that ends in a bare ?"
    yield from _header_obstacles(call, limits, texts)


def _is_bare(search: Text, texts: _Texts) -> bool:
    return search.parts[:1] == ("?",) and texts.literal(search) == "?"


def _header_obstacles(call: Call, limits: Limits, texts: _Texts) -> Iterator[str]:
    seen: set[str] = set()
    for field in call.headers:
        name = field.name.lower()
        if name in limits.headers:
            yield f"the header {field.name}"
        elif not limits.header_name.fullmatch(field.name):
            yield "a header with such a name"
        elif not limits.header_value.fullmatch(
            field.value.literal or _with_stand_ins(field.value, texts)
        ):
            yield f"these characters in the header {field.name}"
        elif name in limits.only and not _fits(field.value, limits.only[name], texts):
            yield f"the header {field.name} with this value"
        elif name in seen and (name in limits.once or not limits.repeats):
            yield f"the header {field.name} twice"
        seen.add(name)


def _fits(text: Text, pattern: re.Pattern[str], texts: _Texts) -> bool:
    return pattern.fullmatch(texts.literal(text) or "") is not None


def _with_stand_ins(text: Text, texts: _Texts) -> str:
    """Give a text with a letter for each reference, whose value is judged when it is known."""
    return "".join([part if isinstance(part, str) else "x" for part in texts.put(text).parts])


def _size(body: Body, texts: _Texts) -> int:
    parts = texts.put(body.text).parts if body.text else ()
    literals = [part for part in parts if isinstance(part, str)]
    return len(body.data or b"") + sum([len(text.encode("utf-8", "replace")) for text in literals])


def _holds(value: Value, target: Target, room: int) -> bool:
    """Say whether a target's values hold a value, whose depth is bounded, without respelling it.

    `room`: how many objects and arrays may stand in one another.
    """
    if not room and isinstance(value, (Map, tuple)):
        return False
    if isinstance(value, Map):
        for name, item in value.members:
            if not (target.json.holds_key(name) and _holds(item, target, room - 1)):
                return False
    elif isinstance(value, tuple):
        for item in value:
            if not _holds(item, target, room - 1):
                return False
    elif isinstance(value, Number):
        return target.numbers is None or target.numbers.holds(value)
    return True
