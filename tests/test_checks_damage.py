"""The rules SG101 to SG127, and quotes: what each finds, and what it leaves alone."""

from html import escape

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

POWERSHELL = HEADER.replace("\\\n", "`\n").replace("curl", "curl.exe").replace(', "count": 3', "")

FIRING = [
    fires("SG101", header(('"Content', "“Content"), ('json"', "json”")), "“", id="curly quotes"),
    fires("SG101", header(("'{", "‘{"), ("}'", "}’")), "‘", id="single curly quotes"),
    fires("SG102", header(("-d ", "-d\u00a0")), "\u00a0", id="no-break space between words"),
    fires("SG102", header((U[:5], U[:5] + "\u00a0")), "\u00a0", id="no-break space in an id"),
    fires("SG103", header((K[:9], K[:9] + "\u200b")), "\u200b", id="zero-width space in the key"),
    fires("SG103", header(("start_", "start_\u00ad")), "\u00ad", id="soft hyphen in the path"),
    fires("SG103", "curl a.io -H $'X: \\u200ba'\n", "\\u200b", id="zero-width space as an escape"),
    fires("SG104", header((S[:9], S[:9] + "\u202e")), "\u202e", id="right-to-left override"),
    fires("SG127", header(('"ada"', '"a\u202eb\u202c"')), "\u202e", id="one that a text ends"),
    fires("SG127", header(('"ada"', '"a\u2066b"')), "\u2066", id="one that a text leaves open"),
    fires("SG127", GENERIC.replace("one", "o\u202ene"), "\u202e", id="an override in a header"),
    fires("SG105", header(("-d ", "–d ")), "–", id="en dash before a letter"),
    fires("SG105", header(("-d ", "—data ")), "—", id="em dash for two"),
    fires("SG106", header(("&saved", "&amp;saved")), "&amp;", id="&amp; in a quoted URL"),
    fires("SG106", escape(HEADER), "&quot;", id="a whole command escaped"),
    fires("SG106", HEADER.replace("'", "&#39;"), "&#39;", id="an entity by number"),
    fires("SG106", HEADER.replace("  -H", "&nbsp;&nbsp;-H"), "&nbsp;", id="a blank as an entity"),
    fires("SG106", "curl &#x22;https://x.com&#x22;\n", "&#x22;", id="right behind curl"),
    fires("SG106", header((U, "&lt;your_id&gt;")), "&lt;", id="a placeholder in the URL"),
    fires("SG106", header((K, "&lt;your-key&gt;")), "&lt;", id="a placeholder in the header"),
    fires("SG106", header(('"recipient"', "&quot;recipient&quot;")), "&quot;", id="JSON's quotes"),
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
    fires("SG114", f"{GENERIC[:-1]} -w \\n", "\\n", id="a format without quotes"),
    fires("SG114", f"{GENERIC[:-1]} -w %{{http_code}}\\n", "\\n", id="the end of a format"),
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
    fires("SG119", header(('"ada"', '"a\ufffda"')), "\ufffd", id="a lost character in a text"),
    fires("SG119", header((S[9], f"\ufffd{S[9]}")), "\ufffd", id="a lost character in the URL"),
    fires("SG120", header(("-d '", "-d â€™")), "â€™", id="a garbled quote"),
    fires("SG120", header(("-d ", "â€“d ")), "â€“", id="a garbled dash"),
    fires("SG120", "curl â€œhttps://x.comâ€\x9d\n", "â€œ", id="a garbled quote behind curl"),
    fires("SG121", header(("ada", "RenÃ©")), "Ã©", id="a garbled letter"),
    fires("SG121", header(("ada", "itâ€™s")), "â€™", id="a garbled apostrophe"),
    fires("SG122", header(("ada", "it's")), "'", id="one apostrophe in JSON"),
    fires("SG122", header(("ada", "it's ada's")), "'", id="two apostrophes"),
    fires("SG122", GENERIC.replace("one", "don't"), "'", id="an apostrophe in a header"),
    fires("SG123", POWERSHELL, '"', id="bare quotes in a body"),
    fires(
        "SG123",
        POWERSHELL.replace('": "ada"', '\\": "ada"').replace('{"', '{\\"'),
        '\\"',
        id="escaped quotes in a body",
    ),
    fires("SG124", header(("?user", "？user")), "？", id="a wide question mark"),
    fires("SG124", header(("application", "appli\ufb01cation")), "\ufb01", id="two letters in one"),
    fires("SG124", GENERIC.replace("'X-Tag: one'", "«X-Tag: one»"), "«", id="French quotes"),
    fires("SG124", "curl https：//x.com\n", "：", id="a wide colon behind the scheme"),
    fires("SG124", header(('": 3', '"：3')), "：", id="a wide colon in JSON"),
    fires("SG125", HEADER.replace('"', '\\"'), '\\"', id="a command out of a string"),
    fires("SG126", header(("'{", '"{'), ("}'", '}"')), '"{"', id="a body between its own quotes"),
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
    silent("SG106", GENERIC.replace("one", "a &quot;b&quot;"), id="an entity in a header"),
    silent("SG106", f"{GENERIC[:-1]} & echo quot;", id="in the background"),
    silent("SG107", GENERIC.replace("things", "things?q=©"), id="a sign as a value"),
    silent("SG107", GENERIC.replace("things", "things?ñ=1"), id="a letter in a name"),
    silent("SG108", HEADER, id="no prompt"),
    silent("SG109", GENERIC.replace("X-Tag: one", "X-Tag: 1 2 3"), id="numbers in a value"),
    silent("SG110", HEADER, id="no fence"),
    silent("SG111", HEADER, id="LF"),
    silent("SG112", HEADER, id="no mark"),
    silent("SG113", HEADER, id="nothing behind the backslashes"),
    silent("SG114", header(('"ada"', '"a\\nb"')), id="\\n inside quotes"),
    silent("SG114", f"{GENERIC[:-1]} -w '\\n'", id="a format in quotes"),
    silent("SG115", HEADER.replace("\\\n", "^\n"), id="carets throughout"),
    silent("SG116", CMD.replace(" & bob", ""), id="nothing for cmd to cut at"),
    silent("SG117", header(('"ada"', '"use -d "')), id="an option in a text"),
    silent("SG117", header(("ada", "it'\\''s -d '\\''x")), id="an apostrophe in a text"),
    silent("SG118", GENERIC.replace("'X-Tag: one'", "''"), id="an empty text"),
    silent("SG118", header(("ada", "it'\"'\"'s")), id="an apostrophe as a shell writes it"),
    silent("SG119", header(("ada", "◆")), id="another sign"),
    silent("SG120", header(("ada", "«À l’été»")), id="letters and quotes of French"),
    silent("SG121", header(("ada", "À NAÇÃO, Â É Ã")), id="letters of Portuguese"),
    silent("SG122", header(("ada", "it'\\''s")), id="an apostrophe that is escaped"),
    silent("SG122", header(('"ada"', "\"'$NAME'\"")), id="a variable between quotes"),
    silent("SG123", HEADER, id="another shell"),
    silent("SG124", header(("ada", "「１：２」ﬁ")), id="wide signs in a text"),
    silent("SG124", "curl 'https://x.com/?q=（何？）'\n", id="wide signs in a query"),
    silent("SG125", GENERIC.replace("'X-Tag: one'", "'A: \"b\"'"), id="quotes in a header"),
    silent(
        "SG126",
        header(("'{", '"{'), ("}'", '}"'), ('"recipient": "ada", "count"', "'a'")),
        id="other quotes inside",
    ),
    silent("SG127", header(('"ada"', '"שלום"')), id="letters of Hebrew in a body"),
    silent("SG204", IN_URL, id="every quote closes"),
    silent("SG205", f"{GENERIC[:-1]} -d @- <<EOF\na\nEOF\n", id="closed here-document"),
]


