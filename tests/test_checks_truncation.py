"""The rules SG201 to SG224: what each finds, and what it leaves alone."""

import pytest
from checking import Row, assert_fires, assert_silent, findings, fires, silent
from pastes import GENERIC, HEADER, IN_URL, JSON, POLL, RUN, START, K, S, U, changed, header, json

BARE = f"{START}?api_key={K}&user_id={U}&saved_item_id={S}"
UNQUOTED = HEADER.replace('"https', "https").replace(f'{S}"', S)
LAST = HEADER.index("  -d")

FIRING = [
    fires("SG201", "", "", id="nothing at all"),
    fires("SG201", " \n\t\n", "", id="only blanks"),
    fires("SG201", "cur", "cur", id="the word curl is cut"),
    fires("SG201", "wget https://example.com\nmore\n", "wget https://example.com", id="no curl"),
    fires("SG202", GENERIC * 2, "curl", id="two commands"),
    fires("SG203", HEADER[13:], '"', id="the selection began at the URL"),
    fires("SG203", POLL[6:], "h", id="the selection began inside the quotes"),
    fires("SG206", HEADER[: LAST - 1], "\\", id="the last line was missed"),
    fires("SG206", HEADER[:LAST].replace("\\\n", "^\n"), "^", id="the last line in cmd"),
    fires("SG207", f"{GENERIC[:-1]} | ", "|", id="a pipe to nothing"),
    fires("SG207", f"{GENERIC[:-1]} &&\n", "&&", id="&& and nothing"),
    fires("SG208", HEADER[: LAST + 4], "-d", id="-d at the end"),
    fires("SG208", f"{GENERIC[:-1]} --header", "--header", id="--header at the end"),
    fires("SG209", header(('json" \\', 'json"')), "-d", id="a backslash was lost"),
    fires("SG209", header(("POST ", "POST\n  ")), '"https://', id="the URL on the next line"),
    fires("SG209", header(("-d '", "-d\n'")), "'", id="a value on the next line"),
    fires("SG209", header(('json" \\', 'json" \\\\')), "\\", id="a backslash too many"),
    fires("SG209", header((f'{S}" \\', f'{S}"; \\')), ";", id="a ; ends the command"),
    fires("SG209", header((f'{S}" \\', f'{S}" & \\')), "&", id="a & ends the command"),
    fires("SG210", "curl -X POST", "curl", id="cut after the method"),
    fires("SG210", "curl -H 'A: b' -d '{}'", "curl", id="the URL's line was missed"),
    fires("SG211", "curl htt", "htt", id="cut in the scheme"),
    fires("SG211", "curl https://", "https://", id="cut after the scheme"),
    fires("SG211", "curl https://api.gumloop.c", "https://api.gumloop.c", id="cut in the host"),
    fires("SG211", f"curl {START[:-4]}", START[:-4], id="cut in the path"),
    fires(
        "SG211",
        f"curl -s {START.replace('gumloop.com', 'gumlo')}?a=b",
        f"{START.replace('gumloop.com', 'gumlo')}?a=b",
        id="the end of the host is missing",
    ),
    fires("SG211", f"curl -s {START[12:]}", START[12:], id="the host's beginning was cut"),
    fires("SG211", "curl https://api.gum?a=b", "https://api.gum?a=b", id="cut from host to query"),
    fires("SG211", f"curl {START[2:]}", START[2:], id="the scheme's beginning was cut"),
    fires("SG211", f"curl -s {START[6:]}", START[6:], id="only the slashes of the scheme are left"),
    fires("SG211", f"curl -s {START[23:]}?a=b", f"{START[23:]}?a=b", id="the host was cut"),
    fires("SG211", "curl https://api.x.com/…/run", "https://api.x.com/…/run", id="an ellipsis"),
    fires("SG212", UNQUOTED, "&", id="the documented default"),
    fires("SG212", UNQUOTED.replace("\\\n", "^\n"), "&", id="in cmd"),
    fires("SG213", header((S, f"{S[:9]}\n{S[9:]}")), "\n", id="a wrapped URL in quotes"),
    fires("SG213", header((K, f"{K[:9]}\n  {K[9:]}")), "\n  ", id="a wrapped key in a header"),
    fires("SG213", f"curl {START}?user_id={U[:9]}\n{U[9:]}", "\n", id="a wrapped id"),
    fires("SG213", f"curl {START}\n?user_id={U}", "\n", id="wrapped before the query"),
    fires("SG214", json('{"a": [1, 2}'.replace("2}", "2")), "2", id="an open list"),
    fires("SG214", json('{\n"a": "b\n}'), "}", id="an open string"),
    fires("SG215", f"{HEADER[: LAST - 3]}\n", '"', id="the last line and its backslash"),
    fires(
        "SG215",
        header((HEADER[LAST:], "  -d ''\n")),
        "''",
        id="an empty body for a flow",
    ),
    fires("SG216", header((U[9:], "…")), f"{U[:9]}…", id="an ellipsis in the user_id"),
    fires("SG216", header((S[4:-4], "••••")), f"{S[:4]}••••{S[-4:]}", id="a mask in an id"),
    fires("SG217", header((U, U[:-1])), U[:-1], id="one character of the user_id lost"),
    fires("SG217", header((U, U[5:])), U[5:], id="its beginning lost"),
    fires("SG218", header((S, S[1:])), S[1:], id="one character of the saved_item_id lost"),
    fires(
        "SG219", changed(POLL, (RUN, RUN[:-2])), RUN[:-2], id="two characters of the run_id lost"
    ),
    fires("SG220", header((K, K[:-1])), K[:-1], id="a key of 31 digits"),
    fires("SG221", header((U, U + U[-1])), U + U[-1], id="a doubled character"),
    fires("SG221", changed(IN_URL, (K, K + K)), K + K, id="the key pasted twice"),
    fires("SG222", header((S[5], "0")), S.replace(S[5], "0", 1), id="a zero in a base 58 id"),
    fires("SG222", header((K, f"{K[:5]} {K[5:]}")), f"{K[:5]} {K[5:]}", id="a blank in the key"),
    fires("SG223", header((U, f"{U[:-1]}7")), f"{U[:-1]}7", id="another last character"),
    fires("SG223", header((K[12:], f"5{K[13:]}")), f"{K[:12]}5{K[13:]}", id="another version"),
    fires("SG224", header(("application/json", "application/js")), "Content-Type", id="a cut type"),
]

