"""The fixtures: one folder is one case. `fixtures/README.md` says what stands in it."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from snippetgen.call.build import call_of
from snippetgen.call.holes import SecretsMode
from snippetgen.call.model import Call
from snippetgen.paste import Paste, decode
from snippetgen.reading import Reading, read
from snippetgen.targets import Target, all_targets

FIXTURES = Path(__file__).parent.parent / "fixtures"
_BASE = re.compile(r"https?://([^/?\s\"'$@]+@)?[^/?\s\"'$]+")
_KEYS = {"title", "why", "healthy", "nth", "blind", "env", "stdin", "refused", "stopped"}


@dataclass(frozen=True)
class Blind:
    """Cuts of a paste that nothing can show, and why: right behind `after`, up to behind `upto`."""

    after: str
    why: str
    upto: str = ""

    def cuts(self, text: str) -> range:
        """Give the lengths of the prefixes."""
        assert text.count(self.after) == 1, f"{self.after!r} must stand in the paste once"
        start = text.index(self.after) + len(self.after)
        return range(start, text.index(self.upto, start) + len(self.upto) + 1)


@dataclass(frozen=True, eq=False)
class Case:
    """One fixture.

    `refused` maps a target's id to half a sentence that its refusal holds; `stopped` says that no
    code is made at all. `env` and `stdin` are what the command and the programs are run with.
    """

    name: str
    folder: Path
    title: str
    why: str
    healthy: bool
    nth: int | None
    blind: tuple[Blind, ...]
    env: dict[str, str]
    stdin: str
    refused: dict[str, str]
    stopped: bool

    @property
    def paste(self) -> Paste:
        """Give the paste, decoded as the command line does."""
        return decode((self.folder / "paste.txt").read_bytes(), "paste.txt")

    @property
    def meant(self) -> str:
        """Give the command that was meant, for bash: `meant.sh`, or the paste itself."""
        own = self.folder / "meant.sh"
        return (own if own.exists() else self.folder / "paste.txt").read_text(encoding="utf-8")

    @property
    def files(self) -> list[Path]:
        """Give the files that the command reads."""
        return sorted((self.folder / "files").glob("*"))

    def reading(self) -> Reading:
        """Read the case's command."""
        return read(self.paste, self.nth)

    def call(self, secrets: SecretsMode = "env") -> Call:
        """Make the case's call."""
        return call_of(self.reading(), secrets)

    def environment(self) -> dict[str, str]:
        """Give the environment that its programs need: the snippet's own secrets, and `env`."""
        inline = {one.env: one.literal for one in self.call("inline").secrets if one.literal}
        return {**inline, **self.env}


@cache
def all_cases() -> tuple[Case, ...]:
    """Give every fixture, in order of name."""
    return tuple(map(_load, sorted(FIXTURES.glob("*/case.toml"))))


def rendered_cases() -> list[Case]:
    """Give the fixtures of which code is made."""
    return [case for case in all_cases() if not case.stopped]


def own_targets() -> dict[str, Target]:
    """Give our own targets by id."""
    return all_targets()


def rebased_text(text: str, base: str) -> str:
    """Put a base in the place of a text's first scheme and host; a user before it stays."""
    scheme, mark, host = base.partition("://")
    return _BASE.sub(lambda match: f"{scheme}{mark}{match[1] or ''}{host}", text, count=1)


def _load(path: Path) -> Case:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(data) <= _KEYS, f"{path}: {set(data) - _KEYS}"
    return Case(
        name=path.parent.name,
        folder=path.parent,
        title=data["title"],
        why=data["why"],
        healthy=data["healthy"],
        nth=data.get("nth"),
        blind=tuple(Blind(**one) for one in data.get("blind", ())),
        env=data.get("env", {}),
        stdin=data.get("stdin", ""),
        refused=data.get("refused", {}),
        stopped=data.get("stopped", False),
    )
