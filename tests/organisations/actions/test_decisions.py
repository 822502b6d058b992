"""The register of decisions: written by a vote, ended by a later one, never rewritten."""

import pytest

from organisations.actions.decisions import Decided, end_decision, record_decision
from organisations.enums import DECISION_STEPS, DecisionKind, DecisionSource, DecisionStatus, Outcome
from organisations.models import Committee, Decision
from organisations.rules import can_reverse, demand_step
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import OUTSIDERS, decide_in_assembly, decide_online, north_motion, outsider, refuses, writes
from tests.world import make_motion

S = DecisionStatus
ALLOWED = {
    (S.PROVISIONAL, S.IN_FORCE), (S.PROVISIONAL, S.RESCINDED), (S.PROVISIONAL, S.SUPERSEDED),
    (S.PROVISIONAL, S.EXPIRED),
    (S.IN_FORCE, S.RESCINDED), (S.IN_FORCE, S.SUPERSEDED), (S.IN_FORCE, S.EXPIRED),
}  # fmt: skip


def decided(**more: object) -> Decided:
    values = {
        "kind": DecisionKind.ORDINARY, "title": "Paint the stairs", "text": "Green.", "outcome": Outcome.CARRIED,
        "working": ["3 for, 0 against."], "source": DecisionSource.BALLOT,
    }  # fmt: skip
    return Decided(**{**values, **more})


def rescind(place, decision: Decision, **more: object) -> Decision:
    """A motion of North that rescinds, carried."""
    motion = north_motion(place, kind="rescind", effect="rescind", payload={"decision": decision.public_id}, **more)
    return decide_in_assembly(place, motion).decision


@pytest.mark.parametrize("came", S)
@pytest.mark.parametrize("to", S)
def test_steps_of_a_decision(came, to):
    decision = Decision(status=came, year=2026, number=4)
    if (came, to) in ALLOWED:
        assert demand_step(decision, to) is None
        return
    with pytest.raises(WrongState) as refused:
        demand_step(decision, to)
    assert refused.value.sentence == (
        f"Decision 26/4 is “{came.label.lower()}” and cannot become “{to.label.lower()}”."
    )


def test_table_names_every_status():
    assert set(DECISION_STEPS) == set(S)


def test_decisions_are_numbered_by_body_and_year(harbour, mill):
    north, south = harbour.body("North"), harbour.body("South")
    first = record_decision(harbour.secretary, body=north, decided=decided())
    with writes("record_decision") as entries:
        second = record_decision(harbour.secretary, body=north, decided=decided(outcome=Outcome.FELL))
    other = record_decision(harbour.person("Fay South"), body=south, decided=decided())
    assert [d.number for d in (first, second, other)] == [1, 2, 1]
    assert (first.status, second.status) == (S.IN_FORCE, S.NOT_CARRIED)
    assert (entries[0].body, entries[0].subject) == (north.public_id, second.public_id)
    assert entries[0].content.content["working"] == ["3 for, 0 against."]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_register_is_written_by_those_who_count(harbour, mill, who):
    actor, north = outsider(who, harbour, mill), harbour.body("North")
    sentence = "Only those who facilitate, count or call assemblies for this body write into its register of decisions."
    with refuses(NotPermitted, "power_missing", sentence):
        record_decision(actor, body=north, decided=decided())


def test_motion_that_fell_has_no_effect(harbour):
    payload = {"name": "Roof group", "scope": "Offers."}
    motion = decide_online(harbour, north_motion(harbour, effect="found_committee", payload=payload), "---++")
    assert (motion.status, motion.decision.status) == ("fell", S.NOT_CARRIED)
    assert Committee.objects.count() == 0


@pytest.mark.parametrize("who", OUTSIDERS)
def test_decision_is_ended_by_those_who_count(harbour, mill, who):
    decision = decide_online(harbour, north_motion(harbour)).decision
    actor = outsider(who, harbour, mill)
    with refuses(NotPermitted, "power_missing"):
        end_decision(actor, decision=decision, to=S.RESCINDED, by=decision)


def test_decision_is_not_ended_by_one_that_says_nothing_of_it(harbour):
    first, second = (decide_online(harbour, north_motion(harbour)).decision for _ in range(2))
    with refuses(RuleNotMet, "decision_missing"):
        end_decision(CLOCK, decision=first, to=S.RESCINDED, by=second)


def test_unknown_decision_cannot_be_rescinded(harbour, mill):
    for unknown in ("", "0123456789abcdef", mill.organisation.founding_decision.public_id):
        with refuses(Invalid, "no_decision", "Name the earlier decision."):
            north_motion(harbour, kind="rescind", effect="rescind", payload={"decision": unknown})


def test_effect_needs_its_kind_of_decision(harbour):
    sentence = "“Rescind an earlier decision” needs a decision of the kind rescind. Choose that kind."
    with refuses(RuleNotMet, "effect_kind", sentence):
        north_motion(harbour, kind="ordinary", effect="rescind", payload={})
    with refuses(Invalid, "effect_unknown", "There is no effect called “obey”."):
        north_motion(harbour, effect="obey")


def test_rescinded_decision_cannot_be_rescinded_again(harbour):
    decision = decide_online(harbour, north_motion(harbour)).decision
    by = rescind(harbour, decision)
    decision.refresh_from_db()
    assert (decision.status, decision.ended_by) == (S.RESCINDED, by)
    sentence = f"Decision {decision.reference} is “rescinded” and cannot become “rescinded”."
    with refuses(WrongState, "decision_step", sentence):
        north_motion(harbour, kind="rescind", effect="rescind", payload={"decision": decision.public_id})


def test_committee_of_a_committee_is_beneath_the_assembly_too(harbour):
    founding = harbour.organisation.founding_decision
    north = harbour.body("North")
    common = {"type": "committee", "organisation": harbour.organisation, "founding_decision": founding, "scope": "s"}
    upper = Committee.objects.create(name="Upper", parent=north, **common)
    lower = Committee.objects.create(name="Lower", parent=upper.body, **common)
    of_lower = Decision(body=lower.body)
    reversible = {body.name: can_reverse(body, of_lower) for body in (north, upper.body, lower.body, harbour.body())}
    assert reversible == {"North": True, "Upper": True, "Lower": True, "Harbour Tenants": False}
    assert can_reverse(harbour.body("South"), of_lower) is False


def test_second_branch_has_a_register_of_its_own(harbour):
    people = [m.person for name, m in harbour.members.items() if name.endswith("South")]
    motion = make_motion(harbour, people[1], "South", people[2])
    assert (motion.body.name, motion.reference[3:]) == ("South", "1")
