"""Affiliation: asked by one, accepted by the other, ended by the affiliate alone; only within one kind."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from organisations.actions.affiliations import accept_affiliation, ask_to_affiliate, leave_federation
from organisations.actions.effects import clean_effect, effect_named
from organisations.models import Affiliation, AffiliationStep, Organisation
from organisations.queries.affiliations import affiliation_for, affiliations_of, affiliations_visible_to
from organisations.queries.bodies import bodies_visible_to
from organiser.base.errors import Conflict, Invalid, NotFound, RuleNotMet, WrongState
from tests.federation import carried, done, named
from tests.helpers import bound, refuses, writes
from tests.world import make_place


@pytest.fixture
def asked(harbour, mill) -> Affiliation:
    """The mill asks the harbour to take it in, provisionally."""
    done(mill, "affiliate", organisation=harbour.organisation.public_id)
    return Affiliation.objects.get()


@pytest.fixture
def joined(asked, harbour) -> Affiliation:
    """And the harbour did."""
    done(harbour, "accept_affiliation", affiliation=asked.public_id)
    asked.refresh_from_db()
    return asked


def steps(affiliation: Affiliation) -> list[tuple[str, str]]:
    rows = AffiliationStep.objects.filter(affiliation=affiliation).order_by("pk")
    return [(row.organisation.name, row.status) for row in rows]


def test_A23_joining_takes_a_decision_of_each_and_may_be_provisional(harbour, mill):
    with writes("ask_to_affiliate", "record_decision"):
        done(mill, "affiliate", organisation=harbour.organisation.public_id, wanted="provisional")
    affiliation = Affiliation.objects.get()
    assert (affiliation.status, affiliation.wanted) == ("asked", "provisional")
    with writes("accept_affiliation", "record_decision"):
        done(harbour, "accept_affiliation", affiliation=affiliation.public_id)
    affiliation.refresh_from_db()
    assert affiliation.status == "provisional"
    assert steps(affiliation) == [("Mill Workers", "asked"), ("Harbour Tenants", "provisional")]


def test_A23_from_provisional_to_full_is_asked_and_accepted_again(joined, harbour, mill):
    done(mill, "affiliate", organisation=harbour.organisation.public_id, wanted="full")
    joined.refresh_from_db()
    assert (joined.status, joined.wanted) == ("provisional", "full")
    done(harbour, "accept_affiliation", affiliation=joined.public_id)
    joined.refresh_from_db()
    assert joined.status == "full"
    with refuses(Conflict, "affiliated", "This affiliation is “full” already."):
        carried(mill, "affiliate", organisation=harbour.organisation.public_id, wanted="provisional")


def test_A23_withdrawal_is_one_decision_of_the_affiliate_alone_at_once(joined, harbour, mill):
    with writes("leave_federation", "record_decision"):
        decision = done(mill, "leave_federation", affiliation=joined.public_id)
    joined.refresh_from_db()
    assert joined.status == "withdrawn"
    assert steps(joined)[-1] == ("Mill Workers", "withdrawn")
    assert joined.steps.latest("pk").decision == decision
    with refuses(WrongState, "affiliation_step", "This affiliation is “withdrawn” and cannot become “withdrawn”."):
        carried(mill, "leave_federation", affiliation=joined.public_id)


def test_A23_who_withdrew_may_ask_anew(joined, harbour, mill):
    done(mill, "leave_federation", affiliation=joined.public_id)
    done(mill, "affiliate", organisation=harbour.organisation.public_id)
    assert list(Affiliation.objects.order_by("pk").values_list("status", flat=True)) == ["withdrawn", "asked"]


def test_a_question_can_be_taken_back_before_it_is_answered(asked, harbour, mill):
    done(mill, "leave_federation", affiliation=asked.public_id)
    with refuses(Invalid, "no_affiliation", "Nobody asks for that any more."):
        carried(harbour, "accept_affiliation", affiliation=asked.public_id)


def test_the_federation_may_decline_and_may_end_by_one_decision_of_its_own(asked, harbour, mill):
    for taken_in in (False, True):
        affiliation = Affiliation.objects.latest("pk")
        if taken_in:
            done(harbour, "accept_affiliation", affiliation=affiliation.public_id)
        payload = {"affiliation": affiliation.public_id}
        said = effect_named("end_affiliation").describe(harbour.body(), payload)
        assert said == (
            "If this carries, Mill Workers no longer belongs to Harbour Tenants, at once."
            if taken_in
            else "If this carries, Harbour Tenants does not take in Mill Workers."
        )
        with writes("end_affiliation", "record_decision"):
            done(harbour, "end_affiliation", **payload)
        affiliation.refresh_from_db()
        assert (affiliation.status, steps(affiliation)[-1]) == ("ended", ("Harbour Tenants", "ended"))
        with refuses(WrongState, "affiliation_step"):
            carried(harbour, "end_affiliation", **payload)
        done(mill, "affiliate", organisation=harbour.organisation.public_id)
    assert list(Affiliation.objects.order_by("pk").values_list("status", flat=True)) == ["ended", "ended", "asked"]


def test_declining_names_nobody(asked, harbour, mill):
    done(harbour, "end_affiliation", affiliation=asked.public_id)
    assert [one.other for one in affiliations_of(mill.secretary, mill.organisation)] == [
        f"the organisation {harbour.organisation.public_id}"
    ]


def test_each_side_ends_it_in_its_own_way_and_the_affiliate_accepts_nothing(joined, harbour, mill):
    with refuses(RuleNotMet, "other_side", "Only the affiliate leaves."):
        carried(harbour, "leave_federation", affiliation=joined.public_id)
    with refuses(RuleNotMet, "other_side", "Only the one that was asked does this."):
        carried(mill, "end_affiliation", affiliation=joined.public_id)
    done(mill, "affiliate", organisation=harbour.organisation.public_id, wanted="full")
    with refuses(Invalid, "no_affiliation", "Nobody asks for that any more."):
        carried(mill, "accept_affiliation", affiliation=joined.public_id)


def test_only_the_whole_organisation_asks_and_never_itself(harbour, mill):
    with refuses(RuleNotMet, "not_organisation"):
        carried(harbour, "affiliate", branch="North", organisation=mill.organisation.public_id)
    with refuses(Invalid, "itself", "An organisation does not affiliate to itself."):
        carried(mill, "affiliate", organisation=mill.organisation.public_id)
    with refuses(Invalid, "no_organisation"):
        carried(mill, "affiliate", organisation="0123456789abcdef")
    with refuses(Invalid, "wanted"):
        carried(mill, "affiliate", organisation=harbour.organisation.public_id, wanted="withdrawn")


@pytest.mark.parametrize("asking", ["mill", "thread"])
def test_B3_no_affiliation_between_the_two_kinds_in_either_direction(mill, thread, asking):
    asks, other = (mill, thread) if asking == "mill" else (thread, mill)
    with refuses(
        RuleNotMet,
        "kinds_differ",
        "A mass organisation and a political one never affiliate. Stand together in an alliance instead.",
    ):
        carried(asks, "affiliate", organisation=other.organisation.public_id)
    with (
        pytest.raises(DatabaseError, match=r"^A mass organisation and a political one never affiliate"),
        transaction.atomic(),
    ):
        Affiliation.objects.create(affiliate=asks.organisation, federation=other.organisation, wanted="full")
    assert Affiliation.objects.count() == 0


def test_two_political_organisations_may_affiliate(thread):
    other = make_place("Blue Thread", kind="political", preset="political_with_programme", founder="Pia Thread")
    done(other, "affiliate", organisation=thread.organisation.public_id)
    done(thread, "accept_affiliation", affiliation=Affiliation.objects.get().public_id)
    assert Affiliation.objects.get().status == "provisional"


def test_an_affiliated_organisation_keeps_its_kind(db):
    first, second = make_place("One", founder="Ann"), make_place("Two", founder="Bob")
    done(first, "affiliate", organisation=second.organisation.public_id)
    with pytest.raises(DatabaseError, match=r"keeps its kind"), transaction.atomic():
        Organisation.objects.filter(pk=second.organisation.pk).update(kind="political")


def test_the_database_knows_one_affiliation_at_a_time_and_none_to_itself(asked, harbour, mill):
    for other in (harbour.organisation, mill.organisation):
        with pytest.raises(IntegrityError), transaction.atomic():
            Affiliation.objects.create(affiliate=mill.organisation, federation=other, wanted="full")


def test_status_moves_in_the_database_only_with_a_step_by_decision(asked, harbour, mill):
    for status in ("provisional", "full", "withdrawn", "ended"):
        with pytest.raises(DatabaseError, match=r"changes only by a decision"), transaction.atomic():
            Affiliation.objects.update(status=status)
    founding = harbour.organisation.founding_decision
    with pytest.raises(DatabaseError, match=r"The affiliate decides to ask"), transaction.atomic():
        AffiliationStep.objects.create(
            affiliation=asked,
            organisation=harbour.organisation,
            status="provisional",
            decision=founding,
            on="2026-01-01",
        )


def test_no_other_decision_can_be_cited(asked, harbour, mill):
    for place in (harbour, mill):
        decision = place.organisation.founding_decision
        with refuses(RuleNotMet, "decision_missing"):
            accept_affiliation(
                harbour.secretary, organisation=harbour.organisation, affiliation=asked, decision=decision
            )
        with refuses(RuleNotMet, "decision_missing"):
            leave_federation(mill.secretary, organisation=mill.organisation, affiliation=asked, decision=decision)
        with refuses(RuleNotMet, "decision_missing"):
            ask_to_affiliate(
                mill.secretary,
                organisation=mill.organisation,
                federation=harbour.organisation,
                wanted="full",
                decision=decision,
            )


def test_B3_an_affiliation_gives_nobody_rights_in_the_other_organisation(joined, harbour, mill):
    for here, there in ((harbour, mill), (mill, harbour)):
        seen = set(bodies_visible_to(here.secretary).values_list("organisation", flat=True))
        assert seen == {here.organisation.pk}
        assert there.organisation.pk not in seen


def test_each_sees_the_other_by_name_only_after_the_other_decided_to_be_seen(asked, harbour, mill):
    ours, theirs = (
        affiliations_of(mill.secretary, mill.organisation),
        affiliations_of(harbour.secretary, harbour.organisation),
    )
    assert [(one.outward, one.other) for one in theirs] == [(False, "Mill Workers")]
    hidden = f"the organisation {harbour.organisation.public_id}"
    assert [(one.outward, one.other) for one in ours] == [(True, hidden)]
    named(harbour, "public")
    assert [one.other for one in affiliations_of(mill.secretary, mill.organisation)] == ["Harbour Tenants"]


def test_who_was_taken_in_reads_the_name(joined, mill):
    assert [one.other for one in affiliations_of(mill.secretary, mill.organisation)] == ["Harbour Tenants"]


def test_nobody_else_knows_of_an_affiliation(joined, harbour, mill, thread):
    assert list(affiliations_visible_to(thread.secretary)) == []
    with pytest.raises(NotFound):
        affiliation_for(thread.secretary, joined.public_id)
    assert list(affiliations_visible_to(bound(harbour.secretary, harbour.body("North")))) == []
    assert list(affiliations_visible_to(bound(harbour.secretary, harbour.body()))) == [joined]


def test_asking_again_for_what_stands_is_a_conflict(joined, harbour, mill):
    with refuses(Conflict, "affiliated", "This affiliation is “provisional” already."):
        carried(mill, "affiliate", organisation=harbour.organisation.public_id, wanted="provisional")


def test_a_question_that_changed_in_between_is_not_answered(asked, harbour, mill):
    cleaned = clean_effect(harbour.body(), "ordinary", "accept_affiliation", {"affiliation": asked.public_id})
    assert cleaned == {"affiliation": asked.public_id, "wanted": "provisional"}
    sentence = effect_named("accept_affiliation").describe(harbour.body(), cleaned)
    assert sentence == ("If this carries, Harbour Tenants takes in Mill Workers, as provisional, and is named to it.")
