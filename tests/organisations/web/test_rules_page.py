"""Rules as numbered sentences, every version of them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from organisations.actions.decisions import Decided, record_decision
from organisations.enums import DecisionKind, DecisionSource, Outcome
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock


def adopt(place, months):
    """A change of the rules of South, decided some days after the last one."""
    spec = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "term_months": months}}
    decided = Decided(
        kind=DecisionKind.RULES,
        title=f"Terms of {months} months",
        text="",
        outcome=Outcome.CARRIED,
        working=["9 for, 1 against."],
        source=DecisionSource.BALLOT,
        effect="adopt_rules",
        payload={"rules": spec},
    )
    with clock.at(clock.now() + timedelta(days=months)):
        return record_decision(place.person("Fay South"), body=place.body("South"), decided=decided)


def rules_of(client, place, branch="", **query):
    return client.get(reverse("rules", args=[place.body(branch).public_id]), query)


def test_every_rule_is_a_numbered_sentence_with_its_decision(client, harbour):
    client.force_login(harbour.person("Gil South"))
    answer = rules_of(client, harbour, "South")
    shown = answer.context["shown"]
    text = answer.content.decode()
    numbers = [sentence.number for sentence in (*shown.about_body, *shown.about_decisions)]
    assert numbers == list(range(1, len(numbers) + 1))
    # One for each kind, and of an exclusion also its notice, its appeal, from when it holds, and suspension.
    assert len(shown.about_decisions) == len(SIMPLE_MAJORITY["kinds"]) + 4
    assert re.findall(r'id="rule-(\d+)"', text) == [str(number) for number in numbers]
    assert f'start="{shown.about_decisions[0].number}"' in text
    assert shown.about_decisions[0].text.startswith("A motion carries with more votes for than against")
    assert reverse("decision", args=[shown.rules.decision.public_id]) in text


def test_an_earlier_version_stays_readable_and_says_that_it_holds_no_longer(client, harbour):
    adopt(harbour, 6)
    client.force_login(harbour.person("Gil South"))
    now, then = rules_of(client, harbour, "South"), rules_of(client, harbour, "South", version=1)
    assert (now.context["shown"].rules.version, now.context["latest"]) == (2, True)
    assert (then.context["shown"].rules.version, then.context["latest"]) == (1, False)
    assert "These rules hold no longer." in then.content.decode()
    assert "A role lasts 12 months." in then.content.decode()
    assert "How South decided earlier" in then.content.decode()


def test_a_version_says_what_it_changed(client, harbour):
    adopt(harbour, 6)
    client.force_login(harbour.person("Gil South"))
    answer = rules_of(client, harbour, "South")
    assert answer.context["shown"].changes == ["Length of a role: was 12 months, becomes 6 months."]
    assert "What changed from version 1 to version 2" in answer.content.decode()
    first = rules_of(client, harbour, "South", version=1)
    assert (first.context["shown"].changes, "What changed" in first.content.decode()) == ([], False)


def test_any_two_versions_are_held_against_each_other(client, harbour):
    for months in (6, 9):
        adopt(harbour, months)
    client.force_login(harbour.person("Gil South"))

    def changes(**query):
        return rules_of(client, harbour, "South", **query).context["shown"].changes

    assert changes() == ["Length of a role: was 6 months, becomes 9 months."]
    assert changes(version=3, against=1) == ["Length of a role: was 12 months, becomes 9 months."]
    assert changes(version=1, against=3) == ["Length of a role: was 9 months, becomes 12 months."]
    assert changes(version=2, against=2) == []
    assert (
        "Every sentence is the same as in version 2."
        in rules_of(client, harbour, "South", version=2, against=2).content.decode()
    )
    assert rules_of(client, harbour, "South", against="9").status_code == 404


def test_a_rule_that_members_see_to_themselves_says_so(client, harbour):
    client.force_login(harbour.person("Gil South"))
    text = rules_of(client, harbour, "South").content.decode()
    by_hand = re.findall(
        r'<li id="rule-\d+">([^<]*) <span class="meta">Members see to this themselves\.</span></li>', text
    )
    assert by_hand == ["A speech lasts at most 3 minutes."]


def test_another_branch_keeps_its_own_version(client, harbour):
    adopt(harbour, 6)
    client.force_login(harbour.person("Bea North"))
    assert "A role lasts 12 months." in rules_of(client, harbour, "North").content.decode()


@pytest.mark.parametrize("version", ["0", "9", "-1", "x", "1; drop", "9" * 40])
def test_a_version_that_there_is_not_is_not_found(client, harbour, version):
    client.force_login(harbour.person("Gil South"))
    assert rules_of(client, harbour, "South", version=version).status_code == 404


def test_the_rules_are_for_those_who_belong(client, harbour, mill):
    url = reverse("rules", args=[harbour.body("South").public_id])
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"
    client.force_login(mill.person("Lea Mill"))
    assert client.get(url).status_code == 404
    client.force_login(harbour.person("Bea North"))
    assert client.get(url).status_code == 200
    assert client.get(reverse("rules", args=["nosuchbody000000"])).status_code == 404
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("more", [0, 2])
def test_one_and_three_versions_take_the_same_number_of_queries(client, harbour, more, django_assert_num_queries):
    for number in range(more):
        adopt(harbour, 6 + number)
    client.force_login(harbour.person("Gil South"))
    with django_assert_num_queries(11):
        rules_of(client, harbour, "South")
