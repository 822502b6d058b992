"""The page of a body: what it says to its own members, to others of the organisation, and to strangers."""

import pytest
from django.urls import reverse

from organisations.actions.decisions import Decided, record_decision
from organisations.enums import DecisionKind, DecisionSource, Outcome
from organisations.models import Committee
from organisations.web import panels
from tests.world import add_member


def page_of(client, place, branch=""):
    return client.get(reverse("body", args=[place.body(branch).public_id]))


def a_committee(place, branch="", name="Strike fund committee"):
    decided = Decided(
        kind=DecisionKind.ORDINARY,
        title=f"We found the {name}",
        text="",
        outcome=Outcome.CARRIED,
        working=["4 for, none against."],
        source=DecisionSource.BALLOT,
        effect="found_committee",
        payload={"name": name, "scope": "Keeps the strike fund."},
    )
    decision = record_decision(place.secretary, body=place.body(branch), decided=decided)
    return Committee.objects.get(founding_decision=decision)


def test_a_member_reads_aims_rules_and_decisions_of_the_branch(client, harbour):
    client.force_login(harbour.person("Bea North"))
    answer = page_of(client, harbour, "North")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>North</h1>" in text
    assert "Good homes for all." in text
    assert "A role lasts 12 months." in text
    assert [sentence.number for sentence in answer.context["sentences"]] == list(
        range(1, len(answer.context["sentences"]) + 1)
    )
    assert "Local branch, branch of Harbour Tenants" in text


def test_members_are_counted_for_members_of_the_body_alone(client, harbour, mill):
    client.force_login(harbour.person("Bea North"))
    assert page_of(client, harbour, "North").context["figures"] == [(5, "members")]
    assert page_of(client, harbour).context["figures"] == [(10, "members")]
    assert page_of(client, harbour, "South").context["figures"] == []
    client.force_login(harbour.person("Gil South"))
    assert page_of(client, harbour, "South").context["figures"] == [(5, "members")]
    client.force_login(mill.person("Lea Mill"))
    assert page_of(client, mill).context["figures"] == [(4, "members")]


def test_no_name_of_a_member_stands_on_the_page_of_another_branch(client, harbour):
    client.force_login(harbour.person("Bea North"))
    text = page_of(client, harbour, "South").content.decode()
    for name in ("Fay South", "Gil South", "Hal South", "Ida South", "Jon South"):
        assert name not in text


def test_the_organisation_lists_its_branches_and_a_branch_does_not(client, harbour):
    client.force_login(harbour.person("Bea North"))
    assert [branch.name for branch in page_of(client, harbour).context["branches"]] == ["North", "South"]
    assert list(page_of(client, harbour, "North").context["branches"]) == []


def test_committees_stand_on_the_page_of_the_body_that_founded_them(client, harbour):
    committee = a_committee(harbour, "North")
    client.force_login(harbour.person("Bea North"))
    assert [one.name for one in page_of(client, harbour, "North").context["committees"]] == [committee.name]
    assert list(page_of(client, harbour, "South").context["committees"]) == []
    text = client.get(reverse("body", args=[committee.public_id])).content.decode()
    assert "Committee of North" in text
    assert "Keeps the strike fund." in text


def test_only_who_keeps_the_register_finds_the_way_into_it(client, harbour):
    door = reverse("register", args=[harbour.body("South").public_id])
    client.force_login(harbour.person("Gil South"))
    assert door not in page_of(client, harbour, "South").content.decode()
    client.force_login(harbour.person("Fay South"))
    assert door in page_of(client, harbour, "South").content.decode()


def test_the_page_is_for_those_who_belong(client, harbour, mill):
    url = reverse("body", args=[harbour.body("North").public_id])
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"
    client.force_login(mill.person("Lea Mill"))
    assert client.get(url).status_code == 404
    assert client.get(reverse("body", args=["nosuchbody000000"])).status_code == 404
    client.force_login(harbour.person("Hal South"))
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_takes_the_same_number_of_queries_for_one_and_three_committees(
    client, harbour, more, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(panels, "_panels", {})  # those of higher floors are counted where they are written
    monkeypatch.setattr(panels, "_figures", {})
    for number in range(1 + more):
        a_committee(harbour, "", f"Committee {number}")
        add_member(harbour, f"New {number}")
    client.force_login(harbour.person("Bea North"))
    with django_assert_num_queries(14):
        page_of(client, harbour)
