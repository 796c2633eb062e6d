"""What to do when the service answers with a status that is no success.

In: what is sent, and where key and ids stood. Out: sentences by status, in which nothing is the
snippet's but the names of environment variables. The facts are those of the product's
documentation, under "Errors"; of any other service, what the statuses mean (RFC 9110, 15).
"""

from snippetgen.call.model import Secret
from snippetgen.call.wording import listed, variables
from snippetgen.request import Request
from snippetgen.webhook import Webhook

_FIND_ID = "Open the flow, click Webhooks and copy the user_id in full."
_WITHOUT_EFFECT = ("GET", "HEAD", "OPTIONS")
_Advice = tuple[tuple[int, str], ...]


def advice(
    request: Request, webhook: Webhook | None, secrets: tuple[Secret, ...], wait: bool = False
) -> _Advice:
    """Say what to do on each status that has a cure, 400 for 4xx in general, and so on."""
    said = _of_service(webhook, wait) if webhook else _of_any(request, secrets)
    if request.transfer.follow:
        said = _without(300, said)
    return _without(413, said) if request.body.kind == "none" else said


def _without(status: int, said: _Advice) -> _Advice:
    return tuple([one for one in said if one[0] != status])


def _of_service(webhook: Webhook, wait: bool) -> _Advice:
    found = "the flow or its run may be deleted, or an" if wait else "the address or an"
    failed = "The service failed: try again later."
    if webhook.endpoint == "start_pipeline":
        failed = "The service failed; look whether the run has started before you try again."
    return (
        (300, "The service has moved this address: copy the snippet from the Webhook panel again."),
        (400, "The request does not fit: compare its parameters with those of the Webhook panel."),
        (401, _key_advice(webhook)),
        (403, _id_advice(webhook)),
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


def _key_advice(webhook: Webhook) -> str:
    places = webhook.api_key.value.places
    if not places:
        return "The request carries no API key. Copy the snippet from the Webhook panel again."
    common = "The API key was refused: it may be revoked, or was copied with a space or cut."
    if places[0].where == "header":
        return f"{common} The header must read 'Authorization: Bearer' and the key."
    return f"{common} Copy it again from the settings page."


def _id_advice(webhook: Webhook) -> str:
    if webhook.user_id.places:
        return (
            f"The user_id does not belong to the key; it may have been cut in copying. {_FIND_ID}"
        )
    if webhook.project_id.places:
        return "The key does not belong to this project_id, or may not do this."
    return f"The request carries no user_id, which a personal key needs. {_FIND_ID}"
