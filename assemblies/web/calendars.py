"""The calendar of a body: making its address, ending it, and what a calendar program fetches."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assemblies.actions.calendars import calendar_digest, make_calendar_address, revoke_calendar_address
from assemblies.exports.calendars import decision_calendar
from assemblies.queries.calendars import calendar_key_of, reader_with
from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organiser.base.errors import NotFound, NotPermitted
from organiser.base.pages import page


def _own(request: HttpRequest, body: str) -> Body:
    shown = body_for(request.user, body)
    if not shows_figures(request.user, shown):
        raise NotPermitted(f"The calendar of {shown.name} is for its members.", code="not_constituency")
    return shown


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest, body: str) -> HttpResponse:
    """My address for this body; a new one stands on the answer to this form and nowhere else."""
    shown = _own(request, body)
    made = make_calendar_address(request.user, body=shown) if request.method == "POST" else None
    context = {
        "key": calendar_key_of(request.user, shown),
        "address": request.build_absolute_uri(reverse("calendar_feed", args=[made.secret])) if made else "",
    }
    return page(request, "assemblies/calendar.html", context, body=shown)


@login_required
@require_POST
def calendar_revoke(request: HttpRequest, body: str) -> HttpResponse:
    """End my address for this body."""
    shown = _own(request, body)
    key = calendar_key_of(request.user, shown)
    if key is None:
        raise NotFound("There is no such calendar.", code="no_calendar")
    revoke_calendar_address(request.user, key=key)
    messages.success(request, "That address opens nothing any more.")
    return redirect("calendar", shown.public_id)


@never_cache
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself. Whoever has the address reads it, so it holds dates and titles, and no names of members."""
    reader, body = reader_with(calendar_digest(secret))
    text = decision_calendar(reader, body, lambda name, key: request.build_absolute_uri(reverse(name, args=[key])))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
