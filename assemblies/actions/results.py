"""Writing down what was counted; for actions that hold the lock on the ballot."""

from collections.abc import Mapping, Sequence
from typing import Any

from assemblies.models import Ballot, DecisionTask, Result
from assemblies.queries.ballots import votes_digest
from assemblies.queries.counting import Counted
from assemblies.queries.papers import papers_digest
from organiser.base import clock
from organiser.base.actions import record
from organiser.base.actor import Actor


def write_result(actor: Actor, ballot: Ballot, found: Counted) -> Result:
    """Store the result of a ballot: it takes no vote any more and waits for nothing."""
    figures = found.figures
    return Result.objects.create(
        organisation_id=ballot.organisation_id,
        ballot=ballot,
        votes_for=figures.for_,
        votes_against=figures.against,
        abstentions=figures.abstain,
        present=figures.present,
        entitled=figures.entitled,
        without_paper=ballot.votes.count() - figures.cast,
        outcome=found.outcome,
        rule=found.rule.to_json(),
        verdict=found.verdict.to_json(),
        chosen=None if found.chosen is None else found.chosen.to_json(),
        votes_digest=votes_digest(ballot),
        papers_digest=papers_digest(found.papers),
        counted_by_id=actor.pk,
        counted_at=clock.now(),
    )


def record_result(
    actor: Actor,
    ballot: Ballot,
    found: Counted,
    result: Result,
    *,
    verb: str,
    decided: Mapping[str, Any] | None,
    tasks: Sequence[DecisionTask] = (),
) -> None:
    """Write into the ledger what a ballot came to."""
    record(
        actor,
        verb,
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={
            "outcome": result.outcome,
            "for": result.votes_for,
            "against": result.votes_against,
            "abstain": result.abstentions,
            "present": result.present,
            "entitled": result.entitled,
            "votes_digest": result.votes_digest,
            "papers_digest": result.papers_digest,
            "verdict": result.verdict,
            "winners": None if found.chosen is None else list(found.chosen.winners),
            "decided": decided,
            "tasks": [[task.public_id, task.what, task.due_on] for task in tasks],
        },
    )
