"""Saying in plain words what a motion is about, before the vote on it opens (mission B13)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assemblies.actions.summaries import demand_summary_open, demand_summary_writer, waive_summary, write_summary
from assemblies.models import Motion
from assemblies.queries.motions import motion_for
from assemblies.rules import needs_summary
from assemblies.web.assembly_forms import OpenBallotForm
from members.models import Person
from organisations.actions.effects import says_whole
from organisations.enums import Power
from organiser.base.forms import Form
from organiser.base.pages import UNPROCESSABLE, page, tried
from skills.queries.offices import powers_in

ONE_OF_THEM = "Write the summary, or the reason why the vote opens without one."
BOTH = "There is a summary and a reason to do without one. Leave one of them empty."


def waits_for_summary(motion: Motion) -> bool:
    """Whether a vote on the motion has to wait for a summary."""
    return needs_summary(motion, says_whole=says_whole(motion.effect))


def may_waive(viewer: Person, motion: Motion) -> bool:
    """Whether somebody may let the vote open without a summary."""
    return bool({Power.FACILITATE, Power.CALL_ASSEMBLIES} & powers_in(viewer, motion.body))


class SummaryForm(Form):
    """The summary that is missing, or the reason to do without it."""

    summary = forms.CharField(
        label="In one sentence, in plain words",
        max_length=300,
        required=False,
        help_text="What would change, and why. As you would say it to a neighbour on the stairs.",
    )
    reason = forms.CharField(
        label="Or: why it is voted on without one",
        max_length=300,
        required=False,
        help_text="Stands with your name on the motion and on the ballot paper.",
    )

    def __init__(self, *args: Any, waives: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not waives:
            del self.fields["reason"]
            self.fields["summary"].required = True

    def clean(self) -> dict[str, Any]:
        """One of the two, and not both."""
        given = super().clean() or {}
        if not self.errors and "reason" in self.fields and bool(given["summary"]) == bool(given["reason"]):
            self.add_error("summary", BOTH if given["summary"] else ONE_OF_THEM)
        return given

    def save(self, actor: Person, motion: Motion) -> Motion:
        """Write the summary or waive it."""
        given = self.cleaned_data
        if given["summary"]:
            return write_summary(actor, motion=motion, summary=given["summary"])
        return waive_summary(actor, motion=motion, reason=given["reason"])


class OpenUnsaidForm(OpenBallotForm, SummaryForm):
    """The form that opens a ballot, for a motion whose summary is missing: that first."""

    field_order = ("summary", "reason", "where", "day", "closes_at")

    def clean(self) -> dict[str, Any]:
        """Both halves."""
        SummaryForm.clean(self)
        return OpenBallotForm.clean(self)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def motion_summary(request: HttpRequest, motion: str) -> HttpResponse:
    """Write the summary of a motion that has none, or waive it."""
    shown = motion_for(request.user, motion)
    demand_summary_writer(request.user, shown)
    if request.method != "POST":
        demand_summary_open(shown)
    waives = may_waive(request.user, shown) and waits_for_summary(shown)
    form = SummaryForm(request.POST or None, waives=waives, initial={"summary": shown.summary})
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: form.save(request.user, shown))
        if done is not None:
            said = "has its summary" if done.summary else "can be voted on without a summary"
            messages.success(request, f"Motion {done.reference} {said}.")
            return redirect("motion", done.public_id)
    context = {"motion": shown, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "assemblies/motion_summary.html", context, body=shown.body, status=status)
