"""The rules SG301 to SG321: what each finds, and what it leaves alone."""

import pytest
from checking import Row, assert_fires, assert_silent, findings, fires, silent
from pastes import GENERIC, HEADER, JSON, K, changed, header, json

FIRING = [
    fires("SG301", header(("-d ", "--dtaa ")), "--dtaa", id="a mistyped name"),
    fires("SG301", f"{GENERIC[:-1]} -ß", "-ß", id="no such letter"),
    fires("SG301", f"{GENERIC[:-1]} -", "-", id="a dash and nothing"),
    fires("SG302", header(("-d ", "--dat ")), "--dat", id="the beginning of several names"),
    fires("SG303", header(("POST", "POTS")), "POTS", id="letters exchanged"),
    fires("SG303", header(("POST", "post")), "post", id="small letters"),
    fires("SG304", header(("Content-Type", "Content-Tpye")), "Content-Tpye", id="exchanged"),
    fires("SG304", header(("Content-Type", "ContentType")), "ContentType", id="no hyphen"),
    fires("SG304", header(("Authorization", "Authorisation")), "Authorisation", id="British"),
    fires("SG305", header(("Type:", "Type")), '"Content-Type application/json"', id="no colon"),
    fires("SG306", f"{HEADER[:-1]}{GENERIC}", "curl", id="glued to a quote"),
    fires("SG306", f"{HEADER[:-1]} {GENERIC}", "curl", id="on one line"),
    fires(
        "SG307",
        header(('"Content', "Content"), ('json"', "json")),
        "application/json",
        id="a header without quotes",
    ),
    fires("SG307", GENERIC.replace("curl ", "curl -s POST "), "POST", id="-X was lost"),
    fires("SG308", GENERIC.replace("-H", "'' -H"), "''", id="quotes without a text"),
    fires("SG309", "curl https://x.com -d $'a\\0b'", "\\0", id="a NUL from an escape"),
    fires(
        "SG310",
        header(('-H "Content-Type: application/json" \\\n', "")),
        "-d",
        id="the header's line is missing",
    ),
    fires("SG307", GENERIC.replace("things", "things)"), ")", id="a bracket of the text around"),
    fires("SG310", GENERIC.replace("-H 'X-Tag: one'", "-d '[1]'"), "-d", id="any service"),
    fires("SG311", json('{"a": [1, 2,], "b": 3,}'), ",", id="two trailing commas"),
    fires("SG312", json('{"a": 1 /* one */}'), "/* one */", id="a comment"),
    fires("SG313", JSON.replace("'{}'", "\"{'a': 1}\""), "'a'", id="single quotes"),
    fires("SG314", json('{"a": None}'), "None", id="Python's None"),
    fires("SG315", json('{"a": 1, "b": 2, "a": 3}'), '"a"', id="a name twice"),
    fires("SG316", json('{"a": 1 "b": 2}'), "", id="a comma is missing"),
    fires("SG316", json("{a: 1}"), "a", id="a name without quotes"),
    fires("SG316", json('{"a": 1, ...}'), "...", id="dots for the rest"),
    fires("SG316", json('{"a" = 1}'), "= 1", id="= for a colon"),
    fires("SG316", json("a=1"), "a", id="no JSON at all"),
    fires("SG317", JSON.replace("curl", "curl -X GET"), "'{}'", id="a GET with a body"),
    fires("SG318", f"{GENERIC[:-1]} https://b.example.com", "https://b.example.com", id="two URLs"),
    fires("SG319", f"{GENERIC[:-1]} -F a=b", "-F", id="a form in parts"),
    fires(
        "SG320",
        GENERIC.replace("https://api.example.com/v1", "'https://api.example.com/a b'"),
        " ",
        id="a blank in the URL",
    ),
    fires("SG320", f"{GENERIC[:-1]} -m soon", "soon", id="no number"),
    fires("SG321", header(("-d ", "-data ")), "-data", id="a long name with one dash"),
    fires("SG321", GENERIC.replace("curl", "curl -x POST"), "-x", id="a proxy that is a method"),
    fires("SG321", GENERIC.replace("-H", "-h"), "-h", id="help with a header"),
    fires("SG321", HEADER.replace("-d ", "-D "), "-D", id="headers are dumped into JSON"),
]

