"""How often one network may ask to join: enough for a full hall, too little for a machine."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

RATES = {"apply": "40/10m/ip,300/d/ip"}
SENTENCE = "Many people have asked to join from your network. Wait ten minutes, then send the form once more."


def may_ask(request: HttpRequest) -> bool:
    """Count one application of somebody without an account; whether there is room for it."""
    return consume(request, app="members", action="apply", config=RATES) is not None
