"""Law: a hostile value in any place comes back byte for byte, or is refused in words.

Real curl is given the arguments themselves (never a shell), each target the paste that means them;
a recording server on loopback is the judge. SNIPPETGEN_HOSTILE=1000 makes hypothesis add so many
values of its own, instead of a few.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import repeat
from pathlib import Path

import pytest
from cases import own_targets
from conftest import Say
from hostile import TEXTS, VALUES
from hostile_places import LAYOUTS, Layout, Place, fits_in_argv, paste_of, raw
from hypothesis import HealthCheck, Phase, given, settings
from toolchains import Program, Result, require, run_exactly, run_programs

from snippetgen import check, read
from snippetgen.call.build import call_of
from snippetgen.errors import CannotRender
from snippetgen.reading import Reading
from snippetgen.rendering.fit import fitted
from snippetgen.rendering.render import render_call
from snippetgen.targets import Target
from snippetgen.verifying.recorder import Recorded, Recorder
from snippetgen.verifying.sameness import differences

_MORE = int(os.environ.get("SNIPPETGEN_HOSTILE", "20"))
# JDK 17 has no name for a file whose letters the locale's character set lacks.
_LOCALES = {"file": "C.UTF-8"}


@dataclass(eq=False)
class _Trial:
    """One value in one layout, for one target: the places that it takes, and its program."""

    name: str
    title: str
    layout: Layout
    value: str
    target: Target
    style: str
    base: str
    refused: list[str] = field(default_factory=list)

    @cached_property
    def places(self) -> list[Place]:
        """Give the places in which the target can send the value; the others have refused it."""
        wanted = [place for place in self.layout.places if place.takes(self.value)]
        if self._refusal(wanted) is None:
            return wanted
        alone = {place: self._refusal([place]) for place in wanted}
        self.refused = [why for why in alone.values() if why is not None]
        assert all(why.isprintable() and why.endswith(".") for why in self.refused), self.refused
        kept = [place for place in wanted if alone[place] is None]
        return kept if self._refusal(kept) is None else kept[:1]

    @cached_property
    def arguments(self) -> list[bytes]:
        return self.layout.arguments(f"{self.base}/{self.name}", self.value, self.places)

    @property
    def program(self) -> Program:
        code = render_call(call_of(self.reading, "inline"), self.target, self.style)
        return Program(self.name, code)

    @cached_property
    def reading(self) -> Reading:
        return read(paste_of(self.arguments))

    def _refusal(self, places: list[Place]) -> str | None:
        try:
            arguments = self.layout.arguments(f"{self.base}/{self.name}", self.value, places)
            fitted(call_of(read(paste_of(arguments)), "inline"), self.target, self.style)
        except CannotRender as error:
            return str(error)
        return None

    def run_curl(self, folder: Path) -> tuple[str, str]:
        """Run real curl with the arguments; give the trial's name, and what curl complains of."""
        argv = [b"curl", b"-q", b"-sS", *self.arguments]
        for number, argument in enumerate(argv):
            if not fits_in_argv(argument):
                body = folder / f"{self.name}.body"
                body.write_bytes(argument)
                argv[number - 1 : number + 1] = [b"--data-binary", b"@" + bytes(body)]
        done = run_exactly(argv, folder, {"LC_ALL": "C"})
        return self.name, done.error if done.status else ""


@cache
def _values() -> dict[str, str]:
    """Give the table's values, and as many of hypothesis' own: for the same code the same."""
    drawn: list[str] = []

    @settings(
        max_examples=_MORE,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(TEXTS)
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    return {**VALUES, **{f"drawn {number}": text for number, text in enumerate(drawn)}}


def _trials(target: Target, base: str) -> Iterator[_Trial]:
    number = 0
    for layout in LAYOUTS:
        for title, value in _values().items():
            style = target.styles[number % len(target.styles)]
            trial = _Trial(f"t{number}", title, layout, value, target, style, base)
            number += 1
            yield trial


@pytest.mark.parametrize("target", sorted(own_targets()))
def test_a_hostile_value_comes_back_or_is_refused(target: str, tmp_path: Path, say: Say) -> None:
    require(target)
    require("curl/curl")
    with Recorder() as server:
        trials = list(_trials(own_targets()[target], server.url))
        running = [trial for trial in trials if trial.places]
        complaints: dict[str, str] = {}
        results: dict[str, Result] = {}
        for locale in ("C", "C.UTF-8"):
            of_it = [one for one in running if _LOCALES.get(one.layout.name, "C") == locale]
            folder = _folder(tmp_path / locale, of_it)
            with ThreadPoolExecutor(4) as pool:
                complaints |= dict(pool.map(_Trial.run_curl, of_it, repeat(folder)))
            programs = [one.program for one in of_it]
            results |= run_programs(target, programs, folder, {"LC_ALL": locale})
        requests = _by_trial(server.take())
    told, problems = 0, []
    for trial in running:
        complaint = complaints[trial.name]
        found = _problems(results[trial.name], requests.get(trial.name, []), complaint, trial)
        told += bool(found) and _is_told(trial)
        if found and not _is_told(trial):
            problems.append(f"{trial.layout.name} / {trial.title} ({trial.style}): {found}"[:300])
    assert not problems, f"{len(problems)} problems\n" + "\n".join(problems)
    assert not list(tmp_path.rglob("canary*")), "a value was run as code"
    say(_summary(target, trials, told))


def _summary(target: str, trials: list[_Trial], told: int) -> str:
    carried = Counter(place.name for trial in trials for place in trial.places)
    refused = sum(len(trial.refused) for trial in trials)
    return (
        f"hostile values: {target}: {carried.total()} in {len(carried)} places came back byte for"
        f" byte, {refused} were refused in words, none was run; in {told} programs a finding says"
        " that one was read as meant"
    )


def _folder(folder: Path, trials: list[_Trial]) -> Path:
    folder.mkdir()
    for trial in trials:
        if trial.layout.name == "file":
            (folder / os.fsdecode(raw(trial.value))).write_bytes(
                b"\0content\r\n" + raw(trial.value)
            )
    return folder


def _problems(result: Result, requests: list[Recorded], complaint: str, trial: _Trial) -> list[str]:
    if complaint:
        return [f"curl: {complaint}"]
    if result.status or len(requests) != 2:
        return [f"exit {result.status}, {len(requests)} requests: {result.error[-200:]}"]
    curl, program = requests
    return list(differences(curl, program, f"/{trial.name}"))


def _is_told(trial: _Trial) -> bool:
    """Say whether a finding tells that the paste is read otherwise than it stands."""
    return any(
        one.rule.code.startswith("SG1") or one.rule.name == "blanks-around-key"
        for one in check(trial.reading)
    )


def _by_trial(requests: list[Recorded]) -> dict[str, list[Recorded]]:
    """Give the requests of each trial: curl's, then the program's."""
    found: dict[str, list[Recorded]] = {}
    for one in requests:
        found.setdefault(re.split("[/?]", one.target.decode("latin-1"))[1], []).append(one)
    return found
