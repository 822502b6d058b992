"""One's own page: what is written down, who read it, agreeing, leaving; and asking to join."""

import pytest
from django.urls import reverse

from members.actions.people import log_reading
from members.enums import MembershipState
from members.models import Membership, ProgrammeAgreement
from organisations.actions.decisions import Decided, record_decision
from organisations.enums import DecisionKind, DecisionSource, Outcome
from tests.world import add_member, make_person

MINE = "/me/"


def test_a_member_reads_what_is_written_and_who_read_it(client, harbour, mill):
    gil = harbour.members["Gil South"]
    log_reading(harbour.person("Fay South"), gil, "Record opened")
    log_reading(mill.secretary, mill.members["Lea Mill"], "Record opened")
    client.force_login(gil.person)
    answer = client.get(MINE)
    assert [one.membership.number for one in answer.context["mine"]] == [gil.number]
    assert [(entry.reader.name, entry.role, entry.body.name, entry.what) for entry in answer.context["page"]] == [
        ("Fay South", "Secretary", "South", "Record opened")
    ]
    assert "Fay South<small>Secretary, South</small>" in answer.content.decode()
    assert gil.person.email in answer.content.decode()


def test_somebody_in_no_register_is_told_so(client, harbour):
    client.force_login(make_person("Pia Nobody"))
    answer = client.get(MINE)
    assert "<h1>You are in no register yet</h1>" in answer.content.decode()
    assert "Nobody has opened your record so far." in answer.content.decode()


def test_the_page_asks_to_sign_in_and_answers_only_to_reading(client, harbour):
    assert client.get(MINE).url == f"{reverse('account_login')}?next={MINE}"
    client.force_login(harbour.person("Gil South"))
    assert client.post(MINE).status_code == 405


def test_own_contact_is_changed_without_a_secretary(client, harbour):
    gil = harbour.members["Gil South"]
    client.force_login(gil.person)
    url = reverse("member_change", args=[gil.public_id])
    assert client.get(url).context["form"].initial["name"] == "Gil South"
    answer = client.post(url, {"name": "Gil South", "town": "Nordhafen", "notices_by": "in_person"})
    gil.person.refresh_from_db()
    assert (answer.url, gil.person.town, gil.person.notices_by) == (MINE, "Nordhafen", "in_person")


def test_leaving_takes_one_question_and_is_at_once(client, harbour):
    gil = harbour.members["Gil South"]
    client.force_login(gil.person)
    url = reverse("leave", args=[gil.public_id])
    asked = client.get(url)
    assert "<h1>Leave Harbour Tenants?</h1>" in asked.content.decode()
    gil.refresh_from_db()
    assert gil.state == MembershipState.FULL
    assert client.post(url).url == MINE
    gil.refresh_from_db()
    assert gil.state == MembershipState.RESIGNED
    assert client.get(reverse("body", args=[harbour.body("South").public_id])).status_code == 404
    assert "Resigned" in client.get(MINE).content.decode()
    assert [client.get(url).status_code, client.post(url).status_code] == [409, 409]


def test_a_member_on_trial_reads_the_programme_and_agrees(client, thread):
    ari = add_member(thread, "Ari Thread")
    client.force_login(ari.person)
    page = client.get(MINE)
    version = page.context["mine"][0].programme
    assert (page.context["mine"][0].agreed, "What we hold." in page.content.decode()) == (False, True)
    assert client.post(reverse("agree", args=[ari.public_id]), {"version": version.public_id}).url == MINE
    assert ProgrammeAgreement.objects.filter(membership=ari, version=version).count() == 1
    assert client.get(MINE).context["mine"][0].agreed is True


def test_after_a_new_version_the_old_one_cannot_be_agreed_to(client, thread):
    ari = add_member(thread, "Ari Thread")
    client.force_login(ari.person)
    first = client.get(MINE).context["mine"][0].programme
    decided = Decided(
        kind=DecisionKind.RULES,
        title="A new programme",
        text="",
        outcome=Outcome.CARRIED,
        working=[],
        source=DecisionSource.BALLOT,
    )
    decision = record_decision(thread.secretary, body=thread.body(), decided=decided)
    thread.organisation.programme_versions.create(
        number=2, title="Programme", text="More.", decision=decision, adopted_on=decision.effective_on
    )
    answer = client.post(reverse("agree", args=[ari.public_id]), {"version": first.public_id})
    assert answer.status_code == 400
    assert "not the current version of the programme" in answer.content.decode()
    assert not ProgrammeAgreement.objects.filter(membership=ari).exists()


