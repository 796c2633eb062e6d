"""The settings of a project: the table `[tool.snippetgen]` of the nearest `pyproject.toml`.

In: a folder. Out: `Settings`. It refuses to know what the command line says.
"""

import os
from typing import Any

from msgspec import Struct

from snippetgen.errors import BadSettings

_KEYS = ("select", "ignore")


class Settings(Struct, frozen=True):
    """Codes, names or families of rules: which are looked for (none: all), which are not."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def settings_for(folder: str) -> Settings:
    """Give the settings that hold in a folder: those of the nearest table, itself and upwards.

    Raises `BadSettings` where the file or the table cannot be understood.
    """
    while True:
        table = _table(os.path.join(folder, "pyproject.toml"))
        if table is not None:
            return table
        above = os.path.dirname(folder)
        if above == folder:
            return Settings()
        folder = above


def _table(path: str) -> Settings | None:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    if b"snippetgen" not in data:
        return None
    import tomllib

    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool")
    except ValueError as error:
        raise BadSettings(f"{path}: {error}") from None
    table = tool.get("snippetgen") if isinstance(tool, dict) else None
    return None if table is None else _settings(path, table)


def _settings(path: str, table: Any) -> Settings:
    if not isinstance(table, dict):
        raise BadSettings(f"{path}: tool.snippetgen is no table.")
    for key, value in table.items():
        if key not in _KEYS:
            raise BadSettings(f"{path}: [tool.snippetgen] has no {key!r}, only {', '.join(_KEYS)}.")
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadSettings(f'{path}: {key} of [tool.snippetgen] is a list such as ["SG211"].')
    return Settings(**{key: tuple(value) for key, value in table.items()})
