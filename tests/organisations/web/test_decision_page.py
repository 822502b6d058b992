"""One decision, as members of the body and others of the organisation read it."""

import pytest
from django.urls import reverse

from organisations.enums import DecisionKind, DecisionStatus
from organisations.models import Decision
from tests.organisations.web.deciding import WORKING, decide, rescind


@pytest.fixture
def decided(harbour):
    """A decision of South."""
    return decide(harbour, "South", "Repair the roof")


def test_a_member_reads_the_working_and_another_branch_only_the_verdict(client, harbour, decided):
    url = reverse("decision", args=[decided.public_id])
    client.force_login(harbour.person("Gil South"))
    own = client.get(url).content.decode()
    client.force_login(harbour.person("Bea North"))
    other = client.get(url).content.decode()
    assert own.count(WORKING) == 1
    assert (other.count(WORKING), other.count("14 for")) == (0, 0)
    for text in (own, other):
        assert "The assembly decides: Repair the roof." in text
        assert '<p class="verdict-word">Carried</p>' in text


def test_markup_in_a_decision_is_shown_and_not_obeyed(client, harbour):
    evil = decide(harbour, "South", "<script>alert(1)</script>", text="<img src=x onerror=alert(1)> **strong**")
    client.force_login(harbour.person("Gil South"))
    text = client.get(reverse("decision", args=[evil.public_id])).content.decode()
    assert ("<script>alert" in text, "<img" in text, "<strong>strong</strong>" in text) == (False, False, True)


def test_what_could_not_be_done_is_said_to_members_in_full(client, harbour):
    failed = decide(
        harbour, "South", "Found a committee", effect="found_committee", payload={"name": "C", "scope": "s"}
    )
    failed.effect_failed = "Gil South has left since."
    failed.save(update_fields=["effect_failed"])
    url = reverse("decision", args=[failed.public_id])
    client.force_login(harbour.person("Hal South"))
    assert "Gil South has left since." in client.get(url).content.decode()
    client.force_login(harbour.person("Bea North"))
    text = client.get(url).content.decode()
    assert "Gil South" not in text
    assert "could not be carried out so far" in text


def test_7_an_election_is_not_found_by_another_branch_since_its_title_names_somebody(client, harbour):
    member = harbour.members["Gil South"]
    role = harbour.branches["South"].roles.get(name="Treasurer")
    decision = decide(
        harbour,
        "South",
        "Election of the treasurer",
        kind=DecisionKind.ELECTION,
        effect="fill_role",
        payload={"role": role.public_id, "member": member.public_id},
    )
    url = reverse("decision", args=[decision.public_id])
    client.force_login(harbour.person("Hal South"))
    assert client.get(url).context["effect"] == "If this carries, Gil South holds the role Treasurer."
    client.force_login(harbour.person("Bea North"))
    assert client.get(url).status_code == 404
    listed = reverse("decisions", args=[harbour.branches["South"].public_id])
    assert "Election of the treasurer" not in client.get(listed, {"q": "treasurer"}).content.decode()
    client.force_login(harbour.person("Hal South"))
    assert "Election of the treasurer" in client.get(listed, {"q": "treasurer"}).content.decode()


def test_an_effect_whose_subject_is_gone_keeps_its_name(client, harbour):
    decision = decide(harbour, "South", "Rescind it", effect="rescind", payload={"decision": "nolongerthere000"})
    client.force_login(harbour.person("Gil South"))
    answer = client.get(reverse("decision", args=[decision.public_id]))
    assert (answer.status_code, answer.context["effect"]) == (200, "Rescind an earlier decision")


def test_what_ended_links_to_what_ended_it_and_back(client, harbour, decided):
    later = rescind(harbour, decided)
    client.force_login(harbour.person("Gil South"))
    old = client.get(reverse("decision", args=[decided.public_id])).content.decode()
    new = client.get(reverse("decision", args=[later.public_id])).content.decode()
    assert reverse("decision", args=[later.public_id]) in old
    assert reverse("decision", args=[decided.public_id]) in new
    assert "Rescinded" in old


@pytest.mark.parametrize("many", [1, 3])
def test_a_decision_on_which_one_or_three_rest_takes_the_same_number_of_queries(
    client, harbour, many, django_assert_num_queries
):
    later = rescind(harbour, decide(harbour, "South", "Number 0"))
    for number in range(1, many):
        Decision.objects.filter(pk=decide(harbour, "South", f"Number {number}").pk).update(
            status=DecisionStatus.RESCINDED, ended_by=later
        )
    client.force_login(harbour.person("Gil South"))
    with django_assert_num_queries(18):
        client.get(reverse("decision", args=[later.public_id]))