@pytest.mark.parametrize("version", ["", "nosuchversion000", "1"])
def test_a_version_that_there_is_not_is_refused(client, thread, version):
    ari = add_member(thread, "Ari Thread")
    client.force_login(ari.person)
    answer = client.post(reverse("agree", args=[ari.public_id]), {"version": version})
    assert (answer.status_code, ProgrammeAgreement.objects.filter(membership=ari).count()) == (400, 0)


def test_nobody_agrees_for_a_mass_organisation_or_for_somebody_else(client, harbour, thread):
    ari, version = add_member(thread, "Ari Thread"), thread.organisation.programme_versions.get()
    gil = harbour.members["Gil South"]
    client.force_login(gil.person)
    own = client.post(reverse("agree", args=[gil.public_id]), {"version": version.public_id})
    other = client.post(reverse("agree", args=[ari.public_id]), {"version": version.public_id})
    assert (own.status_code, other.status_code) == (400, 404)
    assert ProgrammeAgreement.objects.filter(membership__in=[gil, ari]).count() == 0


@pytest.mark.parametrize("many", [1, 3])
def test_one_and_three_readings_take_the_same_number_of_queries(client, harbour, many, django_assert_num_queries):
    for _ in range(many):
        log_reading(harbour.person("Fay South"), harbour.members["Gil South"], "Record opened")
    client.force_login(harbour.person("Gil South"))
    with django_assert_num_queries(29):
        assert len(client.get(MINE).context["page"]) == many


def link(place):
    return reverse("join", args=[place.organisation.public_id])


def test_joining_a_mass_organisation_asks_for_no_programme(client, harbour):
    pia = make_person("Pia New")
    client.force_login(pia)
    page = client.get(link(harbour))
    assert list(page.context["form"].fields) == ["branch"]
    assert "programme" not in page.content.decode().lower()
    assert "Good homes for all." in page.content.decode()
    answer = client.post(link(harbour), {"branch": harbour.body("South").public_id})
    asked = Membership.objects.get(person=pia)
    assert (answer.url, asked.state, asked.branch_id) == (MINE, "applicant", harbour.branches["South"].pk)


def test_an_organisation_without_branches_asks_for_nothing_at_all(client, mill):
    client.force_login(make_person("Pia New"))
    page = client.get(link(mill))
    assert list(page.context["form"].fields) == []
    assert client.post(link(mill)).url == MINE


def test_joining_a_political_organisation_shows_the_version_to_agree_to(client, thread):
    pia = make_person("Pia New")
    client.force_login(pia)
    page = client.get(link(thread))
    version = page.context["programme"]
    assert ("What we hold." in page.content.decode(), list(page.context["form"].fields)) == (
        True,
        ["programme_version"],
    )
    client.post(link(thread), {"programme_version": version.public_id})
    asked = Membership.objects.get(person=pia)
    assert (asked.state, asked.agreements.get().version_id) == ("applicant", version.pk)


def test_a_political_organisation_can_be_asked_before_agreeing(client, thread):
    pia = make_person("Pia New")
    client.force_login(pia)
    client.post(link(thread), {"programme_version": ""})
    assert Membership.objects.get(person=pia).agreements.count() == 0


@pytest.mark.parametrize("field", ["branch", "programme_version"])
def test_forged_choices_are_refused(client, harbour, thread, field):
    pia = make_person("Pia New")
    client.force_login(pia)
    place = harbour if field == "branch" else thread
    forged = client.post(link(place), {field: thread.organisation.public_id})
    assert (forged.status_code, Membership.objects.filter(person=pia).count()) == (422, 0)


def test_who_is_in_the_register_is_not_asked_again(client, harbour):
    client.force_login(harbour.person("Gil South"))
    assert "You are in the register of Harbour Tenants already" in client.get(link(harbour)).content.decode()
    again = client.post(link(harbour), {"branch": ""})
    assert (again.status_code, Membership.objects.filter(person__name="Gil South").count()) == (422, 1)


def test_the_link_needs_a_sign_in_and_must_lead_somewhere(client, harbour):
    assert client.get(link(harbour)).url == f"{reverse('account_login')}?next={link(harbour)}"
    client.force_login(make_person("Pia New"))
    assert client.get(reverse("join", args=["nosuchbody000000"])).status_code == 404
    assert client.get(reverse("join", args=[harbour.body("South").public_id])).status_code == 404
    assert client.put(link(harbour)).status_code == 405
