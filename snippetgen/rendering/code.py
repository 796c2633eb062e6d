"""Source code as a type of its own, so that quoting cannot be forgotten.

A template may only print `Code`; only the filters make it. Text that no filter has turned into code
is a `TypeError` when the template is rendered, not an injection.
"""

from collections.abc import Iterable
from typing import Any


class Code(str):
    """A piece of a program in the target's language: safe to print into it."""

    __slots__ = ()


def joined(pieces: Iterable[str], separator: str = "") -> Code:
    """Join pieces of code with a separator that stands in a template.

    Raises `TypeError` where a piece is no `Code`.
    """
    pieces = list(pieces)
    if len(pieces) == 1 and type(pieces[0]) is Code:
        return pieces[0]
    _require_all(pieces)
    return Code(separator.join(pieces))


def indented(code: Code, width: int) -> Code:
    """Indent every line but the first and the empty ones by `width` blanks.

    Raises `TypeError` where it is handed anything but `Code`.
    """
    if type(code) is not Code:
        require_code(code)
    if "\n" not in code:
        return code
    if "\n\n" not in code and not code.endswith("\n"):
        return Code(code.replace("\n", "\n" + " " * width))
    first, *others = code.split("\n")
    return Code("\n".join([first, *(line and " " * width + line for line in others)]))


def blanks(width: int) -> Code:
    """Give so many blanks."""
    return Code(" " * width)


def filled(pieces: list[str], column: int, width: int, after: int) -> Code:
    """Put pieces of code, with commas between, on lines that are filled up to `width`.

    They begin at `column`, where each finds room in lines of its own there, else at 4 in the next
    line; `after` is what follows the last. Raises `TypeError` where a piece is no `Code`.
    """
    _require_all(pieces)
    sizes = list(map(len, pieces))
    if not sizes or column + sum(sizes) + 3 * len(sizes) - 3 + after <= width:
        return Code(", ".join(pieces))  # what follows would say the same
    sizes[-1] += after - 1
    margin = column if column + max(sizes) < width else 4
    line_break = ",\n" + " " * margin
    code, at = "", (column if margin == column else width) - 2
    for piece, size in zip(pieces, sizes):  # noqa: B905 - there are as many
        at += size + 3
        if at > width:
            at = margin + size + 1
            code += line_break + piece
        else:
            code += ", " + piece
    return Code(code[1:].removeprefix(" "))


def _require_all(pieces: Iterable[str]) -> None:
    for piece in pieces:
        if type(piece) is not Code:
            require_code(piece)


def require_code(value: Any) -> Code:
    """Give `value` back where it is `Code`; raise `TypeError` where it is anything else."""
    if isinstance(value, Code):
        return value
    raise TypeError(
        f"the template prints a {type(value).__name__} that no filter made into code: write "
        "{{ ... | literal }}, or another of the filters that CONTRIBUTING.md lists"
    )
