"""Where a command gets its paste from: a file, standard input or the clipboard."""

import sys

import click

from snippetgen.errors import UnreadablePaste
from snippetgen.paste import Paste, decode


def read_paste(file: str | None, clipboard: bool = False) -> Paste:
    """Read the paste of a command; `-` or no file is standard input.

    Raises `UnreadablePaste` where it cannot be read or is not text.
    """
    if clipboard:
        return Paste(_clipboard(), "clipboard")
    if file is None or file == "-":
        if sys.stdin.isatty():
            click.echo(
                "Paste the snippet, then press Ctrl-D (Ctrl-Z and Enter on Windows).", err=True
            )
        return decode(sys.stdin.buffer.read(), "-")
    try:
        with open(file, "rb") as opened:
            return decode(opened.read(), file)
    except OSError as error:
        raise UnreadablePaste(f"cannot read {file}: {error.strerror or error}.") from None


def copy_to_clipboard(text: str) -> None:
    """Put a text into the clipboard; raise `UnreadablePaste` where the system has none."""
    import pyperclip

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:
        raise UnreadablePaste(_no_clipboard("leave out --copy and redirect the output")) from None


def _clipboard() -> str:
    import pyperclip

    try:
        return str(pyperclip.paste())
    except pyperclip.PyperclipException:
        raise UnreadablePaste(_no_clipboard("save the snippet to a file and name it")) from None


def _no_clipboard(instead: str) -> str:
    return f"no clipboard program was found. Install xclip, xsel or wl-clipboard, or {instead}."
