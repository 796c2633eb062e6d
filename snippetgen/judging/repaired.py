"""The command that a damaged one is read as: a line to copy.

In: a `Verdict`. Out: the command in cURL for a POSIX shell, its key in the environment; None where
what was meant is not certain, or nothing was repaired. It refuses to quote anything itself.
"""

from snippetgen.errors import CannotRender, SecondReadingDiffers
from snippetgen.judging.judge import Verdict

_LONGEST = 4000


def repaired_command(verdict: Verdict) -> str | None:
    """Give the command as it is read, all that is certain repaired."""
    command, findings = verdict.reading.command, verdict.findings
    is_certain = all(one.severity != "error" for one in findings)
    is_changed = any(one.applies == "safe" for one in findings)
    if command is None or verdict.reading.request is None or not (is_certain and is_changed):
        return None
    if command.span.end - command.span.start > _LONGEST:
        return None
    from snippetgen import render

    try:
        return render(verdict.reading, "curl/curl", style="snippet").strip("\n")
    except (CannotRender, SecondReadingDiffers):
        return None
