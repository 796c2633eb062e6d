"""The languages' own formatters: installs them as `formatters.toml` pins them, and runs them.

`python tests/formatters.py` installs all of them into `.venv-formatters`. In: files. Out: the same
files, laid out. Knows nothing of what stands in them.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".venv-formatters"
PINS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "formatters.toml").read_text(encoding="utf-8")
)
_LIBRARIES = HOME / "python"
_STAMP = HOME / "installed.toml"
_MAVEN = "https://repo1.maven.org/maven2/com/google/googlejavaformat/google-java-format"


def install() -> None:
    """Install every formatter anew; raise where one cannot be had or is not the one pinned."""
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir()
    wanted = [_pinned("python", "=="), _pinned("cpp", "==")]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(_LIBRARIES)]
    subprocess.run([*pip, *wanted], check=True)
    npm = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--loglevel", "error"]
    subprocess.run([*npm, "--prefix", str(HOME), _pinned("javascript", "@")], check=True)
    (HOME / "google-java-format.jar").write_bytes(_jar())
    shutil.copy(Path(__file__).parent / "formatters.toml", _STAMP)


def is_installed() -> bool:
    """Say whether the formatters that are pinned today are installed."""
    pins = Path(__file__).parent / "formatters.toml"
    return _STAMP.exists() and _STAMP.read_bytes() == pins.read_bytes()


def lay_out(language: str, files: Iterable[Path], folder: Path) -> None:
    """Lay files of one language out in place, in one run of its formatter from a folder."""
    argv = [
        part.replace("{home}", str(HOME)).replace("{python}", sys.executable)
        for part in PINS[language]["run"]
    ]
    env = {**os.environ, "PYTHONPATH": str(_LIBRARIES)}
    names = [str(path.relative_to(folder)) for path in files]
    done = subprocess.run([*argv, *names], cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]


def _pinned(language: str, mark: str) -> str:
    return f"{PINS[language]['package']}{mark}{PINS[language]['version']}"


def _jar() -> bytes:
    version, sha256 = PINS["java"]["version"], PINS["java"]["sha256"]
    with urlopen(f"{_MAVEN}/{version}/google-java-format-{version}-all-deps.jar") as answer:
        jar: bytes = answer.read()
    if hashlib.sha256(jar).hexdigest() != sha256:
        raise ValueError(f"google-java-format {version}: the jar's sha256 is not {sha256}.")
    return jar


if __name__ == "__main__":
    install()
