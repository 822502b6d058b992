"""Setting the page on which people ask to join."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from members.actions.joining_pages import change_joining_page, renew_joining_link
from members.enums import JoiningAccess
from members.models import JoiningPage
from members.queries.joining_pages import joining_page_of
from members.rules import demand_register
from members.web.joining_forms import JoiningPageForm
from organisations.models import Organisation
from organisations.queries.bodies import body_for
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried


def address_of(request: HttpRequest, asked: JoiningPage) -> str:
    """The address that is passed on to those who may join."""
    organisation = asked.organisation.public_id
    if asked.access == JoiningAccess.LINK:
        return request.build_absolute_uri(reverse("join_by_link", args=[organisation, asked.word]))
    return request.build_absolute_uri(reverse("join", args=[organisation]))


def _organisation(request: HttpRequest, body: str) -> Organisation:
    """The organisation of a body, for those who keep its whole register."""
    found = body_for(request.user, body)
    organisation = Organisation.objects.get(pk=found.organisation_key)
    demand_register(request.user, organisation)
    return organisation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def joining_page(request: HttpRequest, body: str) -> HttpResponse:
    """Who finds the page, and what it asks."""
    organisation = _organisation(request, body)
    asked = joining_page_of(organisation)
    form = JoiningPageForm(request.POST) if request.method == "POST" else JoiningPageForm.of(asked)
    if request.method == "POST" and form.is_valid():
        draft = form.draft()
        if tried(form, lambda: change_joining_page(request.user, organisation=organisation, draft=draft)) is not None:
            messages.success(request, "The page to join is set so from now on.")
            return redirect("joining_page", organisation.public_id)
    context = {"form": form, "asked": asked, "address": address_of(request, asked)}
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/joining_page.html", context, body=body_for(request.user, body), status=status)


@login_required
@require_POST
def joining_link_renew(request: HttpRequest, body: str) -> HttpResponse:
    """Make a new secret link."""
    organisation = _organisation(request, body)
    renew_joining_link(request.user, organisation=organisation)
    messages.success(request, "The old link leads nowhere any more. This is the new one.")
    return redirect("joining_page", organisation.public_id)
