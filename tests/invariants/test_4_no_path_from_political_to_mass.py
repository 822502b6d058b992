"""Invariant 4: no key, role, power, mandate, effect or token leads from a political into a mass organisation."""

from itertools import product

import pytest
from django.apps import apps
from django.db.models import Count, ForeignKey

from assemblies.actions.ballots import close_ballot
from assemblies.actions.casting import cast_vote
from members.actions.joining import apply_to_join
from members.actions.memberships import admit
from members.actions.tokens import make_token
from members.models import Membership, Person
from members.queries.register import memberships_visible_to
from organisations.actions.effects import all_effects, clean_effect
from organisations.enums import Power
from organisations.models import Body, Organisation
from organisations.queries.bodies import bodies_visible_to
from organiser.base import authority
from organiser.base.errors import Invalid, NotPermitted, Refusal, RuleNotMet
from skills.actions.roles import begin_term
from skills.models import Role, Term
from tests.helpers import bound, decide_online, north_motion, online_ballot, refuses
from tests.world import make_person

FLOORS = ("base", "organisations", "members", "skills", "assemblies")
# The keys that may join two bodies. An organisation's own body, a body's organisation, what took its place, and the
# assembly above a committee: none of them gives one organisation a say in another.
BETWEEN_BODIES = {
    "Organisation.body", "Branch.body", "Committee.body", "Body.organisation", "Body.successor", "Committee.parent",
}  # fmt: skip


def keys():
    for label in FLOORS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.local_fields:
                if isinstance(field, ForeignKey):
                    yield model, field


def test_B3_no_key_joins_two_bodies_but_the_known_six():
    found = {
        f"{model.__name__}.{field.name}"
        for model, field in keys()
        if issubclass(model, Body) and issubclass(field.related_model, Body)
    }
    assert found == BETWEEN_BODIES


def test_B3_organisation_has_no_parent():
    own = {field.name for model, field in keys() if model is Organisation}
    assert own == {"body"}


def test_B3_rows_that_name_two_organisations_name_the_same_one_twice(harbour, mill, thread):
    """Every row that carries an organisation points only to rows that carry the same: nothing lies across."""
    decide_online(harbour, north_motion(harbour, effect="found_committee", payload={"name": "G", "scope": "Roof."}))
    across = [
        f"{model.__name__}.{field.name}"
        for model, field in keys()
        if _has_organisation(model) and _has_organisation(field.related_model) and field.name != "organisation"
        for row in model.objects.select_related(field.name)
        if getattr(row, field.name) is not None and _organisation_of(row) != _organisation_of(getattr(row, field.name))
    ]
    assert across == []


def _has_organisation(model) -> bool:
    return any(field.name == "organisation" for field in model._meta.fields)


def _organisation_of(row) -> int:
    return row.organisation_id


def test_B3_every_row_of_governance_carries_its_organisation():
    without = {
        model.__name__
        for label in FLOORS[1:]
        for model in apps.get_app_config(label).get_models()
        if not _has_organisation(model)
    }
    assert without == {"Person"}


@pytest.fixture
def ola(thread, harbour, mill):
    """Ola holds every role of the political organisation, and is a member of the mass organisation like all others."""
    membership = apply_to_join(thread.secretary, organisation=harbour.organisation, branch=harbour.branches["North"])
    admit(harbour.secretary, membership=membership)
    return thread.secretary


@pytest.mark.parametrize("power", Power.values)
def test_B3_power_in_a_political_body_is_none_in_a_mass_body(ola, harbour, thread, power):
    in_the_union = Membership.objects.get(organisation=harbour.organisation, person__name=ola.name).person
    assert {body.pk for body in authority.bodies_with(ola, power)} <= {thread.organisation.pk}
    assert list(authority.bodies_with(in_the_union, power)) == []


def test_B3_secretary_of_the_party_sees_nothing_of_the_union(ola, harbour):
    assert list(memberships_visible_to(ola).filter(organisation=harbour.organisation)) == []
    assert Membership.objects.filter(organisation=harbour.organisation, person__name=ola.name).count() == 1


def test_B3_nobody_is_the_same_person_in_two_organisations(ola, harbour, thread):
    """Whoever keeps a register can open the accounts in it, so an account in two registers would be a path."""
    twice = Person.objects.annotate(places=Count("memberships__organisation", distinct=True)).filter(places__gt=1)
    assert list(twice) == []


def test_B3_no_effect_of_a_political_body_reaches_into_a_mass_body(ola, harbour, thread):
    """Each effect is offered every public id of the union, under every name it might take it."""
    body = thread.body()
    term = Term.objects.filter(role__organisation=harbour.organisation).first()
    role = Role.objects.filter(organisation=harbour.organisation).first()
    offered = {
        "decision": harbour.organisation.founding_decision.public_id,
        "role": role.public_id,
        "member": harbour.members["Bea North"].public_id,
        "term": term.public_id,
        "body": harbour.body("North").public_id,
        "organisation": harbour.organisation.public_id,
    }
    refusals = {
        "adopt_programme": "programme_text",
        "adopt_rules": "rule_shape",
        "change_aims": "aims",
        "fill_role": "no_role",
        "recall": "no_term",
        "rescind": "no_decision",
        "supersede": "no_decision",
    }
    named: dict[str, str] = {}
    for effect, kind in product(all_effects(), ("ordinary", "rules", "election", "recall", "rescind")):
        if kind not in effect.kinds:
            continue
        payload = {**offered, "name": "Fraction", "scope": "The union.", "powers": []}
        try:
            cleaned = clean_effect(body, kind, effect.name, payload)
        except Refusal as refusal:
            named[effect.name] = refusal.code
        else:
            assert set(map(str, cleaned.values())) & set(offered.values()) == set()
    assert named == refusals


def test_B3_role_of_the_union_cannot_be_filled_by_a_decision_of_the_party(ola, harbour, thread):
    role = Role.objects.select_related("body__organisation").get(body=harbour.branches["North"].pk, name="Secretary")
    for kind in ("elected", "interim"):
        with refuses(RuleNotMet, "decision_missing"):
            begin_term(ola, role=role, person=ola, decision=thread.organisation.founding_decision, kind=kind)


def test_B3_token_of_the_party_opens_nothing_in_the_union(ola, harbour, thread):
    make_token(ola, body=thread.body(), name="Bot", scope="write", days=1)
    speaker = bound(ola, thread.body())
    assert [body.pk for body in bodies_visible_to(speaker)] == [thread.organisation.pk]
    ballot = online_ballot(harbour, north_motion(harbour))
    with refuses(NotPermitted, "token_body", "This token does not reach that body."):
        cast_vote(speaker, ballot=ballot, choice="for", key="party-line")
    with refuses(NotPermitted, "power_missing"):
        close_ballot(speaker, ballot=ballot)


def test_B3_union_asks_nobody_for_a_programme(ola, harbour, thread):
    version = thread.organisation.programme_versions.get()
    person = make_person("Ann Asking")
    with refuses(Invalid, "programme_of_mass_organisation"):
        apply_to_join(person, organisation=harbour.organisation, programme_version=version)
