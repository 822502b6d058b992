"""Counting a ballot from what the database holds: the same question gives the same answer at any time (invariant 5)."""

from collections import Counter
from dataclasses import dataclass, replace

from assemblies.counting.choosing import Chosen, Waiting
from assemblies.counting.consensus import Ending
from assemblies.counting.consensus_verdict import ConsensusVerdict, settle
from assemblies.counting.verdict import CastingVote, Figures, Outcome, Rule, Verdict, decide
from assemblies.enums import BallotMethod, BallotOutcome
from assemblies.models import Ballot
from assemblies.queries.ballots import figures_of, held_in, rule_of
from assemblies.queries.consensus import agreement_of, principled_of, rule_of_round, voices_of
from assemblies.queries.papers import decided_ties, papers_of, question_of


@dataclass(frozen=True)
class Counted:
    """What a count came to; `chosen` only where there were options.

    `blocks_wait` says that the others have still to judge the blocks of a round of consensus; its verdict means nothing
    before they have.
    """

    rule: Rule
    figures: Figures
    papers: Counter[str]
    verdict: Verdict | ConsensusVerdict
    chosen: Chosen | None = None
    blocks_wait: bool = False

    @property
    def waits_for(self) -> Waiting | None:
        """The tie at which the count stopped, where the ballot could decide at all."""
        missed = self.verdict.outcome is Outcome.QUORUM_MISSED
        return None if self.chosen is None or missed else self.chosen.waits_for

    @property
    def outcome(self) -> BallotOutcome:
        """What came of the ballot: consensus carries a motion as votes do."""
        return outcome_of(self.verdict)


def outcome_of(verdict: Verdict | ConsensusVerdict) -> BallotOutcome:
    """The outcome that is stored and shown: consensus carries a motion as votes do."""
    ended = verdict.outcome
    return BallotOutcome.CARRIED if ended is Ending.CONSENSUS else BallotOutcome(ended.value)


def counted(ballot: Ballot, *, casting_vote: CastingVote | None = None) -> Counted:
    """Count the papers of a ballot with all that was decided about its ties."""
    rule, papers = rule_of(held_in(ballot)), papers_of(ballot)
    figures = figures_of(ballot, papers)
    if ballot.method == BallotMethod.YES_NO:
        return Counted(rule, figures, papers, decide(rule, figures, casting_vote))
    if ballot.method == BallotMethod.CONSENSUS:
        return _of_round(ballot, rule, figures, papers)
    chosen = question_of(ballot).count(sorted(papers.items()), decided_ties(ballot))
    return Counted(rule, figures, papers, verdict_on(rule, figures, chosen), chosen)


def _of_round(ballot: Ballot, rule: Rule, figures: Figures, papers: Counter[str]) -> Counted:
    """What a round of consensus came to, or that its blocks wait for the others to judge them."""
    limits, blocks = rule_of_round(ballot, rule), papers["block"]
    asked = principled_for(ballot, rule, figures, papers)
    waits = bool(blocks) and figures.cast > 1 and asked is not None and principled_of(ballot) is None
    verdict = settle(limits, voices_of(papers, figures, asked), int(ballot.settings["round"]))
    return Counted(limits.agreement, figures, papers, verdict, blocks_wait=waits)


def principled_for(ballot: Ballot, rule: Rule, figures: Figures, papers: Counter[str]) -> list[int] | None:
    """How many find each block principled; None where the rules do not ask, or the quorum was missed."""
    if ballot.settings["block_validity"] is None or not decide(agreement_of(rule), figures).quorum_reached:
        return None
    return principled_of(ballot) or [0] * papers["block"]


def verdict_on(rule: Rule, figures: Figures, chosen: Chosen) -> Verdict:
    """The verdict on a choice among options: the quorum as for every vote of that kind, then who was chosen.

    The threshold of the rule is for yes and no; what an option needs is for its method to say.
    """
    measured = decide(rule, figures)
    end: tuple[str, ...] = ()
    if not measured.quorum_reached:
        outcome, end = Outcome.QUORUM_MISSED, ("Nothing is decided.",)
    elif chosen.waits_for is not None:
        outcome = Outcome.TIE
    else:
        outcome = Outcome.CARRIED if chosen.winners else Outcome.FELL
    quorum = tuple(sentence for sentence in measured.sentences if sentence.startswith("Quorum of"))
    about = chosen.sentences if outcome is not Outcome.QUORUM_MISSED else chosen.sentences[:1]
    steps = tuple(step for step in measured.steps if "uorum" in step[0] or step[0] == "Members on the roll")
    record_steps = tuple((str(label), str(value)) for label, value in chosen.record.get("steps", ()))
    return replace(
        measured,
        outcome=outcome,
        needed=0,
        sentences=(*about, *quorum, *end),
        steps=(*steps, *record_steps),
        casting_vote=None,
    )
