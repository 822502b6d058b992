"""The register of a body for those who keep it: the list, a new member, and the whole as a file."""

from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.actions.enrolling import enrol_member
from members.actions.exports import log_export
from members.enums import SHOWN_STATES, MembershipState
from members.exports.register import register_lines
from members.models import Membership
from members.queries.past import register_on
from members.queries.register import ByKeys, in_state, register_of, searched, with_keys
from members.rules import demand_register
from members.web.forms import NewMemberForm, RegisterDayForm
from organisations.models import Body
from organisations.queries.bodies import body_for
from organiser.base import clock
from organiser.base.errors import Invalid
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried

PAGE = 50
LONGEST_SEARCH = 100
STATES = [("members", "Members"), ("", "Everybody, past and present"), *SHOWN_STATES]
CHUNK = 500


def kept_body(request: HttpRequest, public_id: str) -> Body:
    """A body whose register the person keeps.

    Raises:
        NotFound: for a stranger. NotPermitted: for a member who keeps no register here.
    """
    body = body_for(request.user, public_id)
    demand_register(request.user, body)
    return body


def asked_for(request: HttpRequest) -> dict[str, str]:
    """What the filters of a register ask for; without any, the members of today."""
    given = request.POST if request.method == "POST" else request.GET
    return {
        "q": given.get("q", "").strip()[:LONGEST_SEARCH],
        "state": given.get("state", "members"),
        "on": given.get("on", "").strip()[:20],
    }


def day_of(asked: dict[str, str]) -> tuple[RegisterDayForm, date | None]:
    """The day that was asked for, and its form; without one the register of today is meant."""
    form = RegisterDayForm({"on": asked["on"]})
    return form, form.cleaned_data["on"] if form.is_valid() else None


def narrowed(request: HttpRequest, body: Body, asked: dict[str, str], day: date | None) -> QuerySet[Membership]:
    """The part of a register that was asked for, as it stands or as it stood on a day."""
    if day is not None:
        return searched(register_on(request.user, body, day, asked["state"]), asked["q"])
    return in_state(searched(register_of(request.user, body), asked["q"]), asked["state"])


@login_required
@require_safe
def register(request: HttpRequest, body: str) -> HttpResponse:
    """The register, fifty on a page, in the order of names."""
    found = kept_body(request, body)
    asked = asked_for(request)
    form, day = day_of(asked)
    context = {
        "form": form,
        "day": day,
        "page": Paginator(ByKeys(narrowed(request, found, asked, day), PAGE), PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "states": STATES,
        "narrowed": asked != {"q": "", "state": "members", "on": ""},
        "whole": found.pk == found.organisation_id,
    }
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "members/register.html", context, body=found, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def member_new(request: HttpRequest, body: str) -> HttpResponse:
    """Write one person into the register."""
    found = kept_body(request, body)
    form = NewMemberForm(found.organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        membership = tried(
            form,
            lambda: enrol_member(
                request.user,
                body=found,
                data=form.data_of_person(),
                joined_on=form.joined(),
                number=form.cleaned_data["number"],
                state=MembershipState(form.cleaned_data["state"]),
            ),
        )
        if membership is not None:
            messages.success(
                request, f"{membership.person.name} is in the register now, with number {membership.number}."
            )
            return redirect("member", membership.public_id)
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/member_new.html", {"form": form}, body=found, status=status)


def _in_pieces(keys: list[int]) -> Iterator[Membership]:
    """The memberships of these keys in this order, a few hundred at a time."""
    for start in range(0, len(keys), CHUNK):
        yield from with_keys(keys[start : start + CHUNK])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def register_export(request: HttpRequest, body: str) -> HttpResponse | StreamingHttpResponse:
    """The register, or the part that the filters ask for, as a file; everybody in it can see that it was taken out.

    Opening the address only says what will happen: a link that somebody follows by chance takes nothing out.
    """
    found = kept_body(request, body)
    asked = asked_for(request)
    form, day = day_of(asked)
    if form.errors:
        raise Invalid("Write the day as 2024-03-01.", code="on", field="on")
    listed = narrowed(request, found, asked, day)
    if request.method != "POST":
        context = {"asked": asked, "count": listed.count(), "states": dict(STATES)}
        return page(request, "members/register_export.html", context, body=found)
    keys = log_export(request.user, body=found, memberships=listed, what="Export of the register")
    name = f"register-{slugify(found.name)[:60] or found.public_id}-{clock.today().isoformat()}.csv"
    return StreamingHttpResponse(
        register_lines(_in_pieces(keys)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
