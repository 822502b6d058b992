"""Elections among several: nobody stands unasked, and whoever is chosen holds the role by that decision."""

import pytest
from django.db import Error, transaction

from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.nominations import (
    answer_nomination,
    nominate_member,
    withdraw_candidacy,
    write_statement,
)
from assemblies.actions.options import bring_alternative
from assemblies.counting.recounting import recounted
from assemblies.enums import MotionStatus
from assemblies.erasing import clean_candidacies, clean_words, open_ballots
from assemblies.models import Ballot, Motion, Nomination, Option
from assemblies.queries.nominations import nomination_for, nominations_in, nominations_visible_to, to_answer_in
from assemblies.queries.papers import labels_of
from assemblies.queries.sheets import sheet_of
from members.actions.erasing_record import clean_decisions
from members.actions.memberships import change_state
from members.enums import MembershipState
from organiser.base import clock
from organiser.base.erased_words import erased_name, record_open
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from skills.actions.roles import begin_term
from skills.enums import TermKind
from skills.models import Role, Term
from skills.queries.in_a_row import said_of_runs
from skills.queries.seats import free_seats
from tests.choices import ballot_on, put
from tests.elections import election, nominate, office
from tests.helpers import bound, north_motion, people_of, refuses, writes
from tests.world import add_member, make_person

THREE = ("Bea North", "Cyd North", "Dan North")


def closed(place, ballot):
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    ballot = Ballot.objects.get(pk=ballot.pk)
    ballot.motion.refresh_from_db()
    return ballot


def resign(place, name):
    member = place.members[name]
    change_state(member.person, membership=member, to=MembershipState.RESIGNED)


def holders(role):
    return sorted(Term.objects.filter(role=role, ended_on=None).values_list("person__name", flat=True))


def seats_left(role, ballot):
    with clock.at(ballot.closes_at):
        return free_seats(role)


def test_whoever_is_chosen_holds_the_role_by_one_decision(harbour, mill):
    role = office(harbour)
    motion = election(harbour, role, choose=2)
    nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    assert ballot.effect_sentence == "Whoever is elected holds the role Steward: 2 seats."
    assert list(ballot.options.values_list("label", "text", "note")) == [
        (name, f"{name} wants dry stairs.", "") for name in THREE
    ]
    put(harbour, ballot, "B>C", "B>C", "B", "D", "D")
    with writes("begin_term", "begin_term", "record_decision", "close_ballot"):
        ballot = closed(harbour, ballot)
    assert (ballot.result.chosen["winners"], ballot.motion.status) == (["Bea North", "Dan North"], MotionStatus.CARRIED)
    assert (holders(role), seats_left(role, ballot)) == (["Bea North", "Dan North"], 0)
    decision = ballot.motion.decision
    assert set(Term.objects.filter(role=role).values_list("decision", "kind")) == {(decision.pk, TermKind.ELECTED)}
    ids = {name: harbour.members[name].public_id for name in THREE}
    assert decision.effect_payload == {
        "role": role.public_id,
        "stood": [ids[name] for name in THREE],
        "elected": [ids["Bea North"], ids["Dan North"]],
    }
    assert (decision.effect_failed, decision.about_person) == ("", True)
    assert decision.text.endswith("Chosen: Bea North and Dan North.")
    assert recounted(sheet_of(ballot)) == ()


def test_of_those_chosen_one_who_can_no_longer_stand_is_named_and_the_others_serve(harbour, mill):
    role = office(harbour)
    motion = election(harbour, role, choose=2)
    nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    put(harbour, ballot, "B>C", "B>C", "B", "D", "D")
    resign(harbour, "Bea North")
    ballot = closed(harbour, ballot)
    assert (holders(role), ballot.motion.decision.outcome) == (["Dan North"], "carried")
    assert ballot.motion.decision.effect_failed == "Bea North was elected and is no member of North any more."


