"""The panic switch on a page: what it ends, what it leaves, and one question."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.actions.panics import MOST_HOURS, demand_panic, end_all_ways_in
from members.queries.panics import panics_of
from organisations.queries.bodies import body_for
from organiser.base.forms import Form
from organiser.base.pages import UNPROCESSABLE, page, tried


class PanicForm(Form):
    """For how long sign-in is closed."""

    hours = forms.TypedChoiceField(
        label="Then let people sign in again",
        coerce=int,
        choices=[
            (0, "At once"),
            (1, "After an hour"),
            (12, "After 12 hours"),
            (24, "After a day"),
            (MOST_HOURS, "After three days"),
        ],
        initial=0,
        help_text="While it is closed nobody of this body signs in, you neither.",
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def panic(request: HttpRequest, body: str) -> HttpResponse:
    """Ask, then end everything; who did it is signed out as well."""
    shown = body_for(request.user, body)
    demand_panic(request.user, shown)
    form = PanicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hours = form.cleaned_data["hours"]
        done = tried(form, lambda: end_all_ways_in(request.user, body=shown, hours=hours))
        if done is not None:
            request.session.flush()
            messages.success(
                request, f"All sign-ins of {shown.name} have ended, yours too. Members were told by e-mail."
            )
            return redirect("account_login")
    context = {"form": form, "past": panics_of(shown.pk)[:5]}
    return page(request, "members/panic.html", context, body=shown, status=UNPROCESSABLE if form.is_bound else 200)
