"""Measures snippetgen beside its peers, in one run on one machine, and prints two tables.

    .venv/bin/python benchmarks/against_peers.py [--rounds 5] [--seconds 1]

Run it with the Python of a virtual environment into which snippetgen was installed as users install
it: an editable one takes longer to start. A Python that was built without its optimizations, as
pyenv builds it unless told otherwise, is a quarter slower than a system's own. In: the panel's
snippet, quoted (the peers refuse it unquoted). Out: the microseconds of one warm conversion by tool
and language; the cold seconds and the peak memory of the command lines. Each is the median of
rounds in which all take turns, and stands beside the ratio of ours to that of the field's peer,
curlconverter. The peers are installed from npm into `benchmarks/peers`, pinned.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

PEERS = Path(__file__).parent / "peers"
SNIPPET = PEERS.parent.parent / "fixtures" / "panel_default_quoted" / "paste.txt"
LANGUAGES = ("python", "javascript", "java", "cpp")
PEER = "curlconverter"
NODE_TOOLS = (PEER, "httpsnippet", "@readme/httpsnippet", "@scalar/snippetz")
OWN_COMMAND = str(Path(sys.executable).with_name("snippetgen"))
PEER_COMMAND = str(PEERS / "node_modules" / ".bin" / PEER)

# Modules are compiled once, as an installation does; the first round is thrown away.
_ENV = {name: one for name, one in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

Name = tuple[str, str]
Sample = tuple[float, ...]


def main() -> None:
    """Install the peers, measure in turns, print the tables."""
    options = argparse.ArgumentParser(description="Measure snippetgen beside its peers.")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=1, help="of each warm measurement")
    chosen = options.parse_args()
    install = ["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(install, cwd=PEERS, check=True)
    node = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True)
    print(f"Python {platform.python_version()} at {sys.base_prefix}, node {node.stdout.strip()}\n")
    _print_warm(_in_turns(chosen.rounds, _warm(str(chosen.seconds))))
    # In a folder of its own, as users have it: ours has a `pyproject.toml` with settings to read.
    with TemporaryDirectory() as folder:
        snippet = shutil.copy(SNIPPET, folder)
        _print_cold(_in_turns(chosen.rounds * 3, _cold(snippet)))


def _warm(seconds: str) -> dict[Name, Callable[[], Sample]]:
    """Give what measures one warm conversion, by tool and language."""
    node = ["node", "warm.mjs"]
    python = [sys.executable, "warm.py"]
    commands = {(tool, one): [*node, tool, one] for tool in NODE_TOOLS for one in LANGUAGES}
    commands |= {("snippetgen", one): [*python, "snippetgen", one] for one in LANGUAGES}
    commands["uncurl", "python"] = [*python, "uncurl", "python"]
    return {
        name: partial(_printed, [*argv, str(SNIPPET), seconds]) for name, argv in commands.items()
    }


def _cold(snippet: str) -> dict[Name, Callable[[], Sample]]:
    """Give what measures one run of a command line, by tool and what it does."""
    languages = {one: "c" if one == "cpp" else one for one in LANGUAGES}
    commands = {("snippetgen", "check"): [OWN_COMMAND, "check", snippet]}
    for one, theirs in languages.items():
        commands["snippetgen", one] = [OWN_COMMAND, "convert", snippet, "--to", one]
        commands[PEER, one] = [PEER_COMMAND, "--language", theirs, "-"]
    return {name: partial(_run, argv) for name, argv in commands.items()}


def _printed(argv: list[str]) -> Sample:
    """Give the number that a worker prints last."""
    done = subprocess.run(argv, cwd=PEERS, check=True, capture_output=True, text=True)
    return (float(done.stdout.split()[-1]),)


def _run(argv: list[str]) -> Sample:
    """Give the wall seconds and the peak megabytes of a command that must succeed."""
    with SNIPPET.open("rb") as paste:
        start = time.perf_counter()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(argv, stdin=paste, env=_ENV, **quiet)  # type: ignore[call-overload]
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, argv
    return seconds, usage.ru_maxrss / 1024


def _in_turns(rounds: int, measures: dict[Name, Callable[[], Sample]]) -> dict[Name, Sample]:
    """Measure each once a round, and once before; give the median of each of a sample's numbers."""
    samples: dict[Name, list[Sample]] = {name: [] for name in measures}
    for number in range(rounds + 1):
        for name, measure in measures.items():
            _say(f"round {number} of {rounds}: {' '.join(name)}")
            samples[name].append(measure())
    _say("")
    return {name: tuple(map(median, zip(*some[1:], strict=True))) for name, some in samples.items()}


def _say(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{what:<60}\r", end="", file=sys.stderr, flush=True)


def _print_warm(medians: dict[Name, Sample]) -> None:
    print("One warm conversion, microseconds (HAR: prepared, without the reading):")
    _print_row("", LANGUAGES)
    for tool in ("snippetgen", *NODE_TOOLS, "uncurl"):
        found = (medians.get((tool, one)) for one in LANGUAGES)
        _print_row(tool, [f"{some[0]:.0f}" if some else "-" for some in found])
    own, their = ([medians[tool, one][0] for one in LANGUAGES] for tool in ("snippetgen", PEER))
    _print_row(f"ours to {PEER}", [f"{a / b:.2f}" for a, b in zip(own, their, strict=True)])


def _print_row(name: str, cells: Iterable[str]) -> None:
    print(f"{name:24}" + "".join(f"{cell:>12}" for cell in cells))


def _print_cold(medians: dict[Name, Sample]) -> None:
    print("\nOne cold run of the command line:")
    print(f"{'':12}{'seconds':>10}{'MB':>8}{'theirs: s':>12}{'MB':>8}{'ratio: s':>12}{'MB':>8}")
    for what in ("check", *LANGUAGES):
        own = medians["snippetgen", what]
        their = medians[PEER, "python" if what == "check" else what]
        row = f"{own[0]:10.3f}{own[1]:8.1f}{their[0]:12.3f}{their[1]:8.1f}"
        print(f"{what:12}{row}{own[0] / their[0]:12.2f}{own[1] / their[1]:8.2f}")


if __name__ == "__main__":
    main()
