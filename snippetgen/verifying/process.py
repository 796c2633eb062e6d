"""One program run to its end: never through a shell, never for longer than it is given.

In: words, folder, environment, standard input. Out: how it ended. What it starts itself ends with
it. It refuses to know what the program is for.
"""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from snippetgen.verifying.outcome import NotRun

Words = Sequence[str | bytes]


class Ended(Struct, frozen=True):
    """How a program ended: its status (None: it was stopped), and its standard error."""

    status: int | None
    error: str


def run_to_end(
    words: Words,
    folder: Path,
    environment: Mapping[str, str | bytes],
    stdin: bytes = b"",
    seconds: float = 60,
) -> Ended:
    """Run a program in a folder, and stop it where it has not ended in time.

    Raises `NotRun` where it cannot be started.
    """
    name = os.path.basename(os.fsdecode(words[0]))
    try:
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise NotRun(f"{name} cannot be started: {reason}") from None
    try:
        said = process.communicate(stdin, seconds)[1]
    except subprocess.TimeoutExpired:
        return Ended(None, "")
    finally:
        _stop(process)
    return Ended(process.returncode, said.decode("utf-8", "replace"))


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End a program that still runs, and all that it has started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.poll() is None:
        process.kill()
    for stream in (process.stdin, process.stderr):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()
