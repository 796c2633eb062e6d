"""SG410 to SG414, SG420 and SG421: ids that a webhook needs, and what must not stay in it.

In: the ids of a `Reading` and their places. Out: what the service will answer with 400 or 403.
"""

from collections.abc import Iterator

from snippetgen.checks.causes import LOST
from snippetgen.checks.exchanged import misplaced
from snippetgen.checks.given import empty_place, lacking
from snippetgen.checks.marks import marks_of
from snippetgen.checks.parameters import hiding_place
from snippetgen.checks.rule import Flaw, Severity, rule
from snippetgen.checks.shown import quoted
from snippetgen.checks.templates import variables
from snippetgen.checks.values import (
    IDS,
    Literal,
    address_span,
    earlier,
    literals,
    secrets,
)
from snippetgen.checks.within import holder
from snippetgen.endpoints import RESERVED_NAMES, is_placeholder
from snippetgen.identifiers import misfit
from snippetgen.json_text.nodes import Node, member
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.command import MarkKind

_NEVER_INPUTS = ("action_id", "reuse_action", "trigger_id")  # not told from an input by a reader
_ANY_CHARACTER = regex(r"\S")
_HIDDEN = ("SG422", "SG423", "SG424")  # by a slip in the name, or in another value's place
_CURE = "Open the flow, click Webhooks and copy it in full."


@rule(
    "SG410",
    "placeholder",
    "warning",
    where=("stand-in", MarkKind.PLACEHOLDER, "{{", "odd JSON", "odd address"),
)
def placeholder(reading: Reading) -> Iterator[Flaw]:
    """A placeholder stands where a key or an id belongs.

    What happened: the documentation writes `<token>`, `YOUR_API_KEY`, `xxxxxxxxxxxx` or the like,
    or Postman, Insomnia or Bruno a variable `{{token}}`, and it was not replaced. In a Markdown
    page it is only noted, for there it belongs.

    How to tell: angle brackets, double braces, capitals that say what to write, or a row of x.

    Repair: write your own value; the key best as `$GUMLOOP_API_KEY`.
    """
    severity: Severity = "note" if _is_page(reading) else "warning"
    urls = reading.arguments.urls if reading.arguments else ()
    found = [*literals(reading, "api_key", *IDS), *secrets(reading)]
    found += [Literal("URL", word.text, "of the command", word) for word in urls]
    named = {one.word.span: one for one in reversed(found) if one.is_placeholder}
    for span, one in named.items():
        shown = f"{one.called} is the placeholder {quoted(one.text)}"
        yield Flaw(span, f"{shown}: write your own value in its place.", severity=severity)
    for mark in marks_of(reading, MarkKind.PLACEHOLDER):
        if is_placeholder(mark.meant) and not any(_touches(span, mark.span) for span in named):
            message = (
                f"The placeholder {quoted(mark.meant)} was not replaced: write your own value."
            )
            yield Flaw(mark.span, message, severity=severity)
    told = sorted(named, key=lambda span: span.start)
    for span, text in variables(reading):
        if holder(told, span.start) is None:
            yield Flaw(
                span,
                f"The variable {quoted(text)} of Postman or a program like it was not filled in, "
                "and curl sends it as it stands or refuses it: write your own value.",
                severity=severity,
            )


@rule(
    "SG411",
    "missing-user-id",
    "warning",
    after=LOST,
    anywhere=True,
    beside=_HIDDEN,
    where=("lacking",),
)
def missing_user_id(reading: Reading) -> Iterator[Flaw]:
    """The request carries no user_id.

    What happened: the parameter was not copied, often because a shell cut the URL before it. A
    personal key triggers flows for its owner only, and the service answers 403 without the owner's
    user_id; a team key needs one to say for whom it acts.

    How to tell: `user_id` stands neither in the URL nor in the body, or nothing behind its `=`.

    Repair: open the flow, click Webhooks and copy the URL in full.
    """
    yield from _missing(reading, "user_id", f"403 to a personal key. {_CURE}")


@rule(
    "SG412",
    "missing-saved-item-id",
    "warning",
    after=LOST,
    anywhere=True,
    beside=_HIDDEN,
    where=("lacking",),
)
def missing_saved_item_id(reading: Reading) -> Iterator[Flaw]:
    """The request does not say which flow it is for.

    What happened: the parameter was not copied, often because a shell cut the URL before it.

    How to tell: `saved_item_id` stands neither in the URL nor in the body. The service answers 400.

    Repair: open the flow, click Webhooks and copy the URL in full.
    """
    yield from _missing(reading, "saved_item_id", f"400. {_CURE}")


