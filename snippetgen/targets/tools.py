"""The programs that build and run what a target writes: its tables `[tools.NAME]`."""

from msgspec import Struct


class Tool(Struct, frozen=True):
    """One `[tools.NAME]` table; `{NAME}` stands for the program in `build` and `run`.

    `programs` are names or paths, any of which will do, in order of preference; `{own_python}` is
    the Python that snippetgen itself runs in. `missing` says how to install one where none is
    found. With the arguments `proof` a program ends with 0 if it has what it needs beside itself;
    `unfit` says how to install that.
    """

    programs: tuple[str, ...]
    missing: str
    proof: tuple[str, ...] = ()
    unfit: str = ""
