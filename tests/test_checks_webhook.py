"""The rules SG401 to SG425: what each finds, and what it leaves alone."""

import pytest
from checking import Row, assert_fires, assert_silent, findings, fires, silent
from pastes import GENERIC, HEADER, IN_URL, OTHER_K, POLL, RUN, START, K, S, U, changed, header

URL = f'"{START}?user_id={U}&saved_item_id={S}"'
AGENTHUB = f"""curl -X POST https://api-v2.agenthub.dev/remote_start_pipeline \\
  -H "Content-Type: application/json" -H "x-auth-key: {U}" \\
  -d '{{"api_key": "{K}", "user_id": "{U}", "saved_item_id": "{S}"}}'
"""
AUTH = f'  -H "Authorization: Bearer {K}" \\\n'

FIRING = [
    fires("SG401", header((AUTH, "")), START, id="the header's line is missing"),
    fires("SG401", header((f"Bearer {K}", "Bearer")), "Bearer", id="Bearer and nothing"),
    fires("SG401", changed(IN_URL, (f"api_key={K}", "api_key=")), "api_key", id="an empty key"),
    fires("SG402", header(("Bearer ", "")), K, id="Bearer is missing"),
    fires("SG402", header(("Bearer ", "Bearer")), f"Bearer{K}", id="the blank is missing"),
    fires("SG402", header(("Bearer ", "Bearer: ")), f"Bearer: {K}", id="a colon behind Bearer"),
    fires("SG402", header(("Bearer ", "Bearer=")), f"Bearer={K}", id="another sign than a blank"),
    fires("SG402", header((f"Bearer {K}", "Bearer$KEY")), "Bearer$KEY", id="before a variable"),
    fires("SG403", header(("Bearer ", "Bearer Bearer ")), "Bearer ", id="Bearer twice"),
    fires(
        "SG403",
        header((": Bearer", ": Authorization: Bearer")),
        "Authorization: ",
        id="the header's name twice",
    ),
    fires("SG404", header(("Bearer", "Token")), "Token", id="another scheme"),
    fires("SG404", header(("Bearer", "Baerer")), "Baerer", id="Bearer misspelt"),
    fires(
        "SG404", header(("Authorization: Bearer", "X-API-Key:")), "X-API-Key", id="its own header"
    ),
    fires("SG404", header(("Bearer", "\u0412earer")), "\u0412earer", id="a Cyrillic capital"),
    fires("SG404", header(("Bearer", "'Bearer")), "'Bearer", id="a quote before Bearer"),
    fires("SG404", header(("Authorization: Bearer", "Bearer:")), "Bearer", id="Bearer as the name"),
    fires("SG404", header(("Authorization: Bearer", "X-Flow:")), "X-Flow", id="the key's shape"),
    fires("SG404", header((AUTH, f"  -u ada:{K} \\\n")), "ada", id="a user and a password"),
    fires("SG405", header((K, f" {K} ")), "  ", id="blanks on both sides"),
    fires("SG405", changed(IN_URL, (K, f"{K}%20")), "%20", id="an encoded blank"),
    fires("SG406", header((K[4:-4], "••••••••")), f"{K[:4]}••••••••{K[-4:]}", id="a mask"),
    fires("SG406", header((K[8:], "…")), f"{K[:8]}…", id="an ellipsis"),
    fires("SG406", changed(GENERIC, ("X-Tag: one", "X-API-Key: ****")), "****", id="any service"),
    fires("SG407", header(("?user", f"?api_key={OTHER_K}&user")), OTHER_K, id="two keys"),
    fires("SG408", header(("?user", f"?api_key={K}&user")), K, id="one key in two places"),
    fires("SG409", IN_URL, K, id="the panel's default"),
    fires("SG410", header((K, "<token>")), "<token>", id="the reference page's token"),
    fires("SG410", header((U, "xxxxxxxxxxxx")), "xxxxxxxxxxxx", id="a row of x"),
    fires(
        "SG410",
        changed(GENERIC, ("X-Tag: one", "X-API-Key: YOUR_API_KEY")),
        "YOUR_API_KEY",
        id="any service",
    ),
    fires("SG410", header((U, "REPLACE_ME")), "REPLACE_ME", id="what to do"),
    fires("SG410", header((K, "GUMLOOP_API_KEY")), "GUMLOOP_API_KEY", id="a variable's bare name"),
    fires("SG410", header((U, "undefined")), "undefined", id="a program's empty value"),
    fires("SG410", "curl https://api.example.com/<your_id>", "<your_id>", id="unquoted"),
    fires("SG411", header((f"user_id={U}&", "")), START, id="no user_id"),
    fires("SG411", header((U, "")), "user_id", id="an empty user_id"),
    fires(
        "SG412",
        header((f"&saved_item_id={S}", "")),
        START,
        id="no saved_item_id",
    ),
    fires(
        "SG413",
        changed(POLL, (f"run_id={RUN}&", "")),
        "https://api.gumloop.com/api/v1/get_pl_run",
        id="no run_id",
    ),
    fires(
        "SG414",
        header(('{"rec', f'{{"user_id": "{U[::-1]}", "rec')),
        f'"{U[::-1]}"',
        id="two users",
    ),
    fires("SG415", header(("https", "http")), URL.replace("https", "http"), id="http"),
    fires("SG415", header(("https://", "")), URL.replace("https://", ""), id="no scheme"),
    fires("SG416", AGENTHUB, "https://api-v2.agenthub.dev/remote_start_pipeline", id="AgentHub"),
    fires(
        "SG417", header(("gumloop", "gumlop")), URL.replace("gumloop", "gumlop"), id="a letter lost"
    ),
    fires(
        "SG417", header(("api.gumloop", "gumloop")), URL.replace("api.", "", 1), id="no subdomain"
    ),
    fires(
        "SG417",
        header(("gumloop.com", "gumloop.io")),
        URL.replace("gumloop.com", "gumloop.io"),
        id="another ending",
    ),
    fires(
        "SG417",
        header(("gumloop.com", "gumloop.com.example.net")),
        URL.replace("gumloop.com", "gumloop.com.example.net"),
        id="a host that begins like it",
    ),
    fires(
        "SG417",
        header(("gumloop.com", "gumloop.com:8080")),
        URL.replace("gumloop.com", "gumloop.com:8080"),
        id="a port",
    ),
    fires("SG417", header(("api.", "ws.")), URL.replace("api.", "ws.", 1), id="the chat's host"),
    fires(
        "SG418",
        header(("start_pipeline", "runs")),
        URL.replace("start_pipeline", "runs"),
        id="invented",
    ),
    fires("SG418", header(("/api/v1", "/v1")), URL.replace("/api/v1", "/v1"), id="no base path"),
    fires("SG419", header(("POST", "PUT")), URL, id="a PUT"),
    fires("SG420", header(('"recipient"', '"trigger_id"')), '"trigger_id"', id="a reserved name"),
    fires("SG421", HEADER, K, id="a key of the right shape"),
]

