"""The rules of a body as numbered plain sentences, every version of them (mission B10)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.queries.bodies import body_for
from organisations.queries.versions import readable, versions_of
from organiser.base.errors import NotFound
from organiser.base.pages import page


@login_required
@require_safe
def rules(request: HttpRequest, body: str) -> HttpResponse:
    """The version in force, or the one that `?version=` names.

    Raises:
        NotFound: where the body has no rules, or no version of that number.
    """
    found = body_for(request.user, body)
    versions = versions_of(request.user, found)
    if not versions:
        raise NotFound(f"{found.name} has not adopted any rules.", code="no_rules")
    asked = request.GET.get("version")
    place = next((n for n, version in enumerate(versions) if asked is None or str(version.version) == asked), None)
    if place is None:
        raise NotFound(f"{found.name} has no version of its rules with that number.", code="no_rules")
    before = versions[place + 1] if place + 1 < len(versions) else None
    context = {
        "shown": readable(versions[place], before),
        "before": before,
        "versions": versions,
        "latest": place == 0,
        "inherited": versions[place].body_id != found.pk,
    }
    return page(request, "organisations/rules.html", context, body=found)
