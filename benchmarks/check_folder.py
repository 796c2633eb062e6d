"""How fast `check` is: a folder of Markdown files in one process, and one long paste.

`python benchmarks/check_folder.py [FILES]` prints the rate per snippet over a folder of 10,000
files with 2 snippets each (one file in ten with a damaged one), and the peak of the memory, for a
tenth of them and for all; then the time per character of pastes of 10 kB, 1 MB and 10 MB, each of a
shape that a careless pattern would be slow on. It fails where memory or time per character grows.
Time is the processor's, so that other work on the machine does not count.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from snippetgen.checks import RULES
from snippetgen.judging.judge import judge
from snippetgen.paste import Paste

_URL = "https://api.gumloop.com/api/v1/start_pipeline?user_id=Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
_HEALTHY = (
    f"curl -X POST '{_URL}&saved_item_id=dtUzWZmcsKLxNWfH2Xu4R3' \\\n"
    '  -H "Authorization: Bearer $GUMLOOP_API_KEY" \\\n'
    "  -H 'Content-Type: application/json' \\\n"
    """  -d '{"recipient": "ada@example.com", "count": 3}'\n"""
)
_DAMAGED = _HEALTHY.replace("'", "’", 1)
_PAGE = "# Start the flow\n\nSome words.\n\n```bash\n{0}```\n\nAnd then:\n\n```sh\n{1}```\n"
_SIZES = (10_000, 1_000_000, 10_000_000)
_GROWTH = 3  # times; a quadratic pattern would show a hundred and more
_SHAPES: dict[str, Callable[[int], str]] = {
    "one long body": lambda size: _HEALTHY.replace("ada", "ada " * (size // 4)),
    "one long JSON list": lambda size: _HEALTHY.replace("3}", f"[{'3, ' * (size // 3)}3]}}"),
    "many commands": lambda size: _HEALTHY * (size // len(_HEALTHY)),
    "damaged commands": lambda size: _DAMAGED * (size // len(_DAMAGED)),
    "prose": lambda size: "A word about curl and -H options, `twice`.\n" * (size // 43) + _HEALTHY,
    "one open quote": lambda size: "curl -d '" + "x y " * (size // 4),
    "blanks": lambda size: _HEALTHY + " " * size,
    "backslashes": lambda size: "curl https://x.example/ " + "\\\n" * (size // 2),
    "ampersands": lambda size: "curl https://x.example/?" + "name=value&" * (size // 11),
    "parameters": lambda size: "curl 'https://x.example/?" + "name=value&" * (size // 11) + "'",
    "headers": lambda size: "curl https://x.example/" + " -H 'X-Name: value'" * (size // 19),
    "short commands": lambda size: "curl https://x.example/a\n" * (size // 25),
    "curls in a line": lambda size: "A='" + "curl -x " * (size // 8),
    "curls handed on": lambda size: "a" + " | xargs curl -x https://x" * (size // 26),
    "piped commands": lambda size: "curl https://x.example/a | jq\n" * (size // 30),
    "YAML list": lambda size: "- run: curl -X POST https://x.example/a\n" * (size // 40),
    "quoted commands": lambda size: "bash -c 'curl https://x.example/a'\n" * (size // 35),
    "hexadecimal": lambda size: "curl -H 'A: " + "0f" * (size // 2) + "' https://x.example/",
}


def main(files: int) -> int:
    """Print the figures; give 1 where time or memory grows faster than the text."""
    print(f"{files:,} Markdown files, 2 snippets each")
    peak = _folder(files // 10), _folder(files)
    is_flat = peak[1] < peak[0] * 1.5
    print(f"memory is {'flat' if is_flat else 'NOT FLAT'}\n\ntime per character, ns:")
    print(f"{'':22}" + "".join(f"{size:>12,}" for size in _SIZES))
    grown = [name for name, made in _SHAPES.items() if not _is_linear(name, made)]
    print(f"grows: {', '.join(grown) or 'none'}")
    return int(bool(grown) or not is_flat)


def _folder(files: int) -> float:
    """Check a folder in a process of its own; give the peak of its memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(files):
            second = _DAMAGED if number % 10 == 0 else _HEALTHY
            path = Path(folder, f"{number % 100:02}", f"{number}.md")
            path.parent.mkdir(exist_ok=True)
            path.write_text(_PAGE.format(_HEALTHY, second), encoding="utf-8")
        code = (
            "import resource, sys; from snippetgen.cli import cli; sys.stdout = sys.stderr\n"
            "try: cli(['check', sys.argv[1], '--format', 'json'])\n"
            "except SystemExit: pass\n"
            "sys.__stdout__.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
        )
        start = os.times().children_user
        done = subprocess.run(
            [sys.executable, "-c", code, folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        seconds = os.times().children_user - start
    peak = int(done.stdout) / 1024
    print(
        f"{files:>10,} files: {seconds:.1f} s, {seconds / files / 2 * 1e6:.0f} µs and "
        f"{files * 2 / seconds:,.0f} snippets a second; peak {peak:.0f} MB"
    )
    return peak


def _is_linear(name: str, made: Callable[[int], str]) -> bool:
    judge(Paste(made(1000)), RULES)  # loads what is loaded once
    rates = []
    for size in _SIZES:
        text = made(size)
        start = time.process_time()
        judge(Paste(text), RULES, needs_command=True)
        rates.append((time.process_time() - start) / len(text) * 1e9)
    print(f"{name:22}" + "".join(f"{rate:>12,.0f}" for rate in rates), flush=True)
    return rates[-1] < max(rates[0], rates[1]) * _GROWTH


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
