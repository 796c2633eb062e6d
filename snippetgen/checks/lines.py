r"""SG108 to SG116: what stands around the lines of a command: prompts, gutters, fences, line ends.

In: the marks of a `Reading`. Out: flaws; a prompt, a fence and a kind of line end are only notes.
"""

from collections.abc import Iterator

from snippetgen.checks.marks import marks_of, read_through
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import ESCAPES, quoted, sign
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.command import MarkKind

_BLANKS = regex(r"[ \t]*+")


@rule("SG108", "prompt", "note", where=(MarkKind.PROMPT,))
def prompt(reading: Reading) -> Iterator[Flaw]:
    r"""A prompt was copied with the command.

    What happened: the page or the terminal shows `$ `, `> `, `PS>` or `C:\>` before what is typed,
    and the selection took it along.

    How to tell: the first line does not begin with `curl`.

    Repair: none is needed here; leave the prompt out before you run the command in a shell.
    """
    yield from _noted(reading, MarkKind.PROMPT, "A prompt stands before the command.")


@rule("SG109", "line-number-gutter", "warning", where=(MarkKind.GUTTER,))
def gutter(reading: Reading) -> Iterator[Flaw]:
    """Line numbers were copied with the command.

    What happened: the page draws line numbers beside the code, and the selection took them along.
    A shell takes the first one for the name of a program.

    How to tell: each line begins with the next number.

    Repair: delete the numbers. They are left out in reading.
    """
    yield from read_through(
        reading,
        MarkKind.GUTTER,
        lambda found, others: (
            f"A line number{others} stands before the command, and a shell would run it as a "
            "program: delete the numbers."
        ),
    )


@rule("SG110", "markdown-fence", "note", where=(MarkKind.FENCE,))
def fence(reading: Reading) -> Iterator[Flaw]:
    """The fence of a Markdown block was copied with the command.

    What happened: the selection took the lines of backticks around the block along.

    How to tell: a line of three backticks or tildes before or after the command.

    Repair: none is needed here; leave the fence out before you run the command in a shell.
    """
    yield from _noted(reading, MarkKind.FENCE, "A Markdown fence stands around the command.")


@rule("SG111", "windows-line-end", "note", where=(MarkKind.CRLF,))
def windows_line_end(reading: Reading) -> Iterator[Flaw]:
    r"""The lines end as Windows ends them.

    What happened: an editor or a page of Windows wrote a carriage return before each line feed. A
    POSIX shell takes `\` and a carriage return for no continuation.

    How to tell: `cat -A FILE` shows `^M$` at the end of each line.

    Repair: none is needed here; `sed -i 's/\r$//' FILE` before you run the file with sh.
    """
    yield from _noted(reading, MarkKind.CRLF, "The lines end in a carriage return and a line feed.")


@rule("SG112", "byte-order-mark", "note", where=(MarkKind.BYTE_ORDER_MARK,))
def byte_order_mark(reading: Reading) -> Iterator[Flaw]:
    """The text begins with a byte order mark.

    What happened: an editor of Windows wrote it to say how the file is encoded.

    How to tell: `head -c 3 FILE | xxd` shows `efbb bf`.

    Repair: none is needed here; a shell would take the mark for part of the first word.
    """
    yield from _noted(reading, MarkKind.BYTE_ORDER_MARK, "The text begins with a byte order mark.")


@rule("SG113", "space-after-backslash", "warning", where=(MarkKind.SPACE_AFTER_BACKSLASH,))
def space_after_backslash(reading: Reading) -> Iterator[Flaw]:
    r"""Blanks stand behind the character that continues a line.

    What happened: a page or an editor padded the lines, or joined two and left the backslash. A
    shell joins lines only where `\` (cmd: `^`, PowerShell: a backtick) is the last character; else
    it ends the command there and takes the next line, often `-H …`, for a program.

    How to tell: the cursor's last place in the line is behind a blank.

    Repair: delete the blanks; where the lines were joined, delete the backslash too.
    """
    marks = marks_of(reading, MarkKind.SPACE_AFTER_BACKSLASH)
    if marks:
        text, first = reading.paste.text, marks[0].span
        edits = (_without(text, Edit(mark.span, "")) for mark in marks)
        others = f" (and behind {len(marks) - 1} more)" if len(marks) > 1 else ""
        yield Flaw(
            first,
            f"A blank stands behind the {sign(text[first.start - 1])}{others} that continues the "
            "line, so that a shell ends the command here: delete the blank.",
            tuple(edits),
            "safe",
        )


