"""Candidates on the page of an election: nominating, answering, what each says, stepping back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from assemblies.actions.nominations import (
    answer_nomination,
    demand_nominates,
    nominate_member,
    withdraw_candidacy,
    write_statement,
)
from assemblies.enums import BEFORE_VOTING, NOMINATION_OPEN, NominationState
from assemblies.models import Motion, Nomination
from assemblies.models.nominations import LONGEST_STATEMENT
from assemblies.queries.choices import member_named
from assemblies.queries.motions import motion_for
from assemblies.queries.nominations import nomination_for, nominations_in, own_membership
from assemblies.queries.today import has_vote
from members.models import Person
from organiser.base.errors import Refusal
from organiser.base.forms import Form
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried
from skills.actions.election_effects import role_of
from skills.queries.in_a_row import said_of_runs
from skills.rules import ELECT


class NominateForm(Form):
    """Somebody to be asked whether she or he stands."""

    prefix = "nominate"
    member = forms.CharField(
        label="Who", max_length=200, help_text="The whole name as it stands in the register, or the member’s number."
    )


class StatementForm(Form):
    """What a candidate says."""

    prefix = "stand"
    statement = forms.CharField(
        label="What you say to it",
        max_length=LONGEST_STATEMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"At most {LONGEST_STATEMENT} letters, for everybody. It is printed below your name on the paper.",
    )


@dataclass(frozen=True)
class Candidate:
    """A line of the list: the nomination, and what is printed below the name."""

    nomination: Nomination
    note: str


def candidates_on(viewer: Person, motion: Motion, *, figures: bool) -> dict[str, Any]:
    """What the page of an election says of its candidates, to members of its body."""
    if not figures or motion.effect != ELECT:
        return {}
    ahead = motion.status in BEFORE_VOTING
    found = list(nominations_in(viewer, motion))
    may = ahead and has_vote(viewer, motion.body)
    mine = next((one for one in found if one.person_id == viewer.pk and one.state in NOMINATION_OPEN), None)
    return {
        "election": True,
        "candidates": _lines(found, motion),
        "nomination": mine if ahead else None,
        "stand_form": StatementForm(initial={"statement": mine.statement if mine is not None else ""}),
        "statement_fixed": mine is not None and mine.options.exists(),
        "nominate_form": NominateForm() if may else None,
        "can_stand": may and mine is None,
    }


def _lines(found: list[Nomination], motion: Motion) -> list[Candidate]:
    """The candidates; how many terms they have served is said until it stands on a paper that was voted on."""
    notes: dict[int, str] = {}
    if motion.status in BEFORE_VOTING:
        try:
            notes = said_of_runs([one.person_id for one in found], role_of(motion.body, motion.effect_payload))
        except Refusal:
            notes = {}  # The role is gone by now.
    return [Candidate(one, notes.get(one.person_id, "") if one.state in NOMINATION_OPEN else "") for one in found]


def _again(request: HttpRequest, motion: Motion, form: Form, title: str, button: str = "") -> HttpResponse:
    """The form that was sent, to be put right; without a button, the answer of whoever was nominated."""
    context = {"motion": motion, "form": form, "title": title, "action": request.path, "button": button}
    return page(request, "assemblies/nomination.html", context, body=motion.body, status=UNPROCESSABLE)


@require_POST
@login_required
@once
def nominate(request: HttpRequest, motion: str) -> HttpResponse:
    """Nominate somebody, who is asked then."""
    shown, form = motion_for(request.user, motion), NominateForm(request.POST)
    demand_nominates(request.user, shown)
    if form.is_valid():
        named = form.cleaned_data["member"]
        made = tried(form, lambda: nominate_member(request.user, motion=shown, member=member_named(shown.body, named)))
        if made is not None:
            own = made.person_id == request.user.pk
            said = "You stand." if own else f"{made.person.name} is nominated, and asked whether she or he stands."
            messages.success(request, said)
            return redirect("motion", shown.public_id)
    return _again(request, shown, form, "Nominate somebody", "Nominate")


@require_POST
@login_required
@once
def nomination_stand(request: HttpRequest, motion: str) -> HttpResponse:
    """Nominate oneself, which is to stand."""
    shown, form = motion_for(request.user, motion), StatementForm(request.POST)
    if form.is_valid():
        member, statement = own_membership(request.user, shown), form.cleaned_data["statement"]
        made = tried(form, lambda: nominate_member(request.user, motion=shown, member=member, statement=statement))
        if made is not None:
            messages.success(request, "You stand.")
            return redirect("motion", shown.public_id)
    return _again(request, shown, form, "Stand yourself", "Stand")


@require_POST
@login_required
@once
def nomination_answer(request: HttpRequest, nomination: str) -> HttpResponse:
    """Say whether one stands, by one of two buttons."""
    found, form = nomination_for(request.user, nomination), StatementForm(request.POST)
    accept = request.POST.get("answer") == NominationState.ACCEPTED
    if not accept and request.POST.get("answer") != NominationState.DECLINED:
        return _again(request, found.motion, form, "Say whether you stand")
    if form.is_valid():
        statement = form.cleaned_data["statement"] if accept else ""
        done = tried(
            form, lambda: answer_nomination(request.user, nomination=found, accept=accept, statement=statement)
        )
        if done is not None:
            messages.success(request, "You stand." if accept else "You do not stand.")
            return redirect("motion", found.motion.public_id)
    return _again(request, found.motion, form, "Say whether you stand")


@require_POST
@login_required
@once
def nomination_statement(request: HttpRequest, nomination: str) -> HttpResponse:
    """Write one's statement anew."""
    found, form = nomination_for(request.user, nomination), StatementForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        done = tried(form, lambda: write_statement(request.user, nomination=found, statement=given["statement"]))
        if done is not None:
            messages.success(request, "Your statement is saved.")
            return redirect("motion", found.motion.public_id)
    return _again(request, found.motion, form, "What you say to it", "Save")


@require_POST
@login_required
def nomination_withdraw(request: HttpRequest, nomination: str) -> HttpResponse:
    """Step back."""
    found = nomination_for(request.user, nomination)
    withdraw_candidacy(request.user, nomination=found)
    messages.success(request, "You stand no more.")
    return redirect("motion", found.motion.public_id)
