"""Moving a motion on the pages: with each effect that has a form, and with the kinds that the rules know."""

import pytest
from django.urls import reverse

from assemblies.models import Motion
from members.models import Membership
from organisations.enums import BodyType
from organisations.presets import PRESETS
from skills.models import Role
from tests.helpers import decide_online
from tests.pages import headline, lead, said, signed_in, to_put_right, words
from tests.world import make_motion, make_place

PLAIN = {"title": "Repair the roof", "summary": "It rains in.", "text": "The assembly asks for the repair of the roof."}


def new(body, effect=None):
    url = reverse("motion_new", args=[body.public_id])
    return url if effect is None else f"{url}?effect={effect}"


def the_motion():
    return Motion.objects.order_by("-pk").first()


@pytest.fixture
def client(harbour, mill):
    return signed_in(harbour.person("Bea North"))


@pytest.fixture
def north(harbour):
    return harbour.body("North")


def test_the_first_page_offers_what_the_rules_leave_room_for(client, north, harbour):
    page = words(client.get(new(north)))
    offered = ["Fill a role", "Make a role", "Found a committee", "Rescind an earlier decision", "Adopt new rules"]
    assert [title in page for title in [*offered, "Recall from a role", "Found a branch"]] == [True] * 6 + [False]
    whole = words(signed_in(harbour.secretary).get(new(harbour.body())))
    assert "Found a branch" in whole


def test_a_plain_motion_is_moved(client, north):
    page = client.post(new(north, ""), {**PLAIN, "kind": "ordinary"}, follow=True)
    motion = the_motion()
    assert said(page) == [f"Your motion has the number {motion.reference}."]
    assert (motion.title, motion.summary, motion.effect, motion.kind, motion.mover.name) == (
        "Repair the roof",
        "It rains in.",
        "",
        "ordinary",
        "Bea North",
    )


def test_only_kinds_that_the_rules_know_can_be_chosen(client, north):
    page = client.get(new(north, "")).content.decode()
    known = ("ordinary", "rules", "election", "recall", "rescind", "emergency", "founding")
    offered = [kind for kind in known if f'value="{kind}"' in page]
    # A change of rules, an election, a recall: each has a form of its own, with what it changes.
    assert offered == ["ordinary"]
    forged = client.post(new(north, ""), {**PLAIN, "kind": "founding"})
    assert (forged.status_code, Motion.objects.count()) == (422, 0)


def test_an_empty_form_names_each_field(client, north):
    page = client.post(new(north, ""), {"kind": "ordinary"})
    assert (page.status_code, to_put_right(page)) == (
        422,
        ["Fill in “Title”.", "Fill in “Text of the motion”."],
    )


def test_an_effect_that_is_none_leads_nowhere(client, north):
    page = client.get(new(north, "abolish"))
    assert page.status_code == 404


@pytest.mark.parametrize("who", ["Cyd North", "  cyd   NORTH ", "number"])
def test_an_election_names_its_candidate_by_name_or_number(client, north, harbour, who):
    cyd, role = harbour.members["Cyd North"], Role.objects.get(body=north, name="Treasurer")
    given = cyd.number if who == "number" else who
    sent = {**PLAIN, "kind": "election", "role": role.public_id, "member": given}
    page = client.post(new(north, "fill_role"), sent, follow=True)
    assert the_motion().effect_payload == {"role": role.public_id, "member": cyd.public_id}
    assert "If this carries, Cyd North holds the role Treasurer." in words(page)


@pytest.mark.parametrize("who", ["Cyd", "Hal South", "Lea Mill", "%", "Nobody Here"])
def test_a_candidate_who_is_no_member_of_the_body_is_refused(client, north, who):
    role = Role.objects.get(body=north, name="Treasurer")
    page = client.post(new(north, "fill_role"), {**PLAIN, "kind": "election", "role": role.public_id, "member": who})
    sentence = "Who – North has no member of that name or number. Write the whole name as it stands in the register."
    assert (page.status_code, to_put_right(page)) == (422, [sentence])


def test_a_name_that_two_members_bear_asks_for_the_number(client, north, harbour):
    Membership.objects.filter(pk=harbour.members["Dan North"].pk).update(sort_name="north cyd")
    role = Role.objects.get(body=north, name="Treasurer")
    page = client.post(
        new(north, "fill_role"), {**PLAIN, "kind": "election", "role": role.public_id, "member": "Cyd North"}
    )
    assert to_put_right(page) == ["Who – Two members have that name. Write the number of the one you mean."]


def test_a_role_of_another_branch_cannot_be_filled_here(client, north, harbour):
    role = Role.objects.get(body=harbour.body("South"), name="Treasurer")
    page = client.post(
        new(north, "fill_role"), {**PLAIN, "kind": "election", "role": role.public_id, "member": "Cyd North"}
    )
    assert (page.status_code, Motion.objects.count()) == (422, 0)


