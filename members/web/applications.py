"""Applications at the desk of whoever keeps the register, and speaking for an applicant."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.answering import admit_applicant, decline_application, withdraw_application
from members.actions.asking import write_application
from members.actions.people import log_reading
from members.actions.sponsoring import sponsor_applicant, withdraw_sponsorship
from members.enums import ApplicationState
from members.models import Application
from members.queries.applications import (
    application_for,
    application_to_sponsor,
    applications_to,
    body_joined,
    refused_by_assembly,
    same_names,
    speaking,
    sponsors_missing,
    who_answers,
)
from members.queries.joining_pages import joining_page_of
from members.rules import demand_register, keeps_register
from members.web.joining_forms import DeclineForm, PaperForm, replies_of
from organisations.enums import Applications
from organisations.models import Organisation
from organisations.queries.bodies import body_for
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried

S = ApplicationState
PAGE = 50
SHOWN = [("", "Waiting"), ("answered", "Answered")]


@login_required
@require_safe
def applications(request: HttpRequest, body: str) -> HttpResponse:
    """The applications to a body, for those who keep its register: first those that wait."""
    shown = body_for(request.user, body)
    demand_register(request.user, shown)
    which = "answered" if request.GET.get("show") == "answered" else ""
    rows = applications_to(request.user, shown)
    rows = rows.exclude(state=S.OPEN).order_by("-answered_at", "-pk") if which else rows.filter(state=S.OPEN)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "which": which,
        "shown": SHOWN,
        "whole": shown.pk == shown.organisation_id,
    }
    return page(request, "members/applications.html", context, body=shown)


def _detail(request: HttpRequest, found: Application, decline: DeclineForm) -> HttpResponse:
    membership = found.membership
    assert membership is not None  # noqa: S101  # the query gives none whose address is not confirmed
    body = body_joined(membership)
    answers, missing = who_answers(body), sponsors_missing(found)
    assembly, waits = answers == Applications.ASSEMBLY, found.state == S.OPEN
    refused = refused_by_assembly(found) if assembly and waits else None
    motion_url = f"{reverse('motion_new', args=[body.public_id])}?effect=admit&applications={found.public_id}"
    context = {
        "application": found,
        "membership": membership,
        "person": membership.person,
        "register_body": body,
        "missing": missing,
        "speaking": speaking(found),
        "same": same_names(request.user, found),
        "can_admit": waits and not assembly and not missing,
        "motion_url": motion_url if waits and assembly and not missing else "",
        "refused": refused,
        "form": decline if waits and (answers == Applications.SECRETARY or refused is not None) else None,
        "assembly": assembly,
    }
    status = UNPROCESSABLE if decline.errors else 200
    return page(request, "members/application.html", context, body=body, status=status)


@login_required
@require_safe
def application(request: HttpRequest, application: str) -> HttpResponse:
    """One application, for those who keep the register. Opening it is written into the log of the applicant."""
    found = application_for(request.user, application)
    if found.membership is None or not keeps_register(request.user, body_joined(found.membership)):
        return redirect("my_membership")
    log_reading(request.user, found.membership, "Application opened")
    return _detail(request, found, DeclineForm())


@login_required
@require_POST
def application_admit(request: HttpRequest, application: str) -> HttpResponse:
    """Admit an applicant."""
    found = application_for(request.user, application)
    done = admit_applicant(request.user, application=found)
    if done.membership is not None:
        messages.success(request, f"{done.membership.person.name} is admitted, and was told where there is an address.")
    return redirect("application", found.public_id)


@login_required
@require_POST
@once
def application_decline(request: HttpRequest, application: str) -> HttpResponse:
    """Decline an applicant, who is told why."""
    found = application_for(request.user, application)
    form = DeclineForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: decline_application(request.user, application=found, reason=reason)) is not None:
            messages.success(request, "The application is declined, and the reason is told.")
            return redirect("application", found.public_id)
    return _detail(request, found, form)


@login_required
@require_POST
def application_withdraw(request: HttpRequest, application: str) -> HttpResponse:
    """Take one's own application back."""
    found = application_for(request.user, application)
    withdraw_application(request.user, application=found)
    messages.success(request, f"Your application to {found.organisation.name} is taken back.")
    return redirect("my_membership")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def application_new(request: HttpRequest, body: str) -> HttpResponse:
    """Write down an application that came on paper."""
    shown = body_for(request.user, body)
    demand_register(request.user, shown)
    asked = joining_page_of(Organisation.objects.get(pk=shown.organisation_key))
    form = PaperForm(asked, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data, replies = form.data_of_person(), replies_of(form, asked)
        made = tried(form, lambda: write_application(request.user, body=shown, data=data, replies=replies))
        if made is not None:
            messages.success(request, f"The application of {data.name} is written down.")
            return redirect("application", made.public_id)
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/application_new.html", {"form": form}, body=shown, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def applicant_speak(request: HttpRequest, application: str) -> HttpResponse:
    """Speak for an applicant who passed this link on, or no longer."""
    found, mine = application_to_sponsor(request.user, application)
    assert found.membership is not None  # noqa: S101  # it waits for an answer
    if request.method == "POST":
        if request.POST.get("speak") == "no":
            withdraw_sponsorship(request.user, application=found)
            messages.success(request, "You do not speak for this applicant any more.")
            return redirect("applicant_speak", found.public_id)
        sponsor_applicant(request.user, application=found)
        messages.success(request, f"You speak for {found.membership.person.name}. Thank you.")
        found.refresh_from_db()
        if found.state != S.OPEN:  # it was the last voice that was missing, and the page is there no more
            return redirect("body", body_joined(found.membership).public_id)
        return redirect("applicant_speak", found.public_id)
    context = {
        "person": found.membership.person,
        "asked_at": found.asked_at,
        "speaks": speaking(found).filter(sponsor=mine).exists(),
    }
    return page(request, "members/applicant_speak.html", context, body=body_joined(found.membership))
