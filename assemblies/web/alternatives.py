"""Alternatives on the page of a motion: bringing one, taking it back."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from assemblies.actions.choices import LONGEST_LABEL, LONGEST_TEXT
from assemblies.actions.options import bring_alternative, withdraw_alternative
from assemblies.queries.alternatives import alternative_for
from assemblies.queries.motions import motion_for
from organiser.base.forms import Form
from organiser.base.pages import UNPROCESSABLE, page, tried


class AlternativeForm(Form):
    """One more thing that could be chosen."""

    label = forms.CharField(label="Name", max_length=LONGEST_LABEL)
    text = forms.CharField(
        label="What it means",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is printed below the name on the paper.",
    )


@require_POST
@login_required
def alternative_bring(request: HttpRequest, motion: str) -> HttpResponse:
    """Bring an alternative to a motion."""
    shown = motion_for(request.user, motion)
    form = AlternativeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        made = tried(
            form, lambda: bring_alternative(request.user, motion=shown, label=given["label"], text=given["text"])
        )
        if made is not None:
            messages.success(request, f"“{made.label}” is among the alternatives.")
            return redirect("motion", shown.public_id)
    context = {"motion": shown, "form": form}
    return page(request, "assemblies/alternative.html", context, body=shown.body, status=UNPROCESSABLE)


@require_POST
@login_required
def alternative_withdraw(request: HttpRequest, alternative: str) -> HttpResponse:
    """Take one's own alternative back."""
    shown = alternative_for(request.user, alternative)
    withdraw_alternative(request.user, alternative=shown)
    messages.success(request, f"“{shown.label}” is taken back.")
    return redirect("motion", shown.motion.public_id)
