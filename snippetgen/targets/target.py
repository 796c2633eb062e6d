"""Targets: languages and clients that code can be rendered for, each entirely a folder.

A target is found at `templates/targets/<language>/<client>/target.toml`; its id is its path.
Nothing here knows a language: a new one is a new folder.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from snippetgen.errors import BadTarget, UnknownTarget
from snippetgen.kept import toml_table
from snippetgen.once import found, once
from snippetgen.targets.literals import LiteralRules
from snippetgen.targets.names import NameRules
from snippetgen.targets.project import ProjectRules
from snippetgen.targets.tools import Tool
from snippetgen.targets.value_layout import ValueRules
from snippetgen.targets.values import JsonRules, NumberRules


class TextRules(Struct, frozen=True):
    """The `[text]` table: how a text with references is written.

    `url` and `json` are the calls that percent-encode a value and that write it as a JSON string,
    with `{}` for its name. A text is interpolated between `open` and `close` with each reference in
    `hole`, and `escapes` beside the literal's. Where `open` is empty, or a part holds a character
    of `never`, `join` joins its parts, each reference in the form `alone`. `encodes_hole`: an
    encoder stands around the hole, not in it.
    """

    url: str = "{}"
    json: str = "{}"
    join: str = " + "
    open: str = ""
    close: str = ""
    hole: str = "{}"
    alone: str = "{}"
    never: str = ""
    encodes_hole: bool = False
    escapes: dict[str, str] = field(default_factory=dict)


class Limits(Struct, frozen=True):
    """The `[limits]` table: what the client cannot send. All header names in lower case.

    `header_name` and `header_value` are patterns that a whole name or value must fit. `bodyless`
    are methods that cannot carry a body, `methods` those that cannot be sent, `upper_methods` those
    that the client sends in capitals whatever their spelling (`*`: all). The flags say whether
    it can send a header name twice, a body of text and files, unchecked, through a proxy, or a `?`
    that ends the URL. `once` are headers that it cannot send twice although it can others, `only`
    those that it sends only with a value that fits the pattern. `address` is the pattern of a URL
    without query, `proxy_address` that of a proxy's, which then cannot be a reference. `argument`
    is the most bytes that a body can have where it is an argument of a command.
    """

    headers: frozenset[str] = frozenset()
    header_name: re.Pattern[str] = re.compile(r"[^\r\n\0]*")
    header_value: re.Pattern[str] = re.compile(r"[^\r\n\0]*")
    bodyless: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    upper_methods: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    only: dict[str, re.Pattern[str]] = field(default_factory=dict)
    address: re.Pattern[str] | None = None
    proxy_address: re.Pattern[str] | None = None
    argument: int | None = None
    repeats: bool = True
    mixed_files: bool = True
    insecure: bool = True
    proxy: bool = True
    empty_query: bool = True

    def reaches(self, address: str | None) -> bool:
        """Say whether a request can go to a URL; None is one that a variable holds part of."""
        pattern = self.address
        return not (address and pattern) or bool(pattern.fullmatch(address))

    def sends_through(self, proxy: str | None) -> bool:
        """Say whether a request can go through a proxy; None is one that a variable holds."""
        pattern = self.proxy_address
        return self.proxy and (pattern is None or bool(proxy and pattern.fullmatch(proxy)))


class Target(Struct, frozen=True, eq=False, dict=True):
    """One target, all of it from its folder.

    `literals` writes any text; `plain`, where there is one, a text that prints; `raw` JSON text
    that needs no escape; `bytes` octets. `constants`: the language names its parameters; else their
    text stands in their place, and a secret is named as in the environment. `flat` are styles in
    which they stand in their place all the same. `second_reading`: what is rendered is a cURL
    command, which uncurl reads back. `waits`: its caller can wait for the end of what it starts.
    `build` and `run` are the commands of `verifying/programs.py`, `{NAME}` in them one of `tools`.
    `project` is what it says of projects, None where it makes none.
    """

    id: str
    folder: Path
    title: str
    language: str
    client: str
    file: str
    fence: str
    literals: LiteralRules
    names: NameRules
    text: TextRules
    json: JsonRules
    limits: Limits
    bytes: LiteralRules | None = None
    plain: LiteralRules | None = None
    raw: LiteralRules | None = None
    values: ValueRules | None = None
    numbers: NumberRules | None = None
    formatter: str = ""
    default: bool = False
    constants: bool = True
    second_reading: bool = False
    waits: bool = False
    flat: tuple[str, ...] = ()
    build: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    tools: dict[str, Tool] = field(default_factory=dict)
    project: ProjectRules | None = None

    def template(self, style: str) -> Path:
        """Give the path of a style's template; a target with one style uses it for both."""
        try:
            return self._templates.get(style) or self._templates["caller"]
        except KeyError:
            raise BadTarget(f"{self.folder}: no caller.<ext>.jinja stands there.") from None

    @property
    def styles(self) -> tuple[str, ...]:
        """Give the styles that the target has templates for."""
        return tuple(style for style in ("caller", "snippet") if style in self._templates)

    @found
    def is_ours(self) -> bool:
        """Say whether the target is one of snippetgen's own, not a user's."""
        return _is_ours(self.folder)

    @found
    def _templates(self) -> dict[str, Path]:
        return {path.name.split(".")[0]: path for path in sorted(self.folder.glob("*.jinja"))}


