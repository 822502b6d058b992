"""Bank statements: choosing the file, looking at who is proposed, booking it, taking it back."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.statement_booking import book_statement, undo_statement
from members.actions.statements import choose_matches, discard_statement, stage_statement
from members.enums import LineOutcome, StatementStatus
from members.models import BankStatement, StatementLine
from members.queries.statements import lines_of, statement_for, statements_visible_to
from members.reading.bank import MAX_BYTES
from members.reading.problems import UnreadableFile
from members.web.dues import treasury
from members.web.dues_forms import StatementForm
from organisations.models import Body
from organiser.base.errors import Invalid
from organiser.base.middleware import ROOM_FOR_FIELDS
from organiser.base.pages import UNPROCESSABLE, page, put_right
from organiser.base.words import plural

PAGE = 20
LINES = 200
TOO_LARGE = 413
LINE = "line-"
UNREAD = "cannot be read"


def _claimed(request: HttpRequest) -> int:
    claimed = request.META.get("CONTENT_LENGTH") or ""
    return int(claimed) if claimed.isascii() and claimed.isdigit() else 0


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # the token stands in the body, which is only read once its size is known; `_statement_new` asks for it
@login_required
def statement_new(request: HttpRequest, body: str) -> HttpResponse:
    """Choose a file. One that is too large is refused by the size its sender claims, before any of it is read."""
    if request.method == "POST" and _claimed(request) > min(MAX_BYTES, settings.IMPORT_MAX_BYTES) + ROOM_FOR_FIELDS:
        found = treasury(request, body)
        form = StatementForm({}, {})
        form.fields["file"].required = False
        put_right(form, Invalid("This file is larger than 50 MB. Export fewer months.", code="too_large", field="file"))
        return _shown(request, found, form, TOO_LARGE)
    return _statement_new(request, body)


@csrf_protect
def _statement_new(request: HttpRequest, body: str) -> HttpResponse:
    found = treasury(request, body)
    if request.method != "POST":
        return _shown(request, found, _empty_form(request))
    form = StatementForm(request.POST, request.FILES, headings=request.POST.getlist("heading"))
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            statement = stage_statement(
                request.user,
                body=found,
                stream=upload.file,
                size=upload.size,
                filename=upload.name,
                columns=form.columns(),
                day_order=form.cleaned_data["day_order"],
            )
            return redirect("statement", statement.public_id)
        except Invalid as refusal:
            cause = refusal.__cause__
            headings = list(cause.headings) if isinstance(cause, UnreadableFile) else []
            if headings and not form.headings:
                form = StatementForm(request.POST, request.FILES, headings=headings)
                form.is_valid()
            put_right(form, refusal)
    return _shown(request, found, form, UNPROCESSABLE)


def _empty_form(request: HttpRequest) -> StatementForm:
    """A form for a file, with what the headings of the statement mean so far that `?like=` names."""
    like = request.GET.get("like")
    if not like:
        return StatementForm()
    meanings = {column["heading"]: column["field"] for column in statement_for(request.user, like).columns}
    return StatementForm(headings=list(meanings), meanings=meanings)


def _shown(request: HttpRequest, body: Body, form: StatementForm, status: int = 200) -> HttpResponse:
    listed = statements_visible_to(request.user).filter(body=body).order_by("-made_at", "-pk")
    context = {
        "form": form,
        "columns": [form[f"column_{place}"] for place in range(len(form.headings))],
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
    }
    return page(request, "members/statement_new.html", context, body=body, status=status)


@login_required
@require_safe
def statement(request: HttpRequest, statement: str) -> HttpResponse:
    """The lines of a statement, with who is proposed for each and why."""
    found = statement_for(request.user, statement)
    lines = lines_of(request.user, found)
    context = {
        "statement": found,
        "page": Paginator(lines, LINES).get_page(request.GET.get("page")),
        "staged": found.status == StatementStatus.STAGED,
        "booked": found.status == StatementStatus.BOOKED,
        "numbers": (numbers := numbers_of(lines)),
        "unread": next((count for count, words in numbers if words == UNREAD), 0),
        "ready": ready_of(lines).count(),
    }
    return page(request, "members/statement.html", context, body=found.body)


def ready_of(lines: QuerySet[StatementLine]) -> QuerySet[StatementLine]:
    """Those of the lines for which somebody is chosen whom the viewer sees; who moved away is chosen anew."""
    return lines.filter(outcome=LineOutcome.OPEN, membership__isnull=False, seen=True)


def numbers_of(lines: QuerySet[StatementLine]) -> list[tuple[int, str]]:
    """The large numbers of a statement; what is nought is left out."""
    ready = ready_of(lines).count()
    numbers = [
        (ready, "with a member"),
        (lines.filter(outcome=LineOutcome.OPEN).count() - ready, "without a member"),
        (lines.filter(outcome=LineOutcome.BOOKED).count(), "booked"),
        (lines.filter(outcome=LineOutcome.KNOWN).count(), "booked before"),
        (lines.filter(outcome=LineOutcome.OUTGOING).count(), "went out"),
        (lines.filter(outcome=LineOutcome.PROBLEM).count(), UNREAD),
    ]
    return [(count, words) for count, words in numbers if count]


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    if not (given.isascii() and given.isdigit() and len(given) < 9):
        raise Invalid("This form arrived damaged. Load the page again.", code="version", field="version")
    return int(given)


@login_required
@require_POST
def statement_choose(request: HttpRequest, statement: str) -> HttpResponse:
    """Keep who was chosen for the lines of one page; with the other button the statement is booked as well."""
    found = statement_for(request.user, statement)
    choices = {name.removeprefix(LINE): value for name, value in request.POST.items() if name.startswith(LINE)}
    found = choose_matches(request.user, statement=found, version=_version(request), choices=choices)
    if "book" in request.POST:
        return _booked(request, found, found.version)
    messages.success(request, "Your choices are kept. Nothing is booked yet.")
    return redirect("statement", found.public_id)


def _booked(request: HttpRequest, found: BankStatement, version: int) -> HttpResponse:
    done = book_statement(request.user, statement=found, version=version)
    count = done.lines.filter(outcome=LineOutcome.BOOKED).count()
    messages.success(request, f"{plural(count, 'payment is', 'payments are')} booked. You can take all of it back.")
    return redirect("statement", done.public_id)


@login_required
@require_POST
def statement_book(request: HttpRequest, statement: str) -> HttpResponse:
    """Book the lines for which somebody is chosen."""
    return _booked(request, statement_for(request.user, statement), _version(request))


@login_required
@require_POST
def statement_discard(request: HttpRequest, statement: str) -> HttpResponse:
    """Throw a statement away."""
    done = discard_statement(request.user, statement=statement_for(request.user, statement))
    messages.success(request, f"What was read from {done.filename} has been thrown away. Nothing was booked.")
    return redirect("statement_new", done.body.public_id)


@login_required
@require_POST
def statement_undo(request: HttpRequest, statement: str) -> HttpResponse:
    """Take everything back that a statement booked."""
    done = undo_statement(request.user, statement=statement_for(request.user, statement))
    messages.success(request, "All payments of this statement were taken back. Both lines of each stay.")
    return redirect("statement", done.public_id)