@rule("SG114", "literal-newline", "warning", where=(MarkKind.LITERAL_NEWLINE, "odd arguments"))
def literal_newline(reading: Reading) -> Iterator[Flaw]:
    r"""The two characters `\n` stand between words instead of a line end.

    What happened: the command was copied out of a JSON string, a log or a program's source, where a
    line end is written as `\n`; or it is the end of a format for `-w` that was not quoted. A shell
    reads an `n`.

    How to tell: `\n` outside quotes, mostly before an option.

    Repair: write a blank, and a format for `-w` as `'\n'`. It is read as a blank; a `\n` inside
    quotes is content and stays.
    """
    formats = formats_of(reading)
    yield from read_through(
        reading,
        MarkKind.LITERAL_NEWLINE,
        lambda found, others: (
            f"{quoted(found)}{others} between two words is a line end that was written out; a "
            "shell reads the letter n: write a blank."
        ),
        but=formats,
    )
    for span, edits in formats.items():
        yield Flaw(
            span,
            "This \\n belongs to the format of -w and is not quoted, so that a shell takes the "
            "backslash away and curl prints the letter n: write single quotes around the format.",
            edits,
            "unsafe",
        )


@rule("SG115", "mixed-dialect", "warning", where=(MarkKind.MIXED_DIALECT,))
def mixed_dialect(reading: Reading) -> Iterator[Flaw]:
    r"""A line is continued as another shell does it.

    What happened: parts of the command were written for different shells, or it was changed from
    one to another by hand. sh continues a line with `\`, cmd with `^`, PowerShell with a backtick.

    How to tell: the last characters of the lines differ.

    Repair: end each line but the last with the character of your shell. It is read so.
    """
    command = reading.command
    own = ESCAPES[command.dialect] if command else ""
    yield from read_through(
        reading,
        MarkKind.MIXED_DIALECT,
        lambda found, others: (
            f"The line ends in {_named(found)}{others}, which continues it in another shell than "
            f"the one this command is written for: write {_named(own)} there."
        ),
    )


@rule("SG116", "shell-quoting", "warning", where=(MarkKind.QUOTING,))
def shell_quoting(reading: Reading) -> Iterator[Flaw]:
    r"""The quoting does not say to cmd or PowerShell what it was meant to say.

    What happened: the command was written for another shell, or a program wrote it wrongly. cmd
    ends a line inside quotes, keeps a `^` in them, and takes a `"` behind `\` for the end of its
    own quotes, so that a `&` behind it ends the command.

    How to tell: a body on several lines, `^` inside quotes, or `&` and `|` behind `\"`.

    Repair: write the body on one line, with `\"` for each quote in it, or put it into a file and
    write `-d @FILE`. It is read as it was meant.
    """
    marks = marks_of(reading, MarkKind.QUOTING)
    if marks:
        shell = "cmd" if reading.command and reading.command.dialect == "cmd" else "PowerShell"
        yield Flaw(
            marks[0].span,
            f"{shell} does not read the quotes from here on as they are meant and would cut the "
            'text: write it on one line with \\" for each inner quote, or use -d @FILE.',
        )


def formats_of(reading: Reading) -> dict[Span, tuple[Edit, ...]]:
    r"""Give each `\n` outside quotes that is a format of `-w`, or its end, and what quotes it."""
    if reading.command is None or reading.command.dialect != "sh":
        return {}
    marks = {mark.span.start: mark.span for mark in marks_of(reading, MarkKind.LITERAL_NEWLINE)}
    found: dict[Span, tuple[Edit, ...]] = {}
    for option in reading.arguments.options if reading.arguments else ():
        if option.name != "write-out":
            continue
        behind = _BLANKS.match(reading.paste.text, option.span.end)
        alone = marks.get(behind.end()) if behind else None
        if alone:
            found[alone] = _quoting(alone)
        elif option.argument and not option.argument.quotes and not option.argument.expansions:
            span = option.argument.span
            newline = reading.paste.text.find("\\n", span.start, span.end)
            if newline >= 0:
                found[Span(newline, newline + 2)] = _quoting(span)
    return found


def _quoting(span: Span) -> tuple[Edit, ...]:
    return Edit(Span(span.start, span.start), "'"), Edit(Span(span.end, span.end), "'")


def _named(char: str) -> str:
    return "a backtick" if char == "`" else char


def _noted(reading: Reading, kind: MarkKind, message: str) -> Iterator[Flaw]:
    for mark in marks_of(reading, kind)[:1]:
        yield Flaw(mark.span, message)


def _without(text: str, edit: Edit) -> Edit:
    """Take the backslash away too where it no longer ends a line."""
    if text[edit.span.end : edit.span.end + 1] in ("", "\r", "\n"):
        return edit
    return Edit(Span(edit.span.start - 1, edit.span.end), "")
