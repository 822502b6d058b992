"""Asking to join an organisation, with an account and without, and where an application stands."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.answering import withdraw_application
from members.actions.asking import AskedFor, ask_to_join, confirm_application
from members.actions.joining import apply_to_join
from members.enums import CAME_BACK_FROM, ApplicationState, JoiningAccess
from members.models import JoiningPage, Membership
from members.queries.agreements import current_programme
from members.queries.applications import application_with_key
from members.queries.joining_pages import page_to_join
from members.queries.own import branch_to_join, own_membership_in, programme_version
from members.web.joining_forms import JoinForm
from members.web.limits import SENTENCE, may_ask
from members.web.stand import stand_of
from organisations.queries.bodies import branches_of
from organiser.base.actor import VISITOR
from organiser.base.errors import NotFound
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried


def _ask(request: HttpRequest, asked: JoiningPage, form: JoinForm) -> Membership | AskedFor:
    branch, version = form.cleaned_data.get("branch"), form.cleaned_data.get("programme_version")
    wish = form.wish(
        branch_to_join(asked.organisation, branch) if branch else None, programme_version(version) if version else None
    )
    if not request.user.is_authenticated:
        return ask_to_join(VISITOR, organisation=asked.organisation, data=form.data_of_person(), wish=wish)
    return apply_to_join(
        request.user,
        organisation=asked.organisation,
        branch=wish.branch,
        programme_version=wish.programme_version,
        declared=wish.declared,
        in_constituency=wish.in_constituency,
        contact=wish.contact,
        replies=wish.replies,
    )


def _said(request: HttpRequest, asked: Membership) -> str:
    name = asked.organisation.name
    if asked.state == "applicant":
        sentence = f"You asked to join {name}. Here you see where it stands."
    else:
        sentence = f"You are a member of {name} from today."
    if asked.person_id != request.user.pk:
        sentence += (
            " You have an account of its own there, apart from this one: sign in with a code sent to your "
            "e-mail and choose it, or ask that secretary for a letter."
        )
    return sentence


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def join(request: HttpRequest, organisation: str, word: str = "") -> HttpResponse:
    """The aims and what is asked; in a political organisation the programme too (mission A2, A4, E22).

    Without an account a page that is neither public nor reached by its secret link is as if it were not.
    """
    try:
        asked = page_to_join(request.user, organisation, word)
    except NotFound:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())
    found, person = asked.organisation, request.user if request.user.is_authenticated else None
    membership = own_membership_in(request.user, found) if person is not None else None
    programme = current_programme(found)
    data = request.POST if request.method == "POST" else None
    form = JoinForm(asked, list(branches_of(found)), programme, person, data)
    if request.method == "POST" and form.is_valid():
        if person is None and not may_ask(request):
            return page(request, "429.html", {"sentence": SENTENCE}, status=429)
        made = tried(form, lambda: _ask(request, asked, form))
        if isinstance(made, AskedFor):
            if made.key:
                messages.success(request, "Your application waits for an answer. Keep the address of this page.")
                return redirect("application_by_link", made.key)
            return redirect("letter_on_its_way", found.public_id)
        if made is not None:
            messages.success(request, _said(request, made))
            return redirect("my_membership")
    again = membership is not None and membership.state in CAME_BACK_FROM
    context = {
        "organisation": found,
        "form": form,
        "programme": programme,
        "membership": membership if membership is None or not again else None,
        "again": again,
        "asked": asked,
        "closed": asked.access == JoiningAccess.CLOSED,
    }
    return page(request, "members/join.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_safe
def letter_on_its_way(request: HttpRequest, **_: str) -> HttpResponse:
    """What whoever asked without an account is told: the same whether the address is known or not (invariant 7)."""
    return page(request, "members/letter_on_its_way.html")


@require_safe
@never_cache
def application_by_link(request: HttpRequest, key: str) -> HttpResponse:
    """Where an application stands, for whoever has its private link; first the button that confirms the address."""
    application = application_with_key(key)
    context = {"stand": stand_of(request, application), "application": application, "key": key}
    return page(request, "members/application_by_link.html", context)


@require_POST
@never_cache
def application_confirm(_request: HttpRequest, key: str) -> HttpResponse:
    """Confirm the address. A mail programme that opens links confirms nothing: it takes the button."""
    confirm_application(VISITOR, application=application_with_key(key))
    return redirect("application_by_link", key)


@require_POST
@never_cache
def application_take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take the application back, by the private link."""
    application = application_with_key(key)
    gone = application.state == ApplicationState.CONFIRMING
    withdraw_application(VISITOR, application=application, key=key)
    messages.success(request, "Your application is taken back.")
    return redirect("account_login") if gone else redirect("application_by_link", key)
