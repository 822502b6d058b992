"""What a challenge of a roll is held against before it is taken or answered; for `actions.challenges`."""

from django.db.models import QuerySet

from assemblies.enums import BEFORE_VOTING, NOT_OVER, ChallengeState
from assemblies.models import Assembly, Motion, RollChallenge
from assemblies.models.challenges import LONGEST_GROUNDS
from members.enums import MembershipState, Standing
from members.models import Membership, Person
from members.queries.belonging import voters_of
from members.queries.standing import with_standing
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority
from organiser.base.errors import Conflict, Invalid, RuleNotMet, WrongState
from organiser.base.text import one_line
from skills.queries.standing import electorate, measure_now

DECIDES = (Power.COUNT, Power.FACILITATE)
# So many challenges of one member wait for an answer at once; those who read the rolls bring as many as there are.
MOST_OPEN = 5


def clean_grounds(text: str, field: str) -> str:
    """Why somebody challenges a roll, or why it is answered so.

    Raises:
        Invalid: without a word, or too long.
    """
    text = one_line(text)
    if not any(letter.isalnum() for letter in text) or len(text) > LONGEST_GROUNDS:
        raise Invalid(f"Say why, in at most {LONGEST_GROUNDS} letters.", code="grounds", field=field)
    return text


def still_ahead(place: Assembly | Motion) -> bool:
    """Whether a ballot can still open there, so that its roll can be challenged."""
    return place.status in (NOT_OVER if isinstance(place, Assembly) else BEFORE_VOTING)


def demand_ahead(place: Assembly | Motion) -> None:
    """Go on only as long as a ballot can still open there."""
    if still_ahead(place):
        return
    if isinstance(place, Assembly):
        raise WrongState("This assembly is over. Its rolls stay as they are.", code="assembly_over")
    raise WrongState(
        f"Motion {place.reference} is being voted on or was decided. Its roll stays as it is.", code="roll_frozen"
    )


def another_decides(challenge: RollChallenge) -> bool:
    """Whether somebody decides who neither brought it nor is whom it is about.

    Where nobody holds a role that counts or facilitates, all full members do, so that each of them is another.
    """
    concerned = {challenge.person_id, challenge.made_by_id}
    holders = set().union(*(authority.holder_keys(power, (challenge.body_id,)) for power in DECIDES))
    if holders:
        return bool(holders - concerned)
    return voters_of(challenge.body).exclude(person__in=concerned).exists()


def demand_new(
    actor: Person, here: QuerySet[RollChallenge], member: Membership, *, has_vote: bool, reads: bool
) -> None:
    """Go on only where nobody said so there: no vote can be held up by saying the same again and again."""
    about = here.filter(person=member.person_id)
    if about.filter(state=ChallengeState.OPEN).exists() or _standing(here, member) is has_vote:
        raise Conflict("This is challenged already, or was corrected.", code="challenged_already", field="member")
    if reads:
        return
    if about.filter(has_vote=has_vote, state=ChallengeState.DISMISSED).exists():
        raise Conflict(
            "This was answered, and dismissed. Tell those who count what is new; they can bring it again.",
            code="challenge_dismissed",
            field="member",
        )
    if here.filter(made_by=actor, state=ChallengeState.OPEN).count() >= MOST_OPEN:
        raise RuleNotMet(
            f"{MOST_OPEN} of your challenges wait for an answer. Wait for it, or take one back.",
            code="too_many_challenges",
        )


def _standing(here: QuerySet[RollChallenge], member: Membership) -> bool | None:
    """What the last upheld challenge says of somebody there; None without one."""
    upheld = here.filter(person=member.person_id, state=ChallengeState.UPHELD).order_by("answered_at", "pk").last()
    return upheld.has_vote if upheld is not None else None


def demand_differs(here: QuerySet[RollChallenge], body: Body, member: Membership, *, has_vote: bool) -> None:
    """Go on only where the roll would say otherwise, and a correction is the way to put it right."""
    if _standing(here, member) is not None:
        return  # `demand_new` has asked that this is the opposite of it
    row = with_standing(electorate(body).filter(pk=member.pk), measure_now(body)).first()
    standing = row.standing if row is not None else Standing.NO_MEMBER  # type: ignore[attr-defined]  # annotated
    if (standing == Standing.FULL_MEMBER) == has_vote:
        said = "a vote" if has_vote else "no vote"
        raise RuleNotMet(f"By the register as it stands today that member has {said}.", code="says_so", field="member")
    if has_vote and member.state != MembershipState.FULL:
        raise RuleNotMet(
            "Only full members vote, and the register says something else. Have the register put right first.",
            code="not_full",
            field="member",
        )
