"""Moving to another branch: asking, letting go, taking in; and what an old branch still sees of somebody who moved."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.transfers import (
    accept_transfer,
    ask_to_move,
    refuse_transfer,
    release_member,
    withdraw_transfer,
)
from members.enums import TRANSFER_RUNS, TransferState
from members.models import Membership, Transfer
from members.queries.register import membership_for
from members.queries.transfers import branch_named, branches_to_move_to, history_before, transfer_for, transfers_of
from members.rules import demand_register, demand_register_of
from members.transfer_rules import may_answer, may_release, releases_by_itself_on
from organisations.models import Branch
from organisations.queries.bodies import body_for
from organiser.base.forms import Form
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried

PAGE = 50
NOWHERE = "none"


class MoveForm(Form):
    """Where somebody asks to move to."""

    to = forms.ChoiceField(label="To", widget=forms.RadioSelect)

    def __init__(self, membership: Membership, branches: list[Branch], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(branch.public_id, branch.name) for branch in branches]
        if membership.branch_id is not None:
            choices.append((NOWHERE, f"No branch: {membership.organisation.name} alone"))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # a field of choices


class ReleaseForm(Form):
    """What goes along with somebody who is let go."""

    note = forms.CharField(
        label="What is outstanding",
        max_length=500,
        required=False,
        help_text="A key, a cash box, a task; or that nothing is. The member and the other branch read it.",
    )


class RefuseForm(Form):
    """Why somebody is not taken in."""

    reason = forms.CharField(label="Why not", max_length=500, help_text="The member and the old branch read it.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def move(request: HttpRequest, membership: str) -> HttpResponse:
    """Ask to move to another branch, for oneself or as the keeper of the register for somebody who asked on paper."""
    found = membership_for(request.user, membership)
    own = found.person_id == request.user.pk
    if not own:
        demand_register_of(request.user, found)
    form = MoveForm(found, list(branches_to_move_to(found)), request.POST or None)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        branch = None if to == NOWHERE else branch_named(found, to)
        transfer = tried(form, lambda: ask_to_move(request.user, membership=found, to=branch))
        if transfer is not None:
            messages.success(request, "It was asked. Here you see where it stands.")
            return redirect("transfer", transfer.public_id)
    body = found.branch or found.organisation
    context = {"form": form, "membership": found, "own": own, "nowhere": not form.fields["to"].choices}  # type: ignore[attr-defined]
    return page(request, "members/move.html", context, body=body, status=UNPROCESSABLE if form.is_bound else 200)


def _transfer_page(request: HttpRequest, transfer: Transfer, bound: Form | None = None) -> HttpResponse:
    """One move with what the viewer may do about it; `bound` is a form that came back."""
    viewer = request.user
    running = transfer.state in TRANSFER_RUNS
    old = may_release(viewer, transfer)
    own = transfer.membership.person_id == viewer.pk
    answers = transfer.state == TransferState.RELEASED and may_answer(viewer, transfer)
    release = transfer.state == TransferState.REQUESTED and old
    gone = transfer.state == TransferState.ACCEPTED
    shown_body = transfer.to_branch if not old and may_answer(viewer, transfer) else transfer.from_branch
    context = {
        "transfer": transfer,
        "membership": transfer.membership,
        "person": transfer.membership.person,
        "own": own,
        "release_form": (bound if isinstance(bound, ReleaseForm) else ReleaseForm()) if release else None,
        "refuse_form": (bound if isinstance(bound, RefuseForm) else RefuseForm()) if answers else None,
        "may_withdraw": running and viewer.pk in {transfer.membership.person_id, transfer.asked_by_id},
        "by_itself": releases_by_itself_on(transfer) if transfer.state == TransferState.REQUESTED else None,
        "history": history_before(transfer) if gone and (old or own) else [],
        "old": old,
        "here": gone and may_answer(viewer, transfer),
    }
    status = UNPROCESSABLE if bound is not None else 200
    return page(request, "members/transfer.html", context, body=shown_body or transfer.organisation, status=status)


@login_required
@require_safe
def transfer(request: HttpRequest, transfer: str) -> HttpResponse:
    """Where a move stands; for an old branch, how somebody stood who moved away."""
    return _transfer_page(request, transfer_for(request.user, transfer))


@login_required
@require_POST
def transfer_release(request: HttpRequest, transfer: str) -> HttpResponse:
    """Let a member go."""
    found = transfer_for(request.user, transfer)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if tried(form, lambda: release_member(request.user, transfer=found, note=note)) is not None:
            messages.success(request, f"{found.membership.person.name} can go. Now the other one answers.")
            return redirect("transfer", found.public_id)
    return _transfer_page(request, found, form)


@login_required
@require_POST
def transfer_accept(request: HttpRequest, transfer: str) -> HttpResponse:
    """Take somebody in."""
    done = accept_transfer(request.user, transfer=transfer_for(request.user, transfer))
    messages.success(request, f"{done.membership.person.name} belongs here from today.")
    return redirect("member", done.membership.public_id)


@login_required
@require_POST
def transfer_refuse(request: HttpRequest, transfer: str) -> HttpResponse:
    """Do not take somebody in."""
    found = transfer_for(request.user, transfer)
    form = RefuseForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: refuse_transfer(request.user, transfer=found, reason=reason)) is not None:
            messages.success(request, "It was refused, and the member reads why.")
            return redirect("transfers", (found.to_branch or found.organisation).public_id)
    return _transfer_page(request, found, form)


@login_required
@require_POST
def transfer_withdraw(request: HttpRequest, transfer: str) -> HttpResponse:
    """Stay after all."""
    done = withdraw_transfer(request.user, transfer=transfer_for(request.user, transfer))
    messages.success(request, "It was taken back.")
    return redirect("transfer", done.public_id)


@login_required
@require_safe
def transfers(request: HttpRequest, body: str) -> HttpResponse:
    """The moves out of and into a register, for those who keep it."""
    found = body_for(request.user, body)
    demand_register(request.user, found)
    shown = Paginator(transfers_of(request.user, found), PAGE).get_page(request.GET.get("page"))
    return page(request, "members/transfers.html", {"page": shown}, body=found)
