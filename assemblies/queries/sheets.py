"""The record of a closed ballot as it is handed out, so that anybody entitled to see it can count it again."""

from assemblies.counting.consensus import Ending
from assemblies.counting.rule import Outcome, Rule
from assemblies.counting.sheet import Result, Sheet
from assemblies.enums import ONE_QUESTION, BallotMethod
from assemblies.models import Ballot
from assemblies.queries.ballots import figures_of
from assemblies.queries.counting import principled_for
from assemblies.queries.papers import board_of, decided_ties, labels_of, papers_of


def sheet_of(ballot: Ballot) -> Sheet:
    """Everything that was counted in a closed ballot, and what came of it, without a name of any voter."""
    papers, stored = papers_of(ballot), ballot.result
    figures = figures_of(ballot, papers)
    chosen = stored.chosen or {}
    rule, sought = Rule.from_json(stored.rule), ballot.method == BallotMethod.CONSENSUS
    decides = stored.outcome != Outcome.QUORUM_MISSED
    return Sheet(
        ballot=ballot.public_id,
        body=ballot.body.name,
        question=ballot.question,
        opened=ballot.opened_at.isoformat(),
        closed=ballot.closed_at.isoformat() if ballot.closed_at is not None else "",
        method=ballot.method,
        entitled=stored.entitled,
        present=stored.present,
        attended=figures.attended,
        delegates=figures.delegates,
        seats=ballot.seats,
        # Of a vote after rounds of consensus they say which part decides; that part stands in its rule.
        settings={} if ballot.method == BallotMethod.YES_NO else ballot.settings,
        options=labels_of(ballot),
        rule=rule,
        papers=tuple(sorted(papers.items())),
        papers_digest=stored.papers_digest,
        board=tuple(board_of(ballot)) if ballot.secret else None,
        ties=tuple(decided_ties(ballot)),
        casting_vote=stored.verdict.get("casting_vote"),
        principled=_found(principled_for(ballot, rule, figures, papers)) if sought else None,
        result=Result(
            outcome=Ending(stored.verdict["outcome"]) if sought else Outcome(stored.outcome),
            winners=tuple(chosen.get("winners", ())) if decides else (),
            record=stored.verdict if ballot.method in ONE_QUESTION else chosen.get("record", {}),
        ),
    )


def _found(principled: list[int] | None) -> tuple[int, ...] | None:
    return None if principled is None else tuple(principled)
