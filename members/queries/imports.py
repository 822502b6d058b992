"""Imports as those who keep the register may look at them."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from members.enums import RowOutcome
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
    """What a register holds already: the addresses in it, the folded name of each number, and numbers given elsewhere.

    A row may be told of people inside the register that its importer keeps; beyond it only that a number is taken.
    """

    emails: frozenset[str]
    names: dict[str, str]
    numbers: frozenset[str]


def known_in(register: Body) -> Known:
    """What the register of a body holds, and every number that its organisation has given out."""
    emails, names, numbers = set(), {}, set()
    memberships = Membership.objects.filter(organisation=register.organisation_key)
    whole = register.pk == register.organisation_id
    columns = memberships.values_list("number", "branch_id", "sort_name", "person__email")
    for number, branch, sort_name, email in columns.iterator(chunk_size=CHUNK):
        numbers.add(number)
        if not (whole or branch == register.pk):
            continue
        names[number] = sort_name
        if email:
            emails.add(email.casefold())
    return Known(frozenset(emails), names, frozenset(numbers))
