"""The ways in: password, code, letter; and which account, where an address has several."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from members.actions.letters import use_letter
from members.queries.accounts import is_anybody, people_among, with_belongings
from organiser.accounts import limits
from organiser.accounts.forms import ChoiceForm, LetterForm
from organiser.accounts.stages import ChooseAccountStage
from organiser.base.actor import VISITOR
from organiser.base.pages import page, tried

OFTEN = "Many wrong codes came from your network. Wait ten minutes, then type the code of your letter once more."


def too_often(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page for somebody who tried too often."""
    return page(request, "429.html", {"sentence": sentence}, status=429)


class SignInView(LoginView):
    """The first page a stranger sees; on an empty installation it leads to founding instead."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, unless nobody could sign in yet."""
        if not is_anybody():
            return redirect("found")
        return super().get(request, *args, **kwargs)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def letter_sign_in(request: HttpRequest) -> HttpResponse:
    """Come in with the code of a printed letter."""
    if request.user.is_authenticated:
        messages.info(request, f"You are signed in as {request.user}. To use a letter, sign out first.")
        return redirect("account")
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        counted = limits.attempt(request, "letter")
        if counted is None:
            return too_often(request, OFTEN)
        person = tried(form, lambda: use_letter(VISITOR, code=form.cleaned_data["code"]))
        if person is not None:
            counted.rollback()
            # A letter is as good as a password: with it one may set a new one, or add a passkey, without the old one.
            record_authentication(request, person, method="letter", reauthenticated=True)
            answer = perform_login(request, person, redirect_url=reverse("next_time"))
            request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
            return answer
    return page(request, "accounts/letter.html", {"form": form})


@login_stage_required(stage=ChooseAccountStage.key, redirect_urlname="account_login")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_account(request: HttpRequest) -> HttpResponse:
    """Say which account is meant, after the address or the password has been proven."""
    stage = request._login_stage  # type: ignore[attr-defined]  # noqa: SLF001  # where the decorator leaves it
    form = ChoiceForm(list(with_belongings(people_among(stage.accounts))), request.POST or None)
    if request.method == "POST" and form.is_valid():
        return stage.choose(form.chosen)
    return page(request, "accounts/choose.html", {"form": form})
