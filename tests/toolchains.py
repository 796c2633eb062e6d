"""Builds and runs generated programs with the languages' own tools, many at a time.

In: programs. Out: a `Result` for each. A missing tool skips the test, or fails it where
`SNIPPETGEN_FORBID_SKIPS` is set.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

BATCH = Path(__file__).parent / "batch"
_STRICT = ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
_TOOLS = {
    "python/requests": (),
    "javascript/fetch": ("node",),
    "java/httpclient": ("javac", "java"),
    "cpp/libcurl": ("g++",),
    "curl/curl": ("bash", "curl"),
}
_HOW = {
    "node": "apt install nodejs",
    "javac": "apt install openjdk-17-jdk-headless",
    "java": "apt install openjdk-17-jdk-headless",
    "g++": "apt install g++ libcurl4-openssl-dev nlohmann-json3-dev",
    "bash": "apt install bash",
    "curl": "apt install curl",
}


@dataclass(frozen=True)
class Program:
    """One program to build and run: a name of letters, digits and `_`, its code, its input."""

    name: str
    code: str
    stdin: bytes = b""


@dataclass(frozen=True)
class Result:
    """How a program ended."""

    status: int
    out: str
    error: str


def require(target: str) -> None:
    """Skip the test where a tool of this target is missing; fail it where skips are forbidden."""
    for tool in _TOOLS[target]:
        if shutil.which(tool) is None:
            missing(f"{tool} is not installed: {_HOW[tool]}")
    if target == "cpp/libcurl" and not _compiles_headers():
        missing(f"the headers of libcurl and nlohmann/json are not installed: {_HOW['g++']}")


def missing(what: str) -> None:
    """Skip, or fail where skips are forbidden."""
    if os.environ.get("SNIPPETGEN_FORBID_SKIPS"):
        pytest.fail(what)
    pytest.skip(what)


def run_programs(
    target: str, programs: Iterable[Program], folder: Path, env: dict[str, str]
) -> dict[str, Result]:
    """Build and run programs of one target in a folder, one after another where they share one.

    Only `env` and what tools need is in their environment; no proxy, no ~/.curlrc, no ~/.netrc.
    """
    runners: dict[str, Callable[[list[Program], Path, dict[str, str]], dict[str, Result]]] = {
        "python/requests": _python,
        "javascript/fetch": _javascript,
        "java/httpclient": _java,
        "cpp/libcurl": _cpp,
        "curl/curl": _shell,
    }
    clean = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder), **env}
    return runners[target](list(programs), folder, clean)


def run_bash(script: str, folder: Path, env: dict[str, str], stdin: bytes = b"") -> Result:
    """Run a script in which `curl` is the real one, without its own configuration file."""
    clean = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder), **env}
    own = 'curl() { command curl -q -sS "$@"; }\n'
    return _run(["bash", "-c", own + script], folder, clean, stdin)


def _run(argv: list[str], folder: Path, env: dict[str, str], stdin: bytes = b"") -> Result:
    done = subprocess.run(argv, cwd=folder, env=env, input=stdin, capture_output=True, timeout=300)
    out, error = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    return Result(done.returncode, out, error)


def _python(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    return _batched(
        [sys.executable, "-W", "error", str(BATCH / "batch.py")], "py", programs, folder, env
    )


def _java(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    java = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", str(BATCH / "Batch.java")]
    # A program that sets a property of the HTTP client must come before the client's classes.
    alone = [one for one in programs if "System.setProperty(" in one.code]
    batches = [[one for one in programs if one not in alone], *([one] for one in alone)]
    found: dict[str, Result] = {}
    for batch in filter(None, batches):
        found |= _batched(java, "java", batch, folder, env)
    return found


def _batched(
    argv: list[str], suffix: str, programs: list[Program], folder: Path, env: dict[str, str]
) -> dict[str, Result]:
    """Run a driver that runs every program itself and prints a line of JSON about each."""
    for program in programs:
        home = folder / program.name
        home.mkdir()
        (home / f"{'Caller' if suffix == 'java' else 'caller'}.{suffix}").write_text(
            program.code, encoding="utf-8", newline="\n"
        )
        (home / "stdin").write_bytes(program.stdin)
    done = _run([*argv, *(program.name for program in programs)], folder, env)
    results = {}
    for line in done.out.splitlines():
        if line.startswith("{"):
            data = json.loads(line)
            results[data["name"]] = Result(data["status"], data["out"], data["error"])
    lost = [program.name for program in programs if program.name not in results]
    assert not lost, f"{argv[0]} said nothing of {lost[:3]}: {done.error[-2000:]}"
    return results


def _javascript(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    def run(program: Program) -> Result:
        path = folder / f"{program.name}.mjs"
        path.write_text(program.code, encoding="utf-8", newline="\n")
        return _run(["node", path.name], folder, env, program.stdin)

    return _pooled(run, programs)


def _shell(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    return _pooled(lambda one: run_bash(one.code, folder, env, one.stdin), programs)


def _cpp(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    batches = [programs[start::2] for start in (0, 1)]
    with ThreadPoolExecutor(2) as pool:
        binaries = list(
            pool.map(lambda one: _cpp_binary(*one, folder, env), enumerate(filter(None, batches)))
        )
    found: dict[str, Result] = {}
    for batch, binary in zip(filter(None, batches), binaries, strict=True):
        argv = [str(binary)]
        found |= _pooled(
            lambda one, argv=argv: _run([*argv, one.name], folder, env, one.stdin), batch
        )
    return found


def _cpp_binary(number: int, programs: list[Program], folder: Path, env: dict[str, str]) -> Path:
    includes: dict[str, None] = {}
    for program in programs:
        (folder / f"{program.name}.cpp").write_text(program.code, encoding="utf-8", newline="\n")
        includes.update(dict.fromkeys(re.findall(r"^#include <.*>$", program.code, re.MULTILINE)))
    spaces = "".join(
        f"namespace p_{one.name} {{\n#define main program_main\n"
        f'#include "{one.name}.cpp"\n#undef main\n}}\n'
        for one in programs
    )
    chosen = "".join(
        f'  if (name == "{one.name}") return p_{one.name}::program_main();\n' for one in programs
    )
    head = "\n".join((*includes, "#include <string>"))
    main = f"int main(int, char** argv) {{\n  const std::string name = argv[1];\n{chosen}  return 99;\n}}\n"
    source, binary = folder / f"batch{number}.cpp", folder / f"batch{number}"
    source.write_text(f"{head}\n{spaces}{main}", encoding="utf-8", newline="\n")
    done = _run(["g++", *_STRICT, "-O0", source.name, "-o", binary.name, "-lcurl"], folder, env)
    assert done.status == 0, done.error[:4000]
    assert not done.error, done.error[:4000]
    return binary


def _pooled(run: Callable[[Program], Result], programs: list[Program]) -> dict[str, Result]:
    with ThreadPoolExecutor(2) as pool:
        return {
            one.name: result for one, result in zip(programs, pool.map(run, programs), strict=True)
        }


def _compiles_headers() -> bool:
    code = "#include <curl/curl.h>\n#include <nlohmann/json.hpp>\n"
    argv = ["g++", "-E", "-x", "c++", "-", "-o", os.devnull]
    return subprocess.run(argv, input=code.encode(), capture_output=True).returncode == 0
