"""Moving a motion on the pages: with each effect that has a form, and with the kinds that the rules know."""

import pytest
from django.urls import reverse

from assemblies.models import Motion
from members.models import Membership
from organisations.enums import BodyType, OrganisationKind
from organisations.queries.rulesets import rules_in_force
from organisations.queries.sentences import rule_sentences
from organisations.queries.specs import sentences_of, spec_of
from organisations.validators import validate_rule_spec
from skills.models import Role
from tests.helpers import decide_online
from tests.pages import headline, lead, said, signed_in, to_put_right, words
from tests.world import make_motion

PLAIN = {"title": "Repair the roof", "summary": "It rains in.", "text": "The assembly asks for the repair of the roof."}


def new(body, effect=None, rules=""):
    url = reverse("motion_new", args=[body.public_id])
    return url if effect is None else f"{url}?effect={effect}" + (f"&rules={rules}" if rules else "")


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
    assert offered == ["ordinary", "rules", "election", "recall", "rescind"]
    forged = client.post(new(north, ""), {**PLAIN, "kind": "founding"})
    assert (forged.status_code, Motion.objects.count()) == (422, 0)


def test_an_empty_form_names_each_field(client, north):
    page = client.post(new(north, ""), {"kind": "ordinary"})
    assert (page.status_code, to_put_right(page)) == (
        422,
        ["Title – This field is required.", "Text of the motion – This field is required."],
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
    role = {"name": "Archivist", "description": "Keeps the papers.", "powers": ["take_minutes"]}
    client.post(new(north, "create_role"), {**PLAIN, "kind": "ordinary", **role})
    assert (the_motion().effect, the_motion().effect_payload) == ("create_role", role)
    committee = {"name": "Garden committee", "scope": "It plants and weeds. It spends nothing."}
    page = client.post(new(north, "found_committee"), {**PLAIN, "kind": "ordinary", **committee}, follow=True)
    assert (the_motion().effect, the_motion().effect_payload) == ("found_committee", committee)
    assert "If this carries, the committee Garden committee is founded." in words(page)


def test_a_name_that_is_taken_is_refused_at_its_field(client, north):
    page = client.post(new(north, "create_role"), {**PLAIN, "kind": "ordinary", "name": "Treasurer"})
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


def test_an_effect_that_names_a_person_is_not_told_to_another_branch(client, north, harbour):
    role = Role.objects.get(body=north, name="Treasurer")
    sent = {**PLAIN, "kind": "election", "role": role.public_id, "member": "Cyd North"}
    client.post(new(north, "fill_role"), sent)
    page = words(signed_in(harbour.person("Hal South")).get(reverse("motion", args=[the_motion().public_id])))
    assert ("Cyd North" in page, "It has an effect that names a person. Members of North read it." in page) == (
        False,
        True,
    )


def rules_form(spec):
    """What the form of rules would send if nothing was changed."""
    sent = {**PLAIN, "kind": "rules", "name": spec["name"]}
    sent |= {f"body-{name}": "" if value is None else value for name, value in spec["body"].items()}
    return sent | {f"{kind}-{name}": value for kind, values in spec["kinds"].items() for name, value in values.items()}


def test_the_present_rules_come_back_from_their_form_unchanged(client, north):
    spec = spec_of(rules_in_force(north))
    page = client.post(new(north, "adopt_rules"), rules_form(spec), follow=True)
    assert the_motion().effect_payload == {"rules": validate_rule_spec(spec)}
    assert "The rules in force say the same already." in words(page)


def test_one_changed_number_is_shown_as_one_changed_sentence(client, north):
    spec = spec_of(rules_in_force(north))
    sent = {**rules_form(spec), "body-notice_days": 5, "body-speaking_minutes": ""}
    page = client.post(new(north, "adopt_rules"), sent, follow=True)
    rules = the_motion().effect_payload["rules"]
    assert (rules["body"]["notice_days"], rules["body"]["speaking_minutes"]) == (5, None)
    assert rules["kinds"] == spec["kinds"]
    gone = ["The notice of an assembly goes out 7 days before it.", "A speech lasts at most 3 minutes."]
    assert f"No longer {' '.join(gone)} Instead The notice of an assembly goes out 5 days before it." in words(page)


def test_a_preset_fills_the_form(client, north):
    page = client.get(new(north, "adopt_rules", "iww_like_branch")).content.decode()
    assert ('value="IWW-like branch"' in page, 'name="emergency-least_hours" value="24"' in page) == (True, True)
    page = client.get(new(north, "adopt_rules", "no_such_rules")).content.decode()
    assert 'value="Simple majority branch"' in page


def test_a_threshold_that_nobody_can_reach_is_refused(client, north):
    spec = spec_of(rules_in_force(north))
    sent = {**rules_form(spec), "ordinary-threshold_numerator": 3, "ordinary-threshold_denominator": 2}
    page = client.post(new(north, "adopt_rules"), sent)
    sentence = "Nobody can reach 3 of 2 for ordinary. Choose a smaller fraction."
    assert (page.status_code, to_put_right(page), Motion.objects.count()) == (422, [sentence], 0)


def test_the_sentences_of_a_spec_are_those_of_the_rules_it_was_made_of(north):
    rules = rules_in_force(north)
    assert sentences_of(spec_of(rules)) == [sentence.text for sentence in rule_sentences(rules)]


def test_who_is_not_a_full_member_does_not_move(client, north, harbour):
    Membership.objects.filter(pk=harbour.members["Bea North"].pk).update(state="on_leave")
    page = client.post(new(north, ""), {**PLAIN, "kind": "ordinary"})
    sentence = "Only full members of North move motions here. Members of other branches can comment."
    assert (page.status_code, headline(page), lead(page)) == (403, "This is not yours to do", sentence)


def test_a_political_organisation_moves_only_what_its_rules_know(thread, mill):
    client, body = signed_in(thread.secretary), thread.body()
    assert thread.organisation.kind == OrganisationKind.POLITICAL
    page = client.get(new(body, "recall"))
    sentence = "The rules of Red Thread do not let a motion do this. Change the rules first."
    assert (page.status_code, sentence in words(page)) == (404, True)
