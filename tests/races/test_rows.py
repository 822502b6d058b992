"""Two at once, where only one may come through; and many, where none may come between."""

from io import BytesIO

import pytest
from django.db import connection, transaction

from assemblies.actions.appeals import appeal_exclusion
from assemblies.actions.attendance import check_in_myself
from assemblies.actions.ballots import open_ballot
from assemblies.actions.exclusions import give_exclusion_notice
from assemblies.actions.rolls import roll_digest
from assemblies.actions.seconding import second_motion
from assemblies.models import Attendance, Ballot, Exclusion, Motion, Roll, RollEntry, Seconding
from members.actions.enrolling import enrol_member
from members.actions.import_staging import stage_import
from members.actions.import_writing import commit_import
from members.actions.letters import make_letter, use_letter
from members.actions.people import PersonData, write_first_person
from members.models import Membership, Person
from organisations.actions.founding import found_branch
from organisations.models import Branch
from organisations.rules import taking_effect
from organiser.base import clock
from organiser.base.actions import record
from organiser.base.actions.ledger import flaws
from organiser.base.actor import CLOCK
from organiser.base.models import LedgerEntry
from skills.actions.roles import begin_term
from skills.models import Role, Term
from tests.exclusions import excluded, moved
from tests.helpers import clock_days, decide_online, north_motion, online_ballot, opened_assembly
from tests.threads import all_at_once, codes
from tests.world import add_member, make_motion

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_two_who_open_a_ballot_one_does(harbour):
    motion = north_motion(harbour)
    closes_at = clock.now() + clock_days(6)
    outcomes = all_at_once(lambda: open_ballot(harbour.secretary, motion=motion, closes_at=closes_at) for _ in range(2))
    assert codes(outcomes) == {"done": 1, "ballot_open": 1}
    assert (Ballot.objects.count(), Roll.objects.count(), RollEntry.objects.count()) == (1, 1, 5)


def test_of_two_imports_with_the_same_numbers_one_is_written(harbour):
    raw = b"Name,Number\nAda Lind,70\nBo Lind,71\n"
    north = harbour.body("North")
    batches = [
        stage_import(harbour.secretary, body=north, stream=BytesIO(raw), size=len(raw), filename="r.csv")
        for _ in range(2)
    ]
    outcomes = all_at_once(lambda b=batch: commit_import(harbour.secretary, batch=b) for batch in batches)
    assert codes(outcomes) == {"done": 1, "number_taken": 1}
    assert Membership.objects.filter(number__in=["70", "71"]).count() == 2
    assert Person.objects.filter(sort_name__startswith="lind").count() == 2


def test_of_two_imports_of_people_without_number_or_address_one_is_written(harbour):
    raw = b"Name\nAda Lind\nBo Lind\n"
    north = harbour.body("North")
    batches = [
        stage_import(harbour.secretary, body=north, stream=BytesIO(raw), size=len(raw), filename="r.csv")
        for _ in range(2)
    ]
    outcomes = all_at_once(lambda b=batch: commit_import(harbour.secretary, batch=b) for batch in batches)
    assert codes(outcomes) == {"done": 1, "imported_since": 1}
    assert Person.objects.filter(sort_name__startswith="lind").count() == 2


def test_of_two_imports_that_change_the_same_person_one_is_written(harbour):
    north, bea = harbour.body("North"), harbour.members["Bea North"]
    batches = [
        stage_import(
            harbour.secretary, body=north, stream=BytesIO(raw), size=len(raw), filename="r.csv", update=("phone",)
        )
        for raw in (f"Number,Name,Phone\n{bea.number},Bea North,030{n}000\n".encode() for n in (1, 2))
    ]
    outcomes = all_at_once(lambda b=batch: commit_import(harbour.secretary, batch=b) for batch in batches)
    assert codes(outcomes) == {"done": 1, "changed_since": 1}


def test_one_import_told_twice_is_written_once(harbour):
    raw = b"Name\nAda Lind\n"
    batch = stage_import(
        harbour.secretary, body=harbour.body("North"), stream=BytesIO(raw), size=len(raw), filename="r.csv"
    )
    outcomes = all_at_once(lambda: commit_import(harbour.secretary, batch=batch) for _ in range(2))
    assert codes(outcomes) == {"done": 1, "import_step": 1}
    assert Membership.objects.filter(person__name="Ada Lind").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_first_visitors_one_founds():
    outcomes = all_at_once(
        lambda n=n: write_first_person(CLOCK, data=PersonData(f"First {n}"), password="a-long-password")
        for n in range(2)
    )
    assert codes(outcomes) == {"done": 1, "founded_already": 1}
    assert Person.objects.count() == 1


def test_of_two_founders_of_the_same_branch_one_founds(harbour):
    founding = harbour.organisation.founding_decision
    outcomes = all_at_once(
        lambda: found_branch(harbour.secretary, organisation=harbour.organisation, name="East", decision=founding)
        for _ in range(2)
    )
    assert codes(outcomes) == {"done": 1, "branch_exists": 1}
    assert Branch.objects.filter(name="East").count() == 1


