"""Which repairs are safe: those that were tried.

In: a reading and its findings. Out: the same findings; a repair stays `safe` only where the text
with it, read again, sends the same request, has lost that flaw, and has no new one. It is one more
reading of a text that has a safe repair, and one more per repair where they do not work together.
"""

from msgspec.structs import replace

from snippetgen.checks.edits import applied, moved
from snippetgen.checks.rule import Edit, Finding, Rules, asked
from snippetgen.find import Start
from snippetgen.paste import Paste, Span
from snippetgen.reading import Reading, read, read_start
from snippetgen.request import FilePart, Request
from snippetgen.words.word import Word

_LONG = 4_000  # characters; commands are not looked for again in a longer text
_MOST_SINGLE_TRIES = 1_000_000  # characters of a text of which each repair is tried alone


def proven(reading: Reading, findings: list[Finding], rules: Rules) -> list[Finding]:
    """Give the findings with the safe repairs that fail marked as only shown."""
    if "safe" not in [one.applies for one in findings]:
        return findings
    findings = [_held_back(one) for one in findings]
    safe = [one for one in findings if one.applies == "safe" and one.edits]
    if not safe or _works(reading, safe, findings, rules):
        return findings
    kept: list[Finding] = []
    if len(reading.paste.text) < _MOST_SINGLE_TRIES:
        for one in safe:
            if _works(reading, [*kept, one], findings, rules):
                kept.append(one)
    return [
        replace(one, applies="show") if one in safe and one not in kept else one for one in findings
    ]


def _held_back(finding: Finding) -> Finding:
    """Hold a repair back as long as the cause of its flaw stands."""
    is_early = finding.because is not None and finding.applies == "safe"
    return replace(finding, applies="show") if is_early else finding


def _works(
    reading: Reading, repaired: list[Finding], findings: list[Finding], rules: Rules
) -> bool:
    again = _reread(reading, repaired)
    if again is None or _sent(again.request) != _sent(reading.request):
        return False
    left = {rule.code for rule in asked(rules, again) if any(True for _ in rule.find(again))}
    gone = {one.rule.code for one in repaired}
    return not left & gone and left <= {one.rule.code for one in findings}


def _reread(reading: Reading, repaired: list[Finding]) -> Reading | None:
    """Read the repaired text again; of a long one only what the command can reach."""
    start, command, text = reading.start, reading.command, reading.paste.text
    if start is None or command is None:
        return None
    if len(text) < _LONG and start in reading.starts:
        return _found_again(reading, start, applied(text, repaired))
    spans = [edit.span for one in repaired for edit in one.edits]
    first = text.rfind("\n", 0, min(start.offset, *(span.start for span in spans))) + 1
    last = max(start.stop, command.span.end, *(span.end for span in spans))
    near = [_moved_back(one, first) for one in repaired]
    repaired_text = applied(text[first:last], near)
    if repaired_text is None:
        return None
    edits = [edit for one in near for edit in one.edits]
    places = (min(at, last) - first for at in (start.offset, start.limit, start.stop))
    offset, limit, stop = (moved(at, edits) for at in places)
    again = replace(start, offset=offset, limit=limit, stop=stop, fence=None, marks=())
    return read_start(Paste(repaired_text, reading.paste.name), reading.starts, again)


def _found_again(reading: Reading, start: Start, text: str | None) -> Reading | None:
    if text is None:
        return None
    again = read(Paste(text, reading.paste.name), reading.starts.index(start) + 1)
    return again if len(again.starts) == len(reading.starts) else None


def _moved_back(finding: Finding, by: int) -> Finding:
    edits = (
        Edit(Span(edit.span.start - by, edit.span.end - by), edit.text) for edit in finding.edits
    )
    return replace(finding, edits=tuple(edits))


def _sent(request: Request | None) -> object:
    """Give all that is sent, as plain texts."""
    if request is None:
        return None
    headers = [(one.name.text, _text(one.value)) for one in request.headers]
    auth = request.auth and (request.auth.user.text, _text(request.auth.password))
    body = [_text(one.name if isinstance(one, FilePart) else one) for one in request.body.parts]
    return request.method, request.url.text, _text(request.query), headers, auth, body


def _text(word: Word | None) -> str | None:
    return word.text if word else None
