"""Law: many threads may read, check and render at once; each target's environment is made once."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from cases import Case, own_targets, rendered_cases

import snippetgen
from snippetgen.errors import CannotRender
from snippetgen.rendering.strict import strict_environment
from snippetgen.targets import find_target

_THREADS = 8


def _all_of(case: Case) -> list[object]:
    reading = snippetgen.read(case.paste, case.nth)
    made: list[object] = [snippetgen.check(reading)]
    for target in own_targets():
        if target != "python/requests":  # black takes most of the time, and is not ours
            try:
                made.append(snippetgen.render(reading, target))
            except CannotRender as error:
                made.append(str(error))
    return made


def test_threads_make_what_one_alone_makes() -> None:
    cases = rendered_cases()[::4]
    with ThreadPoolExecutor(_THREADS) as pool:
        together = list(pool.map(_all_of, cases * 2))
    assert together == [_all_of(case) for case in cases] * 2


def test_threads_share_one_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(find_target("javascript").folder, tmp_path / "targets/javascript/fetch")
    made: list[object] = []

    def counted(*arguments: Any, **named: Any) -> object:
        made.append(arguments)
        return strict_environment(*arguments, **named)

    monkeypatch.setattr("snippetgen.rendering.render.strict_environment", counted)
    reading = snippetgen.read("curl https://api.example.com/v1/things")
    start = Barrier(_THREADS)

    def rendered(_: int) -> str:
        start.wait()
        return snippetgen.render(reading, "javascript", templates=tmp_path)

    with ThreadPoolExecutor(_THREADS) as pool:
        codes = set(pool.map(rendered, range(_THREADS)))
    assert len(made) == 1
    assert codes == {snippetgen.render(reading, "javascript")}