NDJSON = '{"id": 1}\n  {"id": 2}\n'
SILENT = [
    silent(
        "SG310", changed(GENERIC, ("-H 'X-Tag: one'", f"-d '{NDJSON}'")), id="several documents"
    ),
    silent("SG316", json(NDJSON), id="several documents, each on its line"),
    silent("SG320", "curl {{https://x.com/a}}", id="a page's variable is another flaw"),
    silent("SG307", "curl https://x.com {{[-s|--silent]}} | sh -s", id="an option of tldr"),
    silent("SG301", f"{GENERIC[:-1]} -sSL --compressed --no-progress-meter", id="known options"),
    silent("SG302", header(("-d ", "--data-r ")), id="the beginning of one name"),
    silent("SG303", GENERIC.replace("curl", "curl -X PROPFIND"), id="a method of WebDAV"),
    silent("SG303", GENERIC.replace("curl", 'curl -X "$METHOD"'), id="a method in a variable"),
    silent("SG304", GENERIC.replace("X-Tag", "content-type"), id="small letters"),
    silent("SG304", GENERIC.replace("X-Tag", "X-Content-Kind"), id="a header of its own"),
    silent("SG305", GENERIC.replace("X-Tag: one", "X-Tag;"), id="an empty header"),
    silent("SG305", GENERIC.replace("'X-Tag: one'", '"$HEADER"'), id="a header in a variable"),
    silent("SG305", GENERIC.replace("'X-Tag: one'", "@headers.txt"), id="headers from a file"),
    silent("SG306", GENERIC.replace("one", "curl"), id="curl in a value"),
    silent(
        "SG306",
        f"{GENERIC[:-1]}; curl https://b.example.com\n",
        id="two commands on a line",
        name="page.md",
    ),
    silent("SG307", "curl things", id="a host of one word alone"),
    silent("SG307", "curl example.com localhost:80 10.0.0.1", id="hosts without a scheme"),
    silent("SG307", f"x=$({GENERIC[:-1]})\n", id="a bracket that opens before"),
    silent("SG308", f"{GENERIC[:-1]} -d ''", id="an empty body"),
    silent("SG309", json('{"a": "\\u0000"}'), id="a NUL as JSON writes it"),
    silent("SG310", HEADER, id="a header says it"),
    silent("SG310", JSON.replace("application/json", "text/plain"), id="another type is named"),
    silent("SG310", GENERIC.replace("-H 'X-Tag: one'", "-d '[a]=1'"), id="a form"),
    silent("SG310", GENERIC.replace("-H 'X-Tag: one'", "--json '{}'"), id="--json"),
    silent("SG311", json('{"a": ",}"}'), id="a comma in a string"),
    silent("SG312", json('{"a": "// b"}'), id="slashes in a string"),
    silent("SG313", json('{"a": "it\\u0027s"}'), id="an apostrophe in a string"),
    silent("SG314", json('{"a": "None", "b": null}'), id="a string and null"),
    silent("SG315", json('[{"a": 1}, {"a": 2}]'), id="a name in two objects"),
    silent("SG316", JSON.replace("'{}'", '"{\\"a\\": $COUNT}"'), id="a variable as a value"),
    silent("SG316", json('{"a": {"b": [1, 2.5e3, "c\\n"]}}'), id="JSON"),
    silent("SG316", json('{"a": {{count}}}'), id="a template's variable is another flaw"),
    silent("SG317", JSON, id="a POST"),
    silent("SG318", GENERIC, id="one URL"),
    silent("SG319", f"{GENERIC[:-1]} -sS -o out.json", id="harmless options"),
    silent("SG320", f"{GENERIC[:-1]} -m 1.5", id="a number"),
    silent("SG320", GENERIC.replace("things", "{{id}}"), id="a template's variable in the URL"),
    silent("SG321", f"{GENERIC[:-1]} -dhead -x proxy:80 -D head.txt", id="letters as they are"),
    silent("SG321", f"{GENERIC[:-1]} -d -data", id="a value that begins with a dash"),
    silent(
        "SG320", GENERIC.replace("https://api.example.com/v1", "http://[fe80::1]:80"), id="IPv6"
    ),
]


@pytest.mark.parametrize("row", FIRING)
def test_a_slip_of_the_command_is_found(row: Row) -> None:
    assert_fires(row)


@pytest.mark.parametrize("row", SILENT)
def test_a_command_without_that_slip_is_left_alone(row: Row) -> None:
    assert_silent(row)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param(header(("-d ", "--dtaa ")), "--data", id="option"),
        pytest.param(header(("POST", "POTS")), "POST", id="method"),
        pytest.param(header(("Content-Type", "Content-Tpye")), "Content-Type", id="header"),
        pytest.param(changed(GENERIC, ("-H", "-h")).replace("-h", "-h http -%"), "", id="letter"),
    ],
)
def test_the_nearest_name_is_offered(text: str, hint: str) -> None:
    assert hint in findings(text)[0].message


def test_a_misspelt_header_is_the_cause_of_what_it_leaves_undone() -> None:
    found = findings(header(("Authorization", "Authorisation")))
    assert [(one.rule.name, one.because) for one in found] == [
        ("misspelt-header", None),
        ("missing-key", "SG304"),
    ]
    assert K not in "".join(one.message for one in found)