def template_roots(extra: Path | None = None) -> list[Path]:
    """Give the folders that hold `targets/`: the user's own first, then ours.

    Ours stand inside an installed package, or beside it in a checkout.
    """
    package = Path(__file__).parent.parent
    ours = next(
        (root for root in (package / "templates", package.parent / "templates") if root.is_dir()),
        None,
    )
    if ours is None:
        raise BadTarget("snippetgen's own templates are missing: install it again.")
    return [extra, ours] if extra else [ours]


def all_targets(extra: Path | None = None) -> dict[str, Target]:
    """Give every target by its id, in order; a user's hides ours of the same id.

    Raises `BadTarget` where a folder has no usable `target.toml`.
    """
    return {name: _loaded(path) for name, path in _paths(extra).items()}


@once
def find_target(name: str, extra: Path | None = None) -> Target:
    """Give the target of an id (`python/requests`) or of a language (its default client).

    Raises `UnknownTarget` with the nearest names, `BadTarget` where its `target.toml` is unusable.
    """
    paths = _paths(extra)
    if name in paths:
        return _loaded(paths[name])
    same = [_loaded(path) for id, path in paths.items() if id.partition("/")[0] == name]
    if same:
        return next((target for target in same if target.default), same[0])
    raise UnknownTarget(_unknown(name, list(paths)))


@once
def _paths(extra: Path | None) -> dict[str, Path]:
    """Give every target's `target.toml` by the target's id."""
    if extra and not (extra / "targets").is_dir():
        raise BadTarget(
            f"{extra}: no folder `targets` stands there; put targets/LANGUAGE/CLIENT in it."
        )
    found: dict[str, Path] = {}
    for root in template_roots(extra):
        for path in sorted((root / "targets").glob("*/*/target.toml")):
            found.setdefault("/".join(path.parent.parts[-2:]), path)
    return found


def _unknown(name: str, ids: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [*ids, *{id.partition("/")[0] for id in ids}], 1)
    hint = f"Did you mean {near[0]}?" if near else "There are: " + ", ".join(ids) + "."
    return f"unknown target {name!r}. {hint}"


def load_target(path: Path) -> Target:
    """Read a `target.toml`; its folder's last two names are the target's id.

    Raises `BadTarget` with the file and what is wrong in it.
    """
    folder = path.parent
    language, client = folder.parts[-2:]
    try:
        fields = dict(_fields(toml_table(os.fspath(path), ours=_is_ours(folder))))
        return Target(
            id=f"{language}/{client}", folder=folder, language=language, client=client, **fields
        )
    except (OSError, ValueError, TypeError, re.error) as error:
        raise BadTarget(f"{path}: {error}") from None


_loaded = once(load_target)


def _is_ours(folder: Path) -> bool:
    return folder.parents[2] == template_roots()[-1]


_TABLES: dict[str, type] = {
    "literal": LiteralRules,
    "bytes": LiteralRules,
    "plain": LiteralRules,
    "raw": LiteralRules,
    "names": NameRules,
    "text": TextRules,
    "json": JsonRules,
    "values": ValueRules,
    "numbers": NumberRules,
    "limits": Limits,
    "project": ProjectRules,
}


def _fields(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        if isinstance(value, dict) and key in _TABLES:
            table = {name: _frozen(key, name, item) for name, item in value.items()}
            yield ("literals" if key == "literal" else key), _TABLES[key](**table)
        elif key == "tools":
            yield key, {name: _tool(table) for name, table in value.items()}
        else:
            yield key, tuple(value) if isinstance(value, list) else value
    for key in ("names", "text", "json", "limits"):
        if key not in data:
            yield key, _TABLES[key]()


def _tool(table: dict[str, Any]) -> Tool:
    lists = {key: tuple(value) for key, value in table.items() if isinstance(value, list)}
    return Tool(**{**table, **lists})


def _frozen(table: str, name: str, value: Any) -> Any:
    if name in ("header_name", "header_value", "address", "proxy_address", "block_text"):
        return re.compile(value)
    if name == "only":
        return {header: re.compile(pattern) for header, pattern in value.items()}
    if isinstance(value, list):
        return frozenset(value) if table in ("names", "limits") else tuple(value)
    return value
