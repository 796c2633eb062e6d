"""SG214, SG215, SG224 and SG310: JSON bodies that are cut, missing, or sent as something else.

In: the headers and the body of a `Reading`'s request. Out: an error where the JSON ends too early,
a warning where it is missing or not sent as what it is.
"""

from collections.abc import Iterator

from snippetgen.arguments import Option
from snippetgen.checks.causes import LOST_HEADER, LOST_TEXT, TAKEN_APART
from snippetgen.checks.meant_json import judged
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import quoted
from snippetgen.paste import Span
from snippetgen.reading import Reading
from snippetgen.request import Request
from snippetgen.request.body import DATA

_JSON_TYPE = "application/json"
_CARRIES_A_BODY = ("POST", "PUT", "PATCH")
_OTHER_BODIES = ("form", "form-string", "upload-file", "config")
_TAKES_A_BODY = (
    *("start_pipeline", "kill_pipeline", "upload_file", "upload_files"),
    *("download_file", "download_files"),
)


@rule(
    "SG214",
    "cut-json",
    "error",
    after=(*TAKEN_APART, "SG204", "SG117", "SG205", "SG118", "SG312", "SG307"),
    anywhere=True,
    where=("odd JSON",),
)
def cut_json(reading: Reading) -> Iterator[Flaw]:
    """The JSON body ends before it is complete.

    What happened: the end of the body was not copied, or lines in its middle were deleted together
    with a bracket.

    How to tell: a bracket or a quote of the JSON has no partner.

    Repair: copy the command again, to its end; or write the lost bracket.
    """
    text, document = judged(reading)
    if text is None or not any(slip.kind == "cut off" for slip in document.slips):
        return
    end = len(text.text)
    line = text.text.count("\n") + 1
    column = end - text.text.rfind("\n")
    own = reading.paste.position(text.at(end - 1))[0]
    yield Flaw(
        text.source(end - 1, end),
        f"The JSON body ends too early, at its line {line}, column {column} (line {own} of the "
        "text), with a bracket or a quote still open: copy the command again, to its end.",
    )


@rule("SG215", "missing-body", "warning", after=LOST_TEXT, anywhere=True, where=("no body",))
def missing_body(reading: Reading) -> Iterator[Flaw]:
    """The headers announce JSON and there is no body.

    What happened: the last line, with `-d` and the body, was not copied.

    How to tell: `Content-Type: application/json`, and neither `-d` nor any other option that gives
    a body. A flow without inputs takes `{}`.

    Repair: copy the command again, to its end; or write `-d '{}'`.
    """
    request = reading.request
    if request is None or not _announces_json(request) or _has_body(reading, request):
        return
    endpoint = reading.webhook.endpoint if reading.webhook else None
    is_explicit = request.explicit_method and request.method in _CARRIES_A_BODY
    if is_explicit or (endpoint in _TAKES_A_BODY and not request.explicit_method):
        if request.body.text is not None:
            yield Flaw(
                request.body.text.span,
                "The body is empty, and no flow takes that for JSON: write -d '{}' where nothing "
                "is sent.",
            )
            return
        end = reading.command.span.end if reading.command else 0
        yield Flaw(
            Span(max(end - 1, 0), end),
            "The command ends here without the body that its Content-Type header announces: its "
            "last line was not copied. Copy it again, to its end, or write -d '{}' where nothing "
            "is sent.",
        )


@rule(
    "SG310",
    "json-as-form",
    "warning",
    after=LOST_HEADER + LOST_TEXT,
    anywhere=True,
    where=("form",),
)
def json_as_form(reading: Reading) -> Iterator[Flaw]:
    """JSON is sent as if it were a form.

    What happened: `-d` alone announces the body as a form, and the line with the `Content-Type`
    header is missing.

    How to tell: the body is JSON, and no header says so. Many services answer 400, or find nothing
    in the body.

    Repair: write `-H 'Content-Type: application/json'`.
    """
    text, _ = judged(reading)
    if text is None or reading.request is None or reading.request.body.kind != "form":
        return
    option = _data_option(reading)
    if option:
        header = '-H "Content-Type: application/json" '
        yield Flaw(
            option.span,
            "The body is JSON, and without a Content-Type header curl announces it as a form: "
            "write -H 'Content-Type: application/json' before it.",
            (Edit(Span(option.span.start, option.span.start), header),),
            "unsafe",
        )


@rule(
    "SG224",
    "cut-content-type",
    "warning",
    after=LOST_TEXT,
    anywhere=True,
    where=("odd content type",),
)
def cut_content_type(reading: Reading) -> Iterator[Flaw]:
    """The Content-Type header ends too early.

    What happened: the selection missed the end of the header's value.

    How to tell: the value is the beginning of `application/json`, and the body is JSON.

    Repair: write `-H 'Content-Type: application/json'`.
    """
    request = reading.request
    if request is None or request.body.json is None or not request.body.json.is_json:
        return
    for pair in request.headers:
        value = pair.value.text.lower() if pair.value else ""
        is_cut = value and value != _JSON_TYPE and _JSON_TYPE.startswith(value)
        if is_cut and pair.name.text.lower() == "content-type":
            yield Flaw(
                pair.name.span,
                f"The Content-Type {quoted(value)} is only the beginning of {_JSON_TYPE}: it was "
                "cut in copying. Write the whole of it.",
            )


def _announces_json(request: Request) -> bool:
    for pair in request.headers:
        if pair.name.text.lower() == "content-type" and pair.value:
            return pair.value.text.lower().startswith(_JSON_TYPE)
    return False


def _has_body(reading: Reading, request: Request) -> bool:
    names = {option.name for option in (reading.arguments.options if reading.arguments else ())}
    text = request.body.text
    # An explicit `-d ''` is somebody's decision, but no flow takes it.
    is_empty = text is not None and not text.text and reading.webhook is not None
    return bool(names & set(_OTHER_BODIES)) or (request.body.kind != "none" and not is_empty)


def _data_option(reading: Reading) -> Option | None:
    options = reading.arguments.options if reading.arguments else ()
    return next((one for one in options if one.name in DATA and one.argument), None)
