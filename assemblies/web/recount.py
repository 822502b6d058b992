"""What a member takes home to count a ballot again: its papers in three forms, and the program that counts them."""

import json
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assemblies import exports
from assemblies.counting.choosing import RANKED
from assemblies.counting.sheet_files import blt_of, csv_of
from assemblies.enums import BallotStatus
from assemblies.queries.ballots import ballot_for
from assemblies.queries.sheets import sheet_of
from organisations.queries.decisions import shows_figures
from organiser.base.errors import NotFound, NotPermitted, WrongState
from organiser.base.files import BYTE_ORDER_MARK

PROGRAM = Path(exports.__file__).parent / "verifier" / "organiser_recount.py"
KINDS = {"json": "application/json", "csv": "text/csv; charset=utf-8", "blt": "text/plain; charset=utf-8"}


@require_safe
@login_required
def ballot_papers(request: HttpRequest, ballot: str, form: str) -> HttpResponse:
    """The papers of a closed ballot without names: all of it as JSON, the papers alone as CSV or BLT."""
    shown = ballot_for(request.user, ballot)
    if not shows_figures(request.user, shown.body):
        sentence = f"The papers are for members of {shown.body.name} to count."
        raise NotPermitted(sentence, code="papers_of_members")
    if shown.status != BallotStatus.CLOSED:
        raise WrongState("The papers are handed out once the ballot is closed and counted.", code="not_closed")
    if form == "blt" and shown.method not in RANKED:
        raise NotFound("Only ballots with an order of options have a BLT file.", code="no_blt")
    sheet = sheet_of(shown)
    if form == "json":
        content = json.dumps(sheet.to_json(), ensure_ascii=False, indent=1)
    else:
        content = blt_of(sheet) if form == "blt" else BYTE_ORDER_MARK + csv_of(sheet)
    name = f"ballot-{shown.motion.reference.replace('/', '-')}-{shown.public_id}.{form}"
    return HttpResponse(
        content, content_type=KINDS[form], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_safe
@login_required
def recount_program(_request: HttpRequest) -> HttpResponse:
    """The program that counts such a file again; one file, for any Python."""
    headers = {"Content-Disposition": f'attachment; filename="{PROGRAM.name}"'}
    return HttpResponse(PROGRAM.read_bytes(), content_type="text/x-python", headers=headers)