SILENT = [
    silent("SG401", HEADER, id="a key in the header"),
    silent("SG401", header((K, "$GUMLOOP_API_KEY")), id="a key in a variable"),
    silent("SG401", header((f'"Authorization: Bearer {K}"', "@headers.txt")), id="from a file"),
    silent("SG401", AGENTHUB, id="a key in the body"),
    silent("SG402", HEADER, id="Bearer"),
    silent("SG402", header((f"Bearer {K}", "$AUTH")), id="both in a variable"),
    silent("SG402", changed(GENERIC, ("X-Tag: one", "Authorization: abc")), id="another service"),
    silent("SG403", HEADER, id="once"),
    silent("SG404", header(("Bearer", "bearer")), id="small letters"),
    silent(
        "SG404", changed(GENERIC, ("X-Tag: one", "Authorization: Token a")), id="another service"
    ),
    silent("SG404", changed(POLL, ("Auth", f"x-auth-key: {U}' -H 'Auth")), id="the user's header"),
    silent("SG405", HEADER, id="one blank"),
    silent("SG406", HEADER, id="a whole key"),
    silent("SG406", changed(GENERIC, ("X-Tag: one", "X-API-Key: a..b*c")), id="dots of its own"),
    silent("SG407", header(("?user", f"?api_key={K}&user")), id="the same key"),
    silent("SG408", HEADER, id="one place"),
    silent("SG409", HEADER, id="a key in the header"),
    silent("SG410", HEADER, id="values"),
    silent("SG410", header((K, f"<{K}>")), id="a value in brackets"),
    silent("SG410", header(("ada", "<name>")), id="brackets in an input"),
    silent(
        "SG411", header((f"user_id={U}&", ""), ('{"rec', f'{{"user_id": "{U}", "rec')), id="body"
    ),
    silent("SG411", changed(HEADER, (f"user_id={U}&", ""), ("'{", '"$BODY" #')), id="a variable"),
    silent("SG411", changed(POLL, ("user_id", "project_id")), id="a team instead"),
    silent("SG412", POLL, id="an endpoint that needs none"),
    silent("SG413", HEADER, id="an endpoint that needs none"),
    silent("SG414", AGENTHUB, id="the same twice"),
    silent(
        "SG415", header(("https://api.gumloop.com", "http://localhost:8080")), id="a test server"
    ),
    silent("SG416", HEADER, id="the host of today"),
    silent("SG417", header(("api.gumloop.com", "proxy.example.com")), id="a proxy"),
    silent("SG417", "curl https://docs.gumloop.com/x", id="another host of Gumloop"),
    silent("SG417", header(("gumloop.com", "gumloop.com:443")), id="the port of https"),
    silent("SG417", header(("api.gumloop.com", "gumloop.example.com")), id="a proxy of that name"),
    silent("SG418", POLL, id="a path of the API"),
    silent("SG418", "curl https://api.gumloop.com/oauth/token -d a=b", id="the token's path"),
    silent("SG419", header(("POST", "GET")), id="the form with GET"),
    silent("SG420", HEADER, id="names of inputs"),
    silent("SG421", header((K, "YOUR_API_KEY")), id="a placeholder"),
]


@pytest.mark.parametrize("row", FIRING)
def test_what_the_service_would_refuse_is_found(row: Row) -> None:
    assert_fires(row)


@pytest.mark.parametrize("row", SILENT)
def test_what_the_service_takes_is_left_alone(row: Row) -> None:
    assert_silent(row)


@pytest.mark.parametrize(
    ("text", "name", "severity"),
    [
        pytest.param(header((K, "<token>")), "-", "warning", id="in a paste"),
        pytest.param(f"```sh\n{header((K, '<token>'))}```\n", "-", "warning", id="in a fence"),
        pytest.param(f"```sh\n{header((K, '<token>'))}```\n", "page.md", "note", id="in a page"),
        pytest.param(f"Text\n```sh\n{header((K, '<token>'))}```\n", "-", "note", id="with prose"),
    ],
)
def test_a_placeholder_belongs_into_a_page(text: str, name: str, severity: str) -> None:
    found = [one for one in findings(text, name) if one.rule.name == "placeholder"]
    assert [one.severity for one in found] == [severity]
