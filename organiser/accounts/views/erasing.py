"""Asking to be erased, and taking it back with the code while the days last."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from members.actions.erasures import LOCKED_FOR, ask_erasure, withdraw_erasure
from members.queries.own import own_memberships
from organiser.accounts import limits
from organiser.accounts.forms import ErasureCodeForm
from organiser.accounts.views.sign_in import too_often
from organiser.base import clock, erasing
from organiser.base.actor import VISITOR
from organiser.base.pages import page, tried

OFTEN = "Many wrong codes came from your network. Wait ten minutes, then type your code once more."


@login_required
@never_cache
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request: HttpRequest) -> HttpResponse:
    """What is erased, what stays, and what to hand over first; then the code that takes it back, shown once."""
    membership = own_memberships(request.user).first()
    if membership is None:
        return redirect("my_membership")
    if request.method == "POST":
        asked = ask_erasure(request.user, membership=membership)
        logout(request)  # its session is gone already
        context = {"erasure": asked.erasure, "code": asked.code, "organisation": membership.organisation}
        return page(request, "accounts/erasure_asked.html", context)
    context = {
        "membership": membership,
        "until": clock.today() + LOCKED_FOR,
        "hand_over": erasing.to_hand_over(request.user),
        "held_up": erasing.reasons_against(request.user),
    }
    return page(request, "accounts/erase_me.html", context)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def erasure_withdraw(request: HttpRequest) -> HttpResponse:
    """Take an erasure back with its code; signing in comes after that, as before."""
    form = ErasureCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        counted = limits.attempt(request, "erasure")
        if counted is None:
            return too_often(request, OFTEN)
        erasure = tried(form, lambda: withdraw_erasure(VISITOR, code=form.cleaned_data["code"]))
        if erasure is not None:
            counted.rollback()
            return page(request, "accounts/erasure_withdrawn.html", {"organisation": erasure.organisation})
    return page(request, "accounts/erasure_withdraw.html", {"form": form})
