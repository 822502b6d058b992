"""Assemblies: the list, a new one, its page with the agenda, and the steps of its life."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assemblies.actions.assemblies import (
    cancel_assembly,
    close_assembly,
    notice_days,
    open_assembly,
    prepare_assembly,
    send_notice,
)
from assemblies.actions.attendance import DOOR
from assemblies.enums import ONE_QUESTION, TO_VOTE_AGAIN, AssemblyKind, AssemblyStatus, MotionStatus
from assemblies.models import Assembly
from assemblies.queries.assemblies import agenda_for, assembly_for
from assemblies.queries.ballots import entry_of, vote_of
from assemblies.queries.challenges import unanswered_at
from assemblies.queries.choices import motions_to_table
from assemblies.queries.door import is_inside
from assemblies.queries.lists import assemblies_of, open_ballots_in
from assemblies.queries.notices import notices_told
from assemblies.queries.papers import said
from assemblies.queries.quorum import quorum_of
from assemblies.rules import demand_calls
from assemblies.web.assembly_forms import AssemblyForm, ItemForm, TableForm
from assemblies.web.shared import pages_of
from organisations.enums import Power
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, Question, page, sure, tried
from organiser.base.words import plural
from skills.queries.offices import powers_in

# What cannot be taken back asks first; opening an assembly changes nothing for anybody.
QUESTIONS = {
    "notice": (
        "Send the notice?",
        "It goes to every member, with the agenda as it stands. After that the assembly is called.",
        "Send the notice now",
        "Not yet",
    ),
    "close": (
        "Close the assembly?",
        "Everybody is checked out, no further ballot can be opened, and the minutes begin.",
        "Close it now",
        "Keep it open",
    ),
    "cancel": (
        "Call this assembly off?",
        "It cannot be called again. Its motions wait for another assembly.",
        "Call it off",
        "Keep it",
    ),
}
STEPS: dict[str, tuple[Any, str]] = {
    "notice": (send_notice, "The notice has gone out. The assembly is called."),
    "open": (open_assembly, "The assembly is open. Check people in, then open its ballots."),
    "close": (close_assembly, "The assembly is closed. Its minutes are there as a draft."),
    "cancel": (cancel_assembly, "The assembly is called off. Its motions wait for another one."),
}
STEP_LABELS = {
    "notice": "Send the notice",
    "open": "Open the assembly",
    "close": "Close the assembly",
    "cancel": "Call it off",
}


@require_safe
@login_required
def assemblies(request: HttpRequest, body: str) -> HttpResponse:
    """The assemblies of a body: those ahead, then those held."""
    shown = body_for(request.user, body)
    context = {
        "ahead": list(assemblies_of(request.user, shown, ahead=True)),
        "held": pages_of(request, assemblies_of(request.user, shown, ahead=False)),
        "figures": shows_figures(request.user, shown),
        "may_call": Power.CALL_ASSEMBLIES in powers_in(request.user, shown),
    }
    return page(request, "assemblies/assemblies.html", context, body=shown)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@once
def assembly_new(request: HttpRequest, body: str) -> HttpResponse:
    """Prepare an assembly as a draft."""
    shown = body_for(request.user, body)
    demand_calls(request.user, shown)
    form = AssemblyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: prepare_assembly(request.user, body=shown, plan=form.plan()))
        if made is not None:
            messages.success(request, "The assembly is prepared. Fill its agenda, then send the notice.")
            return redirect("assembly", made.public_id)
    ordinary, special = (notice_days(shown, kind) for kind in (AssemblyKind.ORDINARY, AssemblyKind.SPECIAL))
    days = plural(ordinary, "day", "days") if ordinary else "before it begins"
    notice = f"The notice goes out {days} before it" if ordinary else "The notice goes out before it begins"
    if special != ordinary:
        notice += f", {plural(special, 'day', 'days')} before a special one"
    context = {"form": form, "notice": f"{notice}."}
    return page(
        request, "assemblies/assembly_new.html", context, body=shown, status=UNPROCESSABLE if form.errors else 200
    )


@require_safe
@login_required
def assembly(request: HttpRequest, assembly: str) -> HttpResponse:
    """One assembly: its agenda, and the buttons that fit its state and the viewer's powers."""
    shown = assembly_for(request.user, assembly)
    return page(request, "assemblies/assembly.html", room_of(request, shown), body=shown.body)


