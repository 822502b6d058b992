"""After a letter: how will you sign in next time?"""

from allauth.account.internal.flows.password_change import finalize_password_set
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from organiser.accounts.adapter import came_by_letter
from organiser.accounts.allauth_forms import SetPassword
from organiser.base.pages import page


@login_required
@require_safe
def next_time(request: HttpRequest) -> HttpResponse:
    """Offer a password or a passkey to somebody whose letter is used up now."""
    return page(request, "accounts/next_time.html", {"by_letter": came_by_letter(request)})


@login_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def letter_password(request: HttpRequest) -> HttpResponse:
    """Set a password without the old one, for an hour after coming in by letter."""
    if not came_by_letter(request):
        return redirect("account_change_password")
    form = SetPassword(data=request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        finalize_password_set(request, request.user)
        return redirect("account")
    return page(request, "accounts/letter_password.html", {"form": form})
