"""Measures `snippetgen docs` over folders of panel snippets: seconds, pages a second, memory.

    .venv/bin/python benchmarks/docs_pages.py [--most 1000]

In: nothing. Out: a line for a quarter of the snippets and for all of them, five tabs on each page,
built and then checked; the memory of both must be the same.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SNIPPET = Path(__file__).parent.parent / "fixtures" / "panel_header" / "paste.txt"


def main() -> None:
    """Build and check both folders, print what it took."""
    options = argparse.ArgumentParser(description="Measure the building of documentation.")
    options.add_argument("--most", type=int, default=1000)
    most = options.parse_args().most
    with tempfile.TemporaryDirectory() as folder:
        for count in (most // 4, most):
            _measure(Path(folder), count)


def _measure(folder: Path, count: int) -> None:
    sources = folder / f"s{count}"
    sources.mkdir()
    text = SNIPPET.read_text(encoding="utf-8")
    for number in range(count):
        (sources / f"{number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "snippetgen", "docs"]
    command += [str(sources), "-o", str(folder / f"o{count}")]
    for what, extra in (("built", []), ("checked", ["--check"])):
        started = time.perf_counter()
        subprocess.run([*command, *extra], check=True, capture_output=True)
        seconds = time.perf_counter() - started
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        rate = f"{count / seconds:6.0f} pages/s"
        print(f"{count:6,} pages {what:8}{seconds:7.1f} s {rate} {memory:6.0f} MiB at most so far")


if __name__ == "__main__":
    main()
