"""A payload of the wrong type is refused when the motion is moved; no body is ever called “None”."""

import pytest

from organisations.actions.effects import all_effects, clean_effect, effect_named
from organisations.validators.payloads import word, yes_or_no
from organiser.base.errors import Invalid, Refusal
from tests.assemblies.web.test_spelled import EXAMPLES, WITHOUT_WORDS, leaves, world_of
from tests.helpers import refuses

WRONG = (None, 3, ["x"], {"a": 2}, True)
# What the effects that hold no words take.
FIELDS = (
    *("affiliation", "alliance", "organisation", "body", "successor", "branch", "into", "role", "member", "paid"),
    *("page", "term", "decision"),
)


def turned(text):
    """Whether this looks like something that was not text."""
    return text in {"3", "True"} or text.startswith(("None", "[", "{"))


def wrong_answers(body, name, payload):
    """What becomes of the payload with each field of each wrong type: those that were taken, with their texts."""
    kind = min(effect_named(name).kinds)
    for field in payload:
        for wrong in WRONG:
            try:
                cleaned = clean_effect(body, kind, name, {**payload, field: wrong})
            except Refusal:
                continue
            yield field, wrong, leaves(cleaned)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_no_field_of_the_wrong_type_becomes_text(harbour, mill, name):
    where, payload_of = EXAMPLES[name]
    body, _voter = world_of(harbour, where)
    payload = payload_of({"harbour": harbour, "mill": mill})
    taken = [
        (field, wrong)
        for field, wrong, texts in wrong_answers(body, name, payload)
        if any(turned(text) for text in texts)
    ]
    assert taken == []


@pytest.mark.parametrize("name", sorted(WITHOUT_WORDS))
def test_no_id_of_the_wrong_type_is_taken(harbour, mill, name):
    payload = dict.fromkeys(FIELDS, "")
    bodies = (harbour.body(), harbour.body("North"), mill.body())
    found = [texts for body in bodies for _field, _wrong, texts in wrong_answers(body, name, payload)]
    assert [text for texts in found for text in texts if turned(text)] == []


def test_every_effect_is_asked(harbour):
    assert {effect.name for effect in all_effects()} == set(EXAMPLES) | WITHOUT_WORDS


@pytest.mark.parametrize("wrong", WRONG)
def test_a_text_is_a_text_and_a_number_is_none(wrong):
    with pytest.raises(Invalid) as caught:
        word({"name": wrong}, "name")
    assert (caught.value.code, caught.value.field, caught.value.sentence) == (
        "not_text", "name", "Send “name” as text.",
    )  # fmt: skip


def test_what_was_not_sent_is_as_its_default_says():
    assert (word({}, "name"), word({}, "name", "x"), word({"name": ""}, "name", "x")) == ("", "x", "")
    assert (yes_or_no({}, "page"), yes_or_no({}, "page", default=True), yes_or_no({"page": True}, "page")) == (
        False, True, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "payload", "code"),
    [
        ("create_role", {"name": "Cook", "seats": True}, "seats"),
        ("create_role", {"name": "Cook", "paid": 1}, "yes_or_no"),
        ("create_role", {"name": None}, "not_text"),
        ("adopt_rules", {"rules": {"name": ["x"], "body": {}, "kinds": {}}}, "rule_name"),
        ("found_committee", {"name": {"a": 2}, "scope": "Roof"}, "not_text"),
    ],
)
def test_each_of_them_has_a_sentence_of_its_own(harbour, mill, name, payload, code):
    with refuses(Invalid, code):
        clean_effect(harbour.body("North"), min(effect_named(name).kinds), name, payload)
    with refuses(Invalid, code):
        clean_effect(mill.body(), min(effect_named(name).kinds), name, payload)


def test_positions_that_cannot_join_are_texts(harbour):
    with refuses(Invalid, "incompatible"):
        clean_effect(harbour.body(), "rules", "change_constituency", {"constituency": "All", "incompatible": [None]})
