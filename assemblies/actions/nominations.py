"""Nominating in an election among several: nobody stands who has not said so herself or himself."""

import hashlib

from assemblies.actions.motions import demand_full_member, record_motion
from assemblies.enums import BEFORE_VOTING, NOMINATION_OPEN, NOMINATION_STEPS, NominationState
from assemblies.models import Motion, Nomination
from assemblies.models.nominations import LONGEST_STATEMENT
from members.models import Membership, Person
from organiser.base import authority, clock
from organiser.base.actions import action, locked
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.text import visible
from skills.actions.election_effects import role_of
from skills.actions.roles import demand_can_stand
from skills.rules import ELECT

MOST_CANDIDATES = 300


def demand_nominates(actor: Person, motion: Motion) -> None:
    """Go on only for full members of the body; a door asks it before it looks whom a name means (invariant 7).

    Raises:
        NotPermitted: for anybody else.
    """
    demand_full_member(actor, motion.body, "nominate")


@action
def nominate_member(actor: Person, *, motion: Motion, member: Membership, statement: str = "") -> Nomination:
    """Propose somebody for the role that an election fills; any full member of the body can, until its ballot opens.

    Whoever proposes herself or himself stands by that. Everybody else is asked first.

    Args:
        statement: what one says for oneself; nobody writes it for another.

    Raises:
        NotPermitted: for anybody else; a statement for another.
        WrongState: once it is voted on or decided, and for a motion that is no election among several.
        RuleNotMet: where the person cannot hold the role; where she or he declined or stepped back here before; with
            more candidates than a paper has room for.
        Conflict: where she or he is nominated already.
        Invalid: a statement that is too long.
    """
    demand_nominates(actor, motion)
    person, own = member.person, member.person_id == actor.pk
    statement = clean_statement(statement)
    if statement and not own:
        raise NotPermitted("Whoever is nominated writes the statement.", code="statement_of_another")
    motion = locked(motion)
    _demand_open(motion)
    demand_can_stand(person, role_of(motion.body, motion.effect_payload))
    before = Nomination.objects.filter(motion=motion, person=person)
    if before.filter(state__in=NOMINATION_OPEN).exists():
        raise Conflict(f"{person.name} is nominated already.", code="nominated_already", field="member")
    if not own and before.exists():
        raise RuleNotMet(
            f"{person.name} has said no in this election. Only she or he can change that.",
            code="declined_before",
            field="member",
        )
    if Nomination.objects.filter(motion=motion, state__in=NOMINATION_OPEN).count() >= MOST_CANDIDATES:
        raise RuleNotMet(f"A paper has at most {MOST_CANDIDATES} options.", code="too_many_candidates")
    now = clock.now()
    made = Nomination.objects.create(
        organisation_id=motion.organisation_id,
        motion=motion,
        person=person,
        nominated_by=actor,
        nominated_at=now,
        state=NominationState.ACCEPTED if own else NominationState.ASKED,
        answered_at=now if own else None,
        statement=statement,
    )
    _record(actor, "nominate_member", motion, made)
    return made


@action
def answer_nomination(actor: Person, *, nomination: Nomination, accept: bool, statement: str = "") -> Nomination:
    """Say whether one stands; whoever was nominated alone can, until the ballot opens.

    Raises:
        NotPermitted: for anybody else.
        WrongState: where it was answered before, or the ballot has opened.
        RuleNotMet: where one accepts and can no longer hold the role.
        Invalid: a statement that is too long, or one of somebody who does not stand.
    """
    motion, nomination = _own(actor, nomination)
    statement = clean_statement(statement)
    if statement and not accept:
        raise Invalid("A statement is for those who stand.", code="statement", field="statement")
    _demand_step(nomination, NominationState.ACCEPTED if accept else NominationState.DECLINED)
    if accept:
        demand_can_stand(nomination.person, role_of(motion.body, motion.effect_payload))
    nomination.state = NominationState.ACCEPTED if accept else NominationState.DECLINED
    nomination.answered_at, nomination.statement = clock.now(), statement
    nomination.save(update_fields=["state", "answered_at", "statement"])
    _record(actor, "answer_nomination", motion, nomination)
    return nomination


