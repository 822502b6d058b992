"""The pages of a programme: versions, what changed, who agreed, dissents; and none of it in a mass organisation."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assemblies.actions.agenda import table_motion
from assemblies.actions.assemblies import open_assembly, send_notice
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from members.actions.agreements import agree_to_programme
from members.actions.dissents import record_dissent
from members.actions.enrolling import enrol_member
from members.actions.memberships import admit
from members.actions.people import PersonData
from members.models import Dissent
from members.queries.agreements import agreement_share
from organisations.models import DecisionRule, ProgrammeVersion
from organiser.base import clock
from tests.helpers import cast
from tests.pages import buttons, headline, said, signed_in, words
from tests.world import make_assembly, make_motion

SECOND = "What we hold together.\n\nWe rotate every task."


@pytest.fixture
def ola(thread):
    return thread.secretary


@pytest.fixture
def two(thread, ola):
    """A second version, adopted by a motion."""
    payload = {"title": "Programme", "text": SECOND}
    needed = DecisionRule.objects.get(rule_set__body=thread.organisation.pk, kind="rules").seconders
    seconders = [member(thread, f"Sec {number}").person for number in range(needed)]
    motion = make_motion(thread, ola, "", *seconders, kind="rules", effect="adopt_programme", payload=payload)
    people = list(thread.organisation.memberships.select_related("person"))
    assembly = make_assembly(thread, days=20)
    table_motion(ola, motion=motion, assembly=assembly)
    assembly = send_notice(ola, assembly=assembly)
    with clock.at(assembly.starts_at):
        assembly = open_assembly(ola, assembly=assembly)
        check_in(ola, assembly=assembly, members=[one.public_id for one in people])
        ballot = open_ballot(ola, motion=motion, assembly=assembly)
        cast(ballot, seconders, "+" * needed)  # the founder joined too lately to vote
        close_ballot(ola, ballot=ballot)
    return ProgrammeVersion.objects.get(organisation=thread.organisation, number=2)


def member(thread, name):
    """A full member, who agreed to the version that is current."""
    membership = enrol_member(
        thread.secretary,
        body=thread.body(),
        data=PersonData(name),
        state="trial",
        joined_on=clock.today() - timedelta(days=400),
    )
    version = thread.organisation.programme_versions.order_by("-number").first()
    agree_to_programme(membership.person, membership=membership, version=version)
    return admit(thread.secretary, membership=membership)


def page_of(person, place, name="programme", query=""):
    return signed_in(person).get(reverse(name, args=[place.body().public_id]) + query)


def test_A4_current_version_is_read_and_the_earlier_one_too(thread, ola, two):
    answer = page_of(ola, thread)
    assert headline(answer) == "Programme"
    assert "What we hold together." in words(answer)
    assert "Paragraph 2" in words(answer)
    earlier = page_of(ola, thread, query="?version=1")
    assert "A later version took its place." in words(earlier)
    assert page_of(ola, thread, query="?version=3").status_code == 404


def test_B11_what_changed_is_a_page_and_a_plain_text(thread, ola, two):
    answer = page_of(ola, thread, "programme_changes")
    html = answer.content.decode()
    assert "<ins>hold together.</ins>" in html
    assert "<ins>We rotate every task.</ins>" in html
    assert "<del>hold.</del>" in html
    plain = page_of(ola, thread, "programme_changes", "?plain=1")
    assert plain["Content-Type"] == "text/plain; charset=utf-8"
    assert "+ We rotate every task." in plain.content.decode()
    back = page_of(ola, thread, "programme_changes", "?from=2&to=1").content.decode()
    assert "<del>We rotate every task.</del>" in back
    assert page_of(ola, thread, "programme_changes", "?from=9").status_code == 404


def test_A4_members_are_asked_on_today_and_on_their_own_page_until_they_agree(thread, ola, two):
    asked = "Version 2 of the programme waits for you"
    for url in (reverse("today"), reverse("programme", args=[thread.body().public_id])):
        assert asked in words(signed_in(ola).get(url))
    assert "I agree to version 2" in buttons(signed_in(ola).get(reverse("my_membership")))
    agree_to_programme(ola, membership=thread.members["Ola Thread"], version=two)
    for url in (reverse("today"), reverse("my_membership"), reverse("programme", args=[thread.body().public_id])):
        assert "I agree to version 2" not in buttons(signed_in(ola).get(url))


def test_B11_share_agreed_hides_cells_below_five(thread, ola, harbour):
    version = thread.organisation.programme_versions.get()
    assert agreement_share(harbour.secretary, version) is None
    for number in range(3):
        member(thread, f"Pia {number}")
    assert agreement_share(ola, version).hidden
    assert "the figure would name them" in words(page_of(ola, thread))
    member(thread, "Quim Fifth")
    share = agreement_share(ola, version)
    assert (share.agreed, share.full) == (5, 5)
    assert "5 of 5 full members agreed to version 1." in words(page_of(ola, thread))


def test_B11_share_hides_a_handful_that_did_not_agree(thread, ola):
    members = [member(thread, f"Pia {number}") for number in range(5)]
    first = thread.organisation.programme_versions.get()
    ProgrammeVersion.objects.create(
        organisation=thread.organisation, number=2, title="Second", text="More.", decision=first.decision,
        adopted_on=first.adopted_on,
    )  # fmt: skip
    second = thread.organisation.programme_versions.get(number=2)
    assert (agreement_share(ola, second).agreed, agreement_share(ola, second).full) == (0, 6)
    for one in members:
        agree_to_programme(one.person, membership=one, version=second)
    assert agreement_share(ola, second).hidden  # the sixth would be known by being left over


def test_B11_a_member_records_and_withdraws_a_dissent(thread, ola):
    pia = member(thread, "Pia Thread")
    client, url = signed_in(pia.person), reverse("dissent_new", args=[thread.body().public_id])
    assert client.post(url, {"part": "7", "reason": "No."}).status_code == 422
    answer = client.post(url, {"part": "1", "reason": "I hold less."}, follow=True)
    assert said(answer) == ["Your dissent from paragraph 1 is on record."]
    assert "Pia Thread does not share this: I hold less." in words(page_of(ola, thread))
    assert "Withdraw my dissent" not in buttons(page_of(ola, thread))
    withdraw = reverse("dissent_withdraw", args=[Dissent.objects.get().public_id])
    assert signed_in(ola).post(withdraw).status_code == 403
    assert client.get(withdraw).status_code == 405
    client.post(withdraw)
    assert "Pia Thread did not share this: I hold less." in words(page_of(ola, thread))


@pytest.mark.parametrize("name", ["programme", "programme_changes", "dissent_new"])
def test_A2_mass_organisation_has_no_page_of_a_programme(harbour, thread, name):
    answer = page_of(harbour.person("Bea North"), harbour, name)
    assert answer.status_code == 404
    assert "Harbour Tenants is a mass organisation. It has aims and no programme." in answer.content.decode()
    assert page_of(harbour.person("Bea North"), thread, name).status_code == 404
    body = signed_in(harbour.person("Bea North")).get(reverse("body", args=[harbour.body().public_id]))
    assert reverse("programme", args=[harbour.body().public_id]) not in body.content.decode()


def test_the_page_asks_as_often_for_three_dissents_as_for_one(thread, ola, django_assert_num_queries):
    version = thread.organisation.programme_versions.get()
    people = [member(thread, f"Pia {number}") for number in range(3)]
    for first, last in ((0, 1), (1, 3)):
        for one in people[first:last]:
            record_dissent(one.person, membership=one, version=version, part=1, reason="No.")
        client = signed_in(ola)
        url = reverse("programme", args=[thread.body().public_id])
        client.get(url)
        with django_assert_num_queries(13):
            client.get(url)