def test_ten_for_three_seats_fill_three(harbour):
    payload = {"name": "Stewards", "powers": []}
    made = decide_online(harbour, north_motion(harbour, effect="create_role", payload=payload)).decision
    role = Role.objects.select_related("body__organisation").get(founded_by=made)
    people = [add_member(harbour, f"Steward {n}", "North").person for n in range(10)]
    three = Role.objects.create(
        organisation=harbour.organisation, body=role.body, name="Three", seats=3, founded_by=made
    )
    election = make_motion(
        harbour, people[0], "North", people[1], kind="election", effect="fill_role",
        payload={"role": role.public_id, "member": harbour.members["Bea North"].public_id},
    )  # fmt: skip
    decision = decide_online(harbour, election).decision

    def begin(person):
        with taking_effect(decision):
            return begin_term(CLOCK, role=three, person=person, decision=decision, kind="elected")

    outcomes = all_at_once(lambda p=person: begin(p) for person in people)
    assert codes(outcomes) == {"done": 3, "no_seat": 7}
    assert Term.objects.filter(role=three).count() == 3


def test_twenty_appends_to_the_ledger_leave_no_gap(harbour):
    def append(number: int) -> int:
        with transaction.atomic():
            return record(CLOCK, "test", chain="new", content={"number": number}).sequence

    outcomes = all_at_once(lambda n=number: append(n) for number in range(20))
    assert sorted(outcomes) == list(range(1, 21))
    assert list(LedgerEntry.objects.filter(chain="new").values_list("sequence", flat=True)) == list(range(1, 21))
    assert list(flaws()) == []


def test_members_written_in_at_once_get_numbers_of_their_own(harbour):
    north = harbour.body("North")
    outcomes = all_at_once(
        lambda n=n: enrol_member(harbour.secretary, body=north, data=PersonData(f"New {n}")) for n in range(10)
    )
    assert len({membership.number for membership in outcomes}) == 10


def test_motions_moved_at_once_get_numbers_of_their_own(harbour):
    bea = harbour.person("Bea North")
    outcomes = all_at_once(lambda: make_motion(harbour, bea, "North") for _ in range(10))
    assert sorted(motion.number for motion in outcomes) == list(range(1, 11))


def test_roll_frozen_while_members_come_in_is_the_roll_it_says(harbour):
    north, motion = harbour.body("North"), north_motion(harbour)
    acts = [
        lambda n=n: enrol_member(harbour.secretary, body=north, data=PersonData(f"New {n}"), joined_on=clock.today())
        for n in range(12)
    ]
    acts.insert(6, lambda: online_ballot(harbour, motion))
    all_at_once(acts)
    roll = Roll.objects.get()
    assert (roll.entitled, roll.digest) == (roll.entries.count(), roll_digest(roll))


def test_one_seconder_pressing_twice_seconds_once(harbour):
    motion, cyd = make_motion(harbour, harbour.person("Bea North"), "North"), harbour.person("Cyd North")
    outcomes = all_at_once(lambda: second_motion(cyd, motion=motion) for _ in range(5))
    assert codes(outcomes) == {"done": 1, "seconded_already": 4}
    assert Seconding.objects.count() == 1


def test_one_member_checking_in_twice_is_there_once(harbour):
    assembly, bea = opened_assembly(harbour), harbour.person("Bea North")
    outcomes = all_at_once(lambda: check_in_myself(bea, assembly=assembly) for _ in range(5))
    assert codes(outcomes) == {"done": 5}
    assert Attendance.objects.count() == 1


def test_letter_used_twice_at_once_opens_once(harbour):
    printed = make_letter(harbour.secretary, membership=harbour.members["Bea North"])
    outcomes = all_at_once(lambda: use_letter(CLOCK, code=printed.code) for _ in range(4))
    assert codes(outcomes) == {"done": 1, "letter": 3}


def test_whole_ledger_stands_after_a_crowd(harbour):
    motion = north_motion(harbour)
    people = [m.person for m in harbour.members.values()]
    all_at_once(lambda p=person: second_motion(p, motion=motion) for person in people)
    assert list(flaws()) == []
    assert connection.in_atomic_block is False


def test_of_two_notices_of_one_motion_one_is_given(harbour):
    motion = moved(harbour)
    outcomes = all_at_once(lambda: give_exclusion_notice(harbour.secretary, motion=motion) for _ in range(2))
    assert codes(outcomes) == {"done": 1, "notice_given": 1}
    assert Exclusion.objects.count() == 1


def test_of_two_appeals_against_one_exclusion_one_is_brought(harbour):
    exclusion, eve = excluded(harbour), harbour.person("Eve North")
    outcomes = all_at_once(lambda: appeal_exclusion(eve, exclusion=exclusion, text="No.") for _ in range(2))
    assert codes(outcomes) == {"done": 1, "appealed": 1}
    assert Motion.objects.filter(effect="reinstate").count() == 1
