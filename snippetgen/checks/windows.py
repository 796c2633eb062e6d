r"""SG123: what the versions of PowerShell do differently with a command.

In: the body of a `Reading` in PowerShell. Out: a note. It refuses to know how words are lexed.
"""

from collections.abc import Iterator

from snippetgen.checks.rule import Flaw, rule
from snippetgen.reading import Reading


@rule("SG123", "dropped-quotes", "note", where=("odd start",))
def dropped_quotes(reading: Reading) -> Iterator[Flaw]:
    r"""PowerShell's versions hand the quotes inside the JSON body to curl in different ways.

    What happened: the body holds `"`. Windows PowerShell 5.1, and PowerShell up to 7.2, drop them
    on the way to `curl.exe` unless they are written `\"`; PowerShell 7.3 and later hand them over
    as they stand, and the backslashes too (`$PSNativeCommandArgumentPassing`).

    How to tell: `$PSVersionTable.PSVersion` names the version. The service answers 400.

    Repair: put the body into a file and write `-d '@body.json'`, which every version hands over.
    It is read with its quotes, in either form.
    """
    command, request = reading.command, reading.request
    body = request.body if request else None
    if command is None or command.dialect != "powershell" or body is None or body.text is None:
        return
    quote = body.text.text.find('"')
    if body.json is None or body.json.root is None or quote < 0:
        return
    span = body.text.source(quote, quote + 1)
    if reading.paste.text[span.start] == "\\":
        message = (
            'PowerShell 7.3 and later hand the backslash before each " of the body to curl too, '
            "and the body is no JSON then"
        )
    else:
        message = (
            'Windows PowerShell 5.1, and PowerShell up to 7.2, drop each " of the body on the way '
            'to curl unless it is written \\"'
        )
    yield Flaw(span, f"{message}: for all versions put the body into a file, and write -d '@FILE'.")
