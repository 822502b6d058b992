"""The page of a tie between options: what is tied and why, its run-off, telling the source of a lot, deciding."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from assemblies.actions.run_offs import open_run_off
from assemblies.actions.ties import announce_lot, decide_tie
from assemblies.counting.ranked.transcript import ASKED
from assemblies.enums import AssemblyStatus, TieMeans
from assemblies.models import Ballot, Tie
from assemblies.queries.ballots import ballot_for
from assemblies.queries.choices import open_assembly_of
from assemblies.queries.papers import labels_of
from assemblies.queries.run_offs import chosen_before, run_off_of, waits_for_run_off
from assemblies.queries.ties import open_tie_of, ties_of
from assemblies.rules import demand_counts
from assemblies.web.assembly_forms import OpenBallotForm
from assemblies.web.rounds import rounds_of
from assemblies.web.run_offs import run_off_form
from organisations.enums import Power, TieRule
from organisations.queries.decisions import shows_figures
from organiser.base.forms import Form
from organiser.base.pages import UNPROCESSABLE, page, tried
from skills.queries.offices import powers_in

BY_SOURCE, BY_HAND, BY_CHAIR = "source", "hand", "chair"


class AnnounceForm(Form):
    """By which public source a lot will be drawn."""

    source = forms.CharField(
        label="The source and its day",
        max_length=300,
        help_text="Something nobody can know yet or change, for instance the numbers of a lottery on a day to come.",
    )


class DecideForm(Form):
    """How a tie was decided."""

    how = forms.ChoiceField(label="How", widget=forms.RadioSelect)
    values = forms.CharField(
        label="What the source said",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One value on each line, in the order in which the sources were told.",
    )
    chosen = forms.MultipleChoiceField(label="Who was named", required=False, widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label="How the lot was drawn, and who watched", max_length=300, required=False, help_text="For a lot by hand."
    )

    def __init__(self, tie: Tie, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = []
        if tie.announced_at is not None:
            ways.append((BY_SOURCE, "By what the source said that was told beforehand"))
        told = tie.announced_at is not None
        if not told and tie.ballot.assembly is not None and tie.ballot.assembly.status == AssemblyStatus.OPEN:
            ways.append((BY_HAND, "By a lot drawn by hand in the assembly"))
        if not told and tie.ballot.rule.tie_rule == TieRule.CASTING_VOTE:
            ways.append((BY_CHAIR, "By the casting vote of the chair"))
        self.fields["how"].choices = ways
        # Whoever a run-off chose that left places free is chosen, and the lot is about the others.
        self.kept = chosen_before(tie)
        self.fields["chosen"].choices = [(name, name) for name in tie.options if name not in self.kept]
        if tie.announced_at is None:
            del self.fields["values"]
        if len(ways) == 1:
            self.fields["how"].initial = ways[0][0]
        if {way for way, _ in ways} <= {BY_SOURCE}:
            del self.fields["chosen"]
        if BY_HAND not in {way for way, _ in ways}:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        """A lot by a source needs what the source said."""
        given = super().clean() or {}
        said = (line.strip() for line in given.get("values", "").splitlines())
        given["values"] = [line for line in said if line]
        if given.get("how") == BY_SOURCE and not given["values"]:
            self.add_error("values", "Write down what the source said.")
        return given

    def decide(self, actor: Any, tie: Tie) -> Ballot:
        """Hand it to the action."""
        given = self.cleaned_data
        by_source = given["how"] == BY_SOURCE
        named = [*(self.kept if tie.purpose == "win" else ()), *given.get("chosen", ())]
        return decide_tie(
            actor,
            tie=tie,
            by=TieMeans.CASTING_VOTE if given["how"] == BY_CHAIR else TieMeans.LOT,
            chosen=() if by_source else named,
            values=given["values"] if by_source else (),
            note="" if by_source else given.get("note", ""),
        )


def tie_page(
    request: HttpRequest,
    ballot: Ballot,
    announce: AnnounceForm | None = None,
    decide: DecideForm | None = None,
    again: OpenBallotForm | None = None,
) -> HttpResponse:
    """The page of a ballot whose count stopped at a tie: the run-off comes first where the rules want one."""
    figures = shows_figures(request.user, ballot.body)
    tie = open_tie_of(ballot)
    counts = bool({Power.COUNT, Power.FACILITATE} & powers_in(request.user, ballot.body))
    context: dict[str, Any] = {"ballot": ballot, "tie": tie, "figures": figures, "counts": counts}
    context |= {"waits": waits_for_run_off(tie), "run_off": run_off_of(tie), "kept": chosen_before(tie)}
    if figures:
        context |= {
            "asked": ASKED[tie.purpose],
            "sentences": tie.count["sentences"],
            "rounds": rounds_of(tie.count, labels_of(ballot)),
            "earlier": [one for one in ties_of(ballot) if one.decided_at is not None],
        }
    if counts and context["waits"]:
        if context["run_off"] is None:
            context["again"] = again or run_off_form(ballot)
    elif counts:
        context["announce"] = announce or (AnnounceForm() if tie.announced_at is None else None)
        form = decide or DecideForm(tie)
        context["decide"] = form if form.fields["how"].choices else None
    wrong = any(form is not None and form.errors for form in (announce, decide, again))
    return page(request, "assemblies/tie.html", context, body=ballot.body, status=UNPROCESSABLE if wrong else 200)


@require_POST
@login_required
def tie_announce(request: HttpRequest, ballot: str) -> HttpResponse:
    """Tell by which source the lot will be drawn."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    tie, form = open_tie_of(shown), AnnounceForm(request.POST)
    if form.is_valid() and tried(form, lambda: announce_lot(request.user, tie=tie, source=form.cleaned_data["source"])):
        messages.success(request, "Members now read by which source the lot will be drawn.")
        return redirect("ballot", shown.public_id)
    return tie_page(request, shown, announce=form)


@require_POST
@login_required
def tie_decide(request: HttpRequest, ballot: str) -> HttpResponse:
    """Decide the tie and count on."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    tie = open_tie_of(shown)
    form = DecideForm(tie, request.POST)
    if form.is_valid() and tried(form, lambda: form.decide(request.user, tie)):
        messages.success(request, "The tie is decided and the count went on.")
        return redirect("ballot", shown.public_id)
    return tie_page(request, shown, decide=form)


@require_POST
@login_required
def tie_run_off(request: HttpRequest, ballot: str) -> HttpResponse:
    """Open the run-off on the tie that waits in a ballot."""
    shown = ballot_for(request.user, ballot)
    demand_counts(request.user, shown.body)
    tie, form = open_tie_of(shown), run_off_form(shown, request.POST)
    if form is not None and form.is_valid():
        held_in = open_assembly_of(shown.body) if form.cleaned_data["where"] == form.HERE else None
        made = tried(form, lambda: open_run_off(request.user, tie=tie, assembly=held_in, closes_at=form.closes()))
        if made is not None:
            messages.success(request, f"The run-off is open. {made.roll.size} can vote.")
            return redirect("assembly", held_in.public_id) if held_in else redirect("ballot", made.public_id)
    opened = run_off_of(open_tie_of(shown))
    if opened is not None:  # the button was pressed twice, or by two people
        messages.success(request, "The run-off was opened already.")
        return redirect("ballot", opened.public_id)
    return tie_page(request, shown, again=form)
