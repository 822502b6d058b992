"""Choosing on the page of an import what becomes of cells that cannot be read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from members.actions.import_repairing import repair_import
from members.enums import ImportStatus
from members.queries.imports import batch_for
from members.web.import_repair_forms import RepairForm
from members.web.looked_at import previewed
from organiser.base.pages import UNPROCESSABLE, tried
from organiser.base.words import plural


@login_required
@require_POST
def import_repair(request: HttpRequest, batch: str) -> HttpResponse:
    """Read a file again as it was chosen for its columns."""
    found = batch_for(request.user, batch)
    form = RepairForm(found, request.POST)
    if form.is_valid():
        done = tried(
            form,
            lambda: repair_import(request.user, batch=found, repairs=form.repairs(), undated=form.undated()),
        )
        if done is not None:
            if done.status == ImportStatus.STAGED:
                people = plural(done.to_create, "person comes", "people come")
                messages.success(request, f"The file was read again: {people} in, {done.refused:,} not.")
            return redirect("import_preview", done.public_id)
    found.refresh_from_db()
    return previewed(request, found, form, UNPROCESSABLE)
