"""Challenging a roll before it is frozen: each challenge is answered, and an upheld one corrects what follows."""

import hashlib
from typing import cast

from assemblies.actions.challenge_checks import (
    another_decides,
    clean_grounds,
    demand_ahead,
    demand_differs,
    demand_new,
)
from assemblies.actions.motions import demand_full_member
from assemblies.enums import CHALLENGE_STEPS, ChallengeState
from assemblies.models import Assembly, Motion, RollChallenge
from assemblies.queries.challenges import open_challenges
from assemblies.queries.named import READS_ROLL
from assemblies.rules import demand_counts
from assemblies.rules.powers import holds_any
from members.enums import BELONGING
from members.models import Membership, Person
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from skills.queries.standing import electorate


def demand_challenges(actor: Person, body: Body, *, own: bool) -> None:
    """Go on only for those who may challenge; a door asks it before it looks whom a name means (invariant 7).

    Raises:
        NotPermitted: for whoever is not a full member of the body and does not read its rolls.
    """
    if own:
        authority.demand_reach(actor, body.pk, body.organisation_key)
        if electorate(body).filter(person=actor, state__in=BELONGING).exists():
            return
    if not holds_any(actor, body.pk, *READS_ROLL):
        demand_full_member(actor, body, "challenge its rolls")


@action
def challenge_roll(
    actor: Person, *, place: Assembly | Motion, member: Membership, has_vote: bool, grounds: str
) -> RollChallenge:
    """Put in question what the roll will say of somebody; until the last ballot there has opened.

    Every member can say so of herself or himself; full members, that another has no vote; those who read the rolls,
    also that another has one.

    Args:
        place: the assembly in which the ballots are held, or the motion of a ballot over days.
        has_vote: what is held against the register.
        grounds: why; those who count read it, and whom it is about.

    Raises:
        NotPermitted: for anybody else.
        WrongState: after the assembly; once the motion is voted on or decided.
        RuleNotMet: where the roll will say the same; for somebody who is no full member, whom the register has to say
            so of first; for more at once than somebody can answer.
        Conflict: where somebody has challenged it already, or the same was dismissed before.
        Invalid: without grounds, or that one has no vote oneself.
    """
    body, own = place.body, member.person_id == actor.pk
    demand_challenges(actor, body, own=own)
    reads = holds_any(actor, body.pk, *READS_ROLL)
    if has_vote and not own and not reads:
        raise NotPermitted(
            f"Only those who count, facilitate or keep the register of {body.name} say that of another.",
            code="power_missing",
        )
    if own and not has_vote:
        raise Invalid("Whoever wants no vote abstains, or stays away.", code="has_vote", field="has_vote")
    grounds = clean_grounds(grounds, "grounds")
    place = locked(place)
    demand_ahead(place)
    where = {"assembly": place} if isinstance(place, Assembly) else {"motion": place}
    here = RollChallenge.objects.filter(**where)
    demand_new(actor, here, member, has_vote=has_vote, reads=reads)
    if own or reads:
        demand_differs(here, body, member, has_vote=has_vote)
    made = RollChallenge.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        person_id=member.person_id,
        has_vote=has_vote,
        grounds=grounds,
        made_by=actor,
        made_at=clock.now(),
        **where,
    )
    _record(actor, "challenge_roll", made)
    return made


@action
def answer_challenge(actor: Person, *, challenge: RollChallenge, uphold: bool, answer: str) -> RollChallenge:
    """Decide on a challenge, with the reason; those who count or facilitate do.

    Nobody decides on what is about herself or himself, or was brought by her or him, as long as another there can.

    Args:
        answer: the reason; whoever brought it reads it, and whom it is about.

    Raises:
        NotPermitted: for anybody else; for whom it is about and who brought it.
        WrongState: once it is answered or withdrawn, or the vote is over.
        Invalid: without a reason.
    """
    demand_counts(actor, challenge.body)
    challenge = _locked_ahead(challenge, ChallengeState.UPHELD)
    if actor.pk in (challenge.person_id, challenge.made_by_id) and another_decides(challenge):
        raise NotPermitted(
            "This is about you or comes from you. Another one of those who count or facilitate decides on it.",
            code="own_challenge",
        )
    challenge.state = ChallengeState.UPHELD if uphold else ChallengeState.DISMISSED
    challenge.answer = clean_grounds(answer, "answer")
    return _answered(actor, "answer_challenge", challenge)


@action
def withdraw_challenge(actor: Person, *, challenge: RollChallenge) -> RollChallenge:
    """Take a challenge back before it is answered; whoever brought it can.

    Raises:
        NotPermitted: for anybody else.
        WrongState: once it is answered.
    """
    if actor.pk != challenge.made_by_id:
        raise NotPermitted("Only whoever brought a challenge takes it back.", code="not_yours")
    authority.demand_reach(actor, challenge.body_id)
    challenge = _locked_ahead(challenge, ChallengeState.WITHDRAWN)
    challenge.state = ChallengeState.WITHDRAWN
    return _answered(actor, "withdraw_challenge", challenge)


def demand_answered(motion: Motion, assembly: Assembly | None) -> None:
    """A ballot opens once every challenge of its roll is answered; for the action that holds the lock on both.

    Raises:
        RuleNotMet: otherwise, with their number.
    """
    waiting = open_challenges(motion, assembly).count()
    if waiting:
        raise RuleNotMet(
            "A challenge of the roll waits for an answer. Answer it, then open the ballot."
            if waiting == 1
            else f"{waiting} challenges of the roll wait for an answer. Answer them, then open the ballot.",
            code="challenge_open",
        )


def place_of(challenge: RollChallenge) -> Assembly | Motion:
    """The assembly or the motion whose roll is challenged; the database holds that it is one of them."""
    return challenge.assembly or cast("Motion", challenge.motion)


def _locked_ahead(challenge: RollChallenge, to: ChallengeState) -> RollChallenge:
    """The challenge, locked with what it is about, so that no ballot opens meanwhile."""
    place = locked(place_of(challenge))
    challenge = locked(challenge)
    if to not in CHALLENGE_STEPS[ChallengeState(challenge.state)]:
        raise WrongState(f"This challenge was {challenge.get_state_display().lower()}.", code="challenge_step")
    demand_ahead(place)
    return challenge


def _answered(actor: Person, verb: str, challenge: RollChallenge) -> RollChallenge:
    challenge.answered_by, challenge.answered_at = actor, clock.now()
    challenge.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    _record(actor, verb, challenge)
    return challenge


def _record(actor: Person, verb: str, challenge: RollChallenge) -> None:
    """Grounds and answer are left out of the ledger, which outlives an erasure; their digests prove them."""
    record(
        actor,
        verb,
        chain=challenge.organisation.public_id,
        body=challenge.body.public_id,
        subject=challenge.public_id,
        content={
            "of": place_of(challenge).public_id,
            "person": challenge.person.public_id,
            "has_vote": challenge.has_vote,
            "state": challenge.state,
            "grounds": hashlib.sha256(challenge.grounds.encode()).hexdigest(),
            "answer": hashlib.sha256(challenge.answer.encode()).hexdigest() if challenge.answer else "",
        },
    )
