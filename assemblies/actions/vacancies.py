"""Filling a seat that fell free: the papers of its election are counted again without whoever is gone."""

from assemblies.counting.vacancy import count_again
from assemblies.enums import RECOUNT_STEPS, RecountState
from assemblies.models import Ballot, Option, Recount
from assemblies.queries.papers import papers_digest, papers_of
from assemblies.queries.vacancies import (
    answer_by,
    can_take,
    election_of,
    election_runs,
    ended_early,
    papers_without,
    standing_of,
)
from assemblies.queries.vacancy_words import taken_seat
from assemblies.rules import (
    demand_by_recount,
    demand_counts,
    demand_fell_free,
    demand_no_by_election,
    demand_same_papers,
    demand_taken,
)
from members.models import Person
from organisations.actions.decisions import record_decision
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, NotPermitted, RuleNotMet, WrongState
from skills.actions.roles import demand_can_stand
from skills.models import Term
from skills.queries.seats import free_seats, holds
from skills.rules import demand_not_held, demand_seat


@action
def recount_vacancy(actor: Person, *, term: Term) -> Recount:
    """Count the papers of an election again for a seat that fell free, and ask whom they name.

    Where the rules of that election say so, the seat goes to whoever the same papers elect without those who are gone;
    nobody who serves loses a seat. Where somebody was asked who did not answer in time or can hold the role no more,
    the papers are counted on without her or him.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        WrongState: where the seat did not fall free early, nothing of its time is left, no papers filled it, or they
            are not those that were counted.
        RuleNotMet: where the rules want a new election; where the seat is taken.
        Conflict: where somebody is asked and can still answer, the seat was filled, nobody was left, or an election
            for the role is being voted on.
    """
    demand_counts(actor, term.role.body)
    ballot = demand_by_recount(election_of(term))
    locked(term.role.body)
    ballot, term = locked(ballot), locked(term)
    _demand_vacant(term, ballot)
    before = Recount.objects.filter(term=term).order_by("number").last()
    if before is not None:
        _pass_on(before)
    made = _count(actor, ballot, term)
    _record(actor, "recount_vacancy", made)
    return made


@action
def answer_recount(actor: Person, *, recount: Recount, accept: bool) -> Recount:
    """Say whether one takes the seat that a recount names one for; whoever was named alone can.

    With a yes the seat is hers or his for the rest of the term, by a decision that rests on the same ballot. With a no
    the papers are counted on without her or him, and whoever is next is asked.

    Raises:
        NotPermitted: for anybody else.
        WrongState: where it was answered or passed on, or nothing of the term is left.
        RuleNotMet: where one accepts and can no longer hold the role, or the seat is taken.
        Conflict: where an election for the role is being voted on, one holds the role already, or the seat could not be
            taken for another reason.
    """
    if recount.nomination is None or actor.pk != recount.nomination.person_id:
        raise NotPermitted("Only whoever the papers name says whether she or he takes the seat.", code="not_named")
    authority.demand_reach(actor, recount.ballot.body_id)
    locked(recount.term.role.body)
    ballot, term, recount = locked(recount.ballot), locked(recount.term), locked(recount)
    to = RecountState.ACCEPTED if accept else RecountState.DECLINED
    if to not in RECOUNT_STEPS[RecountState(recount.state)]:
        raise WrongState("This was answered or passed on already. Read who was asked then.", code="recount_answered")
    if accept:
        _demand_vacant(term, ballot)
        demand_not_held(actor.name, holds=holds(actor, term.role))
        demand_can_stand(actor, term.role)
        # Nobody decides here: the members did by their papers, and the clock writes down what these came to.
        recount.decision = record_decision(CLOCK, body=ballot.body, decided=taken_seat(recount))
        # The papers decided nothing that somebody could still see to: without its effect the decision is not written.
        demand_taken(recount.decision.effect_failed)
    recount.state, recount.answered_at = to, clock.now()
    recount.save(update_fields=["state", "answered_at", "decision"])
    _record(actor, "answer_recount", recount)
    if not accept and _is_vacant(term, ballot):
        count_on(CLOCK, recount=recount)
    return recount


