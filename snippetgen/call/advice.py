"""What to do when the service answers with a status that is no success.

In: what is sent, and where key and ids stood. Out: sentences by status, in which nothing is the
snippet's but the names of environment variables. The facts are those of the product's
documentation, under "Errors"; of any other service, what the statuses mean (RFC 9110, 15).
"""

from functools import cache
from typing import Literal

from snippetgen.call.model import Secret
from snippetgen.call.wording import listed, variables
from snippetgen.request import Request
from snippetgen.webhook import Webhook, Where

_FIND_ID = "Open the flow, click Webhooks and copy the user_id in full."
_WITHOUT_EFFECT = ("GET", "HEAD", "OPTIONS")
_Advice = tuple[tuple[int, str], ...]
_Owner = Literal["user_id", "project_id"]


def advice(
    request: Request, webhook: Webhook | None, secrets: tuple[Secret, ...], wait: bool = False
) -> _Advice:
    """Say what to do on each status that has a cure, 400 for 4xx in general, and so on."""
    if webhook:
        said = _of_service(*_facts(webhook), webhook.endpoint == "start_pipeline", wait)
    else:
        said = _of_any(request, secrets)
    if request.transfer.follow:
        said = _without(300, said)
    return _without(413, said) if request.body.kind == "none" else said


def _without(status: int, said: _Advice) -> _Advice:
    return tuple([one for one in said if one[0] != status])


def _facts(webhook: Webhook) -> tuple[Where | None, _Owner | None]:
    """Give where the key stands first, and which id says whose it is."""
    places = webhook.api_key.value.places
    key = places[0].where if places else None
    if webhook.user_id.places:
        return key, "user_id"
    return key, "project_id" if webhook.project_id.places else None


@cache
def _of_service(key: Where | None, owner: _Owner | None, starts: bool, wait: bool) -> _Advice:
    found = "the flow or its run may be deleted, or an" if wait else "the address or an"
    failed = "The service failed: try again later."
    if starts:
        failed = "The service failed; look whether the run has started before you try again."
    return (
        (300, "The service has moved this address: copy the snippet from the Webhook panel again."),
        (400, "The request does not fit: compare its parameters with those of the Webhook panel."),
        (401, _key_advice(key)),
        (403, _id_advice(owner)),
        (404, f"Nothing is found there: {found} id may have been cut in copying."),
        (413, "More than 10 MB were sent: send less, or upload files and send their names."),
        (429, "Too many runs at once: wait for one to end, then try again."),
        (500, failed),
    )


def _of_any(request: Request, secrets: tuple[Secret, ...]) -> _Advice:
    unknown = "The service wants a key or a password, and the request carries none."
    refused = "This is not allowed, or not without a key or a password."
    if secrets:
        names = listed(variables(secrets)) or "the credentials"
        unknown = f"Check {names}: missing, wrong, revoked, or copied with a space."
        refused = f"The owner of {names} may not do this."
    failed = "The service failed; look whether it has acted before you try again."
    if request.method in _WITHOUT_EFFECT:
        failed = "The service failed: try again later."
    return (
        (300, "The address has moved: write the new one, or follow redirects."),
        (400, "The service cannot use the request: compare it with the documentation."),
        (401, unknown),
        (403, refused),
        (404, "Nothing is at this address: check its path and the ids in it."),
        (413, "The service does not take so much: send less."),
        (429, "Too many requests: wait before you try again."),
        (500, failed),
    )


def _key_advice(key: Where | None) -> str:
    if key is None:
        return "The request carries no API key. Copy the snippet from the Webhook panel again."
    common = "The API key was refused: it may be revoked, or was copied with a space or cut."
    if key == "header":
        return f"{common} The header must read 'Authorization: Bearer' and the key."
    return f"{common} Copy it again from the settings page."


def _id_advice(owner: _Owner | None) -> str:
    if owner == "user_id":
        return (
            f"The user_id does not belong to the key; it may have been cut in copying. {_FIND_ID}"
        )
    if owner == "project_id":
        return "The key does not belong to this project_id, or may not do this."
    return f"The request carries no user_id, which a personal key needs. {_FIND_ID}"
