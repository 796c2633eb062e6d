"""SG210 to SG213: URLs that are missing, cut, not quoted, or wrapped over two lines.

In: the URL's word of a `Reading` and the request that was made of it. Out: flaws that name the host
or the endpoint that was probably meant.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.causes import LOST_TEXT
from snippetgen.checks.marks import marks_of
from snippetgen.checks.nearness import nearest
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.scheme import meant_url, rest_from_host
from snippetgen.checks.shown import ESCAPES, listed, masked, quoted
from snippetgen.endpoints import HOSTS, is_placeholder, paths_on
from snippetgen.options import prints_only
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.request.structure import masked as filled
from snippetgen.words.command import Command, MarkKind
from snippetgen.words.word import Word

_SCHEMES = ("https://", "http://")
_BEFORE_HOST = regex(r"([A-Za-z]*+)(:?)//")
_OTHER_SCHEME = regex(r"(?!https?:)[a-z][a-z0-9+.-]*+:", re.IGNORECASE)  # file:///x has no host
_BEHIND_HOST = regex(r"[/?#]")
_WITHOUT_HOST = regex(r"/(?!/)|(?:api/)?v1/|\?")
_CLIPPED = regex(r"…|(?<=/)\.{3,}+(?=/|\Z)|\.{4,}+|\.{3}(?=\Z)")
_OTHER_SOURCES = ("config", "url")  # of a URL
_PLAIN_OPTION = regex(r"-{1,2}[A-Za-z0-9.-]{1,30}")
_BRACKETS = (
    "The URL stands behind a <, from which a shell takes the name of a file to read: write the URL "
    "without < and >, in quotes."
)
_SHELL_SIGNS = regex(r"['\"\\^`]")


@rule("SG210", "no-url", "error", after=LOST_TEXT, anywhere=True, where=("odd address",))
def no_url(reading: Reading) -> Iterator[Flaw]:
    """The command has no URL.

    What happened: the selection ended too early, or the line with the URL was not copied; or the
    URL stands between `<` and `>`, as in a mail, and a shell takes it for a file to read.

    How to tell: no word of the command is a URL. A command that only prints something, such as
    `curl --version`, needs none.

    Repair: copy the command again; or write the URL.
    """
    arguments, command = reading.arguments, reading.command
    if arguments is None or command is None or arguments.urls or arguments.blanks:
        return
    names = {option.name for option in arguments.options}
    if not names & {*prints_only(), *_OTHER_SOURCES}:
        bracketed = _in_brackets(command)
        span = command.words[0].span if command.words else command.span
        told = "The command has no URL: the rest was not copied. Copy it again, from the word curl "
        yield Flaw(bracketed or span, _BRACKETS if bracketed else f"{told}to its end.")


@rule("SG211", "cut-url", "error", after=("SG203", "SG204", "SG213"), where=("odd address",))
def cut_url(reading: Reading) -> Iterator[Flaw]:
    """A part of the URL is missing.

    What happened: the selection began or ended inside the URL, or the page showed only a part of it
    and `…` for the rest.

    How to tell: the scheme is not `http` or `https`, no host follows it, the host or the path is
    the beginning of a longer one that is known, or `…` or `...` stands in it.

    Repair: copy the URL again, whole. The URL that starts a flow is
    `https://api.gumloop.com/api/v1/start_pipeline?…`; the flow's Webhook panel has it.
    """
    word = reading.arguments.urls[0] if reading.arguments and reading.arguments.urls else None
    message = _cut(reading, word) if word else None
    if word and message:
        yield Flaw(word.span, message)


@rule(
    "SG212",
    "unquoted-ampersand",
    "warning",
    after=("SG117", "SG120", "SG125", "SG213"),
    anywhere=True,
    where=(MarkKind.UNQUOTED_AMPERSAND,),
)
def unquoted_ampersand(reading: Reading) -> Iterator[Flaw]:
    """The URL holds `&` and is not quoted.

    What happened: the URL stands in the command without quotes; Gumloop's own documentation shows
    it so. A shell takes `&` for its own: it ends the command there, runs it in the background
    without the parameters, headers and body behind it, and takes those for other commands.

    How to tell: no quotes around the URL. The service answers 400 or 403, and the shell says
    `-H: command not found`.

    Repair: put the URL in quotes. It is read as if it were quoted.
    """
    marks = marks_of(reading, MarkKind.UNQUOTED_AMPERSAND)
    words = [
        (word, places)
        for word in (reading.command.words if reading.command and marks else ())
        if (places := [one.span.start for one in marks if _holds(word.span, one.span)])
    ]
    for word, places in words[:1]:
        edits = tuple(edit for one, marked in words for edit in _quotes(reading, one, marked))
        yield Flaw(
            Span(places[0], places[0] + 1), _unquoted(reading, word, places[0]), edits, "safe"
        )


def _in_brackets(command: Command | None) -> Span | None:
    """Give the place of a URL between `<` and `>`, as mails and Markdown write it."""
    stdin = command.stdin if command else None
    is_url = stdin is not None and stdin.is_file and _BEFORE_HOST.match(stdin.text.text)
    return stdin.text.span if stdin and is_url else None


def _cut(reading: Reading, word: Word) -> str | None:
    text = filled(word).strip(" \t\r\n")
    if (word.expansions and word.expansions[0].start == 0) or is_placeholder(text):
        return None
    if _in_brackets(reading.command):
        return _BRACKETS
    return (
        _cut_scheme(text)
        or _cut_head(text)
        or _clipped(text)
        or _cut_host(reading, text)
        or _cut_path(reading)
    )


def _cut_scheme(text: str) -> str | None:
    if text and any(scheme.startswith(text) for scheme in _SCHEMES):
        return f"The URL ends after {quoted(text)}: the rest was not copied. Copy it again, whole."
    found = _BEFORE_HOST.match(text)
    scheme = found[1].lower() if found else ""
    if found is None or (scheme in ("http", "https") and found[2]):
        return None
    is_cut = any(known.endswith(scheme) for known in ("http", "https"))
    if not is_cut and not nearest(scheme, ("http", "https")):
        return None
    rest = rest_from_host(text[found.end() :])
    meant = meant_url(rest) if rest is not None else "https://"
    return (
        f"The URL begins with {quoted(found[0])} where {meant} was probably meant: a part of it "
        "was not copied. Copy it again, whole."
    )


def _cut_head(text: str) -> str | None:
    if not _WITHOUT_HOST.match(text):
        return _cut_before_host(text)
    last = text.partition("?")[0].rstrip("/").rpartition("/")[2]
    path = next((path for path in paths_on(HOSTS[0]) if path.endswith(f"/{last}")), "")
    meant = f"; https://{HOSTS[0]}{path} was probably meant" if path else ""
    return f"The URL begins without its host: its beginning was not copied{meant}. Copy it again."


def _cut_before_host(text: str) -> str | None:
    """Say of a URL without a scheme that it begins in the middle of a host that is known."""
    host, slash, rest = text.partition("/")
    for known in HOSTS:
        path = slash + rest.partition("?")[0]
        if host and host != known and known.endswith(host) and path in paths_on(known):
            return (
                f"The URL begins with {quoted(host)} where https://{known}{path} was probably "
                "meant: its beginning was not copied. Copy it again, whole."
            )
    return None


def _clipped(text: str) -> str | None:
    address = text.partition("?")[0]
    if (address.isascii() and ".." not in address) or not _CLIPPED.search(address):
        return None
    return "A part of the URL was replaced by dots when the page showed it: copy it again, whole."


def _cut_host(reading: Reading, text: str) -> str | None:
    if reading.request is None and not _OTHER_SCHEME.match(text):
        return f"The URL {quoted(text)} names no host: copy it again, whole."
    address = text.partition("://")[2] or text
    host = _BEHIND_HOST.split(address, 1)[0]
    path = address[len(host) :].partition("?")[0]
    meant = next((one for one in HOSTS if one.startswith(host) and one != host), None)
    if meant is None:
        return None
    if host == address:
        return (
            f"The URL ends in the middle of its host, and {meant} was probably meant: the rest was "
            "not copied. Copy it again, whole."
        )
    is_short = not path and "." in host  # no name of a machine of one's own network
    if path not in paths_on(meant) and not is_short:
        return None
    return f"The end of the host is missing, and {meant} was probably meant: copy the URL again."


def _cut_path(reading: Reading) -> str | None:
    request = reading.request
    if request is None or request.query is not None:
        return None
    host, slash, rest = filled(request.url).partition("://")[2].partition("/")
    path = slash + rest
    meant = [one for one in paths_on(host.lower()) if one.startswith(path)]
    if not meant or path in meant:
        return None
    return (
        f"The URL ends in the middle of its path, and {meant[0]} was probably meant: the rest was "
        "not copied. Copy it again, whole."
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _quotes(reading: Reading, word: Word, places: list[int]) -> Iterator[Edit]:
    """Put quotes around a word that has none; else put the shell's escape before each `&`."""
    dialect = reading.command.dialect if reading.command else "sh"
    if _SHELL_SIGNS.search(reading.paste.text, word.span.start, word.span.end):
        yield from (Edit(Span(place, place), ESCAPES[dialect]) for place in places)
        return
    mark = _mark(reading, word)
    yield Edit(Span(word.span.start, word.span.start), mark)
    yield Edit(Span(word.span.end, word.span.end), mark)


def _mark(reading: Reading, word: Word) -> str:
    is_cmd = reading.command is not None and reading.command.dialect == "cmd"
    return '"' if is_cmd or word.expansions else "'"


def _unquoted(reading: Reading, word: Word, place: int) -> str:
    shown = masked(reading, word.span)
    is_own_text = shown == reading.paste.text[word.span.start : word.span.end]
    mark = _mark(reading, word) if is_own_text else '"'  # in which a shell puts the key in
    meant = f"{mark}{shown.replace('&amp;', '&')}{mark}"
    if reading.command and reading.command.dialect == "powershell":
        return f"PowerShell refuses the unquoted & in the URL: write {meant}."
    sent = masked(reading, Span(word.span.start, place))
    options = reading.arguments.options if reading.arguments else ()
    lost = [one.span for one in options if one.span.start > place]
    spelled = (reading.paste.text[one.start : one.end] for one in lost)
    names = [name for name in dict.fromkeys(spelled) if _PLAIN_OPTION.fullmatch(name)]
    without = f", without {listed(names)} behind it" if names else ""
    return (
        f"A shell ends the command at the unquoted & and sends only {sent}{without}: write {meant}."
    )
