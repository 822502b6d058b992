"""Motions: the list, one motion, and what members do with it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assemblies.actions.rewording import reword_motion, withdraw_motion
from assemblies.actions.seconding import contribute, second_motion
from assemblies.enums import Stance
from assemblies.queries.lists import MOTION_STATES, motions_of
from assemblies.queries.motions import motion_for, wording
from assemblies.queries.today import has_vote
from assemblies.web.exclusions import before_the_vote
from assemblies.web.motion_page import CAN_WITHDRAW, paper_of
from assemblies.web.nominations import candidates_on
from assemblies.web.shared import pages_of
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organiser.base.errors import NotPermitted
from organiser.base.forms import Form
from organiser.base.kept import asked_once
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, Question, page, sure, tried


class SayForm(Form):
    """A reason for or against, or a question."""

    prefix = "say"
    stance = forms.ChoiceField(label="You speak", choices=Stance.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="What you want to say", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class RewordForm(Form):
    """A new wording."""

    text = forms.CharField(label="Text of the motion", widget=forms.Textarea(attrs={"rows": 12}))


@require_safe
@login_required
@asked_once()
def motions(request: HttpRequest, body: str) -> HttpResponse:
    """The motions of a body, with filters."""
    shown = body_for(request.user, body)
    text, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    context = {
        "page": pages_of(request, motions_of(request.user, shown, text=text, state=state)),
        "figures": shows_figures(request.user, shown),
        "may_move": has_vote(request.user, shown),
        "q": text,
        "state": state if state in MOTION_STATES else "",
        "states": [(word, label) for word, (label, _states) in MOTION_STATES.items()],
    }
    return page(request, "assemblies/motions.html", context, body=shown)


@require_safe
@login_required
def motion(request: HttpRequest, motion: str) -> HttpResponse:
    """One motion."""
    return _page(request, motion_for(request.user, motion), SayForm())


def _page(request: HttpRequest, shown: Any, form: SayForm) -> HttpResponse:
    paper = paper_of(request.user, shown)
    figures = paper["figures"]
    context = {
        **paper,
        **before_the_vote(request.user, shown, figures=figures),
        **candidates_on(request.user, shown, figures=figures),
        "say_form": form,
    }
    return page(
        request, "assemblies/motion.html", context, body=shown.body, status=UNPROCESSABLE if form.errors else 200
    )


@require_POST
@login_required
def motion_second(request: HttpRequest, motion: str) -> HttpResponse:
    """Second it."""
    done = second_motion(request.user, motion=motion_for(request.user, motion))
    messages.success(request, f"You second motion {done.reference}.")
    return redirect("motion", done.public_id)


@require_POST
@login_required
def motion_withdraw(request: HttpRequest, motion: str) -> HttpResponse:
    """Take it back."""
    shown = motion_for(request.user, motion)
    if request.user.pk == shown.mover_id and shown.status in CAN_WITHDRAW:
        lead = "It is not voted on, and nobody can bring it back under this number. You can move it anew."
        back = reverse("motion", args=[shown.public_id])
        question = Question(str(shown), "Withdraw this motion?", lead, "Withdraw it", "Keep it", back)
        asked = sure(request, question, body=shown.body)
        if asked is not None:
            return asked
    done = withdraw_motion(request.user, motion=shown)
    messages.success(request, f"Motion {done.reference} is withdrawn.")
    return redirect("motion", done.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@once
def motion_reword(request: HttpRequest, motion: str) -> HttpResponse:
    """Write a new version of one's own motion."""
    shown = motion_for(request.user, motion)
    if request.user.pk != shown.mover_id:
        raise NotPermitted("Only the mover rewords a motion. Others bring amendments.", code="not_mover")
    form = RewordForm(request.POST or None, initial={"text": wording(shown)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        version = tried(form, lambda: reword_motion(request.user, motion=shown, text=given["text"]))
        if version is not None:
            messages.success(request, f"Version {version.number} stands now. Earlier ones stay readable.")
            return redirect("motion", shown.public_id)
    status = UNPROCESSABLE if form.errors else 200
    return page(
        request, "assemblies/motion_reword.html", {"motion": shown, "form": form}, body=shown.body, status=status
    )


@require_POST
@login_required
@once
def motion_contribute(request: HttpRequest, motion: str) -> HttpResponse:
    """Say something about it; members of other branches may too."""
    shown = motion_for(request.user, motion)
    form = SayForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        said = tried(form, lambda: contribute(request.user, motion=shown, **given))
        if said is not None:
            messages.success(request, "What you said stands with the motion.")
            return redirect("motion", shown.public_id)
    return _page(request, shown, form)
