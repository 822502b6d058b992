"""Motions and ballots with the memberships of those they name, for lists and records that programs read."""

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from assemblies.enums import BallotStatus
from assemblies.models import (
    Ballot,
    Block,
    Contribution,
    Judgement,
    Motion,
    MotionVersion,
    RollEntry,
    RollRefusal,
    Seconding,
    Vote,
)
from assemblies.queries.ballots import ballot_for, ballots_visible_to, votes_by_name
from assemblies.queries.consensus import blocks_of, judgements_of
from assemblies.queries.motions import motions_visible_to
from assemblies.rules import demand_any
from members.queries.naming import branch_of, member_id
from organisations.enums import Power
from organisations.queries.decisions import shows_figures
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, NotPermitted, WrongState

READS_ROLL = (Power.COUNT, Power.FACILITATE, Power.KEEP_REGISTER)


def motions_with_mover(viewer: Actor) -> QuerySet[Motion]:
    """The motions a viewer may read, with the membership of the mover in `mover_member`."""
    return motions_visible_to(viewer).annotate(mover_member=member_id("mover"))


def motion_in_full(viewer: Actor, public_id: str) -> Motion:
    """A motion with its versions, seconders and contributions, and the memberships of those they name.

    A contribution carries in `home` the branch of whoever made it: members of another branch may speak, and stay
    unnamed to those who do not belong there (invariant 7).

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    secondings = Seconding.objects.select_related("person").annotate(member=member_id("person")).order_by("at", "pk")
    motion = (
        motions_with_mover(viewer)
        .filter(public_id=public_id)
        .prefetch_related(
            Prefetch("versions", queryset=MotionVersion.objects.order_by("number")),
            Prefetch("secondings", queryset=secondings),
            Prefetch("contributions", queryset=_with_homes()),
        )
        .first()
    )
    if motion is None:
        raise NotFound("There is no such motion here, or it is not yours to read.", code="no_motion")
    return motion


def _with_homes() -> QuerySet[Contribution]:
    named = Contribution.objects.select_related("person", "motion")
    return named.annotate(member=member_id("person"), home=branch_of("person")).order_by("at", "pk")


def contributions_to(motion: Motion) -> QuerySet[Contribution]:
    """What was said about a motion the viewer may read, with the membership and branch of each speaker."""
    return _with_homes().filter(motion=motion)


def demand_figures(viewer: Actor, ballot: Ballot) -> None:
    """Go on only for members of the body whose ballot it is.

    Raises:
        NotPermitted: for members of other branches, who read what was decided and not how many people there are.
    """
    if not shows_figures(viewer, ballot.body):
        raise NotPermitted(
            f"The votes are for members of {ballot.body.name} to read.", code="not_constituency", rule="invariant 7"
        )


def closed_ballot_for(viewer: Actor, public_id: str) -> Ballot:
    """A closed ballot of a body the viewer is a member of.

    Raises:
        NotFound: where there is none that the viewer may know of.
        NotPermitted: for members of other branches.
        WrongState: while it is open.
    """
    ballot = ballot_for(viewer, public_id)
    demand_figures(viewer, ballot)
    if ballot.status == BallotStatus.OPEN:
        raise WrongState("This ballot is open. Votes and result can be read once it has closed.", code="ballot_open")
    return ballot


def open_vote_for(viewer: Actor, public_id: str) -> Ballot:
    """A closed ballot whose votes are by name, of a body the viewer is a member of.

    Raises:
        NotFound, NotPermitted, WrongState: as `closed_ballot_for`; and for a secret ballot, which names nobody.
    """
    ballot = closed_ballot_for(viewer, public_id)
    if ballot.secret:
        raise WrongState("A secret ballot has no votes by name. Read its board.", code="secret")
    return ballot


def settled_ballot_for(viewer: Actor, public_id: str) -> Ballot:
    """A ballot with a result, of a body the viewer is a member of.

    Raises:
        NotFound, NotPermitted, WrongState: as `closed_ballot_for`; and while a tie or a block waits.
    """
    ballot = closed_ballot_for(viewer, public_id)
    if ballot.status == BallotStatus.JUDGING:
        sentence = "The others still say whether each block is principled. There is no result before that."
        raise WrongState(sentence, code="judging")
    if ballot.status == BallotStatus.TIED:
        raise WrongState("A tie waits for its decision. There is no result before that.", code="tied")
    return ballot


def named_votes(ballot: Ballot) -> QuerySet[Vote]:
    """The votes by name, with the membership of each voter."""
    return votes_by_name(ballot).annotate(member=member_id("entry__person"))


def named_blocks(viewer: Actor, ballot: Ballot) -> QuerySet[Block]:
    """The blocks of a round that are judged, each with the membership of whoever blocks and what the viewer said."""
    said = Judgement.objects.filter(block=OuterRef("pk"), entry__person_id=viewer.pk).values("principled")
    return blocks_of(ballot).annotate(member=member_id("vote__entry__person"), mine=Subquery(said))


def named_judgements(ballot: Ballot) -> QuerySet[Judgement]:
    """What was said of blocks, with the membership of each who said it."""
    return judgements_of(ballot).annotate(member=member_id("entry__person"))


def demand_roll(viewer: Actor, ballot: Ballot) -> None:
    """Go on only for those who may read a whole roll: who counts, facilitates or keeps the register.

    Raises:
        NotPermitted: for all others, who see their own place on it with the ballot.
    """
    sentence = f"Only those who count, facilitate or keep the register of {ballot.body.name} read its rolls."
    demand_any(viewer, ballot.body, READS_ROLL, sentence)


def named_entries(ballot: Ballot) -> QuerySet[RollEntry]:
    """Who may vote, with the reason."""
    return RollEntry.objects.filter(roll=ballot.roll_id).select_related("person").annotate(member=member_id("person"))


def named_refusals(ballot: Ballot) -> QuerySet[RollRefusal]:
    """Who may not, with the reason."""
    return RollRefusal.objects.filter(roll=ballot.roll_id).select_related("person").annotate(member=member_id("person"))


def ballots_with_decision(viewer: Actor) -> QuerySet[Ballot]:
    """The ballots a viewer may know of, with the decision each of them came to."""
    return ballots_visible_to(viewer).select_related("motion__decision", "decides__ballot")
