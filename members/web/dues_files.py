"""Taking a part of the books of dues out as a file: the question before it, and the file."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.actions.export_requests import ask_books
from members.actions.exports import log_books
from members.enums import BooksFile, ExportFormat
from members.exports.books import books_file
from members.models import ExportRequest
from members.queries.dues_files import MOST_MONTHS, TABLES, BooksPlan
from members.web.dues import treasury
from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.errors import Refusal, RuleNotMet
from organiser.base.forms import DayField, Form
from organiser.base.pages import UNPROCESSABLE, page, put_right

HEADINGS = {BooksFile.ARREARS: "Who owes dues, as a file", BooksFile.ENTRIES: "Lines of the accounts, as a file"}


class _FileForm(Form):
    """In which form it is taken out; what it is for, where somebody else has to release it."""

    format = forms.ChoiceField(
        label="As", choices=[(form, ExportFormat(form).label) for form in TABLES], required=False
    )
    purpose = forms.CharField(
        label="What it is for", required=False, max_length=300, help_text="The second person decides by it."
    )


class ArrearsFileForm(_FileForm):
    """Who owes dues."""

    months = forms.IntegerField(
        label="Owed for more than so many months", required=False, min_value=0, max_value=MOST_MONTHS
    )
    field_order = ("months", "format", "purpose")


class EntriesFileForm(_FileForm):
    """Lines between two days."""

    since = DayField(label="From")
    until = DayField(label="To")
    field_order = ("since", "until", "format", "purpose")


def plan_of(books: str, given: dict[str, Any]) -> BooksPlan:
    """What a form asks for."""
    return BooksPlan(
        books,
        given["format"] or ExportFormat.CSV,
        months=given.get("months") or 0,
        since=given.get("since"),
        until=given.get("until"),
    )


def form_for(request: HttpRequest, books: str) -> ArrearsFileForm | EntriesFileForm:
    """The form of a part of the books: this year so far, where no days were asked for."""
    sent = request.POST if request.method == "POST" else None
    if books == BooksFile.ARREARS:
        return ArrearsFileForm(sent, initial={"months": request.GET.get("months", "")[:3]})
    today = clock.today()
    return EntriesFileForm(sent, initial={"since": today.replace(month=1, day=1), "until": today})


def sent_books(
    request: HttpRequest, body: Body, plan: BooksPlan, released: ExportRequest | None = None
) -> StreamingHttpResponse:
    """The file, once everybody in it can see that it was taken out."""
    keys = log_books(request.user, body=body, plan=plan, released=released)
    made = books_file(request.user, body, plan, keys)
    name = f"{plan.books}-{slugify(body.name)[:60] or body.public_id}-{clock.today().isoformat()}.{made.ending}"
    return StreamingHttpResponse(
        made.pieces, content_type=made.kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def dues_file(request: HttpRequest, body: str, books: str) -> HttpResponse | StreamingHttpResponse:
    """A part of the books as a file; opening the address takes nothing out."""
    found = treasury(request, body)
    form = form_for(request, books)
    needs_second = "ask" in request.POST
    if request.method == "POST" and form.is_valid():
        plan = plan_of(books, form.cleaned_data)
        try:
            if "ask" in request.POST:
                ask_books(request.user, body=found, plan=plan, purpose=form.cleaned_data["purpose"])
                messages.success(request, "Somebody else can release it now. You find it here when that is done.")
                return redirect("exports", found.public_id)
            return sent_books(request, found, plan)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            needs_second = needs_second or (isinstance(refusal, RuleNotMet) and refusal.code == "export_second")
            put_right(form, refusal)
    context = {
        "form": form,
        "books": books,
        "heading": HEADINGS[BooksFile(books)],
        "needs_second": needs_second,
        "second": rules_in_force(found).export_second,
    }
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "members/dues_file.html", context, body=found, status=status)
