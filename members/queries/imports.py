"""Imports as those who keep the register may look at them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from members.enums import BELONGING, ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Membership
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

CHUNK = 2000


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


def rows_with_problems(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows of a file that have something to look at: those that stay out first, then in the order of the file."""
    last = Case(When(outcome=RowOutcome.ERROR, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        ImportRow.objects.filter(batch=batch)
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


@dataclass(frozen=True)
class Known:
    """What a register holds already, and the numbers given elsewhere.

    `emails` and `keys` give the key of the membership with an address and with a number, `names` the folded name of
    each number. A row may be told of people inside the register that its importer keeps; beyond it only that a number
    is taken.
    """

    emails: dict[str, int]
    names: dict[str, str]
    numbers: frozenset[str]
    keys: dict[str, int]


def known_in(register: Body) -> Known:
    """What the register of a body holds, and every number that its organisation has given out."""
    emails: dict[str, int] = {}
    names: dict[str, str] = {}
    keys: dict[str, int] = {}
    numbers = set()
    memberships = Membership.objects.filter(organisation=register.organisation_key)
    whole = register.pk == register.organisation_id
    columns = memberships.values_list("pk", "number", "branch_id", "sort_name", "person__email")
    for key, number, branch, sort_name, email in columns.iterator(chunk_size=CHUNK):
        numbers.add(number)
        if not (whole or branch == register.pk):
            continue
        names[number], keys[number] = sort_name, key
        if email:
            emails[email.casefold()] = key
    return Known(emails, names, frozenset(numbers), keys)


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
