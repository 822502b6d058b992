"""Imports as those who keep the register may look at them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from members.enums import BELONGING, BUSY, ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Membership
from members.queries.register import memberships_visible_to
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

CHUNK = 1000
UNATTENDED = timedelta(minutes=1)
# A file that nobody writes is kept so long; that it went is told for a week.
KEPT_FOR, TOLD_FOR = timedelta(days=30), timedelta(days=7)


def imports_visible_to(viewer: Actor) -> QuerySet[ImportBatch]:
    """Imports into the registers that the viewer keeps; that of an organisation includes those of its branches."""
    if not viewer.is_authenticated:
        return ImportBatch.objects.none()
    kept = authority.bodies_with(viewer, Power.KEEP_REGISTER).values("pk")
    return ImportBatch.objects.filter(Q(body__in=kept) | Q(organisation__in=kept)).select_related(
        "body", "organisation", "made_by", "memory__chosen_by"
    )


def imports_into(viewer: Actor, body: Body) -> QuerySet[ImportBatch]:
    """The imports into one register, the latest first."""
    return imports_visible_to(viewer).filter(body=body).order_by("-made_at", "-pk")


def batch_for(viewer: Actor, public_id: str) -> ImportBatch:
    """The import of that public id.

    Raises:
        NotFound: where there is none into a register that the viewer keeps.
    """
    batch = imports_visible_to(viewer).filter(public_id=public_id).first()
    if batch is None:
        raise NotFound("There is no such import here.", code="no_import")
    return batch


def in_sight(viewer: Actor) -> Q:
    """The rows of nobody yet, and those of people whose record the viewer may open: who moved away is out of sight."""
    return Q(membership=None) | Q(membership__in=memberships_visible_to(viewer).select_related(None).values("pk"))


def stayed(viewer: Actor, batch: ImportBatch) -> list[Membership]:
    """Who took part in something and so stayed when the import was undone, the first of them by name."""
    rows = batch.rows.filter(outcome=RowOutcome.STAYED).values("membership")
    return list(memberships_visible_to(viewer).filter(pk__in=rows).order_by("sort_name", "pk")[:50])


def rows_with_problems(viewer: Actor, batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows of a file that have something to look at: those that stay out first, then in the order of the file."""
    last = Case(When(outcome=RowOutcome.ERROR, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        ImportRow.objects.filter(in_sight(viewer), batch=batch)
        .exclude(problems=[])
        .annotate(last=last)
        .order_by("last", "number")
        .only("number", "problems", "outcome")
    )


def refused_rows_kept(batch: ImportBatch) -> int:
    """How many rows that stayed out are kept as they came."""
    return ImportRow.objects.filter(batch=batch, outcome=RowOutcome.ERROR).exclude(cells=[]).count()


def first_rows(batch: ImportBatch, how_many: int) -> QuerySet[ImportRow]:
    """The first rows that will come in, to see with one's own eyes whether the columns are right."""
    return ImportRow.objects.filter(batch=batch, outcome=RowOutcome.CREATE).order_by("number")[:how_many]


def belonging_among(keys: Iterable[int], register: Body) -> dict[int, Membership]:
    """Those of these memberships that belong now, with their people; who left is not changed by a file.

    Nor is who moved to another register since: the file is of this one (invariant 7).
    """
    found = Membership.objects.filter(pk__in=list(keys), state__in=BELONGING).select_related("person")
    if register.pk != register.organisation_key:
        found = found.filter(branch=register.pk)
    return {membership.pk: membership for membership in found}


def written_since(batch: ImportBatch) -> ImportBatch | None:
    """The import of the same file into the same body that was written after this one was looked at."""
    same = ImportBatch.objects.filter(body=batch.body_id, digest=batch.digest, status=ImportStatus.IMPORTED)
    return same.filter(finished_at__gte=batch.made_at).exclude(pk=batch.pk).select_related("made_by").first()


def written_before(body: Body, digest: str) -> ImportBatch | None:
    """The latest import of the same file into the same body that stands."""
    same = ImportBatch.objects.filter(body=body, digest=digest, status=ImportStatus.IMPORTED)
    return same.select_related("made_by").order_by("-finished_at").first()


def chunks_of(rows: QuerySet[ImportRow]) -> Iterator[list[ImportRow]]:
    """The rows in the order of the file, a thousand at a time; each thousand is asked for when it is its turn."""
    last = 0
    while chunk := list(rows.filter(number__gt=last).order_by("number")[:CHUNK]):
        yield chunk
        last = chunk[-1].number


def columns_of(rows: QuerySet[ImportRow], *columns: str) -> Iterator[list[tuple[Any, ...]]]:
    """The same of some columns alone: without an object, and without its cells, for each row."""
    last = 0
    asked = rows.order_by("number").values_list("number", *columns)
    while chunk := list(asked.filter(number__gt=last)[:CHUNK]):
        yield [row[1:] for row in chunk]
        last = chunk[-1][0]


def rows_of(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows of an import, by the index in which they stand in the order of the file."""
    return ImportRow.objects.filter(organisation=batch.organisation_id, batch=batch)


@dataclass(frozen=True, slots=True)
class Coming:
    """What is needed of a row to write its membership."""

    row: int
    values: dict[str, Any]
    person: int | None


def coming_in(batch: ImportBatch) -> Iterator[list[Coming]]:
    """The rows that come in, in the order of the file, a thousand at a time."""
    last = 0
    rows = rows_of(batch).filter(outcome=RowOutcome.CREATE).order_by("number").values_list("number", "values", "person")
    while chunk := [Coming(*row) for row in rows.filter(number__gt=last)[:CHUNK]]:
        yield chunk
        last = chunk[-1].row


def to_work_on() -> QuerySet[ImportBatch]:
    """The imports that wait for a worker, the longest first: nobody has them, or whoever had them was killed."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=clock.now())
    return ImportBatch.objects.filter(Q(status__in=BUSY) | Q(clearing=True)).filter(free).order_by("asked_at", "pk")


def is_unattended(batch: ImportBatch) -> bool:
    """Whether what was asked for has waited for a minute and no worker has it, or any other import."""
    waits = batch.status in BUSY and (batch.claimed_until is None or batch.claimed_until < clock.now())
    if not waits or batch.asked_at is None or batch.asked_at + UNATTENDED > clock.now():
        return False
    return not ImportBatch.objects.filter(claimed_until__gte=clock.now()).exists()


def imports_waiting(viewer: Actor, body: Body) -> QuerySet[ImportBatch]:
    """What the keepers of a register still have to do with files of the last thirty days, or wait for.

    A file that was thrown away because nobody wrote it stands among them for a week.
    """
    open_ones = Q(status__in=[*BUSY, ImportStatus.STAGED]) | ~Q(stopped="")
    lately = Q(made_at__gte=clock.now() - KEPT_FOR) & open_ones & ~Q(status=ImportStatus.DISCARDED)
    went = Q(status=ImportStatus.DISCARDED, finished_at__gte=clock.now() - TOLD_FOR) & ~Q(stopped="")
    return imports_into(viewer, body).filter(lately | went)


def previews_to_discard() -> QuerySet[ImportBatch]:
    """Files that were looked at thirty days ago and that nobody wrote or threw away."""
    looked_at = ImportBatch.objects.filter(status=ImportStatus.STAGED, clearing=False)
    return looked_at.filter(made_at__lt=clock.now() - KEPT_FOR).select_related("body", "organisation")
