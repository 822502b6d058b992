"""The aims of an organisation change by its own decision, and every earlier version stays readable."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from assemblies.actions.closing import close_ballot
from organisations.actions.aims_effects import change_aims
from organisations.actions.effects import clean_effect, describe_effect
from organisations.models import AimsVersion, Organisation
from organisations.queries.aims import versions_of_aims
from organiser.base import clock, guards
from organiser.base.errors import Invalid, RuleNotMet
from tests.helpers import cast, online_ballot, refuses
from tests.pages import signed_in
from tests.world import make_motion

NEW = "Bread, and roses too."


def decided(place, text=NEW):
    """Take a change of aims through a ballot of the whole organisation."""
    people = [member.person for member in place.members.values()]
    motion = make_motion(place, people[1], "", *people[2:5], kind="rules", effect="change_aims", payload={"aims": text})
    ballot = online_ballot(place, motion)
    cast(ballot, people, "+" * len(people))
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    motion.refresh_from_db()
    return motion.decision


def test_A2_aims_change_by_a_decision_and_both_versions_are_read_with_theirs(harbour, mill):
    decision = decided(harbour)
    assert decision.effect_failed == ""
    assert Organisation.objects.get(pk=harbour.organisation.pk).aims == NEW
    found = versions_of_aims(harbour.person("Bea North"), harbour.body("North"))
    assert [(one.number, one.text, one.decision) for one in found] == [
        (2, NEW, decision),
        (1, "Good homes for all.", harbour.organisation.founding_decision),
    ]
    assert Organisation.objects.get(pk=mill.organisation.pk).aims == "Good homes for all."


def test_aims_that_were_never_changed_are_those_of_the_founding(harbour, mill):
    (only,) = versions_of_aims(harbour.person("Bea North"), harbour.body())
    assert (only.number, only.text, only.decision) == (
        1, "Good homes for all.", harbour.organisation.founding_decision,
    )  # fmt: skip
    rows = AimsVersion.objects.order_by("pk").values_list("organisation__body__name", "number", "text")
    assert list(rows) == [("Harbour Tenants", 1, "Good homes for all."), ("Mill Workers", 1, "Good homes for all.")]
    assert [one.text for one in versions_of_aims(mill.secretary, mill.body())] == ["Good homes for all."]


def test_same_aims_again_leave_the_motion_carried_and_say_why_nothing_changed(harbour):
    assert decided(harbour, "Good homes for all.").effect_failed == "These are the aims of Harbour Tenants already."
    assert AimsVersion.objects.filter(organisation=harbour.organisation).count() == 1


def test_aims_without_a_decision_fail_in_the_action_and_in_the_database(harbour):
    sentence = "The aims of Harbour Tenants change only by its own decision. Table a motion."
    decision = decided(harbour)
    for cited in (decision, harbour.organisation.founding_decision):
        with refuses(RuleNotMet, "decision_missing", sentence):
            change_aims(harbour.secretary, organisation=harbour.organisation, text="Power.", decision=cited)
    with pytest.raises(DatabaseError, match=r"^Aims change only by a decision\."), transaction.atomic():
        Organisation.objects.filter(pk=harbour.organisation.pk).update(aims="Power.")


def test_effect_is_for_the_organisation_and_needs_a_text(harbour):
    with refuses(RuleNotMet, "not_organisation", "Only the organisation itself changes its aims."):
        clean_effect(harbour.body("North"), "rules", "change_aims", {"aims": NEW})
    for text in ("", "\u200b", "x" * 20_001):
        with refuses(Invalid, "aims", "Write down the aims, in at most 20000 letters."):
            clean_effect(harbour.body(), "rules", "change_aims", {"aims": text})
    sentence = describe_effect(harbour.body(), "change_aims", {"aims": NEW})
    assert sentence == "If this carries, Harbour Tenants has the aims that the motion names."


def test_the_first_version_is_read_by_program_and_by_those_who_belong_alone(harbour, mill):
    rows = signed_in(harbour.person("Bea North")).get("/api/v1/aims/").json()["results"]
    founding = harbour.organisation.founding_decision
    assert [(row["number"], row["text"], row["decision"]) for row in rows] == [
        (1, "Good homes for all.", founding.public_id)
    ]


def test_aims_of_before_get_their_first_version_with_the_update(harbour, mill):
    before = AimsVersion.objects.get(organisation=harbour.organisation)
    kept = [guard for guard in guards.registered() if guard.table == AimsVersion._meta.db_table]
    guards.take_down(connection, kept)
    AimsVersion.objects.filter(pk=before.pk).delete()
    guards.put_up(connection, kept)
    import_module("organisations.migrations.0012_first_aims").write_first_versions(apps, None)
    after = AimsVersion.objects.get(organisation=harbour.organisation)
    assert (after.number, after.text, after.decision, after.adopted_on) == (
        *(1, before.text, before.decision, before.adopted_on),
    )
    assert AimsVersion.objects.filter(organisation=mill.organisation).count() == 1