@action
def write_statement(actor: Person, *, nomination: Nomination, statement: str) -> Nomination:
    """Write what one says for oneself, or write it anew; until the first ballot on the election opens.

    Raises:
        NotPermitted: for anybody but the candidate.
        WrongState: for whoever does not stand; once it stood on a paper that people voted on.
        Invalid: too long.
    """
    motion, nomination = _own(actor, nomination)
    statement = clean_statement(statement)
    if nomination.state != NominationState.ACCEPTED:
        raise WrongState("Say first that you stand.", code="not_standing")
    if nomination.options.exists():
        raise WrongState("This statement was printed and voted on, and stays as it is.", code="statement_fixed")
    nomination.statement = statement
    nomination.save(update_fields=["statement"])
    _record(actor, "write_statement", motion, nomination)
    return nomination


@action
def withdraw_candidacy(actor: Person, *, nomination: Nomination) -> Nomination:
    """Step back after having accepted; the candidate alone can, until the ballot opens.

    Raises:
        NotPermitted: for anybody else.
        WrongState: for whoever does not stand; once the ballot has opened.
    """
    motion, nomination = _own(actor, nomination)
    _demand_step(nomination, NominationState.WITHDRAWN)
    nomination.state, nomination.answered_at = NominationState.WITHDRAWN, clock.now()
    nomination.save(update_fields=["state", "answered_at"])
    _record(actor, "withdraw_candidacy", motion, nomination)
    return nomination


def clean_statement(statement: str) -> str:
    """What a candidate says, of the same greatest length for everybody.

    Raises:
        Invalid: too long.
    """
    statement = visible(statement).strip()
    if len(statement) > LONGEST_STATEMENT:
        raise Invalid(
            f"A statement has at most {LONGEST_STATEMENT} letters, for everybody. Shorten yours.",
            code="statement",
            field="statement",
        )
    return statement


def _own(actor: Person, nomination: Nomination) -> tuple[Motion, Nomination]:
    """The election and the nomination, both locked: nobody else answers, and no ballot opens meanwhile."""
    if actor.pk != nomination.person_id:
        raise NotPermitted("Only whoever was nominated says whether she or he stands.", code="not_nominee")
    authority.demand_reach(actor, nomination.motion.body_id)
    motion = locked(nomination.motion)
    _demand_open(motion)
    return motion, locked(nomination)


def _demand_open(motion: Motion) -> None:
    if motion.effect != ELECT:
        raise WrongState(f"Motion {motion.reference} is no election among several.", code="no_election")
    if motion.status not in BEFORE_VOTING:
        raise WrongState(
            f"The candidates of motion {motion.reference} are fixed: it is being voted on or was decided.",
            code="candidates_fixed",
        )


def _demand_step(nomination: Nomination, to: NominationState) -> None:
    if to not in NOMINATION_STEPS[NominationState(nomination.state)]:
        said = {
            NominationState.ASKED: "You have not said yet whether you stand.",
            NominationState.ACCEPTED: "You have said already that you stand. You can step back until the vote opens.",
            NominationState.DECLINED: "You have said already that you do not stand.",
            NominationState.WITHDRAWN: "You have stepped back already.",
        }
        raise WrongState(said[NominationState(nomination.state)], code="nomination_step")


def _record(actor: Person, verb: str, motion: Motion, nomination: Nomination) -> None:
    """The statement itself is left out of the ledger, which outlives an erasure; its digest proves it."""
    record_motion(
        actor,
        verb,
        motion,
        nomination=nomination.public_id,
        person=nomination.person.public_id,
        state=nomination.state,
        statement=hashlib.sha256(nomination.statement.encode()).hexdigest() if nomination.statement else "",
    )
