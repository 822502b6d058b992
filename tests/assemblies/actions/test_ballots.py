"""Opening and closing ballots, and the roll of those who vote."""

from datetime import timedelta

import pytest

from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.actions.rolls import roll_digest
from assemblies.models import Ballot, Result, RollEntry, RollRefusal
from members.actions.enrolling import enrol_member
from members.actions.memberships import change_state
from members.actions.people import PersonData
from organisations.models import Decision
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from tests.helpers import (
    OUTSIDERS,
    called_assembly,
    cast,
    decide_online,
    north_motion,
    online_ballot,
    opened_assembly,
    outsider,
    people_of,
    refuses,
    writes,
)  # fmt: skip
from tests.world import make_motion

COUNTERS = "Only those who count or facilitate for North open and close its ballots."


def in_days(days: float):
    return clock.now() + timedelta(days=days)


def test_opening_freezes_roll_and_rule(harbour, mill):
    motion = north_motion(harbour)
    with writes("open_ballot") as entries:
        ballot = online_ballot(harbour, motion)
    motion.refresh_from_db()
    assert (ballot.status, motion.status, ballot.question) == ("open", "voting", "Repair the roof")
    on_roll = sorted(entry.person.name for entry in ballot.roll.entries.all())
    assert on_roll == sorted(person.name for person in people_of(harbour, "North"))
    content = entries[0].content.content
    assert (content["entitled"], content["roll_digest"]) == (5, ballot.roll.digest)
    assert ballot.roll.digest == roll_digest(ballot.roll)


def test_roll_says_why_somebody_is_not_on_it(harbour):
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "days_to_vote": 30}}
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": rules}))
    with clock.at(in_days(40)):
        enrol_member(harbour.secretary, body=harbour.body("North"), data=PersonData("New One"))
        for name, state in (("Cyd North", "on_leave"), ("Dan North", "supporter"), ("Eve North", "resigned")):
            change_state(harbour.secretary, membership=harbour.members[name], to=state)
        motion = north_motion_of(harbour, "Bea North", "Ana Founder")
        ballot = online_ballot(harbour, motion)
    refused = RollRefusal.objects.filter(roll=ballot.roll).values_list("person__name", "reason")
    assert dict(refused) == {"New One": "too_new", "Cyd North": "on_leave", "Dan North": "supporter"}
    on_roll = RollEntry.objects.filter(roll=ballot.roll).values_list("person__name", "weight", "reason")
    assert sorted(on_roll) == [("Ana Founder", 1, "full_member"), ("Bea North", 1, "full_member")]


def north_motion_of(place, mover: str, seconder: str):
    return make_motion(place, place.person(mover), "North", place.person(seconder))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_ballots_are_opened_and_closed_by_those_who_count(harbour, mill, who):
    actor, motion = outsider(who, harbour, mill), north_motion(harbour)
    ballot = online_ballot(harbour, north_motion(harbour, title="Other"))
    with refuses(NotPermitted, "power_missing", COUNTERS):
        open_ballot(actor, motion=motion, closes_at=in_days(6))
    with refuses(NotPermitted, "power_missing", COUNTERS):
        close_ballot(actor, ballot=ballot)


def test_motion_without_seconders_is_not_put_to_the_vote(harbour):
    motion = make_motion(harbour, harbour.person("Bea North"), "North")
    sentence = f"Motion {motion.reference} needs one more member to second it before it can be voted on."
    with refuses(RuleNotMet, "seconders_missing", sentence):
        open_ballot(harbour.secretary, motion=motion, closes_at=in_days(6))


def test_motion_is_voted_on_once_at_a_time(harbour):
    motion = north_motion(harbour)
    online_ballot(harbour, motion)
    with refuses(Conflict, "ballot_open", f"Motion {motion.reference} is being voted on already."):
        open_ballot(harbour.secretary, motion=motion, closes_at=in_days(6))


