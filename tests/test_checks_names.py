"""The rules SG422 to SG425: slips in names, separators, places and the URL's beginning."""

import pytest
from _pytest.mark import ParameterSet
from checking import Row, assert_fires, assert_silent, findings, fires, silent
from pastes import GENERIC, HEADER, IN_URL, OTHER_K, POLL, RUN, START, K, S, U, changed, header

BODY = f"""curl {START} -H "Authorization: Bearer {K}" -H "Content-Type: application/json" \\
  -d '{{"user_id": "{U}", "saved_item_id": "{S}", "recipient": "ada"}}'
"""
UNQUOTED = changed(IN_URL, (f'"{START}', START), (f'{S}"', S))
URL = f'"{START}?user_id={U}&saved_item_id={S}"'


def _named(field: str, name: str, *, id: str) -> ParameterSet:
    return fires("SG422", header((f"{field}=", f"{name}=")), name, id=id)


def _begun(before: str, *, id: str) -> ParameterSet:
    return fires("SG425", header(("https://", before)), URL.replace("https://", before, 1), id=id)


FIRING = [
    fires("SG425", "curl https:/x.com/a", "https:/", id="a slash of another host"),
    _named("user_id", "userid", id="no underscore"),
    _named("user_id", "user-id", id="a hyphen"),
    _named("user_id", "userId", id="a capital"),
    _named("user_id", r"user\_id", id="escaped for Markdown"),
    _named("user_id", "us\u0435r_id", id="a Cyrillic letter"),
    _named("user_id", "?user_id", id="a second question mark"),
    _named("saved_item_id", "save_item_id", id="a letter lost"),
    _named("saved_item_id", "saved_itemid", id="an underscore lost"),
    _named("saved_item_id", "flow_id", id="a name of another service"),
    fires("SG422", changed(IN_URL, ("api_key", "apikey")), "apikey", id="the key's name"),
    fires("SG422", changed(POLL, ("run_id", "runId")), "runId", id="the run's name"),
    fires("SG422", changed(BODY, ('"user_id', '"userid')), '"userid"', id="in the body"),
    fires(
        "SG422", changed(BODY, ('"saved_item_id', '"flow')), '"flow"', id="another name in the body"
    ),
    fires("SG423", header(("saved_item_id=", "saved_item_id")), "saved_item_id", id="no ="),
    fires("SG423", header(("user_id=", "user_id:")), "user_id", id="a colon for ="),
    fires("SG423", header(("&saved", "saved")), "saved_item_id", id="no &"),
    fires("SG423", header(("&saved", "?saved")), "saved_item_id", id="? for &"),
    fires("SG423", header(("&saved", "%26saved")), "saved_item_id", id="an encoded &"),
    fires("SG423", header(("&saved", "#saved")), "#", id="# for &"),
    fires("SG423", header(("?user", "#user")), "#", id="# for ?"),
    fires("SG423", header(("?user", "user")), "user_id", id="no ?"),
    fires("SG423", header(("?user", "&user")), "user_id", id="& for ?"),
    fires("SG423", changed(UNQUOTED, ("&user", "&&user")), "user_id", id="two &, unquoted"),
    fires("SG423", changed(UNQUOTED, ("&user", ";user")), "user_id", id="; for &, unquoted"),
    fires("SG423", changed(UNQUOTED, ("user_id=", "user_id")), "user_id", id="no =, unquoted"),
    fires("SG423", changed(UNQUOTED, ("user_id=", "user_id= ")), " ", id="a blank, unquoted"),
    fires("SG423", changed(UNQUOTED, (S, f"{S[:9]} {S[9:]}")), " ", id="a blank in an id"),
    fires("SG423", changed(UNQUOTED, (U, f"{U};")), "saved_item_id", id="; before &, unquoted"),
    fires("SG222", header((U, f"`{U}`")), f"`{U}`", id="backticks around an id"),
    fires("SG424", header((U, S), (f"item_id={S}", f"item_id={U}")), S, id="two ids exchanged"),
    fires("SG424", header((U, K)), K, id="the key as an id"),
    fires("SG424", header((K, U)), U, id="an id as the key"),
    fires("SG424", header(("user_id=", "project_id=")), U, id="the user as the project"),
    fires("SG424", changed(POLL, (RUN, S)), S, id="the flow as the run"),
    _begun("https:/", id="one slash"),
    _begun("https:///", id="three slashes"),
    _begun("ftp://", id="another protocol"),
    _begun("https;//", id="a semicolon"),
    _begun("https://https://", id="twice"),
    _begun("(https://", id="a bracket"),
]

