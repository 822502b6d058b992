"""My e-mail address: changed only with a code sent to the new one, since codes and links go there."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.internal.cryptokit import compare_user_code
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.actions.people import CONTACT, PersonData, change_contact
from members.models import Membership, Person
from members.queries.belonging import memberships_of
from members.validators import clean_email
from organiser.accounts import limits
from organiser.accounts.forms import AddressCodeForm, AddressForm
from organiser.accounts.views.sign_in import too_often
from organiser.base.pages import page, tried

SESSION_KEY = "new_address"
LASTS = 15 * 60
MOST_WRONG = 3


def _membership(person: Person) -> Membership | None:
    return memberships_of(person).select_related("organisation", "branch", "person").order_by("pk").first()


@login_required
@never_cache
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Show the address and send a code to a new one."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _membership(request.user) is not None:
        email = tried(form, lambda: clean_email(form.cleaned_data["email"]))
        if email is not None:
            for key in (f"person {request.user.pk}", f"address {email.lower()}"):
                if limits.attempt(request, "new_address", key) is None:
                    return too_often(request, "We sent several codes already. Look for them, or wait an hour.")
            code = get_adapter().generate_login_code()
            request.session[SESSION_KEY] = {"email": email, "code": code, "at": time.time(), "wrong": 0}
            get_adapter().send_mail("account/email/new_address", email, {"code": code})
            return redirect("address_code")
    context = {"form": form, "belongs": _membership(request.user) is not None}
    return page(request, "accounts/address.html", context)


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    waiting = request.session.get(SESSION_KEY)
    if waiting is None or time.time() - waiting["at"] > LASTS or waiting["wrong"] >= MOST_WRONG:
        return None
    return dict(waiting)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def address_code(request: HttpRequest) -> HttpResponse:
    """Prove that the new address is mine, and take it over."""
    waiting = _waiting(request)
    membership = _membership(request.user)
    if waiting is None or membership is None:
        messages.error(request, "There is no code to type, or it is too old. Ask for a new one.")
        return redirect("account_email")
    form = AddressCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if compare_user_code(actual=form.cleaned_data["code"], expected=waiting["code"]):
            return _take_over(request, membership, waiting["email"])
        request.session[SESSION_KEY] = {**waiting, "wrong": waiting["wrong"] + 1}
        form.add_error("code", forms.ValidationError("This code is not right. Type it again.", code="code"))
    return page(request, "accounts/address_code.html", {"form": form, "email": waiting["email"]})


def _take_over(request: HttpRequest, membership: Membership, email: str) -> HttpResponse:
    person = membership.person
    before = person.email
    data = PersonData(**{**{field: getattr(person, field) or "" for field in CONTACT}, "email": email})
    change_contact(person, membership=membership, data=data)
    del request.session[SESSION_KEY]
    if before:
        get_adapter().send_notification_mail("account/email/address_changed", person, email=before)
    messages.success(request, f"From now on we write to {email}.")
    return redirect("account")