def test_who_took_the_seat_meanwhile_is_said_too(harbour, mill):
    role = office(harbour, seats=1)
    motion = election(harbour, role)
    nominate(harbour, motion, *THREE)
    first, second = ballot_on(harbour, motion), None
    motion = election(harbour, role)
    nominate(harbour, motion, *THREE)
    second = ballot_on(harbour, motion)
    for ballot in (first, second):
        put(harbour, ballot, "B", "B")
    closed(harbour, first)
    failed = closed(harbour, second).motion.decision.effect_failed
    assert failed == "Bea North was elected and does not hold the role: Bea North holds this role already."
    assert holders(role) == ["Bea North"]


def test_an_interim_holder_is_followed_by_whoever_is_elected(harbour, mill):
    secretary = Role.objects.get(body=harbour.branches["North"].pk, name="Secretary")
    assert free_seats(secretary) == 1
    motion = election(harbour, secretary)
    nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    put(harbour, ballot, "C", "C", "B")
    closed(harbour, ballot)
    assert holders(secretary) == ["Cyd North"]


def test_nobody_is_elected_to_more_seats_than_are_free(harbour, mill):
    role = office(harbour, seats=1)
    with refuses(RuleNotMet, "too_few_seats", "The role Steward has 1 seat, for 2 to be elected."):
        north_motion(harbour, kind="election", effect="elect", payload={"role": role.public_id}, choose=2)
    later = election(harbour, role)
    nominate(harbour, later, *THREE)
    motion = election(harbour, role)
    nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    put(harbour, ballot, "B", "B")
    closed(harbour, ballot)
    sentence = "The role Steward has 0 free seats, for 1 to be elected."
    with clock.at(ballot.closes_at), refuses(RuleNotMet, "too_few_seats", sentence):
        ballot_on(harbour, later)


@pytest.mark.parametrize(
    ("draft", "kind", "code"),
    [
        ({"choose": None}, Invalid, "choose"),
        ({"alternatives": (("Bea North", ""),)}, RuleNotMet, "candidates_nominated"),
        ({"kind": "ordinary"}, RuleNotMet, "effect_kind"),
        ({"payload": {"role": "none"}}, Invalid, "no_role"),
        ({"choose_settings": {"budget": 3}}, RuleNotMet, "cannot_be_counted"),
    ],
)
def test_an_election_that_is_none_is_refused(harbour, mill, draft, kind, code):
    role = Role.objects.get(body=harbour.branches["North"].pk, name="Secretary")
    whole = {"kind": "election", "effect": "elect", "payload": {"role": role.public_id}, "choose": 1, **draft}
    with refuses(kind, code):
        north_motion(harbour, **whole)


def test_nobody_brings_alternatives_to_an_election(harbour, mill):
    motion = election(harbour)
    with refuses(WrongState, "candidates_nominated"):
        bring_alternative(harbour.secretary, motion=motion, label="Kim")


def test_any_full_member_nominates_and_is_asked_herself_only_by_another(harbour, mill):
    motion = election(harbour)
    bea, cyd = harbour.person("Bea North"), harbour.members["Cyd North"]
    with writes("nominate_member"):
        asked = nominate_member(bea, motion=motion, member=cyd)
    assert (asked.state, asked.answered_at, asked.statement, asked.nominated_by) == ("asked", None, "", bea)
    with writes("nominate_member"):
        own = nominate_member(bea, motion=motion, member=harbour.members["Bea North"], statement="  I mend.  ")
    assert (own.state, own.answered_at, own.statement) == ("accepted", own.nominated_at, "I mend.")
    with refuses(Conflict, "nominated_already"):
        nominate_member(harbour.secretary, motion=motion, member=cyd)
    for stranger in (people_of(harbour, "South")[0], mill.secretary, bound(bea, harbour.body("South"))):
        with refuses(NotPermitted, "not_constituency"):
            nominate_member(stranger, motion=motion, member=harbour.members["Dan North"])
    for outside in (harbour.members["Hal South"], mill.members["Lea Mill"]):
        with refuses(RuleNotMet, "not_member"):
            nominate_member(bea, motion=motion, member=outside)
    with refuses(NotPermitted, "statement_of_another"):
        nominate_member(bea, motion=motion, member=harbour.members["Dan North"], statement="He is good.")
    plain = north_motion(harbour)
    with refuses(WrongState, "no_election"):
        nominate_member(bea, motion=plain, member=cyd)


