"""The body of a call: a JSON value where that loses nothing, else the text itself.

In: a `Request` and its `Holes`. Out: the `Body` that templates see.
"""

from msgspec import Struct

from snippetgen.call.content import Body, File, Map, Number, Split, Value
from snippetgen.call.encodings import has_lone_surrogate
from snippetgen.call.forms import fields_of
from snippetgen.call.holes import Holes, Inside
from snippetgen.call.text import Ref, Text
from snippetgen.errors import CannotRender
from snippetgen.json_text.nodes import Document, Member, Node, walk
from snippetgen.request import FilePart, Request
from snippetgen.webhook import Webhook
from snippetgen.words.word import Word, to_bytes

_MAX_DEPTH = 50
_IDS = frozenset(
    {"api_key", "openai_token", "user_id", "saved_item_id", "project_id", "action_id"}
    | {"reuse_action", "trigger_id"}
)
_NOTHING = Split(Map(), Map(), Map(), Text(), "{}", Text())
_CONSTANTS: dict[str, Value] = {"null": None, "true": True, "false": False}


def call_body(request: Request, webhook: Webhook | None, holes: Holes) -> Body:
    """Make the body of a call.

    Raises `CannotRender` where it holds what only a shell can know, as a file's name may do, or
    where that name is no text.
    """
    body = request.body
    kind = body.kind
    if kind == "none":
        return Body()
    word = body.text
    if word is None:
        return Body(files=tuple(_part(part, holes) for part in body.parts))
    if kind == "binary":
        return Body(data=to_bytes(word.text))
    if kind == "form":
        sent = holes.text(word)
        return Body(text=sent, form=None if "\0" in word.text else fields_of(sent))
    text = holes.text(word)
    inside = [] if text.parts == (word.text,) else holes.inside(word)
    is_json = kind == "json" and (not word.expansions or holes.cover(word))
    root = _lossless(body.json, word, inside) if is_json else None
    if root is None:
        return Body(text=text)
    json = _JsonText(word, holes, bool(inside))
    return Body(text, json.value(root), True, _split(root, json, webhook))


def _part(part: Word | FilePart, holes: Holes) -> Text | File:
    if isinstance(part, Word):
        return holes.text(part)
    name = holes.written(part.name)
    if has_lone_surrogate(name):
        raise CannotRender(f"the file name {name!a} holds bytes that are not UTF-8 text.")
    return File(name, part.stripped, part.encoded)


def _lossless(document: Document | None, word: Word, inside: list[Inside]) -> Node | None:
    if document is None or document.root is None or document.slips:
        return None
    json = word.text
    may_hold = not json.isascii() or "\\u" in json
    if document.depth > _MAX_DEPTH or (may_hold and _holds_lone_surrogate(document.root)):
        return None
    if inside and not _stand_whole(inside, document.root, word):
        return None
    return document.root


def _stand_whole(inside: list[Inside], root: Node, word: Word) -> bool:
    """Say whether every hole in a JSON text is a whole string of it."""
    strings = {word.source(one.start, one.end) for one in walk(root) if one.kind == "string"}
    return all(span in strings for _, _, span in inside)


def _holds_lone_surrogate(root: Node) -> bool:
    texts = (node.text for node in walk(root) if node.kind == "string")
    names = (member.name.text for node in walk(root) for member in node.members)
    return any(map(has_lone_surrogate, (*texts, *names)))


class _JsonText(Struct, frozen=True):
    """The text of a JSON body, with the values and the slices that stand in it.

    `is_open`: there are holes in it.
    """

    word: Word
    holes: Holes
    is_open: bool

    def value(self, node: Node) -> Value:
        """Give a node's value, a reference where its hole stands; its depth is bounded."""
        if node.kind == "object":
            return Map(tuple([(one.name.text, self.value(one.value)) for one in node.members]))
        if node.kind == "array":
            return tuple([self.value(item) for item in node.items])
        if node.kind == "number":
            return Number(node.text)
        if node.kind == "string":
            return (self.reference(node) if self.is_open else None) or node.text
        return _CONSTANTS[node.kind]

    def reference(self, node: Node) -> Ref | None:
        """Give the reference in whose hole a node stands; as a value it needs no encoding."""
        ref = self.holes.at(self.word.source(node.start, node.end))
        return ref and Ref(ref.name)

    def members(self, members: tuple[Member, ...]) -> tuple[Map, Text]:
        """Give some neighbouring members as a map, and as the text between braces."""
        if not members:
            return _NOTHING.before, _NOTHING.before_text
        pairs = tuple([(one.name.text, self.value(one.value)) for one in members])
        start, end = members[0].name.start, members[-1].value.end
        if self.is_open:
            return Map(pairs), self.holes.text(self.word.part(start, end))
        return Map(pairs), Text((self.word.text[start:end],))


def _split(root: Node, json: _JsonText, webhook: Webhook | None) -> Split | None:
    if root.kind != "object" or (webhook and webhook.inputs is None):
        return None
    if not root.members:
        return _NOTHING
    ids = _IDS if webhook else frozenset()
    given = [number for number, one in enumerate(root.members) if one.name.text not in ids]
    first, last = (given[0], given[-1] + 1) if given else (len(root.members),) * 2
    inputs = root.members[first:last]
    if len(inputs) != len(given) or (json.is_open and _refer(inputs, json)):
        return None
    before, before_text = json.members(root.members[:first])
    values, inputs_text = json.members(inputs)
    after, after_text = json.members(root.members[last:])
    return Split(before, values, after, before_text, f"{{{inputs_text.literal}}}", after_text)


def _refer(members: tuple[Member, ...], json: _JsonText) -> bool:
    nodes = (node for one in members for node in walk(one.value) if node.kind == "string")
    return any(json.reference(node) is not None for node in nodes)