def test_making_a_role_and_founding_a_committee(client, north):
    role = {"name": "Archivist", "description": "Keeps the papers.", "powers": ["take_minutes"], "seats": 2}
    client.post(new(north, "create_role"), {**PLAIN, "kind": "ordinary", **role})
    assert (the_motion().effect, the_motion().effect_payload) == ("create_role", {**role, "paid": False})
    committee = {"name": "Garden committee", "scope": "It plants and weeds. It spends nothing.", "form": "committee"}
    page = client.post(new(north, "found_committee"), {**PLAIN, "kind": "ordinary", **committee}, follow=True)
    assert (the_motion().effect, the_motion().effect_payload) == ("found_committee", committee)
    assert "If this carries, the committee Garden committee is founded." in words(page)


def test_a_name_that_is_taken_is_refused_at_its_field(client, north):
    page = client.post(new(north, "create_role"), {**PLAIN, "kind": "ordinary", "name": "Treasurer", "seats": 1})
    sentence = "Name of the role – North has a role called Treasurer already."
    assert (page.status_code, to_put_right(page)) == (422, [sentence])


def test_the_organisation_founds_a_branch_and_a_branch_does_not(client, north, harbour):
    branch = {"name": "East", "form": "neighbourhood", "place": "East side"}
    secretary = signed_in(harbour.secretary)
    secretary.post(new(harbour.body(), "found_branch"), {**PLAIN, "kind": "ordinary", **branch})
    assert (the_motion().body.type, the_motion().effect_payload) == (BodyType.ORGANISATION, branch)
    page = client.post(new(north, "found_branch"), {**PLAIN, "kind": "ordinary", **branch})
    assert (page.status_code, to_put_right(page)) == (422, ["Only the organisation itself founds a branch."])


def test_rescinding_offers_the_decisions_of_the_body_alone(client, north, harbour, mill):
    decision = decide_online(
        harbour, make_motion(harbour, harbour.person("Bea North"), "North", harbour.secretary)
    ).decision
    page = client.get(new(north, "rescind")).content.decode()
    others = [harbour.organisation.founding_decision, mill.organisation.founding_decision]
    assert [one.public_id in page for one in (decision, *others)] == [True, False, False]
    client.post(new(north, "rescind"), {**PLAIN, "kind": "rescind", "decision": decision.public_id})
    assert the_motion().effect_payload == {"decision": decision.public_id}


def test_a_recall_names_a_term_that_runs(client, north):
    term = Role.objects.get(body=north, name="Secretary").terms.get()
    page = client.post(new(north, "recall"), {**PLAIN, "kind": "recall", "term": term.public_id}, follow=True)
    assert the_motion().effect_payload == {"term": term.public_id}
    assert "the term “Secretary: Ana Founder” ends today" in words(page)


def test_7_an_election_is_not_found_by_another_branch(client, north, harbour):
    role = Role.objects.get(body=north, name="Treasurer")
    sent = {**PLAIN, "kind": "election", "role": role.public_id, "member": "Cyd North"}
    client.post(new(north, "fill_role"), sent)
    address = reverse("motion", args=[the_motion().public_id])
    assert signed_in(harbour.person("Hal South")).get(address).status_code == 404
    assert signed_in(harbour.person("Dan North")).get(address).status_code == 200


def test_who_is_not_a_full_member_does_not_move(client, north, harbour):
    Membership.objects.filter(pk=harbour.members["Bea North"].pk).update(state="on_leave")
    page = client.post(new(north, ""), {**PLAIN, "kind": "ordinary"})
    sentence = "Only full members of North move motions here. Members of other branches can comment."
    assert (page.status_code, headline(page), lead(page)) == (403, "This is not yours to do", sentence)


def test_a_body_moves_only_what_its_rules_know(mill, monkeypatch):
    spec = PRESETS["simple_majority"]
    few = {**spec, "kinds": {kind: spec["kinds"][kind] for kind in ("ordinary", "rules")}}
    monkeypatch.setitem(PRESETS, "few_kinds", few)
    place = make_place("Lane Tenants", preset="few_kinds", founder="Lou Lane")
    client, body = signed_in(place.secretary), place.body()
    offered = words(client.get(new(body)))
    assert ["Recall from a role" in offered, "Make a role" in offered] == [False, True]
    page = client.get(new(body, "recall"))
    sentence = "The rules of Lane Tenants do not let a motion do this. Change the rules first."
    assert (page.status_code, sentence in words(page)) == (404, True)


def test_only_a_political_organisation_adopts_a_programme(thread, harbour):
    client = signed_in(thread.secretary)
    sent = {**PLAIN, "kind": "rules", "programme_title": "Programme of autumn", "programme": "What we hold now."}
    page = client.post(new(thread.body(), "adopt_programme"), sent, follow=True)
    assert the_motion().effect_payload == {"title": "Programme of autumn", "text": "What we hold now."}
    assert "If this carries, the programme of Red Thread is “Programme of autumn”." in words(page)
    ana = signed_in(harbour.secretary)
    assert "programme" not in words(ana.get(new(harbour.body())))
    refused = ana.post(new(harbour.body(), "adopt_programme"), sent)
    sentence = "A mass organisation has aims and never asks for agreement to a programme."
    assert (refused.status_code, to_put_right(refused)) == (422, [sentence])
