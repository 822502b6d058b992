"""What members say of themselves, as numbers, beside what assemblies provided (mission C18)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assemblies.queries.provided import provided_in
from members.queries.describing import described_in
from members.queries.headcounts import COUNTED
from organisations.queries.bodies import body_for
from organiser.base.cells import HIDDEN
from organiser.base.errors import NotFound
from organiser.base.pages import page


@require_safe
@login_required
def described(request: HttpRequest, body: str) -> HttpResponse:
    """One table for each question."""
    found = body_for(request.user, body)
    if found.type not in COUNTED:
        raise NotFound("Committees, councils and alliances have no members of their own.", code="no_members")
    month, told = described_in(request.user, found)
    context = {"month": month, "told": told, "provided": provided_in(found), "hidden": HIDDEN}
    return page(request, "assemblies/described.html", context, body=found)
