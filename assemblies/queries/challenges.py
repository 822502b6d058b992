"""Challenges of rolls as a person may read them, and what they correct."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from assemblies.enums import BEFORE_VOTING, NOT_OVER, ChallengeState
from assemblies.models import Assembly, Motion, RollChallenge
from assemblies.queries.named import READS_ROLL
from assemblies.queries.standing import Told, told_of
from members.enums import BELONGING
from members.models import Membership
from members.queries.naming import member_id
from members.queries.standing import with_standing
from organisations.models import Body
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound
from skills.queries.standing import electorate, measure_now


def challenges_visible_to(viewer: Actor) -> QuerySet[RollChallenge]:
    """Those about the viewer or brought by her or him, and all of bodies whose rolls the viewer reads.

    Nobody else learns whose vote was put in question, nor that it was.
    """
    if not viewer.is_authenticated:
        return RollChallenge.objects.none()
    mine = Q(person_id=viewer.pk) | Q(made_by_id=viewer.pk)
    seen = mine & Q(body__in=authority.bodies_of(viewer).values("pk"))
    for power in READS_ROLL:
        seen |= Q(body__in=authority.bodies_with(viewer, power).values("pk"))
    return (
        RollChallenge.objects.filter(seen)
        .select_related(
            "person", "made_by", "body__organisation", "assembly__body__organisation", "motion__body__organisation"
        )
        .annotate(member=member_id("person"), made_by_member=member_id("made_by"))
        .order_by("pk")
    )


def challenge_for(viewer: Actor, public_id: str) -> RollChallenge:
    """The challenge of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    found = challenges_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such challenge here, or it is not yours to see.", code="no_challenge")
    return found


def challenges_of(viewer: Actor, place: Assembly | Motion) -> QuerySet[RollChallenge]:
    """Those of one assembly, or of the ballot on one motion."""
    seen = challenges_visible_to(viewer)
    return seen.filter(assembly=place) if isinstance(place, Assembly) else seen.filter(motion=place)


def of_ballot(motion: Motion, assembly: Assembly | None) -> QuerySet[RollChallenge]:
    """All that bear on the roll of a ballot: of its motion, and of the assembly in which it is held."""
    return RollChallenge.objects.filter(Q(motion=motion) | Q(assembly__isnull=False, assembly=assembly))


def open_challenges(motion: Motion, assembly: Assembly | None) -> QuerySet[RollChallenge]:
    """Those of them that wait for an answer."""
    return of_ballot(motion, assembly).filter(state=ChallengeState.OPEN)


def unanswered_at(place: Assembly | Motion) -> int:
    """How many wait for an answer there; for those who give it."""
    where = {"assembly": place} if isinstance(place, Assembly) else {"motion": place}
    return RollChallenge.objects.filter(**where, state=ChallengeState.OPEN).count()


def unanswered_of(body: Body) -> QuerySet[RollChallenge]:
    """Those of a body that wait for an answer and can still get one, the first brought first."""
    ahead = Q(assembly__status__in=NOT_OVER) | Q(motion__status__in=BEFORE_VOTING)
    waiting = RollChallenge.objects.filter(ahead, body=body, state=ChallengeState.OPEN)
    return waiting.select_related("assembly", "motion").order_by("pk")


@dataclass(frozen=True)
class Corrections:
    """The keys of people whom a roll takes in, and whom it leaves out, against the register."""

    taken_in: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.taken_in or self.left_out)

    def followed_by(self, later: "Corrections") -> "Corrections":
        """With later ones, which hold where both are about the same person."""
        return Corrections(
            self.taken_in - later.left_out | later.taken_in, self.left_out - later.taken_in | later.left_out
        )


def corrections_of(motion: Motion, assembly: Assembly | None) -> Corrections:
    """What upheld challenges correct; the later one holds where two are about the same person."""
    upheld = of_ballot(motion, assembly).filter(state=ChallengeState.UPHELD).order_by("answered_at", "pk")
    said = dict(upheld.values_list("person_id", "has_vote"))
    return Corrections(
        frozenset(person for person, has_vote in said.items() if has_vote),
        frozenset(person for person, has_vote in said.items() if not has_vote),
    )


def own_place(viewer: Actor, body: Body) -> Told | None:
    """Whether the viewer would stand on a roll of the body that is frozen now, with the reason; None for strangers."""
    measure = measure_now(body)
    row = with_standing(electorate(body).filter(person_id=viewer.pk, state__in=BELONGING), measure).first()
    return told_of(row, body, measure) if row is not None else None


def own_membership_in(viewer: Actor, body: Body, public_id: str) -> Membership | None:
    """The viewer's own membership, where that is the one of this public id."""
    found = electorate(body).filter(person_id=viewer.pk, state__in=BELONGING, public_id=public_id)
    return found.select_related("person").first()


def own_row(viewer: Actor, body: Body) -> Membership:
    """The membership by which the viewer could stand on the rolls of a body.

    Raises:
        NotFound: for whoever does not belong to it.
    """
    row = electorate(body).filter(person_id=viewer.pk, state__in=BELONGING).select_related("person").first()
    if row is None:
        raise NotFound("There is nothing like that here, or it is not yours to see.", code="no_member")
    return row
