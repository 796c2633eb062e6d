"""SG321: options that are other ones than they look like.

In: the options of a `Reading` and their arguments. Out: a warning where curl takes the spelling for
another option than the one that was probably meant.
"""

from collections.abc import Iterator

from snippetgen.arguments import Option
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.options import option_table
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading

_LONG_NAME = regex(r"-([a-z][a-z-]{2,30})(?=[ \t\r\n]|\Z)")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_HEADER = regex(r"[A-Za-z][\w-]*+:[ \t]")
_JSON = regex(r"[ \t\r\n]*+[{\[]")


@rule("SG321", "mistaken-option", "warning", where=("odd arguments",))
def mistaken_option(reading: Reading) -> Iterator[Flaw]:
    """An option is spelled as another one is.

    What happened: a long name was written with one dash, so that curl takes its letters one by one
    (`-data` is `-d ata`); or a letter was written small or large that means another option
    (`-x POST` names a proxy).

    How to tell: `curl --help all` lists what each spelling means.

    Repair: write the option that the message names.
    """
    for option in reading.arguments.options if reading.arguments else ():
        long = _long_name(reading, option)
        meant = long or _other_letter(option)
        if meant:
            span, name = meant
            spelled = reading.paste.text[span.start : span.end]
            taken = f"{spelled[:2]} and more letters" if long else f"--{option.name}"
            yield Flaw(
                span,
                f"curl takes {spelled} for {taken}, and {name} was probably meant: write {name}.",
                (Edit(span, name),),
                "unsafe",
            )


def _long_name(reading: Reading, option: Option) -> tuple[Span, str] | None:
    """Give the place and the name of a long option that has one dash only."""
    found = _LONG_NAME.match(reading.paste.text, option.span.start)
    if found is None or found[1] not in option_table().by_name:
        return None
    return Span(*found.span()), f"--{found[1]}"


def _other_letter(option: Option) -> tuple[Span, str] | None:
    text = option.argument.text if option.argument else ""
    if option.span.end - option.span.start != 2:
        return None
    if option.name == "proxy" and text in _METHODS:
        return option.span, "-X"
    if option.name == "help" and _HEADER.match(text):
        return option.span, "-H"
    return (option.span, "-d") if option.name == "dump-header" and _JSON.match(text) else None
