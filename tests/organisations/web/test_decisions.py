"""The register of decisions and one decision, for members, for others of the organisation and for strangers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organisations.actions.decisions import Decided, record_decision, write_decision
from organisations.enums import DecisionKind, DecisionSource, DecisionStatus, Outcome
from organisations.models import Decision
from organiser.base import clock

WORKING = "14 for, 3 against. More for than against carries it."


def decide(place, branch, title, **more):
    values = {
        "kind": DecisionKind.ORDINARY,
        "title": title,
        "text": f"The assembly decides: {title}.",
        "outcome": Outcome.CARRIED,
        "working": [WORKING],
        "source": DecisionSource.BALLOT,
        "source_ref": "aballotsomewhere",
        **more,
    }
    return write_decision(place.body(branch), Decided(**values), clock.now())


def rescind(place, earlier):
    decided = Decided(
        kind=DecisionKind.RESCIND,
        title="Not after all",
        text="",
        outcome=Outcome.CARRIED,
        working=[WORKING],
        source=DecisionSource.BALLOT,
        effect="rescind",
        payload={"decision": earlier.public_id},
    )
    return record_decision(place.person("Fay South"), body=place.body("South"), decided=decided)


def register(client, place, branch="", **query):
    return client.get(reverse("decisions", args=[place.body(branch).public_id]), query)


def titles(answer):
    """What was decided by vote, without the founding."""
    return [decision.title for decision in answer.context["page"] if decision.kind != DecisionKind.FOUNDING]


@pytest.fixture
def decided(harbour, mill):
    """Three decisions of South besides its founding, one of North, one of the mill."""
    decide(harbour, "North", "Paint the north stairs")
    decide(mill, "", "Paint the mill")
    roof = decide(harbour, "South", "Repair the roof")
    decide(harbour, "South", "Éclairage de l’escalier", outcome=Outcome.FELL)
    decide(harbour, "South", "Terms of six months", kind=DecisionKind.RULES)
    return roof


@pytest.fixture
def gil(client, harbour, decided):
    client.force_login(harbour.person("Gil South"))
    return client


def test_the_register_holds_what_this_body_decided_and_nothing_else(gil, harbour):
    assert titles(register(gil, harbour, "South")) == [
        "Terms of six months",
        "Éclairage de l’escalier",
        "Repair the roof",
    ]
    assert register(gil, harbour, "North").content.decode().count("Paint the north stairs") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "roof"}, ["Repair the roof"]),
        ({"q": "ROOF repair"}, ["Repair the roof"]),
        ({"q": "éclairage"}, ["Éclairage de l’escalier"]),
        ({"q": "stairs"}, []),
        ({"q": "mill"}, []),
        ({"kind": "rules"}, ["Terms of six months"]),
        ({"status": "not_carried"}, ["Éclairage de l’escalier"]),
        ({"status": "in_force", "kind": "ordinary"}, ["Repair the roof"]),
        ({"year": "1999"}, []),
        ({"kind": "nonsense", "status": "x", "year": "99999999999999999999", "page": "-4"}, ["all"]),
        ({"q": "%"}, []),
        ({"q": "'; drop table organisations_decision; --"}, []),
    ],
)
def test_search_and_filters_narrow_the_register(gil, harbour, query, expected):
    answer = register(gil, harbour, "South", **query)
    everything = ["Terms of six months", "Éclairage de l’escalier", "Repair the roof"]
    assert answer.status_code == 200
    assert titles(answer) == (everything if expected == ["all"] else expected)


def test_a_decision_is_found_by_its_number(gil, harbour, decided):
    assert titles(register(gil, harbour, "South", q=decided.reference)) == ["Repair the roof"]


def test_a_long_search_is_cut_and_does_not_break(gil, harbour):
    answer = register(gil, harbour, "South", q="a " * 4000)
    assert (answer.status_code, len(answer.context["asked"]["q"])) == (200, 100)


def test_fifty_stand_on_a_page(gil, harbour):
    for number in range(50):
        decide(harbour, "South", f"Number {number}")
    pages = [len(register(gil, harbour, "South", page=page).context["page"]) for page in (1, 2)]
    assert pages == [50, 3]


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


def test_the_sentence_of_an_election_names_nobody_to_another_branch(client, harbour):
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
    assert client.get(url).context["effect"] == "Fill a role"


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


def test_the_registers_are_for_those_who_belong(client, harbour, mill, decided):
    urls = [
        reverse("decisions", args=[harbour.body("South").public_id]),
        reverse("decision", args=[decided.public_id]),
    ]
    for url in urls:
        assert client.get(url).url == f"{reverse('account_login')}?next={url}"
    client.force_login(mill.person("Lea Mill"))
    assert [client.get(url).status_code for url in urls] == [404, 404]
    client.force_login(harbour.person("Bea North"))
    assert [client.get(url).status_code for url in urls] == [200, 200]
    assert [client.post(url).status_code for url in urls] == [405, 405]
    assert client.get(reverse("decision", args=["nosuchdecision00"])).status_code == 404


def test_an_empty_register_says_so(client, mill):
    client.force_login(mill.person("Lea Mill"))
    later = register(client, mill, "", year=str((clock.today() + timedelta(days=800)).year))
    assert "Nothing was found." in later.content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_one_and_three_decisions_take_the_same_number_of_queries(client, mill, more, django_assert_num_queries):
    for number in range(more):
        decide(mill, "", f"Number {number}")
    client.force_login(mill.person("Lea Mill"))
    with django_assert_num_queries(9):
        register(client, mill)


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
    with django_assert_num_queries(10):
        client.get(reverse("decision", args=[later.public_id]))
