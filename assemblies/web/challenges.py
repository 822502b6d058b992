"""Who will be on a roll, and challenges of it: of an assembly, or of a ballot over days."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assemblies.actions.challenge_checks import still_ahead
from assemblies.actions.challenges import (
    answer_challenge,
    challenge_roll,
    demand_challenges,
    place_of,
    withdraw_challenge,
)
from assemblies.enums import ChallengeState
from assemblies.models import Assembly, Motion
from assemblies.models.challenges import LONGEST_GROUNDS
from assemblies.queries.assemblies import assembly_for
from assemblies.queries.challenges import challenge_for, challenges_of, own_place, own_row
from assemblies.queries.choices import member_named
from assemblies.queries.motions import motion_for
from assemblies.queries.named import READS_ROLL
from assemblies.queries.today import has_vote
from organisations.enums import Power
from organiser.base.forms import Form
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried
from skills.queries.offices import powers_in

SAYS = [("no", "Has no vote, though the register says so"), ("yes", "Has a vote, though the register says otherwise")]
BROUGHT = "The challenge is brought. It is answered before the ballot opens."


class OwnForm(Form):
    """That one has a vote oneself."""

    prefix = "own"
    grounds = forms.CharField(
        label="Why you have a vote",
        max_length=LONGEST_GROUNDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Those who count and facilitate read it.",
    )


class OtherForm(Form):
    """That another member has a vote or none."""

    prefix = "other"
    member = forms.CharField(
        label="Who", max_length=200, help_text="The whole name as it stands in the register, or the member’s number."
    )
    says = forms.ChoiceField(label="What you hold against the register", choices=SAYS)
    grounds = forms.CharField(
        label="Why",
        max_length=LONGEST_GROUNDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Those who count and facilitate read it, and whom it is about.",
    )

    def __init__(self, *args: Any, reads: bool = False, **kwargs: Any) -> None:
        """Members say of others only that they have none; those who read the rolls say both."""
        super().__init__(*args, **kwargs)
        if not reads:
            del self.fields["says"]


class AnswerForm(Form):
    """The reason of an answer; the buttons say which."""

    prefix = "answer"
    answer = forms.CharField(
        label="The reason",
        max_length=LONGEST_GROUNDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Whoever brought it reads it, and whom it is about.",
    )


def place_url(place: Assembly | Motion) -> str:
    """Where the roll of an assembly, or of the ballot on a motion, is challenged."""
    name = "assembly_challenges" if isinstance(place, Assembly) else "motion_challenges"
    return reverse(name, args=[place.public_id])


def _shown(
    request: HttpRequest,
    place: Assembly | Motion,
    *,
    own_form: OwnForm | None = None,
    other_form: OtherForm | None = None,
    answered: tuple[str, AnswerForm] | None = None,
) -> HttpResponse:
    """The page; a form is given where it came back with something to put right."""
    viewer, body = request.user, place.body
    powers = powers_in(viewer, body)
    reads, ahead = bool(set(READS_ROLL) & powers), still_ahead(place)
    found = list(challenges_of(viewer, place))
    told = own_place(viewer, body)
    upheld = [one for one in found if one.person_id == viewer.pk and one.state == ChallengeState.UPHELD]
    mine = max(upheld, key=lambda one: (one.answered_at, one.pk), default=None)
    open_own = any(one.person_id == viewer.pk and one.state == ChallengeState.OPEN for one in found)
    has_one = told is not None and (told.has_a_vote if mine is None else mine.has_vote)
    can_own = ahead and told is not None and not has_one and not open_own
    can_other = ahead and (reads or has_vote(viewer, body))
    decides = ahead and bool({Power.COUNT, Power.FACILITATE} & powers)
    forms_ = {answered[0]: answered[1]} if answered else {}
    context = {
        "place": place,
        "of_assembly": isinstance(place, Assembly),
        "told": told,
        "mine": mine,
        "ahead": ahead,
        "challenges": [
            {
                "one": one,
                "answer_form": forms_.get(one.public_id, AnswerForm())
                if decides and one.state == ChallengeState.OPEN
                else None,
                "can_withdraw": ahead and one.state == ChallengeState.OPEN and one.made_by_id == viewer.pk,
            }
            for one in found
        ],
        "own_form": own_form or (OwnForm() if can_own else None),
        "other_form": other_form or (OtherForm(reads=reads) if can_other else None),
    }
    wrong = any(form is not None and form.errors for form in (own_form, other_form, *forms_.values()))
    return page(request, "assemblies/challenges.html", context, body=body, status=UNPROCESSABLE if wrong else 200)


def _taken(request: HttpRequest, place: Assembly | Motion) -> HttpResponse:
    """The page, or what was sent from it."""
    if request.method != "POST":
        return _shown(request, place)
    viewer, body = request.user, place.body
    own = "other-grounds" not in request.POST
    demand_challenges(viewer, body, own=own)
    if own:
        form: Any = OwnForm(request.POST)
        act: Any = lambda: challenge_roll(  # noqa: E731  # both doors lead to one `tried`
            viewer,
            place=place,
            member=own_row(viewer, body),
            has_vote=True,
            grounds=form.cleaned_data["grounds"],
        )
    else:
        reads = bool(set(READS_ROLL) & powers_in(viewer, body))
        form = OtherForm(request.POST, reads=reads)
        act = lambda: challenge_roll(  # noqa: E731  # both doors lead to one `tried`
            viewer,
            place=place,
            member=member_named(body, form.cleaned_data["member"]),
            has_vote=form.cleaned_data.get("says", "no") == "yes",
            grounds=form.cleaned_data["grounds"],
        )
    if form.is_valid() and tried(form, act) is not None:
        messages.success(request, BROUGHT)
        return redirect(place_url(place))
    return _shown(request, place, own_form=form) if own else _shown(request, place, other_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@once
def assembly_challenges(request: HttpRequest, assembly: str) -> HttpResponse:
    """Who is on the rolls of an assembly."""
    return _taken(request, assembly_for(request.user, assembly))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@once
def motion_challenges(request: HttpRequest, motion: str) -> HttpResponse:
    """Who is on the roll of a ballot over days."""
    return _taken(request, motion_for(request.user, motion))


@require_POST
@login_required
@once
def challenge_answer(request: HttpRequest, challenge: str) -> HttpResponse:
    """Uphold or dismiss, by one of two buttons."""
    found, form = challenge_for(request.user, challenge), AnswerForm(request.POST)
    place = place_of(found)
    uphold = request.POST.get("decided") == ChallengeState.UPHELD
    if not uphold and request.POST.get("decided") != ChallengeState.DISMISSED:
        return _shown(request, place, answered=(found.public_id, form))
    if form.is_valid():
        words = form.cleaned_data["answer"]
        if tried(form, lambda: answer_challenge(request.user, challenge=found, uphold=uphold, answer=words)):
            messages.success(request, "Upheld. The next roll is corrected." if uphold else "Dismissed.")
            return redirect(place_url(place))
    return _shown(request, place, answered=(found.public_id, form))


@require_POST
@login_required
def challenge_withdraw(request: HttpRequest, challenge: str) -> HttpResponse:
    """Take it back."""
    found = challenge_for(request.user, challenge)
    withdraw_challenge(request.user, challenge=found)
    messages.success(request, "The challenge is taken back.")
    return redirect(place_url(place_of(found)))