@action
def count_on(actor: Actor, *, recount: Recount) -> Recount:
    """Count the papers on once somebody said no to a seat; for the action in which she or he says it.

    Raises:
        NotPermitted: for anybody but the clock.
    """
    if actor is not CLOCK or recount.state != RecountState.DECLINED:
        raise NotPermitted("Papers are counted on by themselves, once somebody said no.", code="not_declined")
    made = _count(actor, locked(recount.ballot), locked(recount.term))
    _record(actor, "count_on", made)
    return made


def _demand_vacant(term: Term, ballot: Ballot) -> None:
    """Go on only if a seat fell free by a rule that knows recounts, has time left, and nobody sits on it."""
    demand_fell_free(term, early=ended_early(term))
    if free_seats(term.role) == 0:
        demand_seat(term.role.seats, term.role.seats, term.role.name)
    demand_no_by_election(runs=election_runs(term.role))
    demand_same_papers(papers_digest(papers_of(ballot)), ballot.result.papers_digest)


def _is_vacant(term: Term, ballot: Ballot) -> bool:
    try:
        _demand_vacant(term, ballot)
    except (WrongState, RuleNotMet, Conflict):
        return False
    return True


def _pass_on(before: Recount) -> None:
    """Close a question that nobody answers any more, so that the next can be asked."""
    if before.state == RecountState.ACCEPTED:
        raise Conflict("This seat was filled by a recount already.", code="vacancy_filled")
    if before.state == RecountState.NOBODY:
        raise Conflict(
            "The papers name nobody any more who could take this seat. A new election fills it.", code="nobody_left"
        )
    if before.state != RecountState.ASKED or before.nomination is None:
        return
    person, last = before.nomination.person, answer_by(before)
    if can_take(person, before.term.role) and clock.today() <= last:
        raise Conflict(
            f"{person.name} is asked, and has until {last:%-d %B %Y} to say whether she or he takes the seat.",
            code="recount_asked",
        )
    before.state, before.answered_at = RecountState.LAPSED, clock.now()
    before.save(update_fields=["state", "answered_at"])


def _count(actor: Actor, ballot: Ballot, term: Term) -> Recount:
    """Count, and write down what came of it; for actions that hold the locks on body, ballot and term."""
    standing = standing_of(ballot, term)
    sources = [ballot.roll.digest, ballot.result.papers_digest]
    again = count_again(papers_without(ballot, list(standing.gone)), standing.serving, sources)
    named = Option.objects.filter(ballot=ballot, label=again.named, nomination__isnull=False).first()
    return Recount.objects.create(
        organisation_id=ballot.organisation_id,
        ballot=ballot,
        term=term,
        number=Recount.objects.filter(term=term).count() + 1,
        nomination=named.nomination if named is not None else None,
        state=RecountState.ASKED if named is not None else RecountState.NOBODY,
        left_out=standing.to_json(),
        serving=standing.serving,
        ties=[tie.to_json() for tie in again.ties],
        lots=[lot.to_json() for lot in again.lots],
        chosen=None if again.chosen is None else again.chosen.to_json(),
        papers_digest=ballot.result.papers_digest,
        counted_by_id=actor.pk,
        counted_at=clock.now(),
    )


def _record(actor: Actor, verb: str, recount: Recount) -> None:
    """Candidates stand in the ledger by their places on the paper alone, which outlive an erasure."""
    named = None if recount.nomination is None else recount.nomination.person.public_id
    record(
        actor,
        verb,
        chain=recount.ballot.organisation.public_id,
        body=recount.ballot.body.public_id,
        subject=recount.public_id,
        content={
            "ballot": recount.ballot.public_id,
            "term": recount.term.public_id,
            "number": recount.number,
            "state": recount.state,
            "named": named,
            "left_out": [one["place"] for one in recount.left_out],
            "papers_digest": recount.papers_digest,
            "decision": None if recount.decision is None else recount.decision.public_id,
        },
    )