@pytest.mark.parametrize(("hours", "opens"), [(48, True), (47.99, True), (47.9, False)])
def test_ballot_over_days_stays_open_for_the_hours_of_the_rules(harbour, hours, opens):
    motion, now = north_motion(harbour), clock.now()
    with clock.at(now):
        closes_at = now + timedelta(hours=hours)
        if opens:
            assert open_ballot(harbour.secretary, motion=motion, closes_at=closes_at).closes_at == closes_at
            return
        earliest = now + timedelta(hours=48)
        sentence = (
            "The rules keep such a ballot open for at least 48 hours, "
            f"so it can close on {earliest:%-d %B %Y at %H:%M} at the earliest."
        )
        with refuses(RuleNotMet, "least_hours", sentence):
            open_ballot(harbour.secretary, motion=motion, closes_at=closes_at)


def test_ballot_has_an_assembly_or_a_time(harbour):
    motion = north_motion(harbour)
    with refuses(Invalid, "closes_at", "Say until when the ballot is open."):
        open_ballot(harbour.secretary, motion=motion)
    assembly = opened_assembly(harbour, motion)
    with refuses(Invalid, "closes_at", "The time to close lies in the past."):
        open_ballot(harbour.secretary, motion=motion, assembly=assembly, closes_at=in_days(-1))


def test_a_ballot_stays_open_for_at_most_a_year(harbour):
    motion = north_motion(harbour)
    with refuses(Invalid, "too_far_ahead", "A ballot stays open for at most a year. Choose an earlier day."):
        open_ballot(harbour.secretary, motion=motion, closes_at=in_days(367))
    assert open_ballot(harbour.secretary, motion=motion, closes_at=in_days(365)).status == "open"


def test_channel_is_that_of_the_rules(harbour):
    earlier = decide_online(harbour, north_motion(harbour)).decision
    payload = {"decision": earlier.public_id}
    motion = north_motion(harbour, title="Undo it", kind="rescind", effect="rescind", payload=payload)
    sentence = "The rules want this decided in an assembly. Put the motion on an agenda."
    with refuses(RuleNotMet, "channel", sentence):
        open_ballot(harbour.secretary, motion=motion, closes_at=in_days(6))


def test_ballot_of_an_assembly_needs_it_open_with_the_motion_on_its_agenda(harbour):
    motion, other = north_motion(harbour), north_motion(harbour, title="Other")
    called = called_assembly(harbour, motion)
    with refuses(WrongState, "assembly_state", "Open the assembly first, then its ballots."):
        open_ballot(harbour.secretary, motion=motion, assembly=called)
    opened = opened_assembly(harbour, north_motion(harbour, title="Third"))
    sentence = f"Motion {other.reference} is not on the agenda of this assembly. Put it there first."
    with refuses(RuleNotMet, "not_on_agenda", sentence):
        open_ballot(harbour.secretary, motion=other, assembly=opened)
    foreign = make_motion(harbour, harbour.person("Fay South"), "South", harbour.person("Gil South"))
    with refuses(RuleNotMet, "other_body", "That assembly is of another body."):
        open_ballot(harbour.person("Fay South"), motion=foreign, assembly=opened)


def test_ballot_without_anybody_on_the_roll_is_not_opened(harbour):
    motion = north_motion(harbour)
    for person in people_of(harbour, "North"):
        change_state(person, membership=harbour.members[person.name], to="resigned")
    fay = harbour.person("Fay South")
    with refuses(NotPermitted, "power_missing", COUNTERS):
        open_ballot(fay, motion=motion, closes_at=in_days(6))
    assert Ballot.objects.count() == 0


def test_closing_counts_decides_and_records_in_one_transaction(harbour, mill):
    ballot = online_ballot(harbour, north_motion(harbour))
    cast(ballot, people_of(harbour, "North"), "++-0+")
    with clock.at(ballot.closes_at), writes("record_decision", "close_ballot") as entries:
        closed = close_ballot(harbour.secretary, ballot=ballot)
    result, decision = Result.objects.get(), Decision.objects.get(source_ref=ballot.public_id)
    assert (result.votes_for, result.votes_against, result.abstentions, result.entitled) == (3, 1, 1, 5)
    assert (closed.status, result.outcome, decision.status) == ("closed", "carried", "in_force")
    assert decision.working == [
        "3 for, 1 against, 1 abstention.", "More than half of 4 is 3.", "Quorum of 1 reached with 5.", "Carried.",
    ]  # fmt: skip
    assert entries[1].content.content["votes_digest"] == result.votes_digest


