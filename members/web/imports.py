"""Bringing in a register: choosing the file. Looking at it and writing it is in `looked_at`."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from members.actions.import_staging import stage_import
from members.queries.imports import batch_for, imports_into
from members.reading.problems import UnreadableFile
from members.web.import_forms import GUESS, UploadForm, chosen_for, shown_headings, without_headings
from members.web.register import kept_body
from organisations.models import Body
from organiser.base.errors import Invalid, Refusal
from organiser.base.middleware import ROOM_FOR_FIELDS
from organiser.base.pages import UNPROCESSABLE, page, put_right

PAGE = 20
TOO_LARGE = 413


def _claimed_bytes(request: HttpRequest) -> int:
    claimed = request.META.get("CONTENT_LENGTH") or ""
    return int(claimed) if claimed.isascii() and claimed.isdigit() else 0


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # the token stands in the body, which is only read once its size is known; `_import_new` asks for it
@login_required
def import_new(request: HttpRequest, body: str) -> HttpResponse:
    """Choose a file. One that is too large is refused by the size its sender claims, before any of it is read."""
    if request.method == "POST" and _claimed_bytes(request) > settings.IMPORT_MAX_BYTES + ROOM_FOR_FIELDS:
        found = kept_body(request, body)
        most = settings.IMPORT_MAX_BYTES // 1024 // 1024
        sentence = f"This file is larger than {most} MB. Split the table into several files and import one at a time."
        form = UploadForm({}, {})
        form.fields["file"].required = False
        put_right(form, Invalid(sentence, code="too_large", field="file"))
        return _shown(request, found, form, TOO_LARGE)
    return _import_new(request, body)


@csrf_protect
def _import_new(request: HttpRequest, body: str) -> HttpResponse:
    found = kept_body(request, body)
    if request.method != "POST":
        return _shown(request, found, _empty_form(request))
    form = UploadForm(request.POST, request.FILES, headings=request.POST.getlist("heading"))
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            batch = stage_import(
                request.user,
                body=found,
                stream=upload.file,
                size=upload.size,
                filename=upload.name,
                headings=form.meanings() if form.headings else None,
                encoding=form.cleaned_data["encoding"],
                first_row_is_data=form.cleaned_data.get("first_row_is_data", False),
                sheet=form.cleaned_data["sheet"],
                update=form.cleaned_data["update"],
            )
            return redirect("import_preview", batch.public_id)
        except Invalid as refusal:
            form = _refused(form, refusal)
    return _shown(request, found, form, UNPROCESSABLE)


def _refused(form: UploadForm, refusal: Refusal) -> UploadForm:
    """The form with the sentence at its field; with a choice for each heading where that would put it right."""
    cause = refusal.__cause__
    found = shown_headings(cause.headings if isinstance(cause, UnreadableFile) else ())
    if found and found != form.headings:  # none were asked for, or those of another encoding
        data = form.data.copy()
        data.update({f"meaning_{place}": GUESS for place in range(len(found))})
        form = UploadForm(data, form.files, headings=found)
        form.is_valid()
    put_right(form, refusal)
    return form


def _empty_form(request: HttpRequest) -> UploadForm:
    """A form without a choice of headings, or with those, and the encoding, of the import that `?like=` names."""
    like = request.GET.get("like")
    if not like:
        return UploadForm()
    batch = batch_for(request.user, like)
    form = UploadForm(
        headings=[column["heading"] for column in batch.columns if column["heading"]],
        meanings=[column["field"] for column in batch.columns if column["heading"]],
        initial={
            "encoding": chosen_for(batch),
            "first_row_is_data": without_headings(batch),
            "update": batch.updating,
            "sheet": batch.sheet,
        },
    )
    # In another encoding the headings would be others; it is chosen on the page of the import itself.
    form.fields["encoding"].widget = HiddenInput()
    return form


def _shown(request: HttpRequest, body: Body, form: UploadForm, status: int = 200) -> HttpResponse:
    listed = imports_into(request.user, body)
    context = {
        "form": form,
        "meanings": [form[f"meaning_{place}"] for place in range(len(form.headings))],
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "most": settings.IMPORT_MAX_BYTES // 1024 // 1024,
        "most_people": f"{settings.IMPORT_MAX_ROWS:,}",
        "at_once": f"{settings.IMPORT_AT_ONCE:,}",
    }
    return page(request, "members/import_new.html", context, body=body, status=status)
