"""Batches that two tellers count: entered twice, compared line by line, agreed or set aside."""

from collections.abc import Mapping

from assemblies.actions.counted_lines import clean_lines, clean_why
from assemblies.enums import BallotStatus, CountedWay
from assemblies.models import Ballot, CountedBatch
from assemblies.queries.batches import show_of_hands
from assemblies.rules import demand_counts, demand_no_consensus
from members.models import Person
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.errors import Conflict, Invalid, WrongState

MOST_BATCHES = 999


@action
def enter_batch(
    actor: Person, *, ballot: Ballot, way: str, number: int, papers: Mapping[str, int], rest_abstains: bool = False
) -> CountedBatch:
    """Write down what one teller counted in a show of hands or in a heap of papers.

    The second teller is another person. Where both say the same, the batch is agreed and counts; else nothing counts
    until one of them enters it again. Each entry stays in the ledger.

    Args:
        number: of the heap; the first to enter it makes it. A show of hands needs none.
        papers: how many there are of each line of text.
        rest_abstains: of a show of hands, that those who raised no hand abstain, as this teller says.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        Invalid: a way, a number or a paper that is none, or more than there can be.
        WrongState: after closing, without a show of hands, for papers of a secret ballot, or where consensus is sought.
        Conflict: where the batch is agreed or set aside.
    """
    demand_counts(actor, ballot.body)
    if way not in CountedWay.values:
        raise Invalid("Choose hands or paper.", code="way", field="way")
    if not 1 <= number <= MOST_BATCHES:
        raise Invalid(f"A batch has a number from 1 to {MOST_BATCHES}.", code="batch_number", field="number")
    ballot = locked(ballot)
    demand_no_consensus(ballot)
    # Papers are counted after the last one is in, so the time of the ballot may be up; closing it ends this.
    if ballot.status != BallotStatus.OPEN:
        raise WrongState("This ballot is closed. What was counted came too late.", code="closed")
    batch = _hands(ballot) if way == CountedWay.HANDS else _heap(ballot, number)
    lines = clean_lines(ballot, batch, papers, rest_abstains=rest_abstains)
    if batch.pk is None:
        batch.save()
    if not _written(actor, batch, lines):
        nothing_to_do()
        return batch
    if batch.papers == batch.second:
        batch.agreed_at, batch.counted = clock.now(), sum(lines.values())
    batch.save()
    record(
        actor,
        "enter_batch",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=batch.public_id,
        content={
            "ballot": ballot.public_id,
            "way": batch.way,
            "number": batch.number,
            "papers": lines,
            "rest_abstains": rest_abstains,
            "agreed": batch.agreed_at is not None,
        },
    )
    return batch


@action
def set_aside_batch(actor: Person, *, batch: CountedBatch, why: str) -> CountedBatch:
    """Give up a batch that is not agreed: it counts for nobody. Of a show of hands this calls it off.

    Those who were marked for the hands then vote otherwise: by phone, by card, or in another show of hands.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        Invalid: without a reason.
        WrongState: after closing.
        Conflict: where the batch is agreed or was set aside.
    """
    demand_counts(actor, batch.ballot.body)
    why = clean_why(why)
    ballot = locked(batch.ballot)
    batch = locked(batch)
    if ballot.status != BallotStatus.OPEN:
        raise WrongState("This ballot is closed. What was counted came too late.", code="closed")
    _demand_waiting(batch)
    batch.set_aside_by, batch.set_aside_at, batch.set_aside_why = actor, clock.now(), why
    batch.save(update_fields=["set_aside_by", "set_aside_at", "set_aside_why"])
    record(
        actor,
        "set_aside_batch",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=batch.public_id,
        content={"ballot": ballot.public_id, "way": batch.way, "number": batch.number, "why": why},
    )
    return batch


def _hands(ballot: Ballot) -> CountedBatch:
    batch = show_of_hands(ballot)
    if batch is None:
        raise WrongState("Begin the show of hands first: it marks who is in the hall.", code="no_hand_count")
    _demand_waiting(batch)
    return batch


def _heap(ballot: Ballot, number: int) -> CountedBatch:
    """The heap of that number, which is not saved yet where this is its first entry."""
    if ballot.secret:
        raise WrongState(
            "Papers of a secret ballot are read one by one with their codes. A heap would tell how those few voted who "
            "had a paper.",
            code="read_by_code",
            rule="invariant 2",
        )
    found = CountedBatch.objects.filter(ballot=ballot, way=CountedWay.PAPER, number=number).first()
    if found is not None:
        _demand_waiting(found)
        return found
    return CountedBatch(organisation_id=ballot.organisation_id, ballot=ballot, way=CountedWay.PAPER, number=number)


def _demand_waiting(batch: CountedBatch) -> None:
    if batch.agreed_at is not None:
        raise Conflict("Both tellers agreed on this batch. It stays as it is.", code="batch_agreed")
    if batch.set_aside_at is not None:
        raise Conflict("This batch was set aside. Count under another number.", code="batch_set_aside")


def _written(actor: Person, batch: CountedBatch, lines: dict[str, int]) -> bool:
    """Put down what this teller counted, beside what another one did; False where it stands there already."""
    if batch.entered_by_id in {None, actor.pk}:
        if batch.papers == lines:
            return False
        batch.papers, batch.entered_by, batch.entered_at = lines, actor, clock.now()
        return True
    if batch.second == lines and batch.second_by_id == actor.pk:
        return False
    batch.second, batch.second_by, batch.second_at = lines, actor, clock.now()
    return True
