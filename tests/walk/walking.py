"""Whoever walks through the site, and writes down what breaks."""

import json
import traceback
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.test import Client

from tests.walk.addresses import filled
from tests.walk.stock import TELLTALE
from tests.world import Place

SITE_FRAME, RECORDS_FRAME = b'<main id="main"', b'id="site-name"'


class Walk:
    """Asks for addresses and puts everything back; `faults` says what was not answered as it should be."""

    def __init__(self, harbour: Place, things: dict[str, str], clients: dict[str, Client]) -> None:
        self.harbour = harbour
        self.things = things
        self.clients = clients
        self.faults: list[str] = []
        self.asked = 0

    def ask(self, who: str, method: str, address: str, **more: Any) -> Any:
        """One request, undone afterwards; gives the answer."""
        client = self.clients[who]
        cookies = deepcopy(client.cookies)
        self.asked += 1
        try:
            with transaction.atomic():
                answer = getattr(client, method)(address, **more)
                transaction.set_rollback(True)
            faults = [] if method == "head" else list(wrong_with(address, answer))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what we look for
            answer, step = None, traceback.extract_tb(error.__traceback__)[-1]
            faults = [f"{type(error).__name__}: {error} ({step.filename}:{step.lineno})"]
        client.cookies = cookies
        self.faults += [f"{who} {method} {address[:200]} {str(more)[:200]}: {fault[:300]}" for fault in faults]
        return answer

    def tell(self, address: str, payload: Any) -> Any:
        """Send a payload to the API as the secretary."""
        return self.ask("secretary", "post", address, data=json.dumps(payload), content_type="application/json")

    def here(self, address: str) -> str:
        """An address with what there is of each kind in its gaps."""
        return filled(address, self.things)


def wrong_with(address: str, answer: Any) -> Iterator[str]:
    """What is not as it should be: a fault, a refusal without a sentence or outside its frame, words not ours."""
    if answer.status_code >= 500:
        yield f"status {answer.status_code}"
    if answer.streaming:
        return
    body, kind = answer.content, answer.headers.get("Content-Type", "")
    if answer.status_code >= 400 and address.startswith("/api/"):
        problem = json.loads(body) if kind == "application/problem+json" else {}
        if not {"title", "detail", "code"} <= set(problem) or problem["status"] != answer.status_code:
            yield f"no problem but {kind} {body[:80]!r}"
    elif answer.status_code >= 400 and SITE_FRAME not in body and RECORDS_FRAME not in body:
        yield f"outside the frame: {answer.status_code} {body[:80]!r}"
    if (answer.status_code >= 400 or SITE_FRAME in body) and (found := TELLTALE.search(body.decode())):
        yield f"words not ours: {body.decode()[found.start() : found.end() + 60]!r}"