def test_the_nominee_alone_answers_and_once(harbour, mill):
    motion = election(harbour)
    asked = nominate_member(harbour.secretary, motion=motion, member=harbour.members["Bea North"])
    bea = harbour.person("Bea North")
    for other in (harbour.secretary, harbour.person("Cyd North"), mill.secretary):
        for act in (
            lambda: answer_nomination(other, nomination=asked, accept=True),  # noqa: B023  # called at once
            lambda: write_statement(other, nomination=asked, statement="Me."),  # noqa: B023
            lambda: withdraw_candidacy(other, nomination=asked),  # noqa: B023
        ):
            with refuses(NotPermitted, "not_nominee"):
                act()
    with refuses(NotPermitted, "token_body"):
        answer_nomination(bound(bea, harbour.body("South")), nomination=asked, accept=True)
    with refuses(WrongState, "not_standing"):
        write_statement(bea, nomination=asked, statement="Me.")
    with refuses(WrongState, "nomination_step"):
        withdraw_candidacy(bea, nomination=asked)
    with refuses(Invalid, "statement"):
        answer_nomination(bea, nomination=asked, accept=True, statement="x" * 801)
    with refuses(Invalid, "statement"):
        answer_nomination(bea, nomination=asked, accept=False, statement="No.")
    with writes("answer_nomination") as entries:
        stands = answer_nomination(bea, nomination=asked, accept=True, statement="x" * 800)
    assert (stands.state, stands.statement) == ("accepted", "x" * 800)
    assert entries[0].content.content["state"] == "accepted"
    assert "xxx" not in str(entries[0].content.content)
    for accept in (True, False):
        with refuses(WrongState, "nomination_step"):
            answer_nomination(bea, nomination=asked, accept=accept)
    with writes("write_statement"):
        assert write_statement(bea, nomination=stands, statement="Shorter").statement == "Shorter"
    with writes("withdraw_candidacy"):
        assert withdraw_candidacy(bea, nomination=stands).state == "withdrawn"
    with refuses(WrongState, "nomination_step"):
        withdraw_candidacy(bea, nomination=stands)


def test_whoever_said_no_is_not_asked_again_by_others_and_can_think_again(harbour, mill):
    motion = election(harbour)
    bea = harbour.person("Bea North")
    asked = nominate_member(harbour.secretary, motion=motion, member=harbour.members["Bea North"])
    answer_nomination(bea, nomination=asked, accept=False)
    with refuses(RuleNotMet, "declined_before"):
        nominate_member(harbour.person("Cyd North"), motion=motion, member=harbour.members["Bea North"])
    assert nominate_member(bea, motion=motion, member=harbour.members["Bea North"]).state == "accepted"
    assert list(Nomination.objects.values_list("state", flat=True)) == ["declined", "accepted"]


def test_only_who_accepted_and_can_stand_when_the_ballot_opens_is_printed(harbour, mill):
    motion = election(harbour)
    nominate(harbour, motion, *THREE, "Eve North")
    nominate_member(harbour.person("Bea North"), motion=motion, member=harbour.members["Ana Founder"])
    resign(harbour, "Eve North")
    ballot = ballot_on(harbour, motion)
    assert labels_of(ballot) == THREE
    barred = dict(Nomination.objects.exclude(barred="").values_list("person__name", "barred"))
    assert barred == {"Eve North": "Eve North is not a full member of North."}


def test_one_candidate_is_no_choice(harbour, mill):
    motion = election(harbour)
    nominate(harbour, motion, "Bea North")
    with refuses(RuleNotMet, "too_few_candidates"):
        ballot_on(harbour, motion)


