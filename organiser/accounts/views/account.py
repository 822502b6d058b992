"""One's account: who I am here, the organisations I belong to, and where I am signed in."""

import hashlib

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members.actions.people import log_own_data
from members.queries.belonging import bodies_of, memberships_of
from organiser import frame
from organiser.accounts.browsers import browser_in_words
from organiser.accounts.exports import as_zip
from organiser.base import clock
from organiser.base.pages import page


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here."""
    memberships = memberships_of(request.user).select_related("organisation", "branch").order_by("organisation__name")
    here = frame.current_body(request)
    kinds = list(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    context = {
        "memberships": [(membership, membership.branch or membership.organisation) for membership in memberships],
        "here": here.pk if here is not None else None,
        "passkeys": kinds.count("webauthn"),
        "app": "totp" in kinds,
    }
    return page(request, "accounts/account.html", context)


@login_required
@never_cache
@reauthentication_required(allow_get=False)
@require_safe
def own_data_file(request: HttpRequest) -> HttpResponse:
    """Everything about myself as a file, for which one shows anew that it is oneself; it stands in one's own log."""
    log_own_data(request.user, "Your data taken out as a file")
    answer = HttpResponse(as_zip(request.user), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="my-data-{clock.today():%Y-%m-%d}.zip"'
    return answer


@login_required
@require_POST
def switch_body(request: HttpRequest, body: str) -> HttpResponse:
    """Look at another body I belong to."""
    chosen = bodies_of(request.user).filter(public_id=body).first()
    if chosen is None:
        raise Http404
    request.session[frame.SESSION_KEY] = chosen.public_id
    messages.success(request, f"This is {chosen.name} now.")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _name(session: UserSession) -> str:
    """A name for a session that opens nothing: its key stays on the server."""
    return hashlib.sha256(f"session {session.session_key}".encode()).hexdigest()[:16]


@login_required
@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where I am signed in: this place first, then the latest."""
    mine = sorted(
        UserSession.objects.purge_and_list(request.user),
        key=lambda session: (not session.is_current(), -session.created_at.timestamp()),
    )
    shown = [(_name(session), session, browser_in_words(session.user_agent)) for session in mine]
    return page(request, "accounts/sessions.html", {"sessions": shown})


@login_required
@require_POST
def session_end(request: HttpRequest, session: str) -> HttpResponse:
    """End one of my sessions; whoever sits there has to sign in again."""
    for mine in UserSession.objects.purge_and_list(request.user):
        if _name(mine) == session:
            if mine.is_current():
                return redirect("account_logout")
            mine.end()
            messages.success(request, "That place is signed out now.")
            return redirect("usersessions_list")
    raise Http404


@login_required
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """End all my sessions but this one."""
    for mine in UserSession.objects.purge_and_list(request.user):
        if not mine.is_current():
            mine.end()
    messages.success(request, "You are signed in here only.")
    return redirect("usersessions_list")


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # it looks at nothing of it
    """Whether the database answers, for whoever watches the machine. It tells nothing else and needs no sign-in."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "failing", "database": "unreachable"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})
