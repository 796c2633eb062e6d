"""What to do when the service answers with a status that is no success.

In: what is sent, and where key and ids stood. Out: sentences by status, in which nothing is the
snippet's but the names of environment variables. The facts are those of the product's
documentation, under "Errors"; of any other service, what the statuses mean (RFC 9110, 15).
"""

from collections.abc import Iterator

from snippetgen.call.model import Secret
from snippetgen.call.wording import listed, variables
from snippetgen.request import Request
from snippetgen.webhook import Webhook

_FIND_ID = "Open the flow, click Webhooks and copy the user_id in full."
_WITHOUT_EFFECT = ("GET", "HEAD", "OPTIONS")


def advice(
    request: Request, webhook: Webhook | None, secrets: tuple[Secret, ...], wait: bool = False
) -> Iterator[tuple[int, str]]:
    """Say what to do on each status that has a cure, 400 for 4xx in general, and so on."""
    said = dict(_of_service(webhook, wait) if webhook else _of_any(request, secrets))
    if request.transfer.follow:
        del said[300]
    if request.body.kind == "none":
        del said[413]
    yield from sorted(said.items())


def _of_service(webhook: Webhook, wait: bool) -> Iterator[tuple[int, str]]:
    found = "the flow or its run may be deleted, or an" if wait else "the address or an"
    yield 300, "The service has moved this address: copy the snippet from the Webhook panel again."
    yield 400, "The request does not fit: compare its parameters with those of the Webhook panel."
    yield 401, _key_advice(webhook)
    yield 403, _id_advice(webhook)
    yield 404, f"Nothing is found there: {found} id may have been cut in copying."
    yield 413, "More than 10 MB were sent: send less, or upload files and send their names."
    yield 429, "Too many runs at once: wait for one to end, then try again."
    if webhook.endpoint == "start_pipeline":
        yield 500, "The service failed; look whether the run has started before you try again."
    else:
        yield 500, "The service failed: try again later."


def _of_any(request: Request, secrets: tuple[Secret, ...]) -> Iterator[tuple[int, str]]:
    yield 300, "The address has moved: write the new one, or follow redirects."
    yield 400, "The service cannot use the request: compare it with the documentation."
    if secrets:
        names = listed(variables(secrets)) or "the credentials"
        yield 401, f"Check {names}: missing, wrong, revoked, or copied with a space."
        yield 403, f"The owner of {names} may not do this."
    else:
        yield 401, "The service wants a key or a password, and the request carries none."
        yield 403, "This is not allowed, or not without a key or a password."
    yield 404, "Nothing is at this address: check its path and the ids in it."
    yield 413, "The service does not take so much: send less."
    yield 429, "Too many requests: wait before you try again."
    if request.method in _WITHOUT_EFFECT:
        yield 500, "The service failed: try again later."
    else:
        yield 500, "The service failed; look whether it has acted before you try again."


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
