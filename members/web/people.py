"""One person's record for those who keep the register, and what they may do with it."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.leaving import take_back_leaving
from members.actions.letters import make_letter
from members.actions.memberships import change_state
from members.actions.noting import notice_of
from members.actions.people import change_contact, log_reading
from members.enums import BELONGING, MEMBERSHIP_STEPS, MembershipState
from members.exports.letters import letters
from members.merge_rules import can_be_undone
from members.models import Membership
from members.queries.agreements import has_agreed
from members.queries.merges import merges_into
from members.queries.noted import demand_noted, noted_last
from members.queries.own import read_history
from members.queries.register import membership_for
from members.queries.transfers import former_for, running_of
from members.queries.visibility import sentences_by_field
from members.rules import demand_register_of, keeps_register
from members.web.forms import NotedForm, PersonForm
from organisations.enums import OrganisationKind
from organisations.web.panels import PERSON, panels_for
from organiser.base.errors import Invalid, NotFound
from organiser.base.pages import UNPROCESSABLE, page, tried
from organiser.base.words import day

S = MembershipState
# What the button for a step says: what happens, not what the state is called.
STEP_WORDS: dict[MembershipState, str] = {
    S.APPLICANT: "Take back as an applicant",
    S.TRIAL: "Begin a trial membership",
    S.FULL: "Make a full member",
    S.SUPPORTER: "Write down as a supporter",
    S.ON_LEAVE: "Write down as on leave",
    S.LAPSED: "Write down as lapsed",
    S.RESIGNED: "Write down that they left",
}
FROM_APPLICANT = {S.FULL: "Admit as a full member"}


@dataclass(frozen=True)
class Step:
    """A button: to which state, and what it says."""

    to: MembershipState
    words: str


def steps_of(membership: Membership, *, agreed: bool) -> list[Step]:
    """The steps that a membership may take from the desk: all of the table, but for exclusion and suspension.

    In a political organisation nobody becomes a full member without agreeing to the programme, so that button is left
    out until then (mission A4).
    """
    state = S(membership.state)
    if state == S.EXCLUDED:
        return []  # only a decision takes somebody back
    kept = BELONGING if state == S.SUSPENDED else ()  # nor does the desk end a suspension
    words = {**STEP_WORDS, **(FROM_APPLICANT if state == S.APPLICANT else {})}
    lacking = membership.organisation.kind == OrganisationKind.POLITICAL and not agreed
    allowed = [to for to in S if to in MEMBERSHIP_STEPS[state] and to in words and to not in kept]
    if state == S.APPLICANT:
        allowed = [to for to in allowed if to != S.RESIGNED]  # declined on its own page, with a reason
    allowed = [to for to in allowed if not (to == S.FULL and lacking)]
    return [Step(to, words[to]) for to in allowed]


@login_required
@require_safe
def member(request: HttpRequest, membership: str) -> HttpResponse:
    """A full record. Opening it is written into the log that the member can read; one's own is not."""
    try:
        found = membership_for(request.user, membership)
    except NotFound:
        former = former_for(request.user, membership)  # somebody who moved away, as she or he stood then
        if former is None:
            raise
        return redirect("transfer", former.public_id)
    body = found.branch or found.organisation
    if not keeps_register(request.user, body):
        return redirect("my_membership")
    read_history([found])
    log_reading(request.user, found, "Record opened")
    agreed = has_agreed(found)
    context = {
        "membership": found,
        "person": found.person,
        "steps": steps_of(found, agreed=agreed),
        "political": found.organisation.kind == OrganisationKind.POLITICAL,
        "agreed": agreed,
        "register_body": body,
        "sights": sentences_by_field(found),
        "panels": panels_for(request, found, PERSON),
        "running": running_of(found),
        "may_move": found.state in BELONGING and found.leaves_on is None,
        "noted": noted_last(found),
        "noted_form": NotedForm()
        if MembershipState.RESIGNED in MEMBERSHIP_STEPS[MembershipState(found.state)]
        else None,
        "merges": [(merge, can_be_undone(merge)) for merge in merges_into(found)],
    }
    return page(request, "members/member.html", context, body=body)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_change(request: HttpRequest, membership: str) -> HttpResponse:
    """Change name and contact data: one's own, or as the keeper of the register."""
    found = membership_for(request.user, membership)
    own = found.person_id == request.user.pk
    body = found.branch or found.organisation
    if not own:
        demand_register_of(request.user, found)
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm.of(found.person)
    if request.method == "POST" and form.is_valid():
        person = tried(form, lambda: change_contact(request.user, membership=found, data=form.data_of_person()))
        if person is not None:
            messages.success(request, "Name and contact were changed.")
            return redirect("my_membership") if own else redirect("member", found.public_id)
    if request.method != "POST" and not own:
        log_reading(request.user, found, "Record opened to change it")
    told = sentences_by_field(found)
    fields = [(field, told.get(field.name)) for field in form]
    context = {"form": form, "fields": fields, "membership": found, "person": found.person, "own": own}
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/member_change.html", context, body=body, status=status)


@login_required
@require_POST
def member_state(request: HttpRequest, membership: str) -> HttpResponse:
    """Move a membership to another state.

    Raises:
        Invalid: for a state that there is not.
    """
    found = membership_for(request.user, membership)
    to = request.POST.get("to", "")
    if to not in MembershipState.values:
        raise Invalid("There is no such state of a membership. Use the buttons of the page.", code="state", field="to")
    form = NotedForm(request.POST)
    if not form.is_valid():
        raise Invalid("Write the day as 2024-03-01.", code="day", field=next(iter(form.errors)))
    changed = change_state(request.user, membership=found, to=MembershipState(to), noted=form.noted())
    words = changed.get_state_display().lower()
    if to == S.RESIGNED and changed.leaves_on is not None:
        messages.success(request, f"It is noted: {found.person.name} is a member until {day(changed.leaves_on)}.")
    else:
        messages.success(request, f"{found.person.name} is written down as “{words}” from today.")
    return redirect("member", found.public_id)


@login_required
@require_POST
def member_stays(request: HttpRequest, membership: str) -> HttpResponse:
    """Take back a note that somebody leaves, before the day has come."""
    found = take_back_leaving(request.user, membership=membership_for(request.user, membership))
    messages.success(request, f"{found.person.name} stays a member.")
    return redirect("member", found.public_id)


@login_required
@require_POST
@never_cache
def letter(request: HttpRequest, membership: str) -> HttpResponse:
    """A letter with a fresh one-time code, ready to print. It is shown once: only a hash of the code is kept."""
    found = membership_for(request.user, membership)
    printed = make_letter(request.user, membership=found)
    context = {
        "membership": found,
        "person": found.person,
        "code": printed.code,
        "expires_at": printed.letter.expires_at,
        "site": request.build_absolute_uri("/"),
    }
    return page(request, "members/letter.html", context, body=found.branch or found.organisation)


@login_required
@require_safe
@never_cache
def noted_notice(request: HttpRequest, membership: str) -> HttpResponse:
    """What a member is told who was noted to have left, to print for whoever has no e-mail."""
    found = membership_for(request.user, membership)
    demand_register_of(request.user, found)
    subject, text = notice_of(demand_noted(found))
    log_reading(request.user, found, "Notice printed that you left")
    return HttpResponse(
        letters([found], found.branch or found.organisation, text, subject),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="notice.pdf"'},
    )
