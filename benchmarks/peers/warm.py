"""Converts one snippet again and again, and prints the median microseconds of one conversion.

In: `snippetgen` or `uncurl`, the language, the snippet's file, the seconds to run.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

_BATCH = 20


def main() -> None:
    """Measure what the arguments name."""
    who, language, file, seconds = sys.argv[1:]
    convert = {"snippetgen": _snippetgen, "uncurl": _uncurl}[who](
        Path(file).read_text(encoding="utf-8"), language
    )
    assert convert(), f"{who} gives no {language}"
    times = []
    end = time.perf_counter() + float(seconds)
    while time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(_BATCH):
            convert()
        times.append((time.perf_counter() - start) / _BATCH * 1e6)
    print(median(times))


def _snippetgen(snippet: str, language: str) -> Callable[[], str]:
    import snippetgen

    def convert() -> str:
        reading = snippetgen.read(snippet)
        snippetgen.check(reading)
        return snippetgen.render(reading, language)

    return convert


def _uncurl(snippet: str, language: str) -> Callable[[], str]:
    import uncurl

    joined = snippet.replace("\\\n", " ")  # it reads no continuation
    return lambda: str(uncurl.parse(joined))


if __name__ == "__main__":
    main()
