"""The rules of a body as numbered plain sentences, every version of them (mission B10)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.models import Body, RuleSet
from organisations.queries.bodies import body_for
from organisations.queries.versions import readable, versions_of
from organisations.web.panels import RULES, panels_for
from organiser.base.errors import NotFound
from organiser.base.pages import page


@login_required
@require_safe
def rules(request: HttpRequest, body: str) -> HttpResponse:
    """The version in force, or the one that `?version=` names, held against the one before or that of `?against=`.

    Raises:
        NotFound: where the body has no rules, or no version of that number.
    """
    found = body_for(request.user, body)
    versions = versions_of(request.user, found)
    if not versions:
        raise NotFound(f"{found.name} has not adopted any rules.", code="no_rules")
    place = _place(found, versions, request.GET.get("version"), 0)
    earlier = place + 1 if place + 1 < len(versions) else None
    against = _place(found, versions, request.GET.get("against"), earlier)
    before = versions[against] if against is not None else None
    context = {
        "shown": readable(found, versions[place], before),
        "before": before,
        "versions": versions,
        "latest": place == 0,
        "inherited": versions[place].body_id != found.pk,
        "panels": panels_for(request, found, RULES),
    }
    return page(request, "organisations/rules.html", context, body=found)


def _place(body: Body, versions: list[RuleSet], asked: str | None, otherwise: int | None) -> Any:
    """Where in the list the version of that number stands."""
    if asked is None:
        return otherwise
    place = next((n for n, version in enumerate(versions) if str(version.version) == asked), None)
    if place is None:
        raise NotFound(f"{body.name} has no version of its rules with that number.", code="no_rules")
    return place
