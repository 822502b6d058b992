"""Organisations of history: what the mission asks of them is there, and their years are kept as years."""

from datetime import date
from itertools import pairwise

import pytest
from django.urls import reverse

from assemblies.models import Assembly, Ballot
from members.models import Membership, Person
from members.queries.belonging import members_of
from organisations.enums import BodyForm, BodyType, DecisionKind, OrganisationKind, Site
from organisations.models import Affiliation, AllianceMember, Body, BodyEvent, Committee, Decision, Organisation
from organisations.queries.timeline import timeline_of
from organiser.base import clock
from organiser.base.models import LedgerEntry
from seeds.example.load import HISTORY
from seeds.history import cnt, fai, fau, mujeres_libres, uruguay, village
from seeds.history.telling import AFTER_MANY, INVENTED, on
from skills.queries.powers import in_office
from tests.seeds.test_example import rows_that_point_elsewhere

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("example")]

MASS, POLITICAL = OrganisationKind.MASS, OrganisationKind.POLITICAL
KINDS = {
    cnt.NAME: (MASS, Site.BOTH, "1910"),
    cnt.INTERNATIONAL: (MASS, Site.WORKPLACE, "1921"),
    fai.NAME: (POLITICAL, Site.BOTH, "1927"),
    mujeres_libres.NAME: (POLITICAL, Site.BOTH, "1936"),
    village.NAME: (MASS, Site.COMMUNITY, "1936"),
    fau.NAME: (POLITICAL, Site.BOTH, "1956"),
    uruguay.CONVENTION: (MASS, Site.WORKPLACE, "1964"),
    uruguay.COOPERATIVES: (MASS, Site.COMMUNITY, "1966"),
}


def organisation(name):
    return Organisation.objects.get(name=name)


def history():
    return Organisation.objects.filter(name__in=list(KINDS))


def ballot_of(one):
    return Ballot.objects.get(motion__decision=one)


def test_A11_kind_and_site_of_each_are_those_of_history_and_each_says_what_is_invented(example):
    assert len(HISTORY) == len(KINDS)
    found = {one.name: (one.kind, one.site, one.founded_on) for one in history()}
    assert found == KINDS
    made_up = {one.name for one in history() if one.aims.endswith(AFTER_MANY)}
    assert made_up == {village.NAME, uruguay.COOPERATIVES}
    assert {one.name for one in history() if one.aims.endswith(INVENTED)} == set(KINDS) - made_up
    assert [one.dissolved_on for one in history()] == [""] * 8


def test_A27_a_year_alone_is_kept_and_stands_as_a_year_on_its_page(example, client):
    cnt_body = organisation(cnt.NAME)
    reader = Person.objects.get(email="archive@example.org")
    told = [(entry.on, entry.title) for entry in timeline_of(reader, cnt_body)]
    assert [told[0], *(entry for entry in told if "page" in entry[1])] == [
        ("1910", "Founded"),
        ("1936-05-10", "The page for everybody was opened"),
    ]
    page = client.get(reverse("public_page", args=[cnt_body.public_id])).content.decode()
    assert page.count("Founded 1910.") == 1


def test_A27_ledgers_of_history_run_forward_in_their_own_years(example):
    spans = {}
    for one in history():
        entries = LedgerEntry.objects.filter(chain=one.public_id).order_by("sequence")
        moments = list(entries.values_list("at", flat=True))
        assert all(earlier <= later for earlier, later in pairwise(moments))
        spans[one.name] = (moments[0].year, moments[-1].year)
    assert spans == {
        cnt.NAME: (1910, 1936),
        cnt.INTERNATIONAL: (1921, 1921),
        fai.NAME: (1927, 1937),
        mujeres_libres.NAME: (1936, 1936),
        village.NAME: (1936, 1937),
        fau.NAME: (1956, 1957),
        uruguay.CONVENTION: (1964, 1966),
        uruguay.COOPERATIVES: (1966, 1968),
    }


def test_A27_numbers_of_another_century_say_the_whole_year_and_are_found_by_it(example, client):
    client.force_login(Person.objects.get(email="archive@example.org"))
    builders = Body.objects.get(name=cnt.BUILDERS)
    decided = Decision.objects.filter(body=builders).order_by("pk")
    assert [one.reference for one in decided] == ["1931/1", "1931/2"]
    for name, said in (("decisions", decided[1].title), ("motions", decided[1].title)):
        for number in ("1931/2", "31/2"):
            page = client.get(reverse(name, args=[builders.public_id]), {"q": number}).content.decode()
            assert (said in page, decided[0].title in page) == (True, False)


