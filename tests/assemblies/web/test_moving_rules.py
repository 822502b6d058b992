"""Moving new rules on the pages: the form holds every rule, and the motion shows what would change."""

import pytest
from django.urls import reverse

from assemblies.models import Motion
from organisations.queries.rulesets import rules_in_force
from organisations.queries.sentences import rule_sentences
from organisations.queries.specs import sentences_of, spec_of
from organisations.validators import validate_rule_spec
from tests.pages import signed_in, to_put_right, words

PLAIN = {"title": "New rules", "summary": "The old ones pinch.", "text": "The assembly adopts these rules."}


@pytest.fixture
def north(harbour, mill):
    return harbour.body("North")


@pytest.fixture
def client(harbour, north):
    return signed_in(harbour.person("Bea North"))


def new(body, effect, rules=""):
    url = reverse("motion_new", args=[body.public_id])
    return f"{url}?effect={effect}" + (f"&rules={rules}" if rules else "")


def the_motion():
    return Motion.objects.order_by("-pk").first()


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
