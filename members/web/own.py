"""One's own membership: what is written down, who read it, agreeing to the programme, leaving."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.agreements import agree_to_programme
from members.actions.basis import consent_to_belong, withdraw_consent
from members.actions.leaving import object_to_leaving, take_back_leaving
from members.actions.memberships import change_state, leaving_day
from members.enums import BELONGING, MEMBERSHIP_STEPS, MembershipState
from members.models import Membership, NotedLeaving
from members.queries.applications import latest_of
from members.queries.basis import has_consented, may_consent
from members.queries.noted import may_object
from members.queries.own import (
    own_membership,
    own_memberships,
    programme_version,
    programmes_of,
    read_history,
    readings_of,
)
from members.queries.visibility import sentences_by_field, told_of
from members.rules import demand_membership_step
from members.web.stand import Stand, stand_of
from organisations.enums import MembershipBasis
from organisations.models import ProgrammeVersion
from organisations.web.panels import OWN, panels_for
from organiser.base.errors import Invalid
from organiser.base.pages import page
from organiser.base.sight import seen_of
from organiser.base.words import day

PAGE = 50


@dataclass(frozen=True)
class Mine:
    """One membership of the person who looks, with the programme to agree to where there is one."""

    membership: Membership
    programme: ProgrammeVersion | None
    stand: Stand | None = None
    asked_to_belong: bool = False
    consented: bool = False
    noted: NotedLeaving | None = None

    @property
    def agreed(self) -> bool:
        """Whether the current version was agreed to."""
        versions = {agreement.version_id for agreement in self.membership.agreements.all()}
        return self.programme is not None and self.programme.pk in versions

    @property
    def belongs(self) -> bool:
        """Whether the person belongs now, and so may open the pages of the body."""
        return self.membership.state in BELONGING

    @property
    def may_leave(self) -> bool:
        """Whether there is anything to leave."""
        if self.membership.state == MembershipState.APPLICANT:
            return False  # an application is taken back
        leads_out = MembershipState.RESIGNED in MEMBERSHIP_STEPS[MembershipState(self.membership.state)]
        return leads_out and self.membership.leaves_on is None


@login_required
@require_safe
def my_membership(request: HttpRequest) -> HttpResponse:
    """Everything that is written down about oneself, and who read it."""
    memberships = list(own_memberships(request.user))
    read_history(memberships)
    programmes = programmes_of(memberships)
    stands = {one.membership_id: stand_of(request, one) for one in latest_of(request.user)}
    context = {
        "person": request.user,
        "mine": [
            Mine(
                one,
                programmes.get(one.organisation_id),
                stands.get(one.pk),
                may_consent(one),
                one.organisation.membership_basis == MembershipBasis.COLLECTIVE and has_consented(one),
                may_object(one),
            )
            for one in memberships
        ],
        "sights": sentences_by_field(memberships[0]) if memberships else {},
        "panels": panels_for(request, request.user, OWN),
        "page": Paginator(readings_of(request.user), PAGE).get_page(request.GET.get("page")),
    }
    return page(request, "members/my_membership.html", context)


@login_required
@require_safe
def who_sees(request: HttpRequest) -> HttpResponse:
    """Who sees what about oneself, with the people who hold those roles today."""
    mine = [
        {"membership": one, "told": list(told_of(one)), "seen": seen_of(one)} for one in own_memberships(request.user)
    ]
    return page(request, "members/who_sees.html", {"mine": mine})


@login_required
@require_POST
def agree(request: HttpRequest, membership: str) -> HttpResponse:
    """Agree to the version of the programme that was shown.

    Raises:
        Invalid: for a version that there is not, or that is no longer the current one.
    """
    found = own_membership(request.user, membership)
    version = programme_version(request.POST.get("version", ""))
    if version is None:
        raise Invalid(
            "There is no such version of the programme. Open your membership and read the current one.",
            code="programme_version",
            field="version",
        )
    agree_to_programme(request.user, membership=found, version=version)
    messages.success(request, f"You agreed to version {version.number} of the programme of {found.organisation.name}.")
    return redirect("my_membership")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, membership: str) -> HttpResponse:
    """Leave an organisation, at once or after the days of the rules, after one question.

    Raises:
        WrongState: where the membership ended already.
    """
    found = own_membership(request.user, membership)
    if request.method == "POST":
        done = change_state(request.user, membership=found, to=MembershipState.RESIGNED)
        name = found.organisation.name
        until = f"You are a member of {name} until {day(done.leaves_on)}." if done.leaves_on else ""
        messages.success(request, until or f"You have left {name}.")
        return redirect("my_membership")
    demand_membership_step(found, MembershipState.RESIGNED)
    return page(request, "members/leave.html", {"membership": found, "last": leaving_day(found)})


@login_required
@require_POST
def belong(request: HttpRequest, membership: str) -> HttpResponse:
    """Say that one wants to belong oneself, or take that back (mission A8)."""
    found = own_membership(request.user, membership)
    if request.POST.get("belong") == "no":
        withdraw_consent(request.user, membership=found)
        messages.success(request, "What you said is taken back.")
    else:
        consent_to_belong(request.user, membership=found)
        messages.success(request, f"You said that you want to belong to {found.organisation.name} yourself.")
    return redirect("my_membership")


@login_required
@require_POST
def stay(request: HttpRequest, membership: str) -> HttpResponse:
    """Take back that one leaves."""
    found = take_back_leaving(request.user, membership=own_membership(request.user, membership))
    messages.success(request, f"You stay a member of {found.organisation.name}.")
    return redirect("my_membership")


@login_required
@require_POST
def not_left(request: HttpRequest, membership: str) -> HttpResponse:
    """Say that one has not left, although somebody noted it."""
    found = object_to_leaving(request.user, membership=own_membership(request.user, membership))
    messages.success(request, f"You are what you were before in {found.organisation.name}. Its secretary is told.")
    return redirect("my_membership")