@pytest.mark.parametrize("row", FIRING)
def test_damage_is_found(row: Row) -> None:
    assert_fires(row)


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        pytest.param(header(('"ada"', '"ש\u200f!"')), {"note"}, id="a mark in a text"),
        pytest.param(header(('"ada"', '"\u202bש\u202c"')), {"note"}, id="what the text ends"),
        pytest.param(header(('"ada"', '"a\u202eb"')), {"warning"}, id="what the text leaves open"),
        pytest.param(header((U[9], f"\u202e{U[9]}")), {"warning"}, id="in an id"),
    ],
)
def test_a_bidirectional_control_is_as_bad_as_what_it_turns(
    text: str, severities: set[str]
) -> None:
    assert {one.severity for one in findings(text)} == severities


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        pytest.param(escape(HEADER), "SG106", id="entities"),
        pytest.param(HEADER.replace("'", "&#39;"), "SG106", id="entities around the body"),
        pytest.param(header(("-d '", "-d â€™")), "SG120", id="a garbled quote"),
        pytest.param(header(("ada", "it's")), "SG122", id="an apostrophe"),
        pytest.param(HEADER.replace("'{", '"{').replace("}'", '}"'), "SG126", id="inner quotes"),
    ],
)
def test_what_takes_a_command_apart_explains_the_rest_and_is_never_repaired_alone(
    text: str, cause: str
) -> None:
    first, *others = findings(text)
    assert (first.rule.code, first.severity) == (cause, "error")
    assert {one.because for one in others if one.severity != "note"} == {cause}
    assert not [one for one in findings(text) if one.applies == "safe"]


def test_an_entity_that_is_read_as_meant_explains_nothing() -> None:
    found = findings(header(("&saved", "&amp;saved"), (f'-H "Authorization: Bearer {K}" ', "")))
    assert {one.rule.code: one.because for one in found} == {"SG106": None, "SG401": None}


@pytest.mark.parametrize("row", SILENT)
def test_what_is_no_damage_is_left_alone(row: Row) -> None:
    assert_silent(row)


def test_the_message_of_a_lost_quote_names_the_option_that_it_takes_in() -> None:
    message = findings(changed(HEADER, (f'{K}"', K)))[0].message
    assert "-H on line 3" in message
