"""An import that was looked at: what is in the file, what is wrong with it, and what becomes of it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members.actions.import_memory import forget_headings
from members.actions.import_refused import take_out_refused
from members.actions.import_staging import discard_import
from members.actions.import_undoing import UNDO_DAYS, undo_import
from members.actions.import_writing import commit_import
from members.enums import BUSY, ImportStatus
from members.exports.problems import problem_lines
from members.exports.refused import refused_as_csv, refused_as_workbook
from members.models import ImportBatch
from members.queries.belonging import members_of
from members.queries.entering import decision_cited, needs_admission
from members.queries.imports import batch_for, first_rows, is_unattended, refused_rows_kept, rows_with_problems, stayed
from members.reading.fields import LABELS
from members.reading.problems import visible
from members.web.import_forms import form_for_sheets, form_to_read_again
from members.web.import_repair_forms import RepairForm, repair_form
from members.web.import_words import columns_of, how_far, notes_of, numbers_of
from organiser.base import clock
from organiser.base.pages import page
from organiser.base.words import plural

ROWS = 200
SAMPLE = 5


def _bare(problem: dict[str, Any]) -> dict[str, Any]:
    """A problem whose sentence does not repeat the row and column beside which it stands."""
    sentence = problem["sentence"].removeprefix(f"Row {problem['row']}")
    sentence = sentence.removeprefix(f", column {problem['column']}").removeprefix(": ")
    return {**problem, "sentence": sentence[:1].upper() + sentence[1:]}


def _problems(rows: Page, severity: str) -> list[dict[str, Any]]:
    """What is wrong with these rows, of one weight."""
    return [_bare(problem) for row in rows for problem in row.problems if problem["severity"] == severity]


def _sample(batch: ImportBatch) -> tuple[list[str], list[list[str]]]:
    """The first rows as they were read: the fields in words, and the values row by row."""
    fields = [column["field"] for column in batch.columns if column["field"]]
    rows = [[str(row.values.get(field) or "") for field in fields] for row in first_rows(batch, SAMPLE)]
    return [LABELS[field].capitalize() for field in fields], rows


def in_doubt(batch: ImportBatch) -> bool:
    """Whether somebody should look at the letters: the encoding was guessed or chosen, and nothing is written yet."""
    return batch.status == ImportStatus.STAGED and (batch.encoding_guessed or bool(batch.samples))


def _may_choose_a_sheet(batch: ImportBatch) -> bool:
    """Whether another sheet of the same workbook may have been meant."""
    return batch.status == ImportStatus.STAGED and len(batch.sheets) > 1


def undo_until(batch: ImportBatch) -> datetime | None:
    """Until when an import can be taken back; None where it cannot be any more."""
    if batch.status != ImportStatus.IMPORTED or batch.finished_at is None:
        return None
    last = batch.finished_at + UNDO_DAYS
    return last if clock.now() <= last else None


@login_required
@require_safe
def import_preview(request: HttpRequest, batch: str) -> HttpResponse:
    """What is in a file and what will become of each row; later, what became of it."""
    found = batch_for(request.user, batch)
    return previewed(request, found, repair_form(found))


def previewed(request: HttpRequest, found: ImportBatch, repairs: RepairForm | None, status: int = 200) -> HttpResponse:
    """The page of an import, with a form for what can be chosen about its cells."""
    if found.status in (*BUSY, ImportStatus.REFUSED):
        context = {
            "batch": found,
            "busy": found.status in BUSY,
            "sentence": how_far(found),
            "unattended": is_unattended(found),
        }
        return page(request, "members/import_progress.html", context, body=found.body)
    rows = Paginator(rows_with_problems(request.user, found), ROWS).get_page(request.GET.get("page"))
    fields, sample = _sample(found) if found.status == ImportStatus.STAGED else ([], [])
    context = {
        "batch": found,
        "staged": found.status == ImportStatus.STAGED,
        "admitted": found.status == ImportStatus.STAGED and bool(found.to_create) and needs_admission(found.body),
        "numbers": numbers_of(found),
        "columns": columns_of(found),
        "notes": notes_of(found),
        "page": rows,
        "errors": _problems(rows, "error"),
        "warnings": _problems(rows, "warning"),
        "changes": _problems(rows, "change"),
        "fields": fields,
        "sample": sample,
        "undo_until": undo_until(found),
        "stayed": stayed(request.user, found) if found.status == ImportStatus.UNDONE else [],
        "samples": [{**each, "text": visible(each["text"])} for each in found.samples],
        "can_take_out": refused_rows_kept(found),
        "again": form_to_read_again(found) if in_doubt(found) else None,
        "repairs": repairs if found.status == ImportStatus.STAGED else None,
        "other_sheets": form_for_sheets(found) if _may_choose_a_sheet(found) else None,
    }
    return page(request, "members/import_preview.html", context, body=found.body, status=status)


@login_required
@require_safe
@never_cache
def import_problems(request: HttpRequest, batch: str) -> StreamingHttpResponse:
    """Every problem of a file as a CSV file, to be worked through beside it."""
    found = batch_for(request.user, batch)
    name = f"problems-{slugify(found.filename.rpartition('.')[0])[:60] or found.public_id}.csv"
    return StreamingHttpResponse(
        problem_lines(rows_with_problems(request.user, found).iterator(chunk_size=2000)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@require_POST
@never_cache
def import_refused(request: HttpRequest, batch: str) -> StreamingHttpResponse | FileResponse:
    """The rows that stayed out, in the form they came, each with why: to be put right and imported again."""
    found = batch_for(request.user, batch)
    keys = take_out_refused(request.user, batch=found)
    name = f"not-imported-{slugify(found.filename.rpartition('.')[0])[:60] or found.public_id}"
    if found.sheet:
        return FileResponse(refused_as_workbook(found, keys), as_attachment=True, filename=f"{name}.xlsx")
    return StreamingHttpResponse(
        refused_as_csv(found, keys),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


@login_required
@require_POST
def import_commit(request: HttpRequest, batch: str) -> HttpResponse:
    """Write the rows into the register."""
    found = batch_for(request.user, batch)
    decision = decision_cited(found.body, request.POST.get("decision", ""))
    done = commit_import(request.user, batch=found, decision=decision)
    if done.status == ImportStatus.WRITING:
        return redirect("import_preview", done.public_id)
    people, members = plural(done.to_create, "person was", "people were"), members_of(done.body).count()
    changed = f" {plural(done.to_change, 'person was', 'people were')} changed." if done.to_change else ""
    whole = f"it has {plural(members, 'member', 'members')} now"
    messages.success(request, f"{people} written into the register of {done.body.name}; {whole}.{changed}")
    return redirect("import_preview", done.public_id)


@login_required
@require_POST
def import_discard(request: HttpRequest, batch: str) -> HttpResponse:
    """Throw away what was looked at."""
    done = discard_import(request.user, batch=batch_for(request.user, batch))
    messages.success(request, f"What was read from {done.filename} has been thrown away. Nothing was written.")
    return redirect("import_new", done.body.public_id)


@login_required
@require_POST
def import_forget(request: HttpRequest, batch: str) -> HttpResponse:
    """Forget what was chosen for its headings."""
    done = forget_headings(request.user, batch=batch_for(request.user, batch))
    messages.success(request, "What was chosen for these headings is forgotten. The next file with them is read anew.")
    return redirect("import_preview", done.public_id)


@login_required
@require_POST
def import_undo(request: HttpRequest, batch: str) -> HttpResponse:
    """Take everybody whom an import wrote out of the register again."""
    done = undo_import(request.user, batch=batch_for(request.user, batch))
    if done.status == ImportStatus.UNDOING:
        return redirect("import_preview", done.public_id)
    people = plural(done.to_create, "person was", "people were")
    back = " What it had changed was put back, unless it was changed again since." if done.to_change else ""
    messages.success(request, f"{people} taken out of the register of {done.body.name} again.{back}")
    return redirect("import_preview", done.public_id)