@pytest.mark.parametrize(
    ("choices", "outcome", "status", "recorded"),
    [("+++--", "carried", "carried", 1), ("---++", "fell", "fell", 1), ("++--0", "fell", "fell", 1),
     ("00000", "fell", "fell", 1), ("", "quorum_missed", "quorum_missed", 0)],
)  # fmt: skip
def test_every_outcome_moves_the_motion(harbour, choices, outcome, status, recorded):
    motion = decide_online(harbour, north_motion(harbour), choices)
    assert (Result.objects.get().outcome, motion.status) == (outcome, status)
    assert Decision.objects.exclude(kind="founding").count() == recorded
    assert (motion.decision is not None) is bool(recorded)


def test_missed_quorum_can_be_voted_on_again(harbour):
    motion = decide_online(harbour, north_motion(harbour), "")
    assert decide_online(harbour, motion, "+++").status == "carried"


def casting_rules(harbour) -> None:
    kinds = {**SIMPLE_MAJORITY["kinds"]}
    kinds["ordinary"] = {**kinds["ordinary"], "tie_rule": "casting_vote"}
    payload = {"rules": {**SIMPLE_MAJORITY, "kinds": kinds}}
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload=payload))


@pytest.mark.parametrize(("vote", "status"), [("for", "carried"), ("against", "fell"), (None, "tied")])
def test_tie_waits_for_the_casting_vote_where_the_rules_give_one(harbour, vote, status):
    casting_rules(harbour)
    motion = north_motion(harbour)
    ballot = online_ballot(harbour, motion)
    cast(ballot, people_of(harbour, "North")[:4], "++--")
    with clock.at(ballot.closes_at):
        with refuses(Invalid, "casting_vote", "The casting vote is for or against."):
            close_ballot(harbour.secretary, ballot=ballot, casting_vote="maybe")
        close_ballot(harbour.secretary, ballot=ballot, casting_vote=vote)
    motion.refresh_from_db()
    assert (motion.status, motion.decision is None) == (status, vote is None)


def test_casting_vote_changes_nothing_without_a_tie(harbour):
    casting_rules(harbour)
    ballot = online_ballot(harbour, north_motion(harbour))
    cast(ballot, people_of(harbour, "North")[:3], "++-")
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot, casting_vote="against")
    assert (ballot.result.outcome, ballot.result.verdict["casting_vote"]) == ("carried", None)


def test_ballot_is_not_closed_before_its_least_hours(harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    earliest = ballot.opened_at + timedelta(hours=48)
    sentence = f"The rules keep this ballot open for 48 hours. It can close on {earliest:%-d %B at %H:%M}."
    with clock.at(earliest - timedelta(seconds=1)), refuses(RuleNotMet, "least_hours", sentence):
        close_ballot(harbour.secretary, ballot=ballot)


def test_clock_closes_what_is_due_and_nothing_else(harbour):
    now = clock.now()
    with clock.at(now):
        ballot = open_ballot(
            harbour.secretary, motion=north_motion(harbour), closes_at=now + timedelta(hours=48, seconds=-30)
        )
    early = clock.at(ballot.closes_at - timedelta(seconds=1))
    with early, refuses(WrongState, "not_yet", "This ballot is still open."):
        close_ballot(CLOCK, ballot=ballot)
    with clock.at(ballot.closes_at), writes("close_ballot"):
        assert close_ballot(CLOCK, ballot=ballot).result.counted_by is None


def test_clock_leaves_a_ballot_of_an_assembly_to_the_assembly(harbour):
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        with refuses(WrongState, "not_yet"):
            close_ballot(CLOCK, ballot=ballot)


def test_ballot_is_closed_once(harbour):
    ballot = online_ballot(harbour, north_motion(harbour))
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=Ballot.objects.get(pk=ballot.pk))
        with refuses(Conflict, "ballot_closed", "This ballot has been closed already. Read its result."):
            close_ballot(harbour.secretary, ballot=ballot)
