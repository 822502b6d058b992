"""The aims of an organisation, every version with the decision that adopted it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.queries.aims import versions_of_aims
from organisations.queries.bodies import body_for
from organiser.base.pages import page


@login_required
@require_safe
def aims(request: HttpRequest, body: str) -> HttpResponse:
    """For everybody who belongs to the organisation."""
    found = body_for(request.user, body)
    return page(request, "organisations/aims.html", {"versions": versions_of_aims(request.user, found)}, body=found)
