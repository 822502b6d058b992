"""From a motion to a decision, through actions alone."""

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.enums import MotionStatus
from assemblies.queries.minutes import minutes_text
from organisations.enums import DecisionStatus, Outcome
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from tests.world import hold_assembly, make_motion


def test_A3_assembly_with_default_rules_adopts_a_motion(harbour, mill):
    mover, seconder = harbour.person("Bea North"), harbour.person("Cyd North")
    motion = make_motion(harbour, mover, "North", seconder)
    people = [m for name, m in harbour.members.items() if name.endswith(("North", "Founder"))]
    assembly = hold_assembly(harbour, [motion], "North", people)
    with clock.at(assembly.starts_at):
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        choices = ["for", "for", "for", "against", "abstain"]
        for member, choice in zip(people, choices, strict=True):
            cast_vote(member.person, ballot=ballot, choice=choice, key=f"key-{member.number}-0")
        ballot = close_ballot(harbour.secretary, ballot=ballot)
        close_assembly(harbour.secretary, assembly=assembly)
    result = ballot.result
    assert (result.votes_for, result.votes_against, result.abstentions) == (3, 1, 1)
    assert (result.present, result.entitled, result.outcome) == (5, 5, Outcome.CARRIED)
    motion.refresh_from_db()
    assert motion.status == MotionStatus.CARRIED
    assert motion.decision.status == DecisionStatus.IN_FORCE
    assert motion.decision.working == result.verdict["sentences"]
    text = minutes_text(assembly.record)
    assert result.verdict["sentences"][0] in text
    assert list(flaws()) == []
