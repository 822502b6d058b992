"""Finding somebody by a whole e-mail or street address: sent in a form, so that no address of a page holds it."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.queries.register import register_of, with_contact
from members.web.register import kept_body
from organiser.base.forms import Form
from organiser.base.pages import UNPROCESSABLE, page

MOST = 20


class LookUpForm(Form):
    """What is looked for."""

    contact = forms.CharField(
        label="E-mail or street address",
        max_length=254,
        help_text="The whole of it, as it stands in the record. Parts of names and phone numbers are found above the "
        "register.",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def register_find(request: HttpRequest, body: str) -> HttpResponse:
    """Lead to the record of whoever has it; to a list of names where several do."""
    found = kept_body(request, body)
    form = LookUpForm(request.POST or None)
    people = None
    if request.method == "POST" and form.is_valid():
        people = list(with_contact(register_of(request.user, found), form.cleaned_data["contact"])[:MOST])
        if len(people) == 1:
            return redirect("member", people[0].public_id)
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return page(request, "members/register_find.html", {"form": form, "people": people}, body=found, status=status)
