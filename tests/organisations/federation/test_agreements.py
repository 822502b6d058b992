"""Agreements bind those that ratified them; concerns stand until answered; common ground is what all agree to."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from organisations.actions.agreements import propose_agreement
from organisations.actions.common_ground import ask_common_ground
from organisations.actions.concerns import answer_concern, raise_concern
from organisations.actions.decisions import Decided, record_decision
from organisations.actions.effects import clean_effect, describe_effect
from organisations.models import AgreementVersion, Alliance, Concern, Position, Ratification, Weighing
from organisations.queries.agreements import agreements_seen, concerns_seen, is_bound, open_concerns
from organisations.queries.common_ground import matrix_of
from organisations.queries.disclosures import naming_for
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted, RuleNotMet
from tests.federation import allied, carried, done, found, named, standing
from tests.helpers import bound, refuses, writes
from tests.world import make_assembly


@pytest.fixture
def table(harbour, mill, thread) -> Alliance:
    """An alliance of two mass organisations and a political one; the political one is not named."""
    alliance = allied(harbour, mill, thread)
    named(harbour)
    named(mill)
    return alliance


@pytest.fixture
def pact(table, harbour) -> AgreementVersion:
    """A text that the harbour proposed."""
    return propose_agreement(
        harbour.secretary, organisation=harbour.organisation, alliance=table, title="Pact", text="We strike together."
    )


def worry(place, alliance, title="The dates") -> Concern:
    return raise_concern(
        place.secretary, organisation=place.organisation, alliance=alliance, title=title, text="They come too soon."
    )


def test_A21_an_agreement_binds_only_the_members_that_ratified_it(table, pact, harbour, mill, thread):
    with writes("ratify_agreement", "record_decision"):
        done(mill, "ratify_agreement", version=pact.public_id)
    assert [is_bound(place.organisation, pact) for place in (harbour, mill, thread)] == [False, True, False]
    [seen] = agreements_seen(table, naming_for(harbour.secretary, table))
    [version] = seen.versions
    today = clock.today().isoformat()
    assert [(one.name, one.words) for one in version.members] == [
        ("Harbour Tenants", "not ratified"),
        ("Mill Workers", f"ratified {today}"),
    ]
    assert (version.by, version.ratified, version.total) == ("Harbour Tenants", 1, 3)


def test_A21_a_new_wording_binds_nobody_who_ratified_the_one_before(table, pact, harbour, mill):
    done(mill, "ratify_agreement", version=pact.public_id)
    later = propose_agreement(
        mill.secretary,
        organisation=mill.organisation,
        alliance=table,
        title="",
        text="We strike together in May.",
        agreement=pact.agreement,
    )
    assert (later.number, str(later)) == (2, "Pact, version 2")
    assert [is_bound(mill.organisation, one) for one in (pact, later)] == [True, False]


def test_A21_who_leaves_is_bound_no_longer_and_who_comes_back_ratifies_anew(table, pact, harbour, mill):
    done(mill, "ratify_agreement", version=pact.public_id)
    done(mill, "leave_alliance", alliance=table.public_id)
    assert is_bound(mill.organisation, pact) is False
    assert Ratification.objects.count() == 1


def test_A21_ratifying_is_for_members_and_once(table, pact, mill):
    done(mill, "ratify_agreement", version=pact.public_id)
    again = carried(mill, "ratify_agreement", version=pact.public_id)
    assert again.effect_failed == "Mill Workers has ratified this wording already."
    done(mill, "leave_alliance", alliance=table.public_id)
    with refuses(NotFound, "not_in_alliance"):
        carried(mill, "ratify_agreement", version=pact.public_id)


def test_A21_the_database_takes_no_ratification_by_the_decision_of_another(table, pact, harbour, mill):
    decision = done(mill, "ratify_agreement", version=pact.public_id)
    for place, mine in ((harbour, harbour), (harbour, mill), (mill, harbour)):
        with pytest.raises(DatabaseError, match=r"binds only those that ratified it"), transaction.atomic():
            Ratification.objects.create(
                organisation=place.organisation,
                standing=standing(table, mine),
                version=pact,
                decision=decision,
                on=clock.today(),
            )


def test_texts_are_proposed_by_those_who_call_assemblies_and_while_allied(table, harbour, mill):
    people = [harbour.person("Bea North"), mill.secretary, bound(harbour.secretary, harbour.body("North"))]
    for person in people:
        with refuses(NotPermitted, "power_missing"):
            propose_agreement(person, organisation=harbour.organisation, alliance=table, title="A", text="B")
    contact = found(harbour, name="Contact")
    with refuses(RuleNotMet, "only_in_contact"):
        propose_agreement(harbour.secretary, organisation=harbour.organisation, alliance=contact, title="A", text="B")
    with refuses(NotFound, "not_in_alliance"):
        propose_agreement(mill.secretary, organisation=mill.organisation, alliance=contact, title="A", text="B")
    with refuses(Invalid, "text"):
        propose_agreement(harbour.secretary, organisation=harbour.organisation, alliance=table, title="", text="B")


def test_an_agreement_of_another_alliance_gets_no_version_here(table, pact, harbour, mill):
    other = allied(harbour, mill, name="Other")
    with refuses(Invalid, "no_agreement"):
        propose_agreement(
            mill.secretary,
            organisation=mill.organisation,
            alliance=other,
            title="",
            text="B",
            agreement=pact.agreement,
        )


def test_E9_a_concern_stands_open_until_another_member_answers(table, harbour, mill, thread):
    concern = worry(thread, table)
    naming = naming_for(harbour.secretary, table)
    [seen] = concerns_seen(table, naming)
    assert (seen.is_open, seen.by, seen.ours) == (True, "A member that is not named", False)
    with refuses(RuleNotMet, "own_concern"):
        answer_concern(thread.secretary, organisation=thread.organisation, concern=concern, text="It is fine.")
    with writes("answer_concern"):
        answer_concern(mill.secretary, organisation=mill.organisation, concern=concern, text="We move them to May.")
    [seen] = concerns_seen(table, naming)
    assert (seen.is_open, [name for name, _reply in seen.replies]) == (False, ["Mill Workers"])
    assert list(open_concerns(table)) == []


def test_E9_an_open_concern_stands_on_the_agenda_of_every_member_until_answered(table, harbour, mill, thread):
    concern = worry(harbour, table, "The costs")

    def items(place, branch=""):
        return [(item.kind, item.title) for item in make_assembly(place, branch, days=20).items.order_by("position")]

    open_one = [("topic", "Concern in the alliance Common Table: The costs")]
    for place in (harbour, mill, thread):
        assert items(place) == open_one
    assert items(harbour, "North") == []
    answer_concern(mill.secretary, organisation=mill.organisation, concern=concern, text="We share them.")
    assert [items(place) for place in (harbour, mill, thread)] == [[], [], []]


def test_E9_a_member_that_left_hears_no_more_of_it(table, harbour, mill):
    worry(harbour, table, "The costs")
    done(mill, "leave_alliance", alliance=table.public_id)
    assert make_assembly(mill).items.count() == 0


def test_E9_open_concerns_stand_first(table, harbour, mill):
    first, second, third = (worry(harbour, table, title) for title in ("One", "Two", "Three"))
    answer_concern(mill.secretary, organisation=mill.organisation, concern=third, text="Yes.")
    seen = concerns_seen(table, naming_for(mill.secretary, table))
    assert [one.concern for one in seen] == [second, first, third]


def test_E9_only_those_who_call_assemblies_of_a_member_raise_and_answer(table, harbour, mill):
    concern = worry(harbour, table)
    for person in (harbour.person("Bea North"), harbour.secretary, bound(mill.secretary, harbour.body())):
        with refuses(NotPermitted, "power_missing"):
            raise_concern(person, organisation=mill.organisation, alliance=table, title="A", text="B")
        with refuses(NotPermitted, "power_missing"):
            answer_concern(person, organisation=mill.organisation, concern=concern, text="B")
    with refuses(Invalid, "text"):
        raise_concern(mill.secretary, organisation=mill.organisation, alliance=table, title="A", text=" ")
    with refuses(Invalid, "text"):
        answer_concern(mill.secretary, organisation=mill.organisation, concern=concern, text=" ")


def test_E10_ratifying_while_a_concern_is_open_lists_it_with_a_reason(table, pact, harbour, mill, thread):
    concern = worry(thread, table)
    sentence = "A concern is open: The dates. Say in the motion whether it is taken up, and why."
    with refuses(RuleNotMet, "concern_open", sentence):
        carried(mill, "ratify_agreement", version=pact.public_id)
    weighed = {"concern": concern.public_id, "taken_up": False, "reason": ""}
    with refuses(Invalid, "reason"):
        carried(mill, "ratify_agreement", version=pact.public_id, concerns=[weighed])
    weighed["reason"] = "The dates hang on the contract."
    cleaned = clean_effect(
        mill.body(), "ordinary", "ratify_agreement", {"version": pact.public_id, "concerns": [weighed]}
    )
    assert describe_effect(mill.body(), "ratify_agreement", cleaned) == (
        "If this carries, Mill Workers is bound by “Pact, version 1” of Common Table. The concern “The dates” is not "
        "taken up: The dates hang on the contract."
    )
    done(mill, "ratify_agreement", version=pact.public_id, concerns=[weighed])
    [row] = Weighing.objects.all()
    assert (row.concern, row.taken_up, row.reason) == (concern, False, "The dates hang on the contract.")


def test_E10_an_answered_concern_need_not_be_listed_but_may(table, pact, harbour, mill, thread):
    concern = worry(thread, table)
    answer_concern(harbour.secretary, organisation=harbour.organisation, concern=concern, text="We see to it.")
    done(mill, "ratify_agreement", version=pact.public_id)
    weighed = [{"concern": concern.public_id, "taken_up": True, "reason": "May it is."}]
    done(harbour, "ratify_agreement", version=pact.public_id, concerns=weighed)
    assert Weighing.objects.get().taken_up is True


@pytest.mark.parametrize(
    "concerns",
    ["none", [1], [{"concern": "0123456789abcdef", "taken_up": True, "reason": "x"}], [{"taken_up": "yes"}]],
)
def test_E10_a_list_that_is_not_understood_is_refused(table, pact, mill, concerns):
    with refuses(Invalid, "concerns"):
        carried(mill, "ratify_agreement", version=pact.public_id, concerns=concerns)


def test_E10_a_concern_raised_while_the_members_vote_does_not_undo_their_vote(table, pact, mill, thread):
    """What was open when the motion was moved is listed; a later one cannot be used to block what was decided."""
    cleaned = clean_effect(mill.body(), "ordinary", "ratify_agreement", {"version": pact.public_id})
    with clock.at(clock.now() + timedelta(days=1)):
        worry(thread, table)
        decided = Decided("ordinary", "Pact", "", "carried", [], "ballot", "", "ratify_agreement", cleaned)
        decision = record_decision(mill.secretary, body=mill.body(), decided=decided)
    assert decision.effect_failed == ""
    assert is_bound(mill.organisation, pact)


def test_E7_a_statement_is_common_only_if_every_member_agreed(table, harbour, mill, thread):
    poll = ask_common_ground(
        thread.secretary,
        organisation=thread.organisation,
        alliance=table,
        title="Rents",
        statements=["Rents fall.", "", "Houses are built.", "Nobody is evicted."],
    )
    for place, stances in (
        (harbour, {"1": "agree", "2": "differ", "3": "agree"}),
        (mill, {"1": "agree", "2": "agree"}),
        (thread, {"1": "agree", "2": "undecided", "3": "agree"}),
    ):
        done(place, "take_positions", common_ground=poll.public_id, stances=stances)
    matrix = matrix_of(poll, naming_for(harbour.secretary, table))
    assert (matrix.names, matrix.total) == (["Harbour Tenants", "Mill Workers"], 3)
    assert [(row.cells, row.counts, row.common) for row in matrix.rows] == [
        (["Agree", "Agree"], [3, 0, 0, 0], True),
        (["Differ", "Agree"], [1, 1, 1, 0], False),
        (["Agree", "No position"], [2, 0, 0, 1], False),
    ]
    done(mill, "take_positions", common_ground=poll.public_id, stances={"3": "agree"})
    done(harbour, "take_positions", common_ground=poll.public_id, stances={"1": "differ"})
    rows = matrix_of(poll, naming_for(harbour.secretary, table)).rows
    assert [row.common for row in rows] == [False, False, True]


def test_E7_positions_are_taken_by_decision_of_that_organisation_alone(table, harbour, mill):
    poll = ask_common_ground(
        mill.secretary, organisation=mill.organisation, alliance=table, title="Rents", statements=["Rents fall."]
    )
    for stances in ({}, {"2": "agree"}, {"1": "maybe"}, {"one": "agree"}, "agree"):
        with refuses(Invalid, "stances"):
            carried(mill, "take_positions", common_ground=poll.public_id, stances=stances)
    decision = done(mill, "take_positions", common_ground=poll.public_id, stances={"1": "agree"})
    with pytest.raises(DatabaseError, match=r"takes a position only by its own decision"), transaction.atomic():
        Position.objects.create(
            organisation=harbour.organisation,
            standing=standing(table, harbour),
            statement=poll.statements.get(),
            stance="agree",
            decision=decision,
            on=clock.today(),
        )
    with refuses(NotPermitted, "power_missing"):
        ask_common_ground(
            mill.person("Lea Mill"),
            organisation=mill.organisation,
            alliance=table,
            title="Rents",
            statements=["Rents fall."],
        )
    with refuses(Invalid, "statements"):
        ask_common_ground(
            mill.secretary, organisation=mill.organisation, alliance=table, title="Rents", statements=[" "]
        )
