"""SG106: HTML's way to write a sign, in a command that a shell is to read.

In: the marks of a `Reading`, its words and what follows its command. Out: a flaw where an entity is
read as the sign it stands for, and one where it was left and takes the command apart. An entity in
a JSON string or in another quoted text is its content.
"""

import re
from collections.abc import Iterator

from snippetgen.checks.marks import marks_of, read_through
from snippetgen.checks.meant_json import slips_of
from snippetgen.checks.rule import Edit, Flaw, rule
from snippetgen.checks.shown import quoted
from snippetgen.checks.values import IDS, literals, secrets
from snippetgen.paste import Span
from snippetgen.patterns import regex
from snippetgen.reading import Reading
from snippetgen.words.command import MarkKind
from snippetgen.words.typography import ODD_SPACES, STRAIGHT, ZERO_WIDTH
from snippetgen.words.word import Word

_NAMES = {
    "&": "amp",
    "<": "lt",
    ">": "gt",
    '"': "quot ldquo rdquo bdquo",
    "'": "apos lsquo rsquo sbquo",
    "`": "grave",
    " ": "nbsp ensp emsp thinsp",
    "-": "ndash minus hyphen dash",
    "--": "mdash",
    "": "shy zwnj zwj",
    "{": "lbrace lcub",
    "}": "rbrace rcub",
    "[": "lsqb lbrack",
    "]": "rsqb rbrack",
    "/": "sol",
    "\\": "bsol",
    ":": "colon",
    "=": "equals",
    "?": "quest",
    "#": "num",
    "$": "dollar",
    "%": "percnt",
}
_MEANT = {name: sign for sign, names in _NAMES.items() for name in names.split()}
_PLAIN = STRAIGHT | dict.fromkeys(ODD_SPACES, " ") | dict.fromkeys(ZERO_WIDTH, "")
_NAMED = "|".join(sorted(_MEANT, key=len, reverse=True))
_ENTITY = regex(
    rf"&(?:amp;)*?(?:#x(?P<hex>[0-9a-f]{{2,4}})|#(?P<code>\d{{2,5}})|(?P<name>{_NAMED}));", re.I
)
_GAP = regex(r"(?:[ \t]++|[\\^`][ \t]*+(?:\r\n|\r|\n))*")
_NO_HEAD = regex(r"\bcurl(?:\.exe)?[ \t]*+(?=&)")
_PARAGRAPH_END = regex(r"\n[ \t]*+\r?+\n")
_OPERATORS = ("&", "<", ">")  # of a shell, which end a command or its words anyway


@rule(
    "SG106",
    "html-entity",
    "warning",
    where=(MarkKind.ENTITY, ";", "odd start", "odd address", "more text"),
)
def html_entity(reading: Reading) -> Iterator[Flaw]:
    """`&amp;`, `&quot;` or another of HTML's entities stands where its sign was meant.

    What happened: the source of a page was copied, or a program escaped the text for HTML. In a
    URL, `&amp;` makes the server get a parameter named `amp;user_id`. Outside of quotes, a shell
    ends the command at the `&` and drops what follows.

    How to tell: `&amp;`, `&quot;`, `&#39;`, `&lt;` or the like outside the texts that are sent.

    Repair: copy the command as the page shows it, or write the signs; `&` with the URL in quotes.
    `&amp;` in a URL is read as `&`; the others are not, for what they took apart is not certain.
    """
    yield from read_through(
        reading,
        MarkKind.ENTITY,
        lambda found, others: (
            f"{quoted(found)}{others} in the URL is HTML for &, and makes the server miss the "
            "parameter after it: write &, with the URL in quotes."
        ),
    )
    left = _after_command(reading)
    if left:
        yield _outside(left)
        return
    for where, found in _inside(reading):
        meant, more = _meant(found[0][1]), _more(found)
        yield Flaw(
            found[0][0],
            f"{quoted(found[0][1])}{more} {where} is HTML for {_called(meant)}: write "
            f"{_called(meant)} in its place, or copy the command as the page shows it.",
            tuple(Edit(span, _meant(text)) for span, text in found),
        )


_Found = list[tuple[Span, str]]


def _outside(found: _Found) -> Flaw:
    meant = _meant(found[0][1])
    return Flaw(
        found[0][0],
        f"{quoted(found[0][1])}{_more(found)} is HTML for {_called(meant)}, and a shell ends the "
        f"command at its &: write {_called(meant)} in its place, or copy the command as the page "
        "shows it.",
        tuple(Edit(span, _meant(text)) for span, text in found),
        severity=None if meant in _OPERATORS else "error",
    )


def _after_command(reading: Reading) -> _Found:
    """Give the entities from the one on that ends the command, or that hides its beginning."""
    text = reading.paste.text
    command, start = reading.command, reading.start
    if not reading.starts:
        head = _NO_HEAD.search(text)
        at, end = (head.end(), len(text)) if head else (-1, -1)
    elif command is None or start is None or command.after != "&":
        return []
    else:
        at, end = command.span.end, min(start.stop, start.limit)
        gap = _GAP.match(text, at, end)
        at = gap.end() if gap else at
    if at < 0 or not _ENTITY.match(text, at, end):
        return []
    paragraph = _PARAGRAPH_END.search(text, at, end)
    end = paragraph.start() if paragraph else end
    return [(Span(*one.span()), one[0]) for one in _ENTITY.finditer(text, at, end)]


def _inside(reading: Reading) -> Iterator[tuple[str, _Found]]:
    """Give the entities in values that have none of their own, each kind of value with its name."""
    read = {mark.span for mark in marks_of(reading, MarkKind.ENTITY)}
    urls = [
        one
        for word in (reading.arguments.urls if reading.arguments else ())
        for one in _in_word(word)
        if one[0] not in read
    ]
    if urls:
        yield "in the URL", urls
    taken = {span for span, _ in urls} | read
    named = [*literals(reading, "api_key", *IDS), *secrets(reading)]
    keys = {one for value in named for one in _in_word(value.word) if one[0] not in taken}
    if keys:
        yield "in a key or an id", sorted(keys, key=lambda one: one[0].start)
    json = list(_in_json(reading))
    if json:
        yield "in the JSON body", json


def _in_word(word: Word) -> Iterator[tuple[Span, str]]:
    for found in _ENTITY.finditer(word.text) if "&" in word.text else ():
        yield word.source(*found.span()), found[0]


def _in_json(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Give the entities outside the strings of a JSON body."""
    body = reading.request.body if reading.request else None
    if body and body.kind == "json" and body.text and (body.json is None or not body.json.root):
        yield from _in_word(body.text)
    for slip in slips_of(reading, "bare word", "extra text"):
        for found in _ENTITY.finditer(slip.text):
            start = slip.span.start + found.start()
            yield Span(start, start + len(found[0])), found[0]


def _meant(entity: str) -> str:
    found = _ENTITY.fullmatch(entity)
    if found is None:
        return entity
    if found["name"]:
        return _MEANT[found["name"].lower()]
    code = int(found["code"]) if found["code"] else int(found["hex"], 16)
    return _PLAIN.get(chr(code), chr(code))


def _called(meant: str) -> str:
    return {"": "nothing", " ": "a blank", "`": "a backtick"}.get(meant, meant)


def _more(found: _Found) -> str:
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""
