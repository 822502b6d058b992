"""A network of nine that differ in reach, and an alliance of three that binds whoever ratified."""

import pytest
from django.urls import reverse

from members.models import Person
from members.queries.belonging import members_of
from organisations.actions.agreements import propose_agreement
from organisations.enums import AllianceKind, AllianceStage, OrganisationKind, Scope
from organisations.models import (
    AgreementVersion,
    Alliance,
    AllianceMember,
    Body,
    CommonGround,
    Concern,
    Decision,
    Organisation,
    Ratification,
)
from organisations.queries.agreements import open_concerns
from organisations.queries.disclosures import named_to_anybody
from organiser.base.errors import RuleNotMet
from seeds.example import alliance_texts, network
from seeds.example.alliance import CAMPUS, PARCEL, TENANTS

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("example")]

VISITOR, MEMBER = "network@example.org", "member@example.org"


@pytest.fixture
def shores(example):
    """The network."""
    return Alliance.objects.get(name=network.NETWORK)


@pytest.fixture
def table(example):
    """The alliance."""
    return Alliance.objects.get(name=alliance_texts.NAME)


def nine():
    return Organisation.objects.filter(name__in=[group.name for group in network.NINE]).order_by("pk")


def names(standings):
    return sorted(standings.values_list("organisation__name", flat=True))


def read(client, email, name, *args):
    client.force_login(Person.objects.get(email=email))
    return client.get(reverse(name, args=args)).content.decode()


def test_A20_three_federations_five_groups_and_one_continental_body_are_in_contact(shores):
    standings = AllianceMember.objects.filter(alliance=shores, status="member")
    scopes = list(standings.values_list("scope", flat=True))
    assert {scope: scopes.count(scope) for scope in set(scopes)} == {
        Scope.REGIONAL: 3,
        Scope.LOCAL: 5,
        Scope.CONTINENTAL: 1,
    }
    assert (shores.kind, shores.stage) == (AllianceKind.NETWORK, AllianceStage.CONTACT)
    assert set(nine().values_list("kind", flat=True)) == {OrganisationKind.POLITICAL}
    assert [members_of(Body.objects.get(pk=one.pk)).count() for one in nine()] == [3] * 9


def test_A20_the_network_has_no_vote_that_binds(shores):
    assert Decision.objects.filter(body=shores.pk).count() == 0
    secretary = Person.objects.get(email=VISITOR)
    speaker = nine().get(name=network.NINE[0].name)
    with pytest.raises(RuleNotMet) as refused:
        propose_agreement(secretary, organisation=speaker, alliance=shores, title="Pact", text="We all do it.")
    assert refused.value.code == "only_in_contact"


def test_A20_each_joined_by_its_own_decision_and_nobody_before_being_invited(shores):
    standings = AllianceMember.objects.filter(alliance=shores).select_related("decision").order_by("pk")
    assert [one.decision.organisation_id == one.organisation_id for one in standings] == [True] * 9
    assert [one.decision.effect for one in standings] == ["found_alliance"] + ["join_alliance"] * 8


def test_A27_of_the_age_of_the_nine_only_the_years_are_known(example):
    ages = {one.name: one.founding_decision.decided_at.year - int(one.founded_on) for one in nine()}
    assert ages == {group.name: group.years for group in network.NINE}
    assert sorted(ages.values()) == [2, 3, 4, 5, 6, 7, 8, 9, 25]
    assert [len(one.founded_on) for one in nine()] == [4] * 9


def test_E8_nine_are_counted_and_three_are_named(shores, client):
    named = nine().filter(pk__in=named_to_anybody())
    assert [one.name for one in named] == [group.name for group in network.NINE[:3]]
    page = read(client, VISITOR, "alliance", shores.public_id)
    assert ("9 members" in page, "And 6 that are not named" in page) == (True, True)
    assert [one.name for one in nine() if one.name in page] == [one.name for one in named]


def test_A21_an_agreement_binds_the_two_that_ratified_and_not_the_third(table, client):
    assert table.stage == AllianceStage.ALLIANCE
    assert names(AllianceMember.objects.filter(alliance=table, status="member")) == sorted([TENANTS, CAMPUS, PARCEL])
    version = AgreementVersion.objects.get(agreement__alliance=table)
    assert names(Ratification.objects.filter(version=version)) == sorted([TENANTS, CAMPUS])
    assert "Ratified by 2 of 3 members." in read(client, MEMBER, "alliance", table.public_id)


def test_E9_one_concern_is_answered_and_one_is_open(table):
    assert [concern.title for concern in open_concerns(table)] == [alliance_texts.COSTS["title"]]
    answered = Concern.objects.get(title=alliance_texts.DATES["title"])
    assert (answered.by.organisation.name, answered.replies.get().by.organisation.name) == (CAMPUS, TENANTS)


def test_E10_both_ratifications_speak_of_the_open_concern(table):
    said = [
        (one.organisation.name, weighing.concern.title, weighing.taken_up)
        for one in Ratification.objects.order_by("organisation__name")
        for weighing in one.weighings.all()
    ]
    title = alliance_texts.COSTS["title"]
    assert said == [(TENANTS, title, True), (CAMPUS, title, True)]


def test_E7_what_all_three_agree_on_is_common_and_the_rest_is_not(table, client):
    poll = CommonGround.objects.get(alliance=table)
    page = read(client, MEMBER, "ground", table.public_id, poll.public_id)
    assert (page.count(">Common<"), page.count(">Not yet<")) == (1, 2)


def test_E8_two_of_the_three_are_named_at_the_table_and_none_to_anybody(table, client):
    page = read(client, MEMBER, "alliance", table.public_id)
    assert [name in page for name in (TENANTS, CAMPUS, PARCEL)] == [True, True, False]
    assert Organisation.objects.filter(name__in=[TENANTS, CAMPUS, PARCEL], pk__in=named_to_anybody()).count() == 0


def test_no_decision_of_network_or_alliance_failed_to_take_effect(shores, table):
    effects = ("found_alliance", "invite_to_alliance", "join_alliance", "move_alliance_stage", "be_named")
    decided = Decision.objects.filter(effect__in=[*effects, "ratify_agreement", "take_positions"])
    assert decided.count() == 2 + 10 + 10 + 3 + 5 + 2 + 3
    assert decided.exclude(effect_failed="").count() == 0
