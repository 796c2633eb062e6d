"""An OpenAPI description, and the same with the samples of some operations written anew.

In: a `Paste`; commands in every language. Out: text that says what it said before but for the
samples, which is proved by reading it back. It refuses to touch a file.
"""

import copy
import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from snippetgen.call.model import Call
from snippetgen.documenting.model import Tab
from snippetgen.documenting.openapi.code_samples import KEY, entries, merged, placed
from snippetgen.documenting.openapi.json_pieces import json_pieces
from snippetgen.documenting.openapi.operations import Operation, operation_of
from snippetgen.documenting.splicing import spliced
from snippetgen.errors import BadDescription
from snippetgen.paste import Paste

Changes = dict[Operation, list[object]]
_MARK = "\ufeff"


class Description(Struct, frozen=True):
    """A description as it stands, and as plain data."""

    paste: Paste
    data: dict[str, Any]
    is_json: bool

    def operation(self, call: Call) -> Operation | None:
        """Give the operation that a call is, None where it is none of them."""
        return operation_of(self.data, call)

    def samples(self, operation: Operation) -> list[object]:
        """Give the samples that an operation has."""
        standing = self.data["paths"][operation.path][operation.method].get(KEY)
        return standing if isinstance(standing, list) else []

    def changes(self, tabs: Mapping[Operation, tuple[Tab, ...]]) -> Changes:
        """Give the new samples of the operations that have not got them yet."""
        both = ((one, self.samples(one), own) for one, own in tabs.items())
        after = ((one, old, merged(old, placed(old, entries(own)))) for one, old, own in both)
        return {one: new for one, old, new in after if new != old}


def described(paste: Paste) -> Description:
    """Read a description; raise `BadDescription` where it is no OpenAPI 3 in YAML or JSON."""
    text = paste.text.removeprefix(_MARK)
    is_json = text.lstrip().startswith("{") and _is_json(text)
    data = json.loads(text) if is_json else _loaded(text, paste.name)
    version = data.get("openapi") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not str(version).startswith("3."):
        raise BadDescription(
            f"{paste.name}: this is no OpenAPI 3 file: `openapi: 3…` does not stand in it."
        )
    return Description(paste, data, is_json)


def with_samples(one: Description, changes: Changes) -> str:
    """Give the text of a description in which operations have new samples.

    Raises `BadDescription` where that would change what else it says.
    """
    if not changes:
        return one.paste.text
    start = one.paste.text[: one.paste.text.startswith(_MARK)]
    wanted = copy.deepcopy(one.data)
    for operation, new in changes.items():
        wanted["paths"][operation.path][operation.method][KEY] = new
    new_text = _written(one, changes, one.paste.text[len(start) :])
    if new_text is None or not _says(new_text, wanted, is_json=one.is_json):
        names = ", ".join(f"{key.method.upper()} {key.path}" for key in changes)
        raise BadDescription(
            f"{one.paste.name}: the samples of {names} cannot be put in without changing more than"
            " them; write their operations as blocks, without anchors and merges."
        )
    return start + new_text


def _written(one: Description, changes: Changes, text: str) -> str | None:
    try:
        if one.is_json:
            return spliced(text, dict(json_pieces(text, changes)))
        from snippetgen.documenting.openapi.yaml_pieces import Change, yaml_pieces

        both = {key: Change(one.samples(key), new) for key, new in changes.items()}
        return spliced(text, dict(yaml_pieces(text, both)))
    except LookupError:  # an operation that stands elsewhere, by an anchor or a merge
        return None


def _says(text: str, wanted: object, *, is_json: bool) -> bool:
    try:
        return (json.loads(text) if is_json else _loaded(text, "")) == wanted
    except (ValueError, BadDescription):
        return False


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _loaded(text: str, name: str) -> object:
    from snippetgen.documenting.openapi.yaml_pieces import loaded

    return loaded(text, name)
