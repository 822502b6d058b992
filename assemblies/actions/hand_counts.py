"""A show of hands: whoever is in the hall and has not voted is marked, then two tellers count."""

from assemblies.actions.marking import mark_hall
from assemblies.enums import BallotMethod, BallotStatus, CountedWay
from assemblies.models import Ballot, CountedBatch
from assemblies.queries.batches import hands_there, show_of_hands
from assemblies.rules import demand_counts, demand_no_consensus
from members.models import Person
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, RuleNotMet, WrongState


@action
def begin_hand_count(actor: Person, *, ballot: Ballot) -> CountedBatch:
    """Begin a show of hands: everybody on the roll who is in the hall and has not voted raises a hand, and only there.

    They are marked in one statement, under the lock on the ballot: a vote by phone that is on its way is taken before,
    or refused after, and nobody has both (invariant 1). Whoever has voted by phone keeps that vote and raises no hand.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        WrongState: in a secret ballot, in one with options, where consensus is sought, outside an assembly, or after
            closing.
        Conflict: where a show of hands was begun or counted already.
        RuleNotMet: where nobody is there who could raise a hand.
    """
    demand_counts(actor, ballot.body)
    ballot = locked(ballot)
    demand_no_consensus(ballot)
    if ballot.secret or ballot.method != BallotMethod.YES_NO:
        raise WrongState(
            "Hands show for, against or abstain, for everybody to see. In this ballot members fill in a paper.",
            code="no_hands",
        )
    if ballot.assembly_id is None:
        raise WrongState("Hands are raised in an assembly. In this ballot members vote by themselves.", code="no_hall")
    if ballot.status != BallotStatus.OPEN or (ballot.closes_at is not None and ballot.closes_at <= clock.now()):
        raise WrongState("This ballot is closed. No hands are counted any more.", code="closed")
    if show_of_hands(ballot) is not None:
        raise Conflict(
            "The show of hands was begun already. Enter its count, or set it aside with a reason.", code="hands_begun"
        )
    mark_hall(ballot.pk)
    most = hands_there(ballot)
    if not most:
        raise RuleNotMet(
            "Nobody is in the hall who has a vote and has not used it. Check people in first.", code="nobody_there"
        )
    batch = CountedBatch.objects.create(
        organisation_id=ballot.organisation_id,
        ballot=ballot,
        way=CountedWay.HANDS,
        number=CountedBatch.objects.filter(ballot=ballot, way=CountedWay.HANDS).count() + 1,
        most=most,
    )
    record(
        actor,
        "begin_hand_count",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"batch": batch.public_id, "in_the_hall": most},
    )
    return batch