def test_nobody_of_history_holds_a_role_today_and_nothing_of_history_is_still_open(example):
    assert in_office(clock.today()).filter(organisation__in=history()).count() == 0
    assert set(Ballot.objects.filter(organisation__in=history()).values_list("status", flat=True)) == {"closed"}
    assert set(Assembly.objects.filter(organisation__in=history()).values_list("status", flat=True)) == {"closed"}
    assert Decision.objects.filter(organisation__in=history()).exclude(effect_failed="").count() == 0


def test_A10_groups_went_into_a_chapter_and_what_a_group_decided_stays_its_own(example):
    chapter = Body.objects.get(organisation__name=fai.NAME, name=fai.CHAPTER)
    groups = Body.objects.filter(organisation__name=fai.NAME, form=BodyForm.AFFINITY_GROUP).order_by("pk")
    assert [(group.name, group.dissolved_on, group.successor) for group in groups] == [
        (name, "1937-08-08", chapter) for name in (fai.SOWERS, fai.DAWN, fai.LIGHT)
    ]
    assert (chapter.form, chapter.founded_on, members_of(chapter).count()) == (BodyForm.CHAPTER, "1937-07-04", 6)
    assert BodyEvent.objects.filter(kind="merged", other=chapter).count() == 3
    [earlier] = Decision.objects.filter(body__name=fai.DAWN)
    assert (earlier.title, earlier.decided_at.year) == ("A shelf of books in the union hall", 1933)


def test_A11_no_foreign_key_leads_from_the_fai_to_the_cnt_or_anywhere_out_of_an_organisation(example):
    assert rows_that_point_elsewhere() == []
    assert AllianceMember.objects.filter(organisation__in=history()).count() == 0
    people = {name: set(members_people(name)) for name in (fai.NAME, cnt.NAME)}
    assert people[fai.NAME] & people[cnt.NAME] == set()


def members_people(name):
    return Membership.objects.filter(organisation__name=name).values_list("person", flat=True)


def test_A12_mujeres_libres_stands_beside_the_fai_and_neither_is_above_the_other(example):
    free, iberian = organisation(mujeres_libres.NAME), organisation(fai.NAME)
    assert [(one.kind, one.type, one.organisation_id == one.pk) for one in (free, iberian)] == [
        (POLITICAL, BodyType.ORGANISATION, True)
    ] * 2
    assert [one.successor_id for one in (free, iberian)] == [None, None]
    assert Affiliation.objects.filter(affiliate__in=[free, iberian]).count() == 0
    assert Affiliation.objects.filter(federation__in=[free, iberian]).count() == 0
    assert (free.constituency, free.incompatible) == ("Working-class and peasant women.", [])


def test_A14_a_neighbourhood_centre_is_a_branch_beside_the_unions_of_the_cnt(example):
    branches = organisation(cnt.NAME).bodies.filter(type=BodyType.BRANCH).order_by("pk")
    assert [(branch.name, branch.form, branch.founded_on) for branch in branches] == [
        (cnt.BUILDERS, BodyForm.UNION, "1918-07-14"),
        (cnt.RURAL, BodyForm.UNION, "1918-07-14"),
        (cnt.CENTRE, BodyForm.NEIGHBOURHOOD_CENTRE, "1931-02-15"),
    ]
    assert [members_of(branch).count() for branch in branches] == [4, 2, 3]


def test_E20_the_rent_strike_committee_comes_from_the_assembly_of_the_builders_and_ends_by_its_decision(example):
    committee = Committee.objects.get(organisation__name=cnt.NAME)
    founded = Decision.objects.get(effect="found_committee", body__name=cnt.BUILDERS)
    ended = Decision.objects.get(effect="dissolve_committee", body__name=cnt.BUILDERS)
    assert (committee.name, committee.parent.name) == (cnt.STRIKE, cnt.BUILDERS)
    assert committee.founding_decision == founded
    assert (committee.founded_on, committee.dissolved_on) == ("1931-04-12", "1931-12-13")
    assert [ballot_of(one).assembly.body.name for one in (founded, ended)] == [cnt.BUILDERS] * 2


def test_A15_congress_of_may_1936_put_residents_beside_workplaces(example):
    [equal] = Decision.objects.filter(title="Assemblies of residents beside those of workplaces")
    assert (equal.organisation.name, equal.outcome) == (cnt.NAME, "carried")
    assert equal.decided_at.date() == date(1936, 5, 10)


