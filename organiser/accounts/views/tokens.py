"""Tokens: how I let a program speak for me."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members.actions.tokens import make_token, revoke_token
from members.queries.accounts import tokens_of
from organiser.accounts.forms import TokenForm
from organiser.base import clock
from organiser.base.errors import NotFound
from organiser.base.pages import page, tried


@login_required
@never_cache
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens, and a new one; its secret stands on the answer to this form and nowhere else."""
    form = TokenForm(request.user, request.POST or None)
    made = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        body = form.bodies[data["body"]]
        made = tried(
            form,
            lambda: make_token(request.user, body=body, name=data["name"], scope=data["scope"], days=data["days"]),
        )
    mine = tokens_of(request.user)
    context = {
        "form": form,
        "made": made,
        "tokens": [(token, token.revoked_at is None and token.expires_at > clock.now()) for token in mine],
    }
    return page(request, "accounts/tokens.html", context)


@login_required
@require_POST
def token_revoke(request: HttpRequest, token: str) -> HttpResponse:
    """End one of my tokens now."""
    mine = tokens_of(request.user).filter(public_id=token).first()
    if mine is None:
        raise NotFound("There is no such token.", code="no_token")
    revoke_token(request.user, token=mine)
    messages.success(request, f"“{mine.name}” opens nothing any more.")
    return redirect("tokens")
