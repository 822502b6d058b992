"""Alliances and networks: founded, joined and left by each member's own decision; stages only by all of them."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from organisations.actions.agreements import propose_agreement
from organisations.actions.effects import clean_effect, describe_effect
from organisations.models import Alliance, AllianceMember, DisclosureConsent, StageConsent
from organisations.queries.alliances import alliance_for, alliances_visible_to, members_seen
from organisations.queries.bodies import bodies_visible_to
from organiser.base.errors import Conflict, Invalid, NotFound, RuleNotMet, WrongState
from tests.federation import allied, body_of, carried, done, found, invite, named, standing
from tests.helpers import bound, refuses, writes
from tests.world import make_person, make_place


def stage_of(alliance: Alliance) -> str:
    return Alliance.objects.get(pk=alliance.pk).stage


def test_founding_needs_the_whole_organisation_a_name_and_a_purpose(harbour):
    with refuses(RuleNotMet, "not_organisation"):
        carried(harbour, "found_alliance", branch="North", name="Table", purpose="Bread.", scope="local")
    for payload, code in (
        ({"name": "", "purpose": "Bread."}, "name"),
        ({"name": "Table", "purpose": " "}, "purpose"),
        ({"name": "Table", "purpose": "Bread.", "scope": "galactic"}, "scope"),
        ({"name": "Table", "purpose": "Bread.", "alliance_kind": "front"}, "alliance_kind"),
    ):
        with refuses(Invalid, code):
            carried(harbour, "found_alliance", **payload)


def test_alliance_is_a_body_of_no_organisation_and_begins_in_contact(harbour):
    with writes("found_alliance", "record_decision"):
        done(harbour, "found_alliance", name="Table", purpose="Bread.", scope="local")
    alliance = Alliance.objects.get()
    assert (alliance.type, alliance.organisation_id, alliance.stage) == ("alliance", None, "contact")
    with pytest.raises(ValueError, match="belongs to no organisation"):
        _ = body_of(alliance).organisation_key
    with pytest.raises(IntegrityError), transaction.atomic():
        Alliance.objects.update(organisation=harbour.organisation)


def test_joining_takes_an_invitation_and_a_decision_of_ones_own(harbour, mill, thread):
    alliance = found(harbour)
    with refuses(Invalid, "no_alliance", "Mill Workers stands in no such alliance."):
        carried(mill, "join_alliance", alliance=alliance.public_id, scope="local")
    invite(harbour, alliance, mill)
    assert standing(alliance, mill).status == "invited"
    done(mill, "join_alliance", alliance=alliance.public_id, scope="regional")
    assert (standing(alliance, mill).status, standing(alliance, mill).scope) == ("member", "regional")
    for place, kind, code, sentence in (
        (mill, Conflict, "invited", "That organisation is invited or a member already."),
        (harbour, Invalid, "itself", "An organisation does not invite itself. Name another."),
    ):
        with refuses(kind, code, sentence):
            invite(harbour, alliance, place)
    invite(harbour, alliance, thread)
    with refuses(Conflict, "invited", "That organisation is invited or a member already."):
        invite(mill, alliance, thread)
    with refuses(Invalid, "no_alliance"):
        carried(thread, "invite_to_alliance", alliance=alliance.public_id, organisation=mill.organisation.public_id)


def test_only_the_invited_organisation_turns_its_invitation_into_membership(harbour, mill):
    alliance = found(harbour)
    invite(harbour, alliance, mill)
    decision = harbour.organisation.founding_decision
    with pytest.raises(DatabaseError, match=r"only by its own decision"), transaction.atomic():
        AllianceMember.objects.filter(status="invited").update(status="member", decision=decision)
    joined = done(mill, "join_alliance", alliance=alliance.public_id, scope="local")
    with pytest.raises(DatabaseError, match=r"only by its own decision"), transaction.atomic():
        AllianceMember.objects.filter(organisation=harbour.organisation).update(status="left", left_by=joined)


def test_A21_leaving_is_one_decision_of_ones_own_at_once(harbour, mill, thread):
    alliance = found(harbour, mill, thread)
    with writes("leave_alliance", "record_decision"):
        done(mill, "leave_alliance", alliance=alliance.public_id)
    assert standing(alliance, mill).status == "left"
    assert list(alliances_visible_to(mill.secretary)) == []
    with refuses(Invalid, "no_alliance"):
        carried(mill, "leave_alliance", alliance=alliance.public_id)
    with pytest.raises(DatabaseError, match=r"only by joining anew"), transaction.atomic():
        AllianceMember.objects.filter(status="left").update(status="member")
    invite(harbour, alliance, mill)
    done(mill, "join_alliance", alliance=alliance.public_id, scope="local")
    assert standing(alliance, mill).status == "member"


def test_A22_moving_to_a_deciding_assembly_needs_a_decision_by_every_member(harbour, mill, thread):
    alliance = allied(harbour, mill, thread)
    assert alliance.stage == "alliance"
    stages = []
    for place in (harbour, mill, thread):
        done(place, "move_alliance_stage", alliance=alliance.public_id, stage="deciding_assembly")
        stages.append(stage_of(alliance))
    assert stages == ["alliance", "alliance", "deciding_assembly"]
    with pytest.raises(DatabaseError, match=r"only when every member has decided so"), transaction.atomic():
        Alliance.objects.update(stage="contact")


def test_A22_no_stage_is_skipped_and_nobody_counts_twice(harbour, mill):
    alliance = found(harbour, mill)
    with refuses(WrongState, "stage_step"):
        carried(harbour, "move_alliance_stage", alliance=alliance.public_id, stage="deciding_assembly")
    done(harbour, "move_alliance_stage", alliance=alliance.public_id, stage="alliance")
    again = carried(harbour, "move_alliance_stage", alliance=alliance.public_id, stage="alliance")
    assert again.effect_failed == "Harbour Tenants has decided so before. The others are still to decide."
    assert stage_of(alliance) == "contact"
    with pytest.raises(DatabaseError, match=r"only when every member has decided so"), transaction.atomic():
        Alliance.objects.update(stage="alliance")


def test_A22_one_member_alone_is_no_deciding_assembly(harbour):
    alliance = found(harbour)
    done(harbour, "move_alliance_stage", alliance=alliance.public_id, stage="alliance")
    assert stage_of(alliance) == "contact"


def test_A22_one_member_ends_the_deciding_assembly_and_all_decide_anew(harbour, mill):
    alliance = allied(harbour, mill)
    for place in (harbour, mill):
        done(place, "move_alliance_stage", alliance=alliance.public_id, stage="deciding_assembly")
    done(mill, "move_alliance_stage", alliance=alliance.public_id, stage="alliance")
    assert stage_of(alliance) == "alliance"
    done(mill, "move_alliance_stage", alliance=alliance.public_id, stage="deciding_assembly")
    assert stage_of(alliance) == "alliance"
    done(harbour, "move_alliance_stage", alliance=alliance.public_id, stage="deciding_assembly")
    assert stage_of(alliance) == "deciding_assembly"


def test_A22_who_joins_later_consents_to_the_stage_by_joining(harbour, mill, thread):
    alliance = allied(harbour, mill)
    for place in (harbour, mill):
        done(place, "move_alliance_stage", alliance=alliance.public_id, stage="deciding_assembly")
    invite(harbour, alliance, thread)
    decision = done(thread, "join_alliance", alliance=alliance.public_id, scope="local")
    rows = StageConsent.objects.filter(organisation=thread.organisation.pk).order_by("pk")
    assert [(row.stage, row.decision) for row in rows] == [("alliance", decision), ("deciding_assembly", decision)]


def test_A22_when_the_last_that_held_back_leaves_all_that_remain_have_decided(harbour, mill, thread):
    alliance = found(harbour, mill, thread)
    for place in (harbour, mill):
        done(place, "move_alliance_stage", alliance=alliance.public_id, stage="alliance")
    done(thread, "leave_alliance", alliance=alliance.public_id)
    assert stage_of(alliance) == "alliance"


def test_members_see_the_alliance_and_nothing_else_of_the_others(harbour, mill, thread):
    alliance = found(harbour, mill)
    for viewer in (harbour.secretary, harbour.person("Bea North"), mill.secretary, mill.person("Lea Mill")):
        assert list(alliances_visible_to(viewer)) == [alliance]
    for viewer in (harbour.person("Bea North"), mill.secretary):
        own = set(bodies_visible_to(viewer).values_list("organisation", flat=True))
        assert len(own) == 1
    for viewer in (thread.secretary, make_person("Sam Stranger"), bound(harbour.secretary, harbour.body("North"))):
        assert list(alliances_visible_to(viewer)) == []
        with pytest.raises(NotFound):
            alliance_for(viewer, alliance.public_id)


def test_E8_without_consent_a_member_counts_and_is_not_named(harbour, mill, thread):
    alliance = found(harbour, mill, thread)
    named(thread, "alliance", alliance)
    seen = members_seen(mill.secretary, alliance)
    assert (seen.total, seen.unnamed) == (3, 1)
    assert [one.name for one in seen.named] == ["Mill Workers", "Red Thread"]
    assert [one.name for one in members_seen(harbour.secretary, alliance).named] == ["Harbour Tenants", "Red Thread"]


@pytest.mark.parametrize(("to", "here", "there"), [("alliance", 1, 0), ("all_alliances", 1, 1), ("public", 1, 1)])
def test_E8_consent_reaches_as_far_as_it_says(harbour, mill, to, here, there):
    first, second = found(harbour, mill, name="First"), found(harbour, mill, name="Second")
    named(harbour, to, first if to == "alliance" else None)
    shown = [len(members_seen(mill.secretary, one).named) - 1 for one in (first, second)]
    assert shown == [here, there]


def test_E8_who_is_only_invited_reads_no_names_but_public_ones(harbour, mill, thread):
    alliance = found(harbour, thread)
    named(harbour, "all_alliances")
    named(thread, "public")
    invite(harbour, alliance, mill)
    seen = members_seen(mill.secretary, alliance)
    assert ([one.name for one in seen.named], seen.total, seen.inside) == (["Red Thread"], 2, False)


def test_E8_consent_is_taken_back_by_decision_and_the_name_is_gone(harbour, mill):
    alliance = found(harbour, mill)
    named(harbour)
    assert len(members_seen(mill.secretary, alliance).named) == 2
    done(harbour, "be_named", to="all_alliances", named=False)
    assert [one.name for one in members_seen(mill.secretary, alliance).named] == ["Mill Workers"]
    again = carried(harbour, "be_named", to="all_alliances", named=False)
    assert again.effect_failed == "Harbour Tenants is not named to them by any decision."


def test_E8_nobody_is_named_by_the_decision_of_another(harbour, mill):
    alliance = found(harbour, mill)
    with refuses(Invalid, "no_alliance"):
        carried(mill, "be_named", to="alliance", alliance="0123456789abcdef", named=True)
    with refuses(Invalid, "to"):
        carried(mill, "be_named", to="everybody", named=True)
    named(mill, "alliance", alliance)
    row = DisclosureConsent.objects.get()
    with pytest.raises(DatabaseError, match=r"named only by its own decision"), transaction.atomic():
        DisclosureConsent.objects.create(
            organisation=harbour.organisation, to="public", decision=row.decision, since=row.since
        )


def test_E8_invitation_and_question_speak_of_who_is_not_named_by_its_id(harbour, mill):
    alliance = found(harbour)
    payload = {"alliance": alliance.public_id, "organisation": mill.organisation.public_id}
    cleaned = clean_effect(harbour.body(), "ordinary", "invite_to_alliance", payload)
    assert describe_effect(harbour.body(), "invite_to_alliance", cleaned) == (
        f"If this carries, the organisation {mill.organisation.public_id} is invited to Common Table."
    )


def test_A20_a_network_of_three_regions_five_places_and_one_continent_has_no_binding_vote(db):
    scopes = ["regional"] * 3 + ["local"] * 5 + ["continental"]
    places = [make_place(f"Group {number}", founder=f"Person {number}") for number in range(9)]
    first, rest = places[0], places[1:]
    network = found(first, alliance_kind="network", scope=scopes[0])
    for place, scope in zip(rest, scopes[1:], strict=True):
        invite(first, network, place)
        done(place, "join_alliance", alliance=network.public_id, scope=scope)
    seen = members_seen(rest[-1].secretary, network)
    assert (seen.total, seen.unnamed) == (9, 8)
    assert seen.scopes == [("Local", 5), ("Regional", 3), ("Continental", 1)]
    network.refresh_from_db()
    assert (network.kind, network.stage) == ("network", "contact")
    with refuses(RuleNotMet, "only_in_contact"):
        propose_agreement(
            first.secretary, organisation=first.organisation, alliance=network, title="Pact", text="We act together."
        )


def test_A12_two_political_organisations_stand_side_by_side_and_neither_is_parent_of_the_other(thread, harbour):
    second = make_place("Free Women", kind="political", preset="political_with_programme", founder="Ria Free")
    alliance = found(thread, second)
    assert {one.organisation_id for one in alliance.standings.all()} == {thread.organisation.pk, second.organisation.pk}
    assert second.organisation.constituency == ""
    assert not hasattr(second.organisation, "parent")
