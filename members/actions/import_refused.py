"""Taking out the rows of a file that stayed out, to be put right and imported again."""

from members.enums import BUSY, ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Person
from members.queries.imports import KEPT_FOR
from members.rules import demand_register
from organiser.base import clock
from organiser.base.actions import action, record
from organiser.base.errors import WrongState


@action
def take_out_refused(actor: Person, *, batch: ImportBatch) -> list[int]:
    """Write down that the rows of a file that stayed out were taken out, as they came.

    Returns:
        Their keys in the order of the file: these may be given out, and no others.

    Raises:
        NotPermitted: for those who do not keep this register.
        WrongState: where no row stayed out, or they are not kept any more.
    """
    demand_register(actor, batch.body)
    kept = batch.rows.filter(outcome=RowOutcome.ERROR).exclude(cells=[]).order_by("number")
    keys = list(kept.values_list("pk", flat=True))
    if not keys:
        raise WrongState(
            "There are no rows of this file to take out: none stayed out, or they are not kept any more. "
            "Rows that stayed out are kept for 30 days.",
            code="no_refused_rows",
        )
    record(
        actor,
        "take_out_refused",
        chain=batch.organisation.public_id,
        body=batch.body.public_id,
        subject=batch.public_id,
        content={"digest": batch.digest, "rows": len(keys)},
    )
    return keys


def forget_refused() -> int:
    """Forget, day by day, the rows that stayed out of files that were looked at thirty days ago; gives how many.

    What imports changed, and what was said of their rows, is forgotten as well, once nothing can be put back any more.
    What is being worked on keeps its rows until that is done; a file that nobody wrote goes as a whole
    (`expire_import`).
    """
    old = ImportBatch.objects.filter(made_at__lt=clock.now() - KEPT_FOR)
    old = old.exclude(status__in=[*BUSY, ImportStatus.STAGED]).exclude(clearing=True)
    gone = ImportRow.objects.filter(batch__in=old.values("pk")).exclude(cells=[]).update(cells=[])
    ImportRow.objects.filter(batch__in=old.values("pk")).exclude(values={}).update(values={})
    old.exclude(headings=[]).update(headings=[])
    done = ImportBatch.objects.filter(finished_at__lt=clock.now() - KEPT_FOR).values("pk")
    ImportRow.objects.filter(batch__in=done).exclude(changes={}, problems=[]).update(changes={}, problems=[])
    return gone
