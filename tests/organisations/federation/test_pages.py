"""The pages of alliances and affiliations: what members read, what strangers do not, and what is brought by form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.actions.agreements import propose_agreement
from organisations.actions.common_ground import ask_common_ground
from organisations.actions.concerns import answer_concern, raise_concern
from organisations.models import Affiliation, Agreement, CommonGround, Concern
from tests.federation import allied, busy_alliance, done, found, invite, named
from tests.world import make_person, make_place


@pytest.fixture
def table(harbour, mill, thread):
    """An alliance with something of everything; the political organisation is not named."""
    return busy_alliance(harbour, mill, thread)


def text_of(client, person, name, *args, status=200):
    client.force_login(person)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_E8_members_read_the_names_that_were_disclosed_and_no_other(client, table, harbour, mill, thread):
    text = text_of(client, harbour.person("Bea North"), "alliance", table.public_id)
    assert [name in text for name in ("Harbour Tenants", "Mill Workers", "Red Thread")] == [True, True, False]
    assert "And 1 that is not named" in text
    assert "A member that is not named" in text
    assert "Ola Thread" not in text
    theirs = text_of(client, thread.secretary, "alliance", table.public_id)
    assert [name in theirs for name in ("Harbour Tenants", "Mill Workers", "Red Thread")] == [True, True, True]


def test_A21_page_shows_who_ratified_and_who_did_not(client, table, harbour, mill):
    text = text_of(client, mill.secretary, "alliance", table.public_id)
    assert text.count("Not ratified") == 3
    assert "Ratified by 1 of 3 members." in text
    assert "“The costs”: taken up. We share them." in text


def test_E9_open_concerns_stand_on_the_page_until_answered(client, table, harbour, mill):
    text = text_of(client, harbour.secretary, "alliance", table.public_id)
    assert text.index("The costs") < text.index("The dates")
    assert (">Open<" in text, ">Answered<" in text) == (True, True)


def test_strangers_get_404_at_every_page_and_form(client, table, harbour):
    poll = CommonGround.objects.get()
    addresses = [
        reverse("alliance", args=[table.public_id]),
        reverse("ground", args=[table.public_id, poll.public_id]),
        reverse("alliances", args=[harbour.organisation.public_id]),
    ]
    forms = [
        reverse(name, args=[table.public_id])
        for name in ("concern_raise", "concern_answer", "agreement_propose", "ground_ask")
    ]
    other = make_place("Quay Workers", founder="Quy Quay")
    for person in (other.secretary, make_person("Sam Stranger")):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [404] * 3
        assert [client.post(address).status_code for address in forms] == [404] * 4
    client.logout()
    assert {client.get(address).status_code for address in addresses} == {302}


def test_members_without_the_power_read_and_bring_nothing(client, table, harbour):
    client.force_login(harbour.person("Bea North"))
    for name in ("concern_raise", "concern_answer", "agreement_propose", "ground_ask"):
        address = reverse(name, args=[table.public_id])
        assert (client.post(address).status_code, client.get(address).status_code) == (403, 302)
    assert "Raise a concern" not in client.get(reverse("alliance", args=[table.public_id])).content.decode()


def test_who_calls_assemblies_brings_concerns_answers_texts_and_statements(client, table, mill):
    client.force_login(mill.secretary)
    page = reverse("alliance", args=[table.public_id])
    sent = {
        "concern_raise": {"concern-title": "The hall", "concern-text": "It is too small."},
        "concern_answer": {
            "answer-concern": Concern.objects.get(title="The dates").public_id,
            "answer-text": "We asked for June.",
        },
        "agreement_propose": {"agreement-title": "Second pact", "agreement-text": "We share the hall."},
        "ground_ask": {"question-title": "The hall", "question-statements": "It is ours.\nIt is open."},
    }
    for name, data in sent.items():
        assert client.post(reverse(name, args=[table.public_id]), data).url == page, name
    text = client.get(page).content.decode()
    assert [words in text for words in ("The hall", "We asked for June.", "Second pact")] == [True, True, True]
    assert Agreement.objects.count() == 2
    wrong = client.post(reverse("concern_raise", args=[table.public_id]), {"concern-title": "x"})
    assert (wrong.status_code, "Raise this concern" in wrong.content.decode()) == (422, True)
    bad = client.post(
        reverse("concern_answer", args=[table.public_id]), {"answer-concern": "nothing", "answer-text": "x"}
    )
    assert bad.status_code == 404


def test_who_is_invited_reads_what_it_is_for_and_not_what_lies_on_the_table(client, harbour, mill, thread):
    alliance = allied(harbour, thread)
    named(harbour)
    invite(harbour, alliance, mill)
    text = text_of(client, mill.secretary, "alliance", alliance.public_id)
    assert [words in text for words in ("You are invited", "Bread and homes.", "2 members")] == [True] * 3
    assert [words in text for words in ("Harbour", "Red Thread", "Concerns")] == [False] * 3
    client.force_login(mill.secretary)
    assert client.post(reverse("concern_raise", args=[alliance.public_id])).status_code == 403


def test_E7_matrix_is_a_table_with_names_totals_and_what_is_common(client, table, harbour, mill, thread):
    poll = CommonGround.objects.get()
    text = text_of(client, mill.person("Lea Mill"), "ground", table.public_id, poll.public_id)
    assert [name in text for name in ("Harbour Tenants", "Mill Workers", "Red Thread")] == [True, True, False]
    assert (text.count(">Not yet<"), text.count(">Common<")) == (2, 0)
    for place in (mill, thread):
        done(place, "take_positions", common_ground=poll.public_id, stances={"1": "agree"})
    text = text_of(client, mill.person("Lea Mill"), "ground", table.public_id, poll.public_id)
    assert (text.count(">Not yet<"), text.count(">Common<")) == (1, 1)


def test_page_of_an_organisation_lists_alliances_affiliations_and_consents(client, table, harbour, mill, thread):
    done(mill, "affiliate", organisation=harbour.organisation.public_id)
    text = text_of(client, harbour.secretary, "alliances", harbour.organisation.public_id)
    assert [words in text for words in ("Common Table", "Mill Workers asks us", "every alliance")] == [True] * 3
    theirs = text_of(client, mill.person("Lea Mill"), "alliances", mill.organisation.public_id)
    assert (harbour.organisation.public_id in theirs, "Harbour Tenants" in theirs) == (True, False)
    for effect, ours, of_theirs in (
        ("accept_affiliation", "Mill Workers belongs to us", "We belong to Harbour Tenants"),
        ("end_affiliation", "Mill Workers does not belong to us", "We do not belong to Harbour Tenants"),
    ):
        done(harbour, effect, affiliation=Affiliation.objects.get().public_id)
        assert ours in text_of(client, harbour.secretary, "alliances", harbour.organisation.public_id)
        assert of_theirs in text_of(client, mill.person("Lea Mill"), "alliances", mill.organisation.public_id)
    own = text_of(client, thread.secretary, "alliances", thread.organisation.public_id)
    assert "We count in totals and are not named" in own
    assert text_of(client, harbour.secretary, "alliances", harbour.body("North").public_id, status=404)


def test_the_page_of_the_organisation_leads_there(client, harbour):
    link = reverse("alliances", args=[harbour.organisation.public_id])
    assert link in text_of(client, harbour.secretary, "body", harbour.organisation.public_id)
    assert "/alliances/" not in text_of(client, harbour.secretary, "body", harbour.body("North").public_id)


@pytest.fixture
def asked_for(client):
    """How many questions a page asks."""

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count


def test_pages_ask_as_often_for_three_of_each_as_for_one(client, table, harbour, mill, asked_for):
    client.force_login(mill.secretary)
    done(mill, "affiliate", organisation=harbour.organisation.public_id)
    addresses = [
        reverse("alliance", args=[table.public_id]),
        reverse("alliances", args=[mill.organisation.public_id]),
        reverse("ground", args=[table.public_id, CommonGround.objects.get().public_id]),
    ]
    before = [asked_for(address) for address in addresses]
    speaks = {"organisation": harbour.organisation, "alliance": table}
    for number in range(2):
        concern = raise_concern(harbour.secretary, title=f"Concern {number}", text="Why?", **speaks)
        answer_concern(mill.secretary, organisation=mill.organisation, concern=concern, text="So.")
        propose_agreement(harbour.secretary, title=f"Pact {number}", text="We do.", **speaks)
        ask_common_ground(harbour.secretary, title=f"Poll {number}", statements=["One."], **speaks)
        named(mill, "alliance", found(mill, name=f"Table {number}"))
        done(mill, "leave_federation", affiliation=Affiliation.objects.latest("pk").public_id)
        done(mill, "affiliate", organisation=harbour.organisation.public_id)
    assert [asked_for(address) for address in addresses] == before == [26, 12, 18]
