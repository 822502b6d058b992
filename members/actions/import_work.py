"""What is done beside the server for large imports: taken up, done, and let go (`manage.py work`).

The queue is the table of imports itself: what is asked for stands in its status. A worker claims one for some minutes
and renews the claim with each thousand rows; one that is killed loses it, and the next begins where it is safe to
begin. A queue of a library would hold the name of a job and not know, after its worker was killed, whether to do it
again. Each step asks its own permission anew, for the person who asked for it.
"""

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, connection, transaction

from members.actions.import_people import clear_people, prepare_people
from members.actions.import_reading import lay_out_upload
from members.actions.import_undoing import take_back_import
from members.actions.import_uploads import forget_upload
from members.actions.import_writing import write_import
from members.enums import ImportStatus
from members.models import ImportBatch, Person
from members.queries.imports import to_work_on
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import locked
from organiser.base.errors import Refusal

log = logging.getLogger("organiser.work")
CLAIM = timedelta(minutes=2)
# The last step is one transaction in which nobody can renew anything: a minute more for so many rows.
ROWS_A_MINUTE = 20_000
MOST_TRIES = 3
FAILED = (
    "Something went wrong on the machine, three times. Nothing was written into the register, and nothing taken out. "
    "Tell whoever runs it; the log of the worker says more."
)
S = ImportStatus
BACK = {S.READING: S.REFUSED, S.WRITING: S.STAGED, S.UNDOING: S.IMPORTED}


class Lost(Exception):
    """The import is not ours any more: it was thrown away, or another worker has it."""


def work_once(stopping: Callable[[], bool] = lambda: False) -> bool:
    """Do what waits longest; gives whether there was anything. Once `stopping` says yes it is left."""
    for waiting in to_work_on()[:20]:
        batch = _claimed(waiting)
        if batch is not None:
            _without_limits()
            _work_on(batch, stopping)
            return True
    return False


def _claimed(waiting: ImportBatch) -> ImportBatch | None:
    """The import, taken for this worker; None where somebody was quicker, or another writes the same register now.

    The organisation is locked, so that of two workers only one can find that nobody writes.
    """
    with transaction.atomic():
        locked(Body.objects.get(pk=waiting.organisation_id))
        batch = to_work_on().filter(pk=waiting.pk).first()
        if batch is None:
            return None
        others = ImportBatch.objects.filter(organisation=batch.organisation_id, claimed_until__gte=clock.now())
        if batch.status != S.READING and others.exclude(pk=batch.pk).exclude(status=S.READING).exists():
            return None
        batch.claim, batch.claimed_until = secrets.token_hex(16), clock.now() + CLAIM
        batch.tries += 1
        batch.save(update_fields=["claim", "claimed_until", "tries"])
        return batch


def _without_limits() -> None:
    """A page that waits too long is refused; a worker may wait."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")


def _work_on(batch: ImportBatch, stopping: Callable[[], bool]) -> None:
    if batch.tries > MOST_TRIES:
        _stop(batch, FAILED)
        return
    try:
        _do(batch, stopping)
    except Lost:
        log.info("The import %s was thrown away, left, or taken by another worker.", batch.public_id)
        _let_go(batch, tries=0)
    except Refusal as refusal:
        log.info("The import %s was stopped: %s.", batch.public_id, refusal.code)
        _stop(batch, refusal.sentence)
    except OperationalError:
        _let_go(batch)
        raise
    except Exception:
        log.exception("The import %s could not be worked on.", batch.public_id)
        _let_go(batch)


def _do(batch: ImportBatch, stopping: Callable[[], bool]) -> None:
    """The step that the status asks for."""

    def beat(done: int, percent: int | None = None) -> None:
        """Say how far it is and keep the claim; `Lost` where it is gone, or the worker is to stop."""
        if stopping():
            raise Lost
        _renew(batch, CLAIM, done=done, percent=percent)

    if batch.status == S.READING:
        lay_out_upload(asker_of(batch), batch, beat)
    elif batch.status == S.WRITING:
        prepare_people(batch, lambda done: beat(done, 80 * done // max(1, batch.to_create)))
        _last_step(batch)
        write_import(asker_of(batch), batch=batch)
    elif batch.status == S.UNDOING:
        _last_step(batch)
        batch.status = take_back_import(asker_of(batch), batch=batch).status
        _clear(batch, beat)
    else:
        _clear(batch, beat)


def asker_of(batch: ImportBatch) -> Person:
    """Who asked for it, with the reach of the token through which it was asked."""
    asker = Person.objects.get(pk=batch.asked_by_id or 0)
    asker.bound_body_id = batch.asked_within_id
    return asker


def _last_step(batch: ImportBatch) -> None:
    """Keep the claim for as long as one transaction with all rows may take; how far that is nobody sees."""
    rows = batch.to_create + batch.to_change
    _renew(batch, CLAIM + timedelta(minutes=rows / ROWS_A_MINUTE), done=rows, percent=None)


def _renew(batch: ImportBatch, how_long: timedelta, **progress: int | None) -> None:
    own = ImportBatch.objects.filter(pk=batch.pk, claim=batch.claim, status=batch.status)
    if not own.update(claimed_until=clock.now() + how_long, **progress):
        raise Lost


def _clear(batch: ImportBatch, beat: Callable[[int], None]) -> None:
    """Take out people whom nothing joins to the register; then the import is at rest."""
    clear_people(batch, beat)
    own = ImportBatch.objects.filter(pk=batch.pk, claim=batch.claim)
    own.update(clearing=False, claim="", claimed_until=None, done=0, percent=None, tries=0)


def _stop(batch: ImportBatch, sentence: str) -> None:
    """Put an import back to where it was, with the reason; nothing of what was asked for shows in the register."""
    with transaction.atomic():
        current = locked(batch)
        if current.claim != batch.claim:
            return
        if current.status == S.READING:
            current.rows.all().delete()
            transaction.on_commit(lambda name=current.upload: forget_upload(name))  # type: ignore[misc]
            current.samples, current.headings, current.choices, current.upload = [], [], {}, ""
            current.finished_at = clock.now()
        current.clearing = current.clearing or current.status == S.WRITING
        if current.status in BACK:
            current.status = BACK[S(current.status)]
        elif current.clearing:
            log.error("People of the import %s could not be taken out.", current.public_id)
            current.clearing = False
        current.stopped, current.tries = sentence[:500], 0
        current.claim, current.claimed_until, current.percent = "", None, None
        current.save()


def _let_go(batch: ImportBatch, **more: int) -> None:
    """Give up the claim, so that it is tried again."""
    ImportBatch.objects.filter(pk=batch.pk, claim=batch.claim).update(claim="", claimed_until=None, **more)