def test_A16_the_first_decision_of_the_village_is_of_an_assembly_of_residents(example):
    here = organisation(village.NAME)
    assert (here.form, here.site) == (BodyForm.COMMUNITY_ASSEMBLY, Site.COMMUNITY)
    founding, first = Decision.objects.filter(organisation=here).order_by("decided_at", "pk")[:2]
    assert (founding.kind, founding) == (DecisionKind.FOUNDING, here.founding_decision)
    ballot = ballot_of(first)
    assert (ballot.assembly.title, ballot.assembly.body_id) == ("Assembly of the residents", here.pk)
    assert ballot.roll.entitled == members_of(Body.objects.get(pk=here.pk)).count() == 6


def test_A17_first_the_assembly_then_the_committee_from_it_and_who_sits_on_it(example):
    committee = Committee.objects.get(organisation__name=village.NAME)
    assert committee.founding_decision == Decision.objects.filter(body__name=village.NAME).order_by("pk")[1]
    assert (committee.founded_on, committee.dissolved_on) == ("1936-10-04", "1937-08-15")
    made = Decision.objects.filter(body__name=village.NAME).order_by("pk").values_list("effect", flat=True)
    assert list(made) == [
        *("", "found_committee", "", "create_role"),
        *("fill_role", "fill_role", "show_page"),
        "dissolve_committee",
    ]


def test_A18_the_seats_on_the_committee_ended_before_it_and_its_history_is_read(example):
    committee = Body.objects.get(organisation__name=village.NAME, name=village.COMMITTEE)
    seats = organisation(village.NAME).roles.get(name=village.SEAT).terms.order_by("pk")
    assert [(term.person.name, term.ends_on) for term in seats] == [
        ("Orosia Lacasta", date(1937, 8, 17)),
        ("Mariano Abizanda", date(1937, 8, 17)),
    ]
    reader = Membership.objects.filter(organisation__name=village.NAME)[0].person
    assert [(entry.on, entry.title) for entry in timeline_of(reader, committee)] == [
        ("1936-10-04", "Founded"),
        ("1937-08-15", "Dissolved"),
    ]


def test_A23_the_cnt_joined_an_international_provisionally_and_left_by_one_decision_of_its_own(example):
    affiliation = Affiliation.objects.get()
    assert (affiliation.affiliate.name, affiliation.federation.name) == (cnt.NAME, cnt.INTERNATIONAL)
    steps = affiliation.steps.order_by("pk")
    assert [(step.status, step.organisation.name, step.on) for step in steps] == [
        ("asked", cnt.NAME, date(1921, 9, 11)),
        ("provisional", cnt.INTERNATIONAL, date(1921, 10, 2)),
        ("withdrawn", cnt.NAME, date(1922, 6, 11)),
    ]
    assert Decision.objects.filter(organisation__name=cnt.INTERNATIONAL, decided_at__year=1922).count() == 0


def test_A24_people_of_the_fau_are_in_mass_bodies_and_no_path_leads_from_one_to_the_other(example):
    assert rows_that_point_elsewhere() == []
    for name, mass in ((fau.AT_WORK, uruguay.CONVENTION), (fau.AT_HOME, uruguay.COOPERATIVES)):
        one, other = Person.objects.filter(name=name).order_by("pk")
        assert [m.organisation.name for m in one.memberships.all()] == [fau.NAME]
        assert [m.organisation.name for m in other.memberships.all()] == [mass]
        assert in_office(on(1966, 10, 2).date()).filter(person__in=[one, other]).count() == 0
    assert AllianceMember.objects.filter(organisation__name__in=[fau.NAME, uruguay.CONVENTION]).count() == 0
    assert [one.kind for one in history().filter(name__in=[fau.NAME, uruguay.CONVENTION]).order_by("pk")] == [
        POLITICAL,
        MASS,
    ]


@pytest.mark.parametrize("name", [cnt.NAME, fai.NAME, mujeres_libres.NAME, village.NAME])
def test_E15_a_stranger_reads_aims_and_rules_of_history_and_no_name_of_a_person(example, client, name):
    shown = organisation(name)
    page = client.get(reverse("public_page", args=[shown.public_id]))
    text = page.content.decode()
    assert page.status_code == 200
    names = Membership.objects.filter(organisation=shown).values_list("person__name", flat=True)
    assert [one for one in names if one in text] == []
    assert ("as an example" in text, "are invented" in text) == (True, True)
