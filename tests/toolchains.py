"""Builds and runs generated programs with the languages' own tools, many at a time.

In: programs. Out: a `Result` for each. A missing tool skips the test, or fails it where
`SNIPPETGEN_FORBID_SKIPS` is set.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from snippetgen.targets import all_targets
from snippetgen.verifying.outcome import NotRun
from snippetgen.verifying.programs import tool_path, tools_of
from snippetgen.verifying.real_curl import CURL

BATCH = Path(__file__).parent / "batch"
_JAVA_QUICK = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
# A class path of its own: javac would look at the names of all files beside the programs.
_JAVA = [*_JAVA_QUICK, "-cp", str(BATCH), str(BATCH / "Batch.java")]
_STRICT = ["-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
_SANITIZED = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
_OWN_CURL = 'curl() { command curl -q -sS "$@"; }\n'


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
    if why := _lacking(target):
        missing(why)


@cache
def _lacking(target: str) -> str:
    try:
        tool_path(CURL, os.environ)
        tools_of(all_targets()[target], os.environ)
    except NotRun as error:
        return str(error)
    return ""


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
    return runners[target](list(programs), folder, _clean(folder, env))


def build_programs(target: str, programs: list[Program], folder: Path) -> dict[str, list[str]]:
    """Build programs of one target; give for each the command that runs it as its own process."""
    if target == "cpp/libcurl":
        return _cpp_commands(programs, folder, _clean(folder, {}))
    if target == "java/httpclient":
        built = _batched([*_JAVA, "--build"], "java", programs, folder, _clean(folder, {}))
        assert not any(one.status for one in built.values()), built
        return {one.name: [*_JAVA_QUICK, "-cp", one.name, "Caller"] for one in programs}
    if target == "javascript/fetch":
        return {one.name: ["node", _written(one, folder, "mjs").name] for one in programs}
    python = [sys.executable, "-W", "error"]
    return {one.name: [*python, _written(one, folder, "py").name] for one in programs}


def build_sanitized(programs: list[Program], folder: Path) -> dict[str, list[str]]:
    """Build C++ programs so that they end where memory is misused or something is undefined."""
    return _cpp_commands(programs, folder, _clean(folder, {}), _SANITIZED)


def run_process(argv: list[str], folder: Path, env: dict[str, str], stdin: bytes = b"") -> Result:
    """Run a command of `build_programs` in the same folder."""
    return _run(argv, folder, _clean(folder, env), stdin)


def run_exactly(argv: Sequence[bytes], folder: Path, env: dict[str, str]) -> Result:
    """Run a command whose arguments are these bytes; no shell reads them."""
    return _run(argv, folder, _clean(folder, env))


def run_bash(script: str, folder: Path, env: dict[str, str], stdin: bytes = b"") -> Result:
    """Run a script in which `curl` is the real one, without its own configuration file."""
    return _run(["bash", "-c", _OWN_CURL + script], folder, _clean(folder, env), stdin)


def _clean(folder: Path, env: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder), **env}


def _written(program: Program, folder: Path, suffix: str) -> Path:
    path = folder / f"{program.name}.{suffix}"
    path.write_text(program.code, encoding="utf-8", newline="\n")
    return path


def _run(
    argv: Sequence[str | bytes], folder: Path, env: dict[str, str], stdin: bytes = b""
) -> Result:
    done = subprocess.run(argv, cwd=folder, env=env, input=stdin, capture_output=True, timeout=300)
    out, error = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    return Result(done.returncode, out, error)


def _python(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    return _batched(
        [sys.executable, "-W", "error", str(BATCH / "batch.py")], "py", programs, folder, env
    )


def _java(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    # A program that sets a property of the HTTP client must come before the client's classes.
    alone = [one for one in programs if "System.setProperty(" in one.code]
    batches = [[one for one in programs if one not in alone], *([one] for one in alone)]
    found: dict[str, Result] = {}
    for batch in filter(None, batches):
        found |= _batched(_JAVA, "java", batch, folder, env)
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
        return _run(["node", _written(program, folder, "mjs").name], folder, env, program.stdin)

    # A thread has no standard input of its own.
    alone = [one for one in programs if one.stdin]
    together = [one for one in programs if not one.stdin]
    found = _pooled(run, alone)
    if together:
        found |= _batched(["node", str(BATCH / "batch.mjs")], "mjs", together, folder, env)
    return found


def _shell(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    def run(program: Program) -> Result:
        script = _written(replace(program, code=_OWN_CURL + program.code), folder, "sh")
        return _run(["bash", script.name], folder, env, program.stdin)

    return _pooled(run, programs)


def _cpp(programs: list[Program], folder: Path, env: dict[str, str]) -> dict[str, Result]:
    commands = _cpp_commands(programs, folder, env)
    return _pooled(lambda one: _run(commands[one.name], folder, env, one.stdin), programs)


def _cpp_commands(
    programs: list[Program], folder: Path, env: dict[str, str], flags: Sequence[str] = ()
) -> dict[str, list[str]]:
    batches = [batch for batch in (programs[0::2], programs[1::2]) if batch]
    with ThreadPoolExecutor(2) as pool:
        compiler = ["g++", *_STRICT, *flags]
        numbers = range(len(batches))
        binaries = pool.map(
            lambda one: _cpp_binary(one, batches[one], folder, env, compiler), numbers
        )
        return {
            one.name: [str(binary), one.name]
            for batch, binary in zip(batches, binaries, strict=True)
            for one in batch
        }


def _cpp_binary(
    number: int, programs: list[Program], folder: Path, env: dict[str, str], compiler: list[str]
) -> Path:
    includes: dict[str, None] = {}
    for program in programs:
        _written(program, folder, "cpp")
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
    body = f"  const std::string name = argv[1];\n{chosen}  return 99;\n"
    main = f"int main(int, char** argv) {{\n{body}}}\n"
    source, binary = folder / f"batch{number}.cpp", folder / f"batch{number}"
    source.write_text(f"{head}\n{spaces}{main}", encoding="utf-8", newline="\n")
    done = _run([*compiler, "-O0", source.name, "-o", binary.name, "-lcurl"], folder, env)
    assert done.status == 0, done.error[:4000]
    assert not done.error, done.error[:4000]
    return binary


def _pooled(run: Callable[[Program], Result], programs: list[Program]) -> dict[str, Result]:
    with ThreadPoolExecutor(2) as pool:
        return {
            one.name: result for one, result in zip(programs, pool.map(run, programs), strict=True)
        }
