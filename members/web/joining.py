"""Asking to join an organisation, by its link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from members.actions.joining import apply_to_join
from members.models import Membership, Person
from members.queries.agreements import current_programme
from members.queries.own import branch_to_join, organisation_to_join, own_membership_in, programme_version
from members.web.forms import JoinForm
from organisations.models import Organisation
from organisations.queries.bodies import branches_of
from organiser.base.pages import UNPROCESSABLE, page, tried


def _ask(person: Person, organisation: Organisation, form: JoinForm) -> Membership:
    branch = form.cleaned_data.get("branch")
    version = form.cleaned_data.get("programme_version")
    return apply_to_join(
        person,
        organisation=organisation,
        branch=branch_to_join(organisation, branch) if branch else None,
        programme_version=programme_version(version) if version else None,
        declared=form.cleaned_data.get("declared", False),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, organisation: str) -> HttpResponse:
    """The aims, and a button to ask for membership; in a political organisation the programme too (mission A2, A4)."""
    found = organisation_to_join(organisation)
    membership = own_membership_in(request.user, found)
    programme = current_programme(found)
    data = request.POST if request.method == "POST" else None
    form = JoinForm(list(branches_of(found)), programme, found.incompatible, data)
    if request.method == "POST" and form.is_valid():
        asked = tried(form, lambda: _ask(request.user, found, form))
        if asked is not None:
            sentence = f"You asked to join {found.name}. Its secretary will read it."
            if asked.person_id != request.user.pk:
                sentence += (
                    " You have an account of its own there, apart from this one: sign in with a code sent to your "
                    "e-mail and choose it, or ask that secretary for a letter."
                )
            messages.success(request, sentence)
            return redirect("my_membership")
    context = {"organisation": found, "form": form, "programme": programme, "membership": membership}
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/join.html", context, status=status)
