"""Our own words on a page of documentation: what a parameter is, and where to find it.

In: names and a `Webhook`. Out: sentences in which nothing is the snippet's but names of secrets.
Source: what the Webhook panel and its documentation tell the user.
"""

from collections.abc import Iterable, Iterator

from snippetgen.call.model import Secret
from snippetgen.call.wording import parameter
from snippetgen.checks.shown import listed
from snippetgen.webhook import Webhook

INPUT = "An input of the flow, by the name of its Input node."
URL = "Open the flow and click Webhooks: the panel shows it."
_FIND = "Open the flow, click Webhooks and copy it in full."
_KEY = (
    "Your API key, which needs the Pro plan or above. The settings page makes it, and can revoke it"
    " and make it anew; store it securely."
)
_SECRET = "A secret of yours; store it securely."
_MEANINGS = {
    "saved_item_id": f"The flow. {_FIND}",
    "project_id": "The team, which the API calls a project.",
}
_WITH_PLACE = frozenset({"user_id"})


def id_meaning(name: str) -> str:
    """Say what an id is, and where it is found."""
    if name in _MEANINGS:
        return _MEANINGS[name]
    meaning = parameter(name, "").meaning
    sentence = f"{meaning[0].upper()}{meaning[1:]}."
    return f"{sentence} {_FIND}" if name in _WITH_PLACE else sentence


def secret_meaning(secret: Secret, webhook: Webhook | None) -> str:
    """Say what a secret is."""
    if webhook is None:
        return _SECRET
    variable = webhook.api_key.value.variable
    is_key = secret.env == variable or secret.env.startswith("GUMLOOP_API_KEY")
    return _KEY if is_key else _SECRET


def placeholders(secrets: tuple[Secret, ...]) -> str:
    """Say what of the code a reader must replace; "" where nothing is."""
    names = [one.literal for one in secrets if one.literal is not None]
    values = "values" if len(names) > 1 else "value"
    return f"Put your own {values} in place of {listed(names, len(names))}." if names else ""


def statuses(advice: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Give what to do on each status as readers know them: 300 stands for every other 3xx.

    What holds for a whole hundred comes behind its own statuses.
    """
    ordered = sorted(advice, key=lambda one: (one[0] // 100, one[0] % 100 == 0, one[0]))
    for status, sentence in ordered:
        yield str(status) if status % 100 else f"{status // 100}xx", sentence
