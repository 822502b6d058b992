"""The way from the page of an organisation to those it stands with."""

from typing import Any

from django.http import HttpRequest

from organisations.models import Body
from organisations.web.panels import MARGIN, register_panel


def standing_together(_request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """A link on the page of a whole organisation."""
    return ("organisations/panels/standing_together.html", {}) if body.pk == body.organisation_id else None


def register_alliance_panel() -> None:
    """Hand the panel to the page of a body."""
    register_panel(70, standing_together, place=MARGIN)
