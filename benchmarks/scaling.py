"""Whether reading and judging stay linear: time per character and memory per byte, as texts grow.

`python benchmarks/scaling.py` prints a table for texts of 1 kB to 10 MB of each shape: one huge
string, many headers, many options, deep JSON, many snippets in one file. Each size is read and
judged in a process of its own. Time is the processor's, so that other work on the machine does not
count; memory is the peak of the process beyond what it took before the text was made, and the text
counts in it. It fails where either grows with the size. The shapes are those of
`tests/growth.py`, of which `tests/test_fuzz.py` counts the work at small sizes.
"""

import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from growth import SHAPES

_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
_GROWTH = 3  # times the middle sizes; what is quadratic shows a hundred and more
_LEAST = 0.2  # seconds that a short text is judged again and again for


def main() -> int:
    """Print the table; give 1 where time or memory grows faster than the text."""
    print(f"{'':16}" + "".join(f"{f'{size // 1000:,} kB':>20}" for size in _SIZES))
    print(f"{'':16}" + f"{'ns/char':>11}{'bytes/B':>9}" * len(_SIZES))
    grown = [shape for shape in SHAPES if not _is_linear(shape)]
    print(f"grows: {', '.join(grown) or 'none'}")
    return int(bool(grown))


def _is_linear(shape: str) -> bool:
    found = [_measured(shape, size) for size in _SIZES]
    shown = (f"{time:>11,.0f}{memory or '-':>9}" for time, memory in found)
    print(f"{shape:16}" + "".join(shown), flush=True)
    times, memories = zip(*found, strict=True)
    is_slow = times[-1] > _GROWTH * min(times[1:3])
    return not is_slow and memories[-1] < _GROWTH * max(memories[2:4])


def _measured(shape: str, size: int) -> tuple[float, float]:
    """Give the nanoseconds per character and the bytes of memory per byte, measured elsewhere."""
    done = subprocess.run(
        [sys.executable, __file__, shape, str(size)], capture_output=True, text=True, check=True
    )
    time, memory = map(float, done.stdout.split())
    return time, memory


def _measure(shape: str, size: int) -> None:
    """Judge a text of one shape and size, again and again where it is short, and print figures."""
    import resource
    import time

    from snippetgen.checks import RULES
    from snippetgen.judging.judge import judge
    from snippetgen.paste import Paste

    judge(Paste(SHAPES[shape](1_000)), RULES)  # loads what is loaded once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text, count, start = SHAPES[shape](size), 0, time.process_time()
    best = seconds = 0.0
    while seconds < _LEAST:
        begun = time.process_time()
        judge(Paste(text), RULES, needs_command=True)
        took = time.process_time() - begun
        best = min(best or took, took)
        count, seconds = count + 1, time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    bytes_long = len(text.encode())
    # A short text fits into what the process had.
    print(best / len(text) * 1e9, round(grown / bytes_long, 1) if bytes_long >= 100_000 else 0)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _measure(sys.argv[1], int(sys.argv[2]))
    else:
        sys.exit(main())