def room_of(request: HttpRequest, shown: Assembly, *, item_form: Any = None, table_form: Any = None) -> dict[str, Any]:
    """What the page of an assembly shows; the forms are given where they came back with something to put right."""
    figures = shows_figures(request.user, shown.body)
    powers = powers_in(request.user, shown.body)
    calls, leads = Power.CALL_ASSEMBLIES in powers, bool({Power.CALL_ASSEMBLIES, Power.FACILITATE} & powers)
    running = shown.status in {AssemblyStatus.DRAFT, AssemblyStatus.CALLED, AssemblyStatus.OPEN}
    started = shown.status in {AssemblyStatus.OPEN, AssemblyStatus.CLOSED}
    is_open = shown.status == AssemblyStatus.OPEN
    return {
        "assembly": shown,
        "figures": figures,
        "items": list(agenda_for(request.user, shown)),
        "quorum": quorum_of(shown) if figures and started else None,
        "notices": notices_told(request.user, shown) if shown.notice_sent_at else None,
        "here": figures and is_open and is_inside(request.user, shown),
        "votes": votes_open(request, shown) if figures and is_open else [],
        "steps": steps_for(shown, calls=calls, leads=leads),
        "at_door": is_open and bool(set(DOOR) & powers),
        "counts": is_open and bool({Power.COUNT, Power.FACILITATE} & powers),
        "challenges_open": unanswered_at(shown) if running and {Power.COUNT, Power.FACILITATE} & powers else 0,
        "item_form": item_form or (ItemForm() if calls and running else None),
        "table_form": table_form or (TableForm(motions_to_table(shown)) if leads and running else None),
        "writes": started and Power.TAKE_MINUTES in powers,
        "to_vote": (MotionStatus.TABLED, *TO_VOTE_AGAIN),
    }


def votes_open(request: HttpRequest, shown: Assembly) -> list[dict[str, Any]]:
    """The open ballots of the assembly with the viewer's own vote; two or three at a time at the most."""
    found = []
    for one in open_ballots_in(request.user, shown):
        vote = vote_of(request.user, one)
        words = said(one, vote.choice) if vote is not None and vote.choice else ""
        words = words.lower() if one.method in ONE_QUESTION else words
        found.append({"ballot": one, "vote": vote, "said": words, "on_roll": entry_of(request.user, one) is not None})
    return found


def steps_for(shown: Assembly, *, calls: bool, leads: bool) -> list[tuple[str, str]]:
    """The steps that can be taken now by somebody with these powers."""
    allowed = {
        AssemblyStatus.DRAFT: [("notice", calls), ("cancel", calls)],
        AssemblyStatus.CALLED: [("open", leads), ("cancel", calls)],
        AssemblyStatus.OPEN: [("close", leads)],
    }.get(AssemblyStatus(shown.status), [])
    return [(step, STEP_LABELS[step]) for step, may in allowed if may]


@require_POST
@login_required
def assembly_step(request: HttpRequest, assembly: str, step: str) -> HttpResponse:
    """Send the notice, open, close or call off."""
    shown = assembly_for(request.user, assembly)
    act, done = STEPS[step]
    powers = powers_in(request.user, shown.body)
    calls, leads = Power.CALL_ASSEMBLIES in powers, bool({Power.CALL_ASSEMBLIES, Power.FACILITATE} & powers)
    if step in QUESTIONS and step in dict(steps_for(shown, calls=calls, leads=leads)):
        heading, lead, button, keep = QUESTIONS[step]
        back = reverse("assembly", args=[shown.public_id])
        asked = sure(request, Question(shown.title, heading, lead, button, keep, back), body=shown.body)
        if asked is not None:
            return asked
    act(request.user, assembly=shown)
    messages.success(request, done)
    return redirect("assembly", shown.public_id)
