"""The rules SG101 to SG118, and quotes: what each finds, and what it leaves alone."""

import pytest
from checking import Row, assert_fires, assert_silent, findings, fires, silent
from pastes import GENERIC, HEADER, IN_URL, START, K, S, U, changed, header

CMD = (
    HEADER.replace("\\\n", "^\n")
    .replace("'{", '"{')
    .replace("}'", '}"')
    .replace('"recipient": "ada"', '\\"recipient\\": \\"ada & bob\\"')
    .replace('"count"', '\\"count\\"')
)

FIRING = [
    fires("SG101", header(('"Content', "“Content"), ('json"', "json”")), "“", id="curly quotes"),
    fires("SG101", header(("'{", "‘{"), ("}'", "}’")), "‘", id="single curly quotes"),
    fires("SG102", header(("-d ", "-d\u00a0")), "\u00a0", id="no-break space between words"),
    fires("SG102", header((U[:5], U[:5] + "\u00a0")), "\u00a0", id="no-break space in an id"),
    fires("SG103", header((K[:9], K[:9] + "\u200b")), "\u200b", id="zero-width space in the key"),
    fires("SG103", header(("start_", "start_\u00ad")), "\u00ad", id="soft hyphen in the path"),
    fires("SG104", header((S[:9], S[:9] + "\u202e")), "\u202e", id="right-to-left override"),
    fires("SG105", header(("-d ", "–d ")), "–", id="en dash before a letter"),
    fires("SG105", header(("-d ", "—data ")), "—", id="em dash for two"),
    fires("SG106", header(("&saved", "&amp;saved")), "&amp;", id="&amp; in a quoted URL"),
    fires("SG107", header(("&saved", "&a=1©=2&saved")), "©", id="&copy="),
    fires("SG107", header(("&saved", "&a=1¤cy=EUR&saved")), "¤", id="&currency="),
    fires("SG108", f"$ {HEADER}", "$ ", id="dollar prompt"),
    fires("SG108", f"C:\\Users\\ada>{CMD}", "C:\\Users\\ada>", id="prompt of cmd"),
    fires(
        "SG109",
        "".join(f"{n} {line}" for n, line in enumerate(HEADER.splitlines(keepends=True), 1)),
        "1 ",
        id="line numbers",
    ),
    fires("SG110", f"```sh\n{HEADER}```\n", "```sh", id="fence"),
    fires("SG111", HEADER.replace("\n", "\r\n"), "\r\n", id="CRLF"),
    fires("SG112", f"\ufeff{HEADER}", "\ufeff", id="byte order mark"),
    fires("SG113", header(("X POST", "X POST \\  \n")), "  ", id="blanks behind a backslash"),
    fires("SG113", HEADER.replace("\\\n", "\\"), "  ", id="joined lines, backslashes left"),
    fires("SG114", HEADER.replace("\\\n", "\\n"), "\\n", id="a line end written out"),
    fires("SG115", header(('json" \\', 'json" ^')), "^", id="a caret among backslashes"),
    fires(
        "SG115",
        HEADER.replace("\\\n", "^\n").replace('"https', "'https").replace(f'{S}"', f"{S}'"),
        "^",
        id="carets in a command with single quotes",
    ),
    fires("SG116", CMD, "&", id="cmd takes the & behind an escaped quote"),
    fires("SG117", header((f'{K}"', K)), f'"Authorization: Bearer {K} \\\n  -H "', id="lost end"),
    fires(
        "SG117",
        header(('"Content-Type', "Content-Type")),
        '" \\\n  -d \'{"',
        id="lost beginning",
    ),
    fires(
        "SG117", header(('json"', 'json""')), '" \\\n  -d \'{"', id="a quote too many at the end"
    ),
    fires("SG118", header(('"Auth', '""Auth'), (f'{K}"', f'{K}""')), '""', id="doubled quotes"),
    fires("SG118", header(("'{", "''{"), ("}'", "}''")), "''", id="doubled quotes around a body"),
    fires("SG204", HEADER[:-2], HEADER[HEADER.index("'{") : -2], id="the last quote was cut off"),
    fires("SG204", "curl https://x.example.com/$(id", "$(id", id="an open substitution"),
    fires(
        "SG204",
        f'curl \'{START} \\\n  -H "A: b"',
        f'\'{START} \\\n  -H "A: b"',
        id="a lost end that nothing closes",
    ),
    fires("SG205", f"{GENERIC[:-1]} -d @- <<EOF\na\n", "<<EOF\na", id="open here-document"),
]

SILENT = [
    silent("SG101", header(('"ada"', '"Ada’s “friend”"')), id="curly quotes are content of JSON"),
    silent("SG102", header(('"ada"', '"a\u00a0b"')), id="no-break space is content"),
    silent("SG103", header(('"ada"', '"👩\u200d💻"')), id="a joiner in an emoji"),
    silent("SG104", header(('"ada"', '"a\u200fb"')), id="a mark in a text"),
    silent("SG105", header(('"ada"', '"–d"')), id="a dash is content"),
    silent("SG106", header(('"ada"', '"a &amp; b"')), id="an entity is content of the body"),
    silent("SG107", GENERIC.replace("things", "things?q=©"), id="a sign as a value"),
    silent("SG107", GENERIC.replace("things", "things?ñ=1"), id="a letter in a name"),
    silent("SG108", HEADER, id="no prompt"),
    silent("SG109", GENERIC.replace("X-Tag: one", "X-Tag: 1 2 3"), id="numbers in a value"),
    silent("SG110", HEADER, id="no fence"),
    silent("SG111", HEADER, id="LF"),
    silent("SG112", HEADER, id="no mark"),
    silent("SG113", HEADER, id="nothing behind the backslashes"),
    silent("SG114", header(('"ada"', '"a\\nb"')), id="\\n inside quotes"),
    silent("SG115", HEADER.replace("\\\n", "^\n"), id="carets throughout"),
    silent("SG116", CMD.replace(" & bob", ""), id="nothing for cmd to cut at"),
    silent("SG117", header(('"ada"', '"use -d "')), id="an option in a text"),
    silent("SG117", header(("ada", "it'\\''s -d '\\''x")), id="an apostrophe in a text"),
    silent("SG118", GENERIC.replace("'X-Tag: one'", "''"), id="an empty text"),
    silent("SG118", header(("ada", "it'\"'\"'s")), id="an apostrophe as a shell writes it"),
    silent("SG204", IN_URL, id="every quote closes"),
    silent("SG205", f"{GENERIC[:-1]} -d @- <<EOF\na\nEOF\n", id="closed here-document"),
]


@pytest.mark.parametrize("row", FIRING)
def test_damage_is_found(row: Row) -> None:
    assert_fires(row)


@pytest.mark.parametrize("row", SILENT)
def test_what_is_no_damage_is_left_alone(row: Row) -> None:
    assert_silent(row)


def test_the_message_of_a_lost_quote_names_the_option_that_it_takes_in() -> None:
    message = findings(changed(HEADER, (f'{K}"', K)))[0].message
    assert "-H on line 3" in message
