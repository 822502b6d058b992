"""The register of decisions, for members, for others of the organisation and for strangers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organisations.enums import DecisionKind, Outcome
from organiser.base import clock
from tests.organisations.web.deciding import decide


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


def test_a_bare_year_or_number_finds_what_bears_it_and_what_says_it(gil, harbour, decided):
    with clock.at(clock.now().replace(year=1931, month=5, day=1)):
        decide(harbour, "South", "No rent")
    decide(harbour, "South", "The strike of 1931 is remembered")
    assert titles(register(gil, harbour, "South", q="1931")) == ["The strike of 1931 is remembered", "No rent"]
    assert titles(register(gil, harbour, "South", q="rent 1931")) == ["No rent"]
    bearing = ["The strike of 1931 is remembered", "Repair the roof", "No rent"]
    assert (decided.number, titles(register(gil, harbour, "South", q="1"))) == (1, bearing)
    assert titles(register(gil, harbour, "South", q="999999999999")) == []


def test_a_long_search_is_cut_and_does_not_break(gil, harbour):
    answer = register(gil, harbour, "South", q="a " * 4000)
    assert (answer.status_code, len(answer.context["asked"]["q"])) == (200, 100)


def test_fifty_stand_on_a_page(gil, harbour):
    for number in range(50):
        decide(harbour, "South", f"Number {number}")
    pages = [len(register(gil, harbour, "South", page=page).context["page"]) for page in (1, 2)]
    assert pages == [50, 3]


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
    with django_assert_num_queries(11):
        register(client, mill)
