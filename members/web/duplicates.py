"""Two records of one person: the list of those that look so, the two beside each other, merging and undoing it."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.duplicates import dismiss_pair, look_for_duplicates
from members.actions.merge_undoing import undo_merge
from members.actions.merging import merge_people
from members.actions.people import CONTACT, log_reading
from members.enums import PairState
from members.models import DuplicatePair, Membership, MergeRecord
from members.queries.duplicates import pair_for, pairs_to_look_at, search_of
from members.queries.merges import merge_for
from members.queries.own import read_history
from members.rules import demand_register
from organisations.models import Body
from organisations.queries.bodies import body_for
from organiser.base.errors import Invalid, Refusal
from organiser.base.pages import UNPROCESSABLE, page

PAGE = 50
FIRST, SECOND = "first", "second"
LABELS = {
    "name": "Name",
    "email": "E-mail",
    "phone": "Phone",
    "address": "Street and house",
    "postcode": "Postcode",
    "town": "Town",
    "language": "Language",
    "notices_by": "Notices by",
}


@dataclass(frozen=True)
class Line:
    """One field of two records beside each other: both values, whether they differ, and which is chosen."""

    field: str
    label: str
    first: str
    second: str
    chosen: str

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.first != self.second


def _said(membership: Membership, field: str) -> str:
    if field == "notices_by":
        return str(membership.person.get_notices_by_display())
    return str(getattr(membership.person, field) or "")


def lines_of(pair: DuplicatePair, keep: str, given: dict[str, str]) -> list[Line]:
    """The contact data of two records; without a choice the value of the kept one, or the only one there is."""
    lines = []
    for field in CONTACT:
        first, second = _said(pair.first, field), _said(pair.second, field)
        fuller = FIRST if first and not second else SECOND if second and not first else keep
        chosen = given.get(field, fuller)
        lines.append(Line(field, LABELS[field], first, second, chosen))
    return lines


@login_required
@require_safe
def duplicates(request: HttpRequest, body: str) -> HttpResponse:
    """Who seems to stand in a register twice, the likeliest first."""
    found = body_for(request.user, body)
    demand_register(request.user, found)
    shown = Paginator(pairs_to_look_at(request.user, found), PAGE).get_page(request.GET.get("page"))
    return page(request, "members/duplicates.html", {"page": shown, "search": search_of(found)}, body=found)


@login_required
@require_POST
def duplicates_look(request: HttpRequest, body: str) -> HttpResponse:
    """Look through a register now."""
    found = body_for(request.user, body)
    search = look_for_duplicates(request.user, body=found)
    messages.success(request, f"{search.people} records were looked through.")
    return redirect("duplicates", found.public_id)


def _body_of(first: Membership, second: Membership) -> Body:
    """Whose register two records stand in together."""
    if first.branch is not None and first.branch_id == second.branch_id:
        return first.branch
    return first.organisation


def _pair_page(request: HttpRequest, pair: DuplicatePair, refusal: Refusal | None = None) -> HttpResponse:
    keep = request.POST.get("keep", FIRST)
    given = {field: request.POST[field] for field in CONTACT if request.POST.get(field) in {FIRST, SECOND}}
    read_history([pair.first, pair.second])
    context = {
        "pair": pair,
        "first": pair.first,
        "second": pair.second,
        "keep": keep if keep in {FIRST, SECOND} else FIRST,
        "lines": lines_of(pair, keep, given),
        "open": pair.state != PairState.MERGED,
        "refusal": refusal,
    }
    body = _body_of(pair.first, pair.second)
    return page(request, "members/duplicate.html", context, body=body, status=UNPROCESSABLE if refusal else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: HttpRequest, pair: str) -> HttpResponse:
    """Two records beside each other; what stays is chosen field by field. Reading them is written into both logs.

    Raises:
        Invalid: where it is not said which record stays.
    """
    found = pair_for(request.user, pair)
    if request.method != "POST":
        for membership in (found.first, found.second):
            log_reading(request.user, membership, "Compared with another record")
        return _pair_page(request, found)
    kept = request.POST.get("keep")
    if kept not in {FIRST, SECOND}:
        raise Invalid("Choose which of the two records stays.", code="keep", field="keep")
    keep, drop = (found.first, found.second) if kept == FIRST else (found.second, found.first)
    choices = {
        field: "keep" if request.POST[field] == kept else "drop"
        for field in CONTACT
        if request.POST.get(field) in {FIRST, SECOND}
    }
    try:
        merge = merge_people(request.user, keep=keep, drop=drop, choices=choices)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        return _pair_page(request, found, refusal)
    messages.success(request, f"Number {merge.number} is part of this record now. You can undo it for 30 days.")
    return redirect("member", merge.kept.public_id)


@login_required
@require_POST
def duplicate_dismiss(request: HttpRequest, pair: str) -> HttpResponse:
    """Say that two records are of two people."""
    done = dismiss_pair(request.user, pair=pair_for(request.user, pair))
    messages.success(request, "They stay two people, and are not proposed again.")
    return redirect("duplicates", _body_of(done.first, done.second).public_id)


@login_required
@require_POST
def merge_undo(request: HttpRequest, merge: str) -> HttpResponse:
    """Take two records apart again."""
    done: MergeRecord = undo_merge(request.user, merge=merge_for(request.user, merge))
    messages.success(request, f"Number {done.number} is a record of its own again.")
    return redirect("member", done.dropped.public_id)
