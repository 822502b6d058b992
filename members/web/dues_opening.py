"""The treasurer's form for how an account stood before it was kept here."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from members.actions.dues_opening import open_account
from members.web.dues_accounts import answer, kept_account
from members.web.dues_forms import OpeningForm
from organiser.base.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def dues_open(request: HttpRequest, membership: str) -> HttpResponse:
    """Write down how an account stood, once and first."""
    found = kept_account(request, membership)
    form = OpeningForm(request.POST or None)
    words = {"heading": "Opening balance", "button": "Write it down", "done": "It is written down."}
    return answer(request, found, form, words, lambda: open_account(request.user, membership=found, **form.stood()))