SILENT = [
    silent("SG425", "curl https://x.com//a", id="two slashes in a path"),
    silent("SG422", HEADER, id="the names as they are"),
    silent("SG422", header(('"recipient"', '"userid"')), id="an input beside the true name"),
    silent("SG422", header((f"?user_id={U}&", "?userid=$ID&$MORE&"), (URL[-1:], '"')), id="vars"),
    silent("SG422", f"{GENERIC[:-1]} -G -d userid={U} -d apikey=abc", id="another service"),
    silent("SG423", HEADER, id="separated"),
    silent("SG423", UNQUOTED, id="unquoted"),
    silent("SG423", f"curl {START}?user_id={U} then", id="a word behind a whole id"),
    silent(
        "SG423",
        header((S, f"{S}&back=https://example.com/?user_id=5#top")),
        id="a name in a value, beside the true one",
    ),
    silent("SG423", "curl 'https://example.com/a?b=c?user_id=3#api_key=2'", id="another service"),
    silent("SG423", "curl https://example.com/a#user_id=5", id="another service's fragment"),
    silent("SG424", HEADER, id="each in its place"),
    silent("SG424", header((K, K[:27] + "1")), id="a cut key that looks like a user_id"),
    silent("SG424", changed(POLL, ("user_id", "project_id"), (U, "team")), id="a project"),
    silent("SG219", header(('"recipient"', '"run_id"')), id="an input of that name"),
    silent("SG425", HEADER, id="https"),
    silent("SG425", header(("https://api.gumloop.com", "$BASE")), id="a variable"),
    silent("SG425", "curl ftp://ftp.example.com/a", id="another host"),
    silent("SG425", header(("https://", "https://proxy.example.com/https://")), id="a proxy"),
]


@pytest.mark.parametrize("row", FIRING)
def test_a_slip_in_a_name_or_a_place_is_found_where_it_stands(row: Row) -> None:
    assert_fires(row)


@pytest.mark.parametrize("row", SILENT)
def test_names_and_places_that_are_right_are_left_alone(row: Row) -> None:
    assert_silent(row)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param(header(("user_id=", "userid=")), {"SG422": None, "SG411": "SG422"}, id="name"),
        pytest.param(
            changed(IN_URL, ("api_key", "api-key")),
            {"SG422": None, "SG401": "SG422"},
            id="the key's name",
        ),
        pytest.param(
            header(("&saved", "saved")),
            {"SG423": None, "SG222": "SG423", "SG412": "SG423"},
            id="a lost separator",
        ),
        pytest.param(
            header(("?user", "user")), {"SG423": None, "SG418": "SG423"}, id="a lost question mark"
        ),
        pytest.param(
            header((U, OTHER_K)), {"SG424": None, "SG221": "SG424"}, id="another key as an id"
        ),
        pytest.param(
            header(("user_id=", "project_id=")),
            {"SG424": None, "SG411": "SG424"},
            id="the user as the project",
        ),
        pytest.param(
            header((f"Bearer {K}", "Basic abc=")), {"SG404": None, "SG222": "SG404"}, id="a scheme"
        ),
        pytest.param(
            f"curl -X POST {START[:-6]}\n{START[-6:]}?user_id={U}",
            {"SG213": None, "SG211": "SG213"},
            id="a wrapped path",
        ),
        pytest.param(
            header((f"user_id={U}", f"userid={U}"), (f"&saved_item_id={S}", "")),
            {"SG422": None, "SG411": "SG422", "SG412": None},
            id="what is truly missing follows from nothing",
        ),
    ],
)
def test_what_a_slip_hides_follows_from_it(text: str, codes: dict[str, str | None]) -> None:
    found = findings(text)
    assert {one.rule.code: one.because for one in found if one.severity != "note"} == codes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            header(("https://", "ftp://")),
            "write https://api.gumloop.com/api/v1/start_pipeline.",
            id="the URL that was meant",
        ),
        pytest.param(
            header(("user_id", "us\u0435r_id")),
            "cyrillic small letter ie (U+0435)",
            id="the letter",
        ),
        pytest.param(header(("Bearer ", "Beare ")), "`Beare`", id="the wrong scheme"),
        pytest.param(header(("Bearer ", "Bearer: ")), "`Bearer:`", id="a colon"),
        pytest.param(header(("Bearer", "Secret")), "`Secret`", id="an unknown scheme"),
        pytest.param(header((K, "%KEY%")), "write $KEY", id="a variable of cmd"),
        pytest.param(
            header((f'"Authorization: Bearer {K}"', "'Authorization: Bearer $KEY'")),
            "between single quotes",
            id="a variable in single quotes",
        ),
        pytest.param(
            f"curl -X POST --url <{START}> -H 'Accept: */*' -d '{{}}'",
            "behind a <",
            id="a URL in brackets",
        ),
        pytest.param(header((U, f"'{U}'")), "delete it, for the rest is right", id="a quote"),
        pytest.param(
            header((U, S), (f"item_id={S}", f"item_id={U}")),
            "The user_id in the query has the shape of a saved_item_id, and the saved_item_id in "
            "the query that of a user_id",
            id="both places",
        ),
    ],
)
def test_the_message_names_what_stands_there_and_what_was_meant(text: str, said: str) -> None:
    first = next(one for one in findings(text) if one.severity != "note")
    assert said in first.message
    assert K not in first.message


def test_an_unreadable_character_is_not_just_deleted() -> None:
    found = findings(header((U, f"{U[:9]}\ufffd{U[9:]}")))
    assert [one.rule.code for one in found] == ["SG119", "SG222"]
    assert "delete it" not in found[1].message