@rule(
    "SG413",
    "missing-run-id",
    "warning",
    after=LOST,
    anywhere=True,
    beside=_HIDDEN,
    where=("lacking",),
)
def missing_run_id(reading: Reading) -> Iterator[Flaw]:
    """The request does not say which run it is about.

    What happened: the parameter was not copied, or not filled in.

    How to tell: `run_id` stands neither in the URL nor in the body. The service answers 400.

    Repair: copy the `run_id` from the answer that started the run.
    """
    yield from _missing(reading, "run_id", "400. Copy it from the answer that started the run.")


@rule("SG414", "differing-ids", "warning", where=("repeated value",))
def differing_ids(reading: Reading) -> Iterator[Flaw]:
    """One id stands in two places with two values.

    What happened: an id was replaced in one place and stayed in another.

    How to tell: the message names both places. The service answers 400 or 403, or takes one of
    them without a word.

    Repair: delete the wrong one.
    """
    for name in IDS:
        found = [one for one in literals(reading, name) if not one.is_placeholder]
        other = next((one for one in found if one.text != found[0].text), None)
        if other:
            told = f"{other.called} differs from the {earlier(other, found[0])}"
            yield Flaw(other.word.span, f"{told}: delete the wrong one.")


@rule("SG420", "reserved-input-name", "note", where=("members",))
def reserved_input_name(reading: Reading) -> Iterator[Flaw]:
    """An input has a name that the service keeps for itself.

    What happened: an input node, or a field of a form, was named `user_id`, `action_id`,
    `trigger_id` or the like.

    How to tell: the flow runs, and the node does not get the value.

    Repair: rename the Input node and the member.
    """
    for node in _reserved(reading):
        text = reading.request.body.text if reading.request else None
        if text is not None:
            yield Flaw(
                text.source(node.start, node.end),
                f"The input name {quoted(node.text)} is reserved, so that no Input node gets its "
                "value: rename it.",
            )


@rule("SG421", "tracked-key", "warning")
def tracked_key(reading: Reading) -> Iterator[Flaw]:
    """A key that may be live stands in a file that git tracks.

    What happened: a snippet was committed with the key in it. Whoever can read the repository, now
    or later, can start flows with it.

    How to tell: the key has the shape of a real one, and `git ls-files` lists the file. It is only
    looked for with `--tracked-keys`.

    Repair: revoke the key on the settings page and make a new one; then write `$GUMLOOP_API_KEY`
    in the file. Deleting it is not enough: it stays in the history.
    """
    for one in literals(reading, "api_key"):
        is_newer = one.text.startswith("gum_") and not one.is_placeholder
        if not one.is_clipped and (is_newer or _is_real(one)):
            yield Flaw(
                one.word.span,
                f"{one.called} looks live, and git tracks this file: revoke it, and write "
                "$GUMLOOP_API_KEY in its place.",
            )


def _missing(reading: Reading, name: str, result: str) -> Iterator[Flaw]:
    if name in lacking(reading):
        empty = empty_place(reading, name)
        told = f"The {name} has no value" if empty else f"The request carries no {name}"
        span = empty or hiding_place(reading, name) or misplaced(reading, name)
        yield Flaw(span or address_span(reading), f"{told}, and the service will answer {result}")


def _is_real(one: Literal) -> bool:
    return not one.is_placeholder and misfit("api_key", one.text) is None


def _is_page(reading: Reading) -> bool:
    """Say whether the command stands in a Markdown page: a fence with text around it, or a file."""
    fence = reading.start.fence if reading.start else None
    if fence is None or reading.paste.is_markdown:
        return reading.paste.is_markdown
    # What follows a fence comes first: it is near, save for the last of many.
    text, found = reading.paste.text, _ANY_CHARACTER
    return bool(found.search(text, fence.end) or found.search(text, 0, fence.start))


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _reserved(reading: Reading) -> Iterator[Node]:
    body = reading.request.body if reading.request else None
    root = body.json.root if body and body.json else None
    if root is None or reading.webhook is None or reading.webhook.endpoint != "start_pipeline":
        return
    for one in root.members:
        if one.name.text in _NEVER_INPUTS:
            yield one.name
    listed = member(root, "pipeline_inputs")
    for item in listed.value.items if listed else ():
        name = member(item, "input_name")
        if name and name.value.text in RESERVED_NAMES:
            yield name.value
