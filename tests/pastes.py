"""Healthy commands to damage, and how to damage them. Every id and key is invented."""

U = "Bd0Kh8oOOL8dKLzdocJ2isAjIhK2"
S = "dtUzWZmcsKLxNWfH2Xu4R3"
K = "6b0d549b6f03475a9600a35a099950d8"
OTHER_K = "7c0d549b6f03475a9600a35a099950d9"
RUN = "DFeV2JWqmfKJD8WtZe8HRu"
START = "https://api.gumloop.com/api/v1/start_pipeline"

HEADER = f"""curl -X POST "{START}?user_id={U}&saved_item_id={S}" \\
  -H "Authorization: Bearer {K}" \\
  -H "Content-Type: application/json" \\
  -d '{{"recipient": "ada", "count": 3}}'
"""
"""C2, the Authorization header, with the URL in quotes."""

IN_URL = f"""curl -X POST "{START}?api_key={K}&user_id={U}&saved_item_id={S}" \\
  -H "Content-Type: application/json" \\
  -d '{{}}'
"""
"""C1, the key in the URL, with the URL in quotes."""

POLL = f"""curl 'https://api.gumloop.com/api/v1/get_pl_run?run_id={RUN}&user_id={U}' \\
  -H 'Authorization: Bearer {K}'
"""

GENERIC = "curl https://api.example.com/v1/things -H 'X-Tag: one'\n"

JSON = "curl https://api.example.com/v1/things -H 'Content-Type: application/json' -d '{}'\n"


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """Give a paste with the first of each pair, which must stand in it, replaced by the second."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def header(*pairs: tuple[str, str]) -> str:
    """Give the header form, changed."""
    return changed(HEADER, *pairs)


def json(body: str) -> str:
    """Give a command of another service with this JSON body in single quotes."""
    return changed(JSON, ("{}", body))
