"""The environment of the programs that are run: nothing of the user's own but where tools are.

In: the folder that is to be their home. Out: a clean environment. Without a proxy, and with a home
that holds no settings: neither `~/.curlrc` nor `~/.netrc` has a say in what is sent.
"""

import os
from pathlib import Path

from snippetgen.patterns import regex

_KEPT = ("PATH", "JAVA_HOME", "CPATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH", "LD_LIBRARY_PATH")
_SYSTEM = ("SYSTEMROOT", "PATHEXT")  # Windows starts nothing without them
# What tells the programs themselves how to run, or where to send; an invented value would derail
# them, and the name of a proxy would be looked up elsewhere.
_STEERS = regex(
    r"PATH|LD_\w+|DYLD_\w+|GLIBC_TUNABLES|BASH_ENV|ENV|IFS|SHELLOPTS|BASHOPTS|CURL_HOME"
    r"|NODE_OPTIONS|NODE_PATH|_?JAVA_OPTIONS|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS"
    r"|PYTHON(?:HOME|PATH|STARTUP|WARNINGS|IOENCODING)|(?i:\w+_PROXY)"
)
# Version managers, and `pip install --user`, keep in the user's home what PATH leads to.
_IN_HOME = {
    "ASDF_DATA_DIR": ".asdf",
    "MISE_DATA_DIR": ".local/share/mise",
    "PYENV_ROOT": ".pyenv",
    "PYTHONUSERBASE": ".local",
    "VOLTA_HOME": ".volta",
}


def clean_environment(home: Path) -> dict[str, str]:
    """Give the environment of a program whose home is an empty folder, which this makes.

    Raises `OSError` where the folder cannot be made.
    """
    home.mkdir(parents=True, exist_ok=True)
    # Where there is none, curl looks for it in the home that /etc/passwd names.
    (home / ".curlrc").touch()
    kept = {name: os.environ[name] for name in (*_KEPT, *_SYSTEM) if name in os.environ}
    fixed = {"HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"}
    return {**dict(_of_tools()), **kept, **fixed}


def steers(name: str) -> bool:
    """Say whether a variable decides how a program runs, so that none may be given a value."""
    return _STEERS.fullmatch(name) is not None


def _of_tools() -> list[tuple[str, str]]:
    found = []
    for name, place in _IN_HOME.items():
        folder = os.environ.get(name) or os.path.join(os.path.expanduser("~"), place)
        if os.path.isdir(folder):
            found.append((name, folder))
    return found
