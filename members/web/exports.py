"""Taking people of a register out: the question before it, the file, and what a second person releases."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.export_requests import ExportPlan, ask_export, refuse_export, release_export
from members.actions.exports import log_export
from members.dues_rules import keeps_dues
from members.enums import ExportFormat
from members.exports.labels import SHEETS
from members.exports.taken import WHAT, file_of
from members.models import ExportRequest
from members.queries.dues_files import plan_from
from members.queries.exports import can_be_taken, export_for, exports_in, settles, together_with
from members.queries.filtering import criteria_from, narrowed
from members.queries.told_criteria import said, said_of_request
from members.rules import demand_register, keeps_register
from members.web.dues_files import sent_books
from members.web.filters import Asked, asked_for
from members.web.register import kept_body
from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.errors import Invalid, Refusal, RuleNotMet
from organiser.base.forms import Form
from organiser.base.pages import UNPROCESSABLE, page, put_right

F = ExportFormat
PAPER = (F.LABELS, F.LETTERS, F.CARDS)
MOST_ON_PAPER = 2000


class ExportForm(Form):
    """In which form people are taken out."""

    format = forms.ChoiceField(label="As", choices=F.choices, initial=F.CSV, required=False)
    sheet = forms.ChoiceField(
        label="Sheet of labels", choices=[(key, sheet.words) for key, sheet in SHEETS.items()], required=False
    )
    text = forms.CharField(
        label="Text of the letters",
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 8}),
        help_text="{name}, {number} and {body} are filled in for each person.",
    )
    purpose = forms.CharField(
        label="What it is for",
        required=False,
        max_length=300,
        help_text="Needed where a second person must release it: she decides by it.",
    )


def too_many(format_: str, count: int) -> None:
    """Go on only with as many people as can be set on paper at once.

    Raises:
        Invalid: with more.
    """
    if format_ in PAPER and count > MOST_ON_PAPER:
        raise Invalid(
            f"At most {MOST_ON_PAPER} people are set on paper at once. Narrow the list.", code="paper", field="format"
        )


def sent_file(
    request: HttpRequest, body: Body, plan: ExportPlan, sheet: str, released: ExportRequest | None = None
) -> StreamingHttpResponse:
    """The file, after it was written down that these people were taken out.

    Raises:
        RuleNotMet, NotPermitted: as the action says. Invalid: for more people than can be set on paper.
    """
    format_ = F(plan.format or F.CSV)
    listed = narrowed(request.user, body, plan.criteria, plan.sort)
    too_many(format_, listed.count() if format_ in PAPER else 0)
    keys = log_export(request.user, body=body, memberships=listed, what=WHAT[format_], released=released)
    made = file_of(format_, keys, body, columns=plan.columns, text=plan.text, sheet=sheet or "3x8", on=plan.criteria.on)
    name = f"register-{slugify(body.name)[:60] or body.public_id}-{clock.today().isoformat()}.{made.ending}"
    return StreamingHttpResponse(
        made.pieces, content_type=made.kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def register_export(request: HttpRequest, body: str) -> HttpResponse | StreamingHttpResponse:
    """The register, or the part that the filters ask for, as a file; everybody in it can see that it was taken out.

    Opening the address only says what will happen: a link that somebody follows by chance takes nothing out.
    """
    found = kept_body(request, body)
    asked = asked_for(request, found)
    asked.demand_valid()
    form = ExportForm(request.POST if request.method == "POST" else None)
    needs_second = False
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan = ExportPlan(given["format"] or F.CSV, asked.criteria, asked.columns, asked.sort, given["text"])
        try:
            if "ask" in request.POST:
                ask_export(request.user, body=found, plan=plan, purpose=given["purpose"])
                messages.success(request, "Somebody else can release it now. You find it here when that is done.")
                return redirect("exports", found.public_id)
            return sent_file(request, found, plan, given["sheet"])
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            needs_second = isinstance(refusal, RuleNotMet) and refusal.code == "export_second"
            put_right(form, refusal)
    return _question(request, found, asked, form, needs_second="ask" in request.POST or needs_second)


def _question(request: HttpRequest, body: Body, asked: Asked, form: ExportForm, *, needs_second: bool) -> HttpResponse:
    listed = narrowed(request.user, body, asked.criteria, asked.sort)
    count, second = listed.count(), rules_in_force(body).export_second
    together = together_with(request.user, body.organisation_key, listed) if second is not None else 0
    context = {
        "asked": asked,
        "said": said(asked.criteria),
        "count": count,
        "form": form,
        "needs_second": needs_second or (second is not None and together > second),
        "before": together - count,
        "second": second,
    }
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "members/register_export.html", context, body=body, status=status)


@login_required
@require_safe
def exports(request: HttpRequest, body: str) -> HttpResponse:
    """What waits for a second person, and what was released, for those who keep the register and for that person."""
    found = body_for(request.user, body)
    listed = list(exports_in(request.user, found)[:100])
    if not listed and not keeps_dues(request.user, found):
        demand_register(request.user, found)
    rows: list[dict[str, Any]] = [
        {
            "export": one,
            "said": said_of_request(one),
            "settles": settles(request.user, one),
            "take": can_be_taken(request.user, one),
        }
        for one in listed
    ]
    context = {"rows": rows, "keeps": keeps_register(request.user, found)}
    return page(request, "members/exports.html", context, body=found)


@login_required
@require_safe
def export_open(request: HttpRequest, export: str) -> HttpResponse:
    """Where one of them stands: on the page of its register."""
    return redirect("exports", export_for(request.user, export).body.public_id)


@login_required
@require_POST
def export_release(request: HttpRequest, export: str) -> HttpResponse:
    """Release what somebody else asked for."""
    found = export_for(request.user, export)
    release_export(request.user, asked=found)
    messages.success(request, "Released. It can be taken out until this time tomorrow.")
    return redirect("exports", found.body.public_id)


@login_required
@require_POST
def export_refuse(request: HttpRequest, export: str) -> HttpResponse:
    """Refuse it."""
    found = export_for(request.user, export)
    refuse_export(request.user, asked=found)
    messages.success(request, "Refused. Nothing leaves the register.")
    return redirect("exports", found.body.public_id)


@login_required
@require_POST
@never_cache
def export_take(request: HttpRequest, export: str) -> HttpResponse | StreamingHttpResponse:
    """Take out what a second person released, within a day.

    Raises:
        NotFound: for what somebody else asked for, what was not released, or is over.
    """
    found = export_for(request.user, export)
    if found.books:
        return sent_books(request, found.body, plan_from(found.books, found.format, found.criteria), released=found)
    criteria = criteria_from(found.criteria)
    plan = ExportPlan(found.format, criteria, tuple(found.columns), found.sort, found.text)
    return sent_file(request, found.body, plan, request.POST.get("sheet", ""), released=found)
