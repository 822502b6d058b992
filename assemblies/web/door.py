"""The door: checking people in and out, many at once, on a phone and without scripts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from assemblies.actions.attendance import DOOR, NOT_OPEN, check_in, check_out
from assemblies.actions.attendance import check_in_myself as check_in_alone
from assemblies.enums import AssemblyStatus, AttendanceMode
from assemblies.models import Assembly
from assemblies.queries.assemblies import assembly_for
from assemblies.queries.door import awaited_at, inside, member_at_door
from assemblies.queries.quorum import quorum_of
from assemblies.rules import demand_any, demand_assembly
from organiser.base.errors import Invalid
from organiser.base.pages import page
from organiser.base.words import plural

# As many names as a phone can carry; beyond that the search finds the others.
MOST = 300


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def assembly_door(request: HttpRequest, assembly: str) -> HttpResponse:
    """The list at the door."""
    shown = assembly_for(request.user, assembly)
    sentence = f"Only those who facilitate or keep the register of {shown.body.name} do this."
    demand_any(request.user, shown.body, DOOR, sentence)
    if request.method == "POST":
        return _moved(request, shown)
    demand_assembly(shown, (AssemblyStatus.OPEN,), NOT_OPEN)
    text = request.GET.get("q", "").strip()[:100]
    awaited = list(awaited_at(shown, text)[: MOST + 1])
    context = {
        "assembly": shown,
        "q": text,
        "awaited": awaited[:MOST],
        "more": len(awaited) > MOST,
        "most": MOST,
        "inside": list(inside(shown)),
        "quorum": quorum_of(shown),
    }
    return page(request, "assemblies/door.html", context, body=shown.body)


def _moved(request: HttpRequest, shown: Assembly) -> HttpResponse:
    """Check out the one whose button was pressed, or check in those who were ticked."""
    leaving = request.POST.get("out")
    if leaving:
        member = member_at_door(shown, leaving)
        check_out(request.user, assembly=shown, person=member.person)
        messages.success(request, f"{member.person.name} is checked out.")
        return redirect("assembly_door", shown.public_id)
    ticked = request.POST.getlist("members")
    if not ticked:
        raise Invalid("Tick the people who have come, then press the button again.", code="nobody", field="members")
    check_in(request.user, assembly=shown, members=ticked)
    messages.success(request, f"{plural(len(set(ticked)), 'member is', 'members are')} checked in.")
    address = reverse("assembly_door", args=[shown.public_id])
    text = request.POST.get("q", "").strip()
    return redirect(f"{address}?{urlencode({'q': text})}" if text and len(ticked) > 1 else address)


@require_POST
@login_required
def check_in_myself(request: HttpRequest, assembly: str) -> HttpResponse:
    """Check in alone on one's own phone, or leave again."""
    shown = assembly_for(request.user, assembly)
    if "leave" in request.POST:
        check_out(request.user, assembly=shown, person=request.user)
        messages.success(request, "You are checked out. You can check in again while the assembly is open.")
    else:
        check_in_alone(request.user, assembly=shown, mode=request.POST.get("mode", AttendanceMode.ONLINE))
        messages.success(request, "You are checked in. Open votes stand on this page.")
    return redirect("assembly", shown.public_id)