SILENT = [
    silent("SG201", BARE, id="a Webhook URL alone"),
    silent("SG202", GENERIC, id="one command"),
    silent("SG203", BARE, id="a URL is no rest of a command"),
    silent("SG206", HEADER, id="a whole command"),
    silent("SG207", f"{GENERIC[:-1]} | jq .", id="a pipe to jq"),
    silent("SG207", f"{GENERIC[:-1]} &", id="in the background"),
    silent("SG208", f"{GENERIC[:-1]} -d ''", id="an empty value"),
    silent("SG208", f"{GENERIC[:-1]} -w \\n", id="a format without quotes is another flaw"),
    silent("SG203", '$ trurl --url "https://x.com?a=b" \\\n --append c=d', id="another program"),
    silent("SG209", f"{GENERIC[:-1]} | sh -s -- -y", id="a program behind the pipe"),
    silent("SG209", "curl {{[-s|--silent]}} {{https://x.com}}", id="a page of tldr"),
    silent("SG209", f"{GENERIC}\n- a list\n", id="a dash in prose"),
    silent("SG209", f"{GENERIC}https://x.com\n", id="another URL in prose"),
    silent("SG210", "curl --version", id="curl prints its version"),
    silent("SG210", "curl -h http", id="curl prints help"),
    silent("SG210", "curl -K things.conf", id="the URL may stand in a file"),
    silent("SG211", "curl localhost:8080/things", id="a host of one word"),
    silent("SG211", 'curl "$BASE/v1/start"', id="a variable"),
    silent("SG211", "curl file:///tmp/x", id="a file has no host"),
    silent("SG211", f"curl {START} -d '{{}}'", id="a whole path"),
    silent("SG212", HEADER, id="quoted"),
    silent("SG212", f"{GENERIC[:-1]} & echo done", id="in the background"),
    silent("SG213", json('{"text": "a b"}'), id="no break"),
    silent("SG213", f"{POLL}It returns the state.\n", id="prose behind the command"),
    silent("SG213", json('{\n  "a": 1\n}'), id="a body on several lines"),
    silent("SG214", json('{"a": [1, 2]}'), id="whole JSON"),
    silent("SG214", GENERIC.replace("-H 'X-Tag: one'", "-d 'a={'"), id="a bracket in a form"),
    silent("SG224", header(), id="the whole type"),
    silent("SG224", header(("application/json", "application/xml")), id="another type"),
    silent("SG215", json("{}"), id="an empty object is a body"),
    silent("SG215", JSON.replace("-d '{}'", "-d @body.json"), id="a body from a file"),
    silent(
        "SG215", JSON.replace("-d '{}'", "-X POST -d ''"), id="an empty body that was asked for"
    ),
    silent("SG215", JSON.replace("-d '{}'", ""), id="a GET with a content type"),
    silent("SG216", HEADER, id="whole ids"),
    silent("SG216", header(("ada", "…")), id="an ellipsis in an input"),
    silent("SG217", header((U, "$USER_ID")), id="an id in a variable"),
    silent("SG217", header((U, "<your_user_id>")), id="a placeholder is another flaw"),
    silent("SG218", IN_URL, id="a whole id"),
    silent("SG219", POLL, id="a whole run_id"),
    silent("SG220", header((K, "gum_4fJ8aQ2mN6xT")), id="a key of the newer kind"),
    silent("SG220", changed(GENERIC, ("X-Tag: one", "Authorization: Bearer abc")), id="no shape"),
    silent("SG221", POLL, id="no value is too long"),
    silent("SG222", HEADER, id="no odd character"),
    silent("SG223", IN_URL, id="no changed character"),
]


