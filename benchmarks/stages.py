"""Measures our own stages of one warm conversion, by language, and prints one table.

    .venv/bin/python benchmarks/stages.py [FILE] [--rounds 200]

In: a snippet's file, else the panel's own. Out: the median microseconds of reading, checking,
making the call, rendering and formatting: of processor time, and in turns, so that whatever else
runs on the machine does not favour one of them.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import snippetgen
from snippetgen.call.build import call_of
from snippetgen.rendering.render import formatted, unformatted
from snippetgen.targets import find_target

SNIPPET = Path(__file__).parent.parent / "fixtures" / "panel_default_quoted" / "paste.txt"
LANGUAGES = ("python", "javascript", "java", "cpp")
SHARED = ("read", "check", "call")
_BATCH = 5

Stages = dict[tuple[str, str], Callable[[], object]]


def main() -> None:
    """Measure what the arguments name, and print the table."""
    options = argparse.ArgumentParser(description="Measure the stages of one warm conversion.")
    options.add_argument("file", type=Path, nargs="?", default=SNIPPET)
    options.add_argument("--rounds", type=int, default=200)
    chosen = options.parse_args()
    stages = _stages(chosen.file.read_text(encoding="utf-8"))
    _print(_medians(stages, chosen.rounds))


def _stages(snippet: str) -> Stages:
    reading = snippetgen.read(snippet)
    call = call_of(reading)
    stages: Stages = {
        ("read", ""): lambda: snippetgen.read(snippet),
        ("check", ""): lambda: snippetgen.check(reading),
        ("call", ""): lambda: call_of(reading),
    }
    for language in LANGUAGES:
        target = find_target(language)
        code = unformatted(call, target)
        # What a call finds out about itself it keeps: each rendering takes one that is new.
        stages["render", language] = lambda target=target: unformatted(call_of(reading), target)
        stages["format", language] = lambda target=target, code=code: formatted(code, target)
    return stages


def _medians(stages: Stages, rounds: int) -> dict[tuple[str, str], float]:
    """Give the median microseconds of each stage."""
    samples: dict[tuple[str, str], list[float]] = {name: [] for name in stages}
    for number in range(rounds + 1):
        for name, stage in stages.items():
            start = time.process_time()
            for _ in range(_BATCH):
                stage()
            if number:  # the first round only warms up
                samples[name].append((time.process_time() - start) / _BATCH * 1e6)
    return {name: median(times) for name, times in samples.items()}


def _print(found: dict[tuple[str, str], float]) -> None:
    print("One warm conversion, microseconds:")
    print(f"{'':12}" + "".join(f"{one:>10}" for one in (*SHARED, "render", "format", "all")))
    for language in LANGUAGES:
        row = [found[one, ""] for one in SHARED]
        row += [found["render", language] - found["call", ""], found["format", language]]
        print(f"{language:12}" + "".join(f"{one:10.0f}" for one in (*row, sum(row))))


if __name__ == "__main__":
    main()
