"""SG201 to SG203 and SG206 to SG209: commands of which a part was not copied.

In: where the commands of a paste start, and where the reading of one ended. Out: errors, for what
is missing cannot be known.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.lines import formats_of
from snippetgen.checks.marks import marks_of
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import ESCAPES, quoted, sign
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.command import MarkKind

_CURL = 4  # letters
_MOST_LINES = 20
_JOINING = ("|", "||", "&&")
_OPTION = regex(r"--[A-Za-z0-9-]++|\S[A-Za-z#]")  # of `-ualice:secret` no more than `-u`

_NEXT_LINE = regex(
    r"[ \t]*+(?:\r\n|\r|\n)[ \t]*+(?P<start>(?P<url>[\"'“”‘’]?https?://)|[\"'{\[“”‘’])"
)
_SIGN_BEFORE_OPTION = regex(
    r"[ \t]*+(?P<sign>;|\|\|?+|&&?+)(?:[ \t]|\\?(?:\r\n|\r|\n))*"
    r"(?=-[A-Za-z][ \t'\"A-Z]|--[a-z][a-z-]*+[ \t=])"
)
_FOLDING = regex(r"[ \t]*+(?:-[ \t]++)*[\w.-]++:[ \t]++>[-+\d]{0,2}+[ \t]*+\r?\Z")
_THE_WORD = regex(r"\bcurl\b")
_LAST_OPERATOR = regex(r"[ \t\r\n]*+([|&]{1,2}+)[ \t\r\n]*+\Z")


@rule(
    "SG201",
    "no-command",
    "error",
    after=("SG106", "SG120", "SG124"),
    anywhere=True,
    where=("odd start",),
)
def no_command(reading: Reading) -> Iterator[Flaw]:
    """No curl command stands in the text.

    What happened: nothing was copied, something else was, or the word `curl` was cut so that
    nothing recognizable is left.

    How to tell: no line begins with `curl` and an option or a URL, and the text is no URL.

    Repair: copy the cURL snippet again, from the word `curl` to its end.
    """
    if reading.starts:
        return
    if not reading.paste.text.strip(" \t\r\n\ufeff"):
        message = "The text is empty: copy the cURL snippet again and paste it whole."
        yield Flaw(Span(0, 0), message)
        return
    word = _THE_WORD.search(reading.paste.text)
    if word:
        yield Flaw(
            Span(*word.span()),
            "The word curl stands here, but no command begins with it: copy the snippet again, "
            "from the word curl to its end.",
        )
        return
    yield Flaw(
        reading.paste.line_span(1),
        "No curl command was found in the text: copy the snippet again, from the word curl to its "
        "end.",
    )


@rule("SG202", "several-commands", "error", where=("odd start",))
def several_commands(reading: Reading) -> Iterator[Flaw]:
    """Several curl commands stand where one was wanted.

    What happened: the selection took more than one snippet along.

    How to tell: the lines that the message names begin with `curl`.

    Repair: copy one of them, or choose it with `--nth`.
    """
    starts = reading.starts
    if reading.command is None and len(starts) > 1:
        lines = [
            str(reading.paste.position(start.offset)[0]) for start in starts[: _MOST_LINES + 1]
        ]
        more = "" if len(starts) <= _MOST_LINES else ", …"
        second = starts[1].offset
        yield Flaw(
            Span(second, second + _CURL),
            f"{len(starts)} curl commands stand in the text, on lines "
            f"{', '.join(lines[:_MOST_LINES])}{more}: copy one of them, or choose it with --nth.",
        )


@rule("SG203", "lost-head", "error", where=("odd start",))
def lost_head(reading: Reading) -> Iterator[Flaw]:
    """The beginning of the command is missing.

    What happened: the selection began too late and missed the first line or the word `curl`.
    What else stood there, such as the method, is not known.

    How to tell: the text begins with an option or a URL, and options of curl follow.

    Repair: copy the command again, from the word `curl` on.
    """
    start = reading.start
    if start is not None and start.kind == "headless":
        place = Span(start.offset, start.offset)
        yield Flaw(
            Span(start.offset, start.offset + 1),
            "The command begins in the middle: curl, and what else stood before this place, was "
            "not copied. Copy it again, from the word curl on.",
            (Edit(place, "curl "),),
            "unsafe",
        )


@rule("SG206", "trailing-backslash", "error", where=(MarkKind.TRAILING_BACKSLASH,))
def trailing_backslash(reading: Reading) -> Iterator[Flaw]:
    r"""The text ends in the character that continues a line.

    What happened: the selection ended too early and missed the last line or lines. A shell waits
    for more, or runs the command without them.

    How to tell: the last character is `\` (cmd: `^`, PowerShell: a backtick).

    Repair: copy the command again, to its very end.
    """
    for mark in marks_of(reading, MarkKind.TRAILING_BACKSLASH):
        char = sign(reading.paste.text[mark.span.start])
        char = f"a {char}" if char.isalpha() else char
        yield Flaw(
            mark.span,
            f"The command ends in {char}, which says that a line follows, and none does: the last "
            "lines were not copied. Copy it again, to its end.",
        )


@rule("SG207", "dangling-operator", "error", where=("more text",))
def dangling_operator(reading: Reading) -> Iterator[Flaw]:
    """The text ends in `|`, `||` or `&&`.

    What happened: the selection ended too early and missed the program that the answer goes to.
    A shell waits for more.

    How to tell: nothing follows the operator.

    Repair: copy the command again, to its end; or delete the operator.
    """
    command, start = reading.command, reading.start
    if command is None or start is None or command.after not in _JOINING:
        return
    # No slice: a long line may hold many commands, each with all the others behind it.
    last = _LAST_OPERATOR.match(reading.paste.text, command.span.end, start.limit)
    if last and last[1] == command.after:
        yield Flaw(
            Span(*last.span(1)),
            f"The text ends in {quoted(command.after)} and nothing follows it: copy the command "
            "again, to its end.",
        )


@rule(
    "SG208",
    "missing-value",
    "error",
    after=("SG106", "SG209"),
    anywhere=True,
    where=("odd arguments",),
)
def missing_value(reading: Reading) -> Iterator[Flaw]:
    """The command ends in an option without its value.

    What happened: the selection ended too early and cut the command behind the option.

    How to tell: the last word is an option such as `-d` or `-H`, which needs a value.

    Repair: copy the command again, to its end; or write the value.
    """
    for option in reading.arguments.options if reading.arguments else ():
        if option.missing and not (option.name == "write-out" and formats_of(reading)):
            name = quoted(reading.paste.text[option.span.start : option.span.end])
            yield Flaw(
                option.span,
                f"The option {name} stands at the end without its value: the command was cut off "
                "here. Copy it again, to its end.",
            )


@rule("SG209", "lost-continuation", "error", where=(MarkKind.LOST_CONTINUATION, "more text"))
def lost_continuation(reading: Reading) -> Iterator[Flaw]:
    r"""An option, the URL or a value stands on the line after the command's end.

    What happened: the `\` at a line's end was lost (cmd: `^`, PowerShell: a backtick), so that the
    command ends there. A shell runs it without what follows, and then takes the next line for a
    program. Or a `;`, `&` or `|` came into the command, which ends it too.

    How to tell: a line begins with an option, or with the URL or the value that is still missing,
    and the line before it does not end in `\`; or an option stands behind the sign.

    Repair: end the line before it with `\`; delete the sign. In a YAML text after `>`, which joins
    its lines, write `|` in its place too.
    """
    for mark in marks_of(reading, MarkKind.LOST_CONTINUATION):
        found = _OPTION.match(reading.paste.text, mark.span.start)
        yield _lost(reading, mark.span, found[0] if found else "what begins there")
        return
    behind = _behind_sign(reading)
    if behind:
        option = _OPTION.match(reading.paste.text, behind.end())
        yield Flaw(
            Span(*behind.span("sign")),
            f"A shell ends the command at the {quoted(behind['sign'])} here, and then takes "
            f"{option[0] if option else 'what follows'} for a program: delete the sign, or put "
            "quotes around the value that it belongs to.",
        )
        return
    found = _wanted_next(reading)
    if found:
        yield _lost(reading, Span(*found.span("start")), "the URL" if found["url"] else "a text")


def _behind_sign(reading: Reading) -> re.Match[str] | None:
    """Give the sign that ended the command where an option follows, as no program is named."""
    command, start = reading.command, reading.start
    if command is None or start is None or command.dialect != "sh":
        return None
    text, end = reading.paste.text, command.span.end
    last = command.words[-1].span.start if command.words else end
    if text.startswith("{{", last):  # tldr's pages: {{[-s|--silent]}}
        return None
    return _SIGN_BEFORE_OPTION.match(text, end, min(start.stop, start.limit))


def _wanted_next(reading: Reading) -> re.Match[str] | None:
    """Give the beginning of the next line where the command still needs what stands there."""
    command, start, arguments = reading.command, reading.start, reading.arguments
    if command is None or start is None or arguments is None:
        return None
    stop = min(start.stop, start.limit)
    found = _NEXT_LINE.match(reading.paste.text, command.span.end, stop)
    needs_value = any(option.missing for option in arguments.options[-1:])
    needs_url = not arguments.urls and bool(found and found["url"])
    return found if found and (needs_url or needs_value) else None


def _is_folded(reading: Reading) -> bool:
    """Say whether the command begins a YAML text whose lines are joined: `run: >`."""
    paste = reading.paste
    line = paste.position(reading.start.offset)[0] - 1 if reading.start else 0
    span = paste.line_span(line) if line else Span(0, 0)
    return _FOLDING.match(paste.text, span.start, span.end) is not None


def _lost(reading: Reading, span: Span, what: str) -> Flaw:
    command, paste = reading.command, reading.paste
    end = command.span.end if command else span.start
    sign_of = ESCAPES[command.dialect if command else "sh"]
    last, line = paste.position(end)[0], paste.position(span.start)[0]
    named = "a backtick" if sign_of == "`" else sign_of
    if _is_folded(reading):
        return Flaw(
            span,
            f"Only YAML's > joins line {line} to the command; as a shell reads the text, it ends "
            f"with line {last}. Write | in place of >, and {named} at the end of each line.",
        )
    if paste.text.endswith(f" {sign_of}{sign_of}", 0, end):
        return Flaw(
            Span(end - 1, end),
            f"A second {named} stands at the end of line {last}, so that the line is not continued "
            f"and a shell takes {what} on line {line} for a program: delete it.",
            (Edit(Span(end - 1, end), ""),),
            "unsafe",
        )
    return Flaw(
        span,
        f"The command ends with line {last}, so that a shell runs it without line {line} and then "
        f"takes {what} there for a program: write {named} at the end of line {last}.",
        (Edit(Span(end, end), f" {sign_of}"),),
        "unsafe",
    )
