"""Counting a ballot from what the database holds: the same question gives the same answer at any time (invariant 5)."""

from collections import Counter
from dataclasses import dataclass, replace

from assemblies.counting.choosing import Chosen, Waiting
from assemblies.counting.verdict import CastingVote, Figures, Outcome, Rule, Verdict, decide
from assemblies.enums import BallotMethod
from assemblies.models import Ballot
from assemblies.queries.ballots import figures_of, held_in, rule_of
from assemblies.queries.papers import decided_ties, papers_of, question_of


@dataclass(frozen=True)
class Counted:
    """What a count came to; `chosen` only where there were options."""

    rule: Rule
    figures: Figures
    papers: Counter[str]
    verdict: Verdict
    chosen: Chosen | None = None

    @property
    def waits_for(self) -> Waiting | None:
        """The tie at which the count stopped, where the ballot could decide at all."""
        missed = self.verdict.outcome is Outcome.QUORUM_MISSED
        return None if self.chosen is None or missed else self.chosen.waits_for


def counted(ballot: Ballot, *, casting_vote: CastingVote | None = None) -> Counted:
    """Count the papers of a ballot with all that was decided about its ties."""
    rule, papers = rule_of(held_in(ballot)), papers_of(ballot)
    figures = figures_of(ballot, papers)
    if ballot.method == BallotMethod.YES_NO:
        return Counted(rule, figures, papers, decide(rule, figures, casting_vote))
    chosen = question_of(ballot).count(sorted(papers.items()), decided_ties(ballot))
    return Counted(rule, figures, papers, verdict_on(rule, figures, chosen), chosen)


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
