r"""Writes any bytes as one word of a shell: `'…'`, or `$'…'` with octal escapes.

In: bytes as an argv would hold them. Out: text for a paste. Line ends and whatever does not print
are escaped, so that only quoting stands between the value and the reader.
"""


def sh_word(argument: bytes) -> str:
    """Quote an argument for bash; raises ValueError where it holds NUL, which no argv does."""
    if b"\0" in argument:
        raise ValueError("an argument cannot hold NUL")
    try:
        text = argument.decode("utf-8")
    except UnicodeDecodeError:
        return _ansi_c(argument)
    if text.isprintable():
        return "'" + text.replace("'", "'\\''") + "'"
    return _ansi_c(argument)


def _ansi_c(argument: bytes) -> str:
    return "$'" + "".join(map(_escaped, argument)) + "'"


def _escaped(byte: int) -> str:
    char = chr(byte)
    return char if 0x20 <= byte < 0x7F and char not in "'\\" else f"\\{byte:03o}"
