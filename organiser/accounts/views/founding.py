"""Founding an organisation, as the first visitor or as somebody who is here already."""

from functools import partial

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from members.queries.accounts import is_anybody
from organiser import frame
from organiser.accounts import limits
from organiser.accounts.founding import FirstPersonForm, FoundingForm, found_together, preset_sentences
from organiser.accounts.views.sign_in import too_often
from organiser.base.once import once
from organiser.base.pages import page
from skills.actions.founding import Founded


@never_cache
@sensitive_post_parameters("you-password")
@require_http_methods(["GET", "HEAD", "POST"])
@partial(once, whoever=True)
def found(request: HttpRequest) -> HttpResponse:
    """Ask the plain questions, and found."""
    person = request.user if request.user.is_authenticated else None
    if person is None and is_anybody():
        return redirect_to_login(request.path)
    first = FirstPersonForm(request.POST or None) if person is None else None
    form = FoundingForm(request.POST or None)
    # Both are asked, so that everything to put right is said at once.
    valid = [each.is_valid() for each in (first, form) if each is not None]
    if request.method == "POST" and all(valid):
        if person is not None and limits.attempt(request, "found", (person.email or person.public_id).lower()) is None:
            return too_often(request, "You founded ten organisations today. Go on tomorrow.")
        founded = found_together(person, first, form)
        if founded is not None:
            return _begin(request, founded)
    return page(request, "accounts/found.html", {"first": first, "form": form, "presets": preset_sentences()})


def _begin(request: HttpRequest, founded: Founded) -> HttpResponse:
    """Lead the founder to the desk of the first body."""
    body = founded.branches[0] if founded.branches else founded.organisation
    person = founded.membership.person
    desk = reverse("desk", kwargs={"body": body.public_id})
    sentence = f"{founded.organisation.name} is founded. You hold its roles until the first assembly fills them."
    if request.user == person:
        answer = redirect(desk)
    elif request.user.is_authenticated:
        # Somebody of another organisation founds as a person of its own, and goes on as that one.
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        sentence += (
            " This is an account of its own, apart from your other one. "
            f"Its sign-in name is {person.sign_in_name}; give it a password on your account page."
        )
        answer = redirect(desk)
    else:
        sentence += f" Your sign-in name is {person.sign_in_name}; write it down."
        record_authentication(request, person, method="password", username=person.sign_in_name)
        answer = perform_login(request, person, redirect_url=desk)
    request.session[frame.SESSION_KEY] = body.public_id
    messages.success(request, sentence)
    return answer
