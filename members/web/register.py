"""The register of a body for those who keep it: the list, and a new member."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from members.actions.enrolling import enrol_member
from members.actions.exports import read_contacts
from members.enums import MembershipState
from members.models import Membership
from members.queries.columns import CONTACT, Column, columns_of, state_of
from members.queries.entering import decision_cited, needs_admission
from members.queries.filtering import narrowed
from members.queries.past import tell_of_day
from members.queries.register import ByKeys, register_of
from members.queries.saved_lists import list_asked_for, lists_in
from members.queries.told_criteria import said
from members.rules import demand_register, gives_numbers
from members.web.filters import Asked, asked_for
from members.web.forms import NewMemberForm
from organisations.models import Body
from organisations.queries.bodies import body_for
from organiser.base.errors import Invalid
from organiser.base.kept import asked_once
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, put_right, tried
from organiser.base.words import day

PAGE = 50
MOST_LISTS = 20


@dataclass(frozen=True)
class Line:
    """A member as the table shows her or him: ready to be written down, since a template asks dearly for each cell."""

    url: str
    name: str
    cells: list[str]


def lines_of(rows: Iterable[Membership], columns: list[Column]) -> list[Line]:
    """The rows of the table with the cells of the chosen columns; what stands for a state is drawn once."""
    stamps: dict[str, str] = {}

    def cell(column: Column, one: Membership) -> str:
        if column.key == "state":
            state = state_of(one)
            if state not in stamps:
                context = {"membership": Membership(state=state)}
                stamps[state] = render_to_string("members/parts/state.html", context)
            return stamps[state]
        value = column.value(one)
        return day(value) if isinstance(value, date) else value or ""

    return [
        Line(reverse("member", args=[one.public_id]), one.person.name, [cell(column, one) for column in columns])
        for one in rows
    ]


def kept_body(request: HttpRequest, public_id: str) -> Body:
    """A body whose register the person keeps.

    Raises:
        NotFound: for a stranger. NotPermitted: for a member who keeps no register here.
    """
    body = body_for(request.user, public_id)
    demand_register(request.user, body)
    return body


def listed(request: HttpRequest, body: Body, asked: Asked) -> ByKeys:
    """What was asked for, to be cut into pages; a filter that cannot be asked here is said in the form."""
    try:
        found = narrowed(request.user, body, asked.criteria, asked.sort)
        return ByKeys(found, PAGE, searched=bool(asked.criteria.q))
    except Invalid as refusal:
        put_right(asked.form, refusal)
        return ByKeys(narrowed(request.user, body, asked_for_nothing(asked).criteria), PAGE)


def asked_for_nothing(asked: Asked) -> Asked:
    """The same form, asking for the members of today."""
    return Asked(asked.form, type(asked.criteria)(state=("members",)), "name", ())


@login_required
@require_safe
@asked_once()
def register(request: HttpRequest, body: str) -> HttpResponse:
    """The register, fifty on a page, in the order of names."""
    found = kept_body(request, body)
    asked = asked_for(request, found)
    rows = Paginator(listed(request, found, asked), PAGE).get_page(request.GET.get("page"))
    columns = columns_of(asked.columns, found)
    if asked.criteria.on is not None and not asked.form.errors:
        tell_of_day(rows.object_list, asked.criteria.on)
    if CONTACT.intersection(column.key for column in columns) and rows.object_list:
        on_page = register_of(request.user, found).filter(pk__in=[row.pk for row in rows])
        # It changes nobody's powers, so that what was asked for this page stays true.
        read_contacts(request.user, body=found, memberships=on_page)
    context = {
        "form": asked.form,
        "asked": asked,
        "said": said(asked.criteria),
        "page": rows,
        "columns": columns,
        "lines": lines_of(rows, columns),
        "saved": list_asked_for(request.user, found, request.GET.get("list", "")),
        "lists": list(lists_in(request.user, found)[:MOST_LISTS]),
    }
    status = UNPROCESSABLE if asked.form.errors else 200
    return page(request, "members/register.html", context, body=found, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def member_new(request: HttpRequest, body: str) -> HttpResponse:
    """Write one person into the register."""
    found = kept_body(request, body)
    form = NewMemberForm(
        found.organisation,
        request.POST or None,
        admitted=needs_admission(found),
        numbering=gives_numbers(request.user, found),
    )
    if request.method == "POST" and form.is_valid():
        membership = tried(
            form,
            lambda: enrol_member(
                request.user,
                body=found,
                data=form.data_of_person(),
                joined_on=form.joined(),
                number=form.cleaned_data.get("number", ""),
                state=MembershipState(form.cleaned_data["state"]),
                decision=decision_cited(found, form.cleaned_data.get("decision", "")),
            ),
        )
        if membership is not None:
            waits = membership.state == MembershipState.APPLICANT
            ends = "waits for the assembly, which admits" if waits else "is in the register now"
            messages.success(request, f"{membership.person.name} {ends}, with number {membership.number}.")
            return redirect("member", membership.public_id)
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/member_new.html", {"form": form}, body=found, status=status)