def test_nothing_changes_once_it_is_voted_on(harbour, mill):
    motion = election(harbour)
    bea, cyd, _dan = nominate(harbour, motion, *THREE)
    asked = nominate_member(harbour.person("Bea North"), motion=motion, member=harbour.members["Eve North"])
    ballot_on(harbour, motion)
    motion = Motion.objects.get(pk=motion.pk)
    for act in (
        lambda: nominate_member(harbour.secretary, motion=motion, member=harbour.members["Ana Founder"]),
        lambda: answer_nomination(asked.person, nomination=asked, accept=True),
        lambda: write_statement(bea.person, nomination=bea, statement="New."),
        lambda: withdraw_candidacy(cyd.person, nomination=cyd),
    ):
        with refuses(WrongState, "candidates_fixed"):
            act()
    for change in (
        lambda: Nomination.objects.filter(pk=bea.pk).update(statement="New."),
        lambda: Nomination.objects.filter(pk=bea.pk).update(state="withdrawn"),
        lambda: Nomination.objects.filter(pk=asked.pk).update(state="accepted", answered_at=clock.now()),
        lambda: Nomination.objects.filter(pk=bea.pk).update(person=cyd.person),
        lambda: Nomination.objects.filter(pk=bea.pk).delete(),
        lambda: Option.objects.filter(nomination=bea).update(label="Somebody"),
        lambda: Option.objects.filter(nomination=bea).update(note="Ninth term in a row"),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_after_a_missed_quorum_one_can_step_back_and_no_statement_is_rewritten(harbour, mill):
    motion = election(harbour, quorum_kind="fixed", quorum_fixed=3, quorum_count="cast")
    bea, cyd, _dan = nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    put(harbour, ballot, "B")
    assert closed(harbour, ballot).motion.status == MotionStatus.QUORUM_MISSED
    with refuses(WrongState, "statement_fixed"):
        write_statement(bea.person, nomination=bea, statement="New.")
    withdraw_candidacy(cyd.person, nomination=cyd)
    again = ballot_on(harbour, Motion.objects.get(pk=motion.pk))
    assert labels_of(again) == ("Bea North", "Dan North")


@pytest.mark.parametrize(
    "change",
    [
        {"state": "accepted"},
        {"state": "withdrawn", "answered_at": clock.now()},
        {"statement": "Not mine."},
        {"state": "nonsense"},
    ],
)
def test_the_database_lets_nobody_answer_for_another_state(harbour, mill, change):
    motion = election(harbour)
    asked = nominate_member(harbour.secretary, motion=motion, member=harbour.members["Bea North"])
    with pytest.raises(Error), transaction.atomic():
        Nomination.objects.filter(pk=asked.pk).update(**change)
    with pytest.raises(Error), transaction.atomic():
        Nomination.objects.create(
            organisation=harbour.organisation,
            motion=motion,
            person=asked.person,
            nominated_by=asked.person,
            nominated_at=clock.now(),
        )


def test_two_of_one_name_get_their_numbers(harbour, mill):
    motion = election(harbour)
    twin = harbour.members["Dan North"]
    twin.person.name = "bea north"
    twin.person.save()
    nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    numbers = [harbour.members[name].number for name in THREE]
    assert labels_of(ballot) == (f"Bea North ({numbers[0]})", "Cyd North", f"bea north ({numbers[2]})")


def test_B12_a_later_term_in_a_row_is_printed_below_the_name(harbour, mill):
    role = office(harbour)
    motion = election(harbour, role)
    Term.objects.create(
        organisation=harbour.organisation, role=role, person=harbour.person("Bea North"), kind=TermKind.ELECTED,
        starts_on="2020-01-01", ends_on="2020-12-31", ended_on="2020-12-31", decision=role.founded_by,
    )  # fmt: skip
    nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    assert list(ballot.options.values_list("note", flat=True)) == ["Second term in a row", "", ""]


def test_nominations_are_for_members_of_the_body(harbour, mill):
    motion = election(harbour)
    asked = nominate_member(harbour.secretary, motion=motion, member=harbour.members["Bea North"])
    bea = harbour.person("Bea North")
    assert list(nominations_in(bea, motion)) == [asked]
    assert nomination_for(bea, asked.public_id).member == harbour.members["Bea North"].public_id
    assert list(to_answer_in(bea, harbour.body("North"))) == [asked]
    assert list(to_answer_in(harbour.secretary, harbour.body("North"))) == []
    for stranger in (harbour.person("Hal South"), mill.secretary, make_person("Sam Stranger")):
        assert list(nominations_visible_to(stranger)) == []
        with pytest.raises(NotFound):
            nomination_for(stranger, asked.public_id)


def test_a_term_still_begins_by_no_other_decision(harbour, mill):
    role = office(harbour)
    other = north_motion(harbour)
    ballot = ballot_on(harbour, other)
    put(harbour, ballot)
    with refuses(RuleNotMet, "decision_missing"):
        begin_term(
            harbour.secretary,
            role=role,
            person=harbour.person("Bea North"),
            decision=role.founded_by,
            kind=TermKind.ELECTED,
        )


def test_in_a_role_of_several_seats_who_sat_beside_does_not_end_a_run(harbour, mill):
    role = office(harbour)
    bea, cyd, dan = (harbour.person(name) for name in THREE)

    def served(person, year):
        Term.objects.create(
            organisation=harbour.organisation, role=role, person=person, kind=TermKind.ELECTED,
            starts_on=f"{year}-01-01", ends_on=f"{year}-12-31", ended_on=f"{year}-12-31", decision=role.founded_by,
        )  # fmt: skip

    for person, year in ((bea, 2020), (cyd, 2020), (dan, 2021), (bea, 2021)):
        served(person, year)
    runs = said_of_runs([bea.pk, cyd.pk, dan.pk], role)
    assert runs == {bea.pk: "Third term in a row", cyd.pk: "", dan.pk: "Second term in a row"}
    served(cyd, 2022)
    assert said_of_runs([bea.pk], role) == {bea.pk: "Third term in a row"}
    served(dan, 2022)
    assert said_of_runs([bea.pk], role) == {bea.pk: ""}


def test_invariant_9_an_erasure_takes_the_name_off_papers_and_counts_and_they_can_be_counted_again(harbour, mill):
    motion = election(harbour)
    nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    put(harbour, ballot, "B", "C>B", "B")
    ballot = closed(harbour, ballot)
    bea, verdict = harbour.person("Bea North"), ballot.result.verdict["outcome"]
    with transaction.atomic(), record_open():
        clean_candidacies(bea)
        clean_words(bea)
        clean_candidacies(bea)
    ballot = Ballot.objects.get(pk=ballot.pk)
    name = erased_name(bea)
    assert list(ballot.options.values_list("label", "text")) == [
        (name, ""),
        ("Cyd North", "Cyd North wants dry stairs."),
        ("Dan North", "Dan North wants dry stairs."),
    ]
    assert (ballot.result.chosen["winners"], ballot.result.verdict["outcome"]) == ([name], verdict)
    assert "Bea North" not in str([ballot.result.chosen, ballot.result.verdict])
    assert Nomination.objects.get(person=bea).statement == ""
    assert recounted(sheet_of(ballot)) == ()


def test_invariant_9_an_erasure_leaves_the_longer_name_of_another_candidate_and_cleans_the_decision(harbour, mill):
    add_member(harbour, "Bea North Hill", "North")
    motion = election(harbour)
    nominate(harbour, motion, "Bea North", "Bea North Hill", "Cyd North")
    ballot = ballot_on(harbour, motion)
    first = ballot.options.get(label="Bea North").place
    for number, person in enumerate(people_of(harbour, "North")[:3]):
        cast_vote(person, ballot=ballot, choice=str(first), key=f"key-{number:08}")
    ballot = closed(harbour, ballot)
    bea = harbour.person("Bea North")
    with transaction.atomic(), record_open():
        clean_candidacies(bea)
        clean_words(bea)
        clean_decisions(bea)
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert sorted(ballot.options.values_list("label", flat=True)) == ["Bea North Hill", "Cyd North", erased_name(bea)]
    assert recounted(sheet_of(ballot)) == ()
    assert ballot.motion.decision.text.endswith(f"Chosen: {erased_name(bea)}.")


def test_an_erasure_waits_for_the_election_in_which_one_stands(harbour, mill):
    motion = election(harbour)
    nominate(harbour, motion, *THREE)
    ballot = ballot_on(harbour, motion)
    waits = [f"The ballot “{ballot.question}” is not settled. The erasure is done after that."]
    assert open_ballots(harbour.person("Bea North")) == waits
    closed(harbour, ballot)
    assert open_ballots(harbour.person("Bea North")) == []