@pytest.mark.parametrize("row", FIRING)
def test_a_cut_is_found(row: Row) -> None:
    assert_fires(row)


@pytest.mark.parametrize("row", SILENT)
def test_what_is_whole_is_left_alone(row: Row) -> None:
    assert_silent(row)


def test_the_unquoted_ampersand_says_what_a_shell_sends_and_shows_the_quoted_form() -> None:
    message = findings(UNQUOTED)[0].message
    assert f"sends only {START}?user_id={U}, without -H and -d behind it" in message
    assert f"'{START}?user_id={U}&saved_item_id={S}'" in message


def test_half_json_is_placed_in_the_body_and_in_the_text() -> None:
    message = findings(json('{\n"a": [1'))[0].message
    assert "at its line 2, column 8 (line 2 of the text)" in message


def test_a_lost_continuation_names_both_lines_and_what_a_shell_does() -> None:
    message = findings(header(('json" \\', 'json"')))[0].message
    assert "ends with line 3" in message
    assert "without line 4 and then takes -d there for a program: write \\ at" in message


def test_a_folded_text_of_yaml_is_told_of_its_sign() -> None:
    folded = f"- run: >-\n    {GENERIC}    -d x\n"
    message = findings(folded, "a.yml")[0].message
    assert "Write | in place of >, and \\ at the end of each line" in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(header(("'{", "{")), "write the lost quote before the { on line 4", id="lost"),
        pytest.param(header(("}'", "}''")), "stands twice here, and no text follows", id="twice"),
    ],
)
def test_a_quote_at_the_very_end_is_told_by_what_it_should_close(text: str, said: str) -> None:
    assert said in findings(text)[0].message


def test_no_line_to_copy_holds_a_mask_or_the_key() -> None:
    unquoted = IN_URL.replace('"https', "https").replace(f'{S}"', S)
    message = findings(unquoted)[0].message
    assert message.endswith(
        f'write "{START}?api_key=$GUMLOOP_API_KEY&user_id={U}&saved_item_id={S}".'
    )
    assert "%GUMLOOP_API_KEY%" in findings(unquoted.replace("\\\n", "^\n"))[0].message


def test_a_backtick_has_a_name() -> None:
    powershell = HEADER[:LAST].replace("\\\n", "`\n").replace("curl", "curl.exe")
    assert "ends in a backtick, which says" in findings(powershell)[0].message


def test_several_commands_are_listed_with_their_lines() -> None:
    assert "on lines 1, 3:" in findings(f"{GENERIC}\n{GENERIC}")[0].message
