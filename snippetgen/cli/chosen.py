"""The one command that a paste holds, or the one that was asked for."""

from snippetgen.errors import NoCommand
from snippetgen.paste import Paste
from snippetgen.reading import Reading, read


def read_chosen(paste: Paste, nth: int | None) -> Reading:
    """Read the command of a paste that `convert` and `parse` work on.

    Raises `NoCommand` where there is none, or several and none was chosen.
    """
    reading = read(paste, nth)
    if reading.command is not None:
        return reading
    if not reading.starts:
        raise NoCommand(_none(paste))
    lines = [str(paste.position(start.offset)[0]) for start in reading.starts]
    count = len(lines)
    if nth is not None:
        raise NoCommand(f"{paste.name}: there is no command number {nth}, only {count}.")
    shown = ", ".join(lines[:20]) + (", …" if count > 20 else "")
    raise NoCommand(
        f"{paste.name}: {count} curl commands stand here (lines {shown}). "
        f"Choose one with --nth 1 to --nth {count}."
    )


def _none(paste: Paste) -> str:
    if not paste.text.strip():
        return f"{paste.name}: the text is empty. Copy the cURL snippet again and paste it whole."
    return (
        f"{paste.name}: no curl command was found. "
        "Copy the snippet from the Webhook panel again, from the word curl to its end."
    )
