"""Erasures at the desk of those who keep a register: asked for on paper, seen while locked, taken back."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.erasures import LOCKED_FOR, OVER, ask_erasure, withdraw_erasure_for
from members.queries.erasing import erasure_for, erasures_visible_to
from members.queries.register import membership_for
from members.queries.retention import due_soon
from members.rules import demand_register, demand_register_of
from members.web.forms import NotedForm
from organisations.queries.bodies import body_for
from organiser.base import clock, erasing
from organiser.base.pages import UNPROCESSABLE, page, tried


class OnPaperForm(NotedForm):
    """The word of the keeper that the member asked for it."""

    on_paper = forms.BooleanField(
        label="I hold the member's signed wish on paper",
        required=False,
        help_text="Keep it until the 30 days are over.",
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def member_erase(request: HttpRequest, membership: str) -> HttpResponse:
    """Lock somebody's record for erasure, who has left or asked on paper; the code is shown once, to hand on."""
    found = membership_for(request.user, membership)
    if found.person_id == request.user.pk:
        return redirect(reverse("my_membership") + "#erase")
    demand_register_of(request.user, found)
    body = found.branch or found.organisation
    form = OnPaperForm(request.POST or None)
    context = {"membership": found, "person": found.person, "form": form, "until": clock.today() + LOCKED_FOR}
    if request.method == "POST" and form.is_valid():
        on_paper = form.cleaned_data["on_paper"]
        asked = tried(form, lambda: ask_erasure(request.user, membership=found, on_paper=on_paper, noted=form.noted()))
        if asked is not None:
            context |= {"erasure": asked.erasure, "code": asked.code}
            return page(request, "members/member_erased.html", context, body=body)
    context |= {
        "left": found.state in OVER,
        "hand_over": erasing.to_hand_over(found.person),
        "held_up": erasing.reasons_against(found.person),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/member_erase.html", context, body=body, status=status)


@login_required
@require_safe
def locked_records(request: HttpRequest, body: str) -> HttpResponse:
    """The records of a register that are locked, and those that the rules keep no longer soon."""
    shown = body_for(request.user, body)
    demand_register(request.user, shown)
    of_body = Q() if shown.pk == shown.organisation_id else Q(membership__branch=shown.pk)
    locked = erasures_visible_to(request.user).filter(of_body, organisation=shown.organisation_key)
    soon = due_soon(shown.organisation)
    if shown.pk != shown.organisation_id:
        soon = soon.filter(branch=shown.pk)
    context = {"locked": locked, "soon": soon[:100]}
    return page(request, "members/locked_records.html", context, body=shown)


@login_required
@require_POST
def erasure_keep(request: HttpRequest, erasure: str) -> HttpResponse:
    """Take an erasure back on the word of the member."""
    found = erasure_for(request.user, erasure)
    body = found.membership.branch or found.organisation
    withdraw_erasure_for(request.user, erasure=found)
    messages.success(request, "The erasure was taken back. The record is open again, and the membership has ended.")
    return redirect("locked_records", body.public_id)
