"""Measures our own stages of one warm conversion, by language, and prints one table.

    .venv/bin/python benchmarks/stages.py [FILE] [--rounds 1000]

In: a snippet's file, else the panel's own. Out: the median microseconds of reading, checking,
making the call, rendering and formatting, each measured within whole conversions: of processor
time, and the languages in turns, so that whatever else runs on the machine favours none of them.
"""

import argparse
import time
from itertools import pairwise
from pathlib import Path
from statistics import median

import snippetgen
from snippetgen.call.build import call_of
from snippetgen.rendering.render import formatted, unformatted
from snippetgen.targets import Target, find_target

SNIPPET = Path(__file__).parent.parent / "fixtures" / "panel_default_quoted" / "paste.txt"
LANGUAGES = ("python", "javascript", "java", "cpp")
STAGES = ("read", "check", "call", "render", "format")


def main() -> None:
    """Measure what the arguments name, and print the table."""
    options = argparse.ArgumentParser(description="Measure the stages of one warm conversion.")
    options.add_argument("file", type=Path, nargs="?", default=SNIPPET)
    options.add_argument("--rounds", type=int, default=1000)
    chosen = options.parse_args()
    snippet = chosen.file.read_text(encoding="utf-8")
    print("One warm conversion, microseconds:")
    print(f"{'':12}" + "".join(f"{one:>10}" for one in (*STAGES, "all")))
    for language, row in _medians(snippet, chosen.rounds).items():
        print(f"{language:12}" + "".join(f"{one:10.0f}" for one in (*row, sum(row))))


def _medians(snippet: str, rounds: int) -> dict[str, list[float]]:
    """Give the median microseconds of each stage, by language."""
    targets = {language: find_target(language) for language in LANGUAGES}
    samples: dict[str, list[list[float]]] = {language: [] for language in LANGUAGES}
    for _ in range(rounds):
        for language, target in targets.items():
            samples[language].append(_conversion(snippet, target))
    # The first rounds only warm up.
    warm = {language: some[rounds // 10 :] for language, some in samples.items()}
    return {language: list(map(median, zip(*some, strict=True))) for language, some in warm.items()}


def _conversion(snippet: str, target: Target) -> list[float]:
    """Give the microseconds of each stage of one conversion."""
    times = [time.process_time_ns()]
    reading = snippetgen.read(snippet)
    times.append(time.process_time_ns())
    snippetgen.check(reading)
    times.append(time.process_time_ns())
    call = call_of(reading)
    times.append(time.process_time_ns())
    code = unformatted(call, target)
    times.append(time.process_time_ns())
    formatted(code, target)
    times.append(time.process_time_ns())
    return [(end - start) / 1000 for start, end in pairwise(times)]


if __name__ == "__main__":
    main()
