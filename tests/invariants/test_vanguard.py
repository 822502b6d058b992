"""Mission A25: a party that gathers the skilled, seeks office and commands from above cannot be expressed here.

The doors one by one are in `test_4_no_path_from_political_to_mass.py` (B3), the committees in
`tests/organisations/actions/test_structure.py` (B4), what people said in `test_mission_rows.py` (B5).
"""

import pytest
from django.apps import apps
from django.db import models

from organisations.actions.effects import all_effects, clean_effect
from organisations.models import Body
from organiser.base import authority
from organiser.base.errors import Refusal, RuleNotMet
from skills.actions.roles import begin_term
from skills.models import Role
from tests.helpers import refuses, row_counts
from tests.world import add_member

# A word for how skilled, how advanced or how loyal somebody is; nothing of a person or a membership is called so (D12).
GRADES = ("rank", "grade", "score", "cadre", "loyal", "conscious", "education", "degree", "vanguard")


def test_A25_nothing_grades_people_by_skill_or_conviction():
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in {"members", "organisations", "skills", "assemblies"}
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
    ]
    assert [name for name in fields if any(grade in name.lower() for grade in GRADES)] == []


def test_A25_a_member_of_the_party_has_in_the_union_what_every_member_has(harbour, thread):
    """The same human being is in both: as a member of the union she has its powers by its elections alone."""
    name = "Ola Thread"
    in_union = add_member(harbour, name, "North").person
    assert [authority.bodies_with(who, None).filter(organisation=harbour.organisation).count() for who in
            (thread.secretary, in_union)] == [0, 0]  # fmt: skip
    assert authority.organisations_of(thread.secretary).filter(pk=harbour.organisation.pk).count() == 0


def test_A25_no_decision_of_the_party_gives_office_in_the_union(harbour, thread):
    role = Role.objects.get(body=harbour.body("North"), name="Secretary")
    before = row_counts()
    with refuses(RuleNotMet, "decision_missing"):
        begin_term(
            thread.secretary,
            role=role,
            person=thread.secretary,
            decision=thread.organisation.founding_decision,
            kind="elected",
        )
    assert row_counts() == before


@pytest.mark.parametrize("kind", ["ordinary", "rules", "election", "recall", "rescind"])
def test_A25_no_effect_lets_one_body_command_another_organisation(harbour, mill, thread, kind):
    """Whatever a motion of the party names of the union, by any of its ids, is refused or is about the party itself."""
    ids = {body.name: body.public_id for body in Body.objects.filter(organisation=harbour.organisation)}
    for effect in all_effects():
        if kind not in effect.kinds:
            continue
        for public_id in ids.values():
            words = ("body", "branch", "into", "successor", "council", "role", "term", "decision", "member", "bodies")
            try:
                cleaned = clean_effect(thread.body(), kind, effect.name, dict.fromkeys(words, public_id))
            except Refusal:
                continue
            assert public_id not in str(cleaned), effect.name
