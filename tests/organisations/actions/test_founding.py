"""Founding organisations, branches and committees: by a decision, never by a form alone."""

import pytest

from assemblies.actions.closing import close_ballot
from members.models import Membership
from organisations.actions.founding import Charter, found_branch, found_committee, found_organisation
from organisations.enums import BodyType, DecisionKind, DecisionSource, OrganisationKind, Outcome, RuleSetStatus, Site
from organisations.models import Body, Branch, Committee, Decision, Organisation, RuleSet
from organisations.presets import PRESETS, SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet
from skills.actions.founding import BranchPlan, found
from skills.models import Term
from tests.helpers import bound, cast, decide_online, north_motion, online_ballot, refuses, writes
from tests.world import make_motion, make_person


def charter(**more: object) -> Charter:
    return Charter(**{"name": "Rail Workers", "kind": OrganisationKind.MASS, "rules": SIMPLE_MAJORITY, **more})


def test_founding_writes_body_decision_and_rules(mill):
    person = make_person("Olu Founder")
    with writes("found_organisation") as entries:
        made = found_organisation(person, charter=charter(aims="Eight hours.", founded_on="1910"))
    assert (made.organisation_id, made.type, made.aims, made.founded_on) == (
        made.pk,
        "organisation",
        "Eight hours.",
        "1910",
    )
    decision = made.founding_decision
    assert (decision.kind, decision.outcome, decision.source) == (
        DecisionKind.FOUNDING, Outcome.CARRIED, DecisionSource.FOUNDING,
    )  # fmt: skip
    assert (decision.body_id, decision.reference[3:]) == (made.pk, "1")
    rules = RuleSet.objects.get(body=made)
    assert (rules.version, rules.status, rules.decision) == (1, RuleSetStatus.IN_FORCE, decision)
    assert sorted(rules.rules.values_list("kind", flat=True)) == sorted(SIMPLE_MAJORITY["kinds"])
    assert (entries[0].chain, entries[0].subject) == (made.public_id, decision.public_id)


@pytest.mark.parametrize("kind", OrganisationKind.values)
@pytest.mark.parametrize("site", Site.values)
def test_A13_every_kind_goes_with_every_site(db, kind, site):
    made = found_organisation(make_person("Olu"), charter=charter(kind=kind, site=site))
    assert (made.kind, made.site) == (kind, site)


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_preset_can_be_founded_upon(db, preset):
    made = found_organisation(make_person("Olu"), charter=charter(rules=PRESETS[preset]))
    assert RuleSet.objects.get(body=made).name == PRESETS[preset]["name"]


@pytest.mark.parametrize("kind", ["", "party", "Mass", "mass "])
def test_A1_no_third_kind_can_be_founded(mill, kind):
    sentence = "Choose whether this is a mass or a political organisation."
    person = make_person("Olu")
    with refuses(Invalid, "kind", sentence):
        found_organisation(person, charter=charter(kind=kind))


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_name_that_is_none_is_refused(mill, name):
    person = make_person("Olu")
    with refuses(Invalid, "name", "Give it a name of at most 120 letters."):
        found_organisation(person, charter=charter(name=name))


def test_rules_that_cannot_be_are_refused_as_a_whole(mill):
    person = make_person("Olu")
    with refuses(Invalid, "rule_shape", "A rule set needs rules for the body and for its kinds of decision."):
        found_organisation(person, charter=charter(rules={"name": "Half"}))


def test_token_founds_nothing(harbour, mill):
    speaker = bound(harbour.secretary, harbour.body())
    with refuses(NotPermitted, "founder", "Sign in yourself to found an organisation."):
        found_organisation(speaker, charter=charter())


def test_founder_becomes_a_member_and_holds_the_interim_roles(mill):
    person = make_person("Olu Founder")
    founded = found(person, charter=charter(), branches=(BranchPlan("East"), BranchPlan("West")))
    membership = Membership.objects.get(organisation=founded.organisation)
    assert (membership.state, membership.branch, len(membership.number)) == ("full", founded.branches[0], 6)
    held = Term.objects.filter(person=person).order_by("pk").values_list("role__body__name", "role__name", "kind")
    roles = ("Secretary", "Facilitator", "Treasurer")
    assert list(held) == [(body, role, "interim") for body in ("Rail Workers", "East") for role in roles]
    assert {branch.founding_decision for branch in founded.branches} == {founded.organisation.founding_decision}


def test_political_organisation_begins_with_a_programme(mill):
    person = make_person("Olu")
    plan = charter(kind=OrganisationKind.POLITICAL, rules=PRESETS["political_with_programme"])
    with refuses(Invalid, "programme", "A political organisation begins with a programme. Write it down."):
        found(person, charter=plan)
    founded = found(person, charter=plan, programme=("Points", "What we hold."))
    assert founded.membership.agreements.get().version.title == "Points"


def test_A2_mass_organisation_is_not_founded_with_a_programme(mill):
    person = make_person("Olu")
    sentence = "A mass organisation has aims and never asks for agreement to a programme."
    with refuses(RuleNotMet, "programme_of_mass_organisation", sentence):
        found(person, charter=charter(), programme=("Points", "What we hold."))


def test_branch_is_founded_by_a_motion_of_the_organisation(mill):
    people = [member.person for member in mill.members.values()]
    draft = {"title": "Found East", "effect": "found_branch", "payload": {"name": " East  Mill ", "place": "East"}}
    motion = make_motion(mill, people[1], "", people[2], **draft)
    ballot = _online(mill, motion, people)
    assert ballot.effect_sentence == "If this carries, the branch East Mill is founded."
    branch = Branch.objects.get(name="East Mill")
    motion.refresh_from_db()
    assert (branch.organisation_id, branch.founding_decision, branch.place) == (
        mill.organisation.pk, motion.decision, "East",
    )  # fmt: skip
    assert motion.decision.effect_failed == ""


def _online(place, motion, people):
    ballot = online_ballot(place, motion)
    cast(ballot, people[:3], "+++")
    with clock.at(ballot.closes_at):
        close_ballot(place.secretary, ballot=ballot)
    return ballot


def test_branch_without_a_decision_of_the_organisation_is_refused(harbour, mill):
    sentence = "A branch is founded by a decision of Harbour Tenants. Table a motion there."
    decided = decide_online(harbour, north_motion(harbour)).decision
    for decision in (decided, mill.organisation.founding_decision):
        with refuses(RuleNotMet, "decision_missing", sentence):
            found_branch(harbour.secretary, organisation=harbour.organisation, name="East", decision=decision)


def test_founding_decision_founds_no_branch_once_the_organisation_decides_by_itself(mill):
    people = [member.person for member in mill.members.values()]
    founding = mill.organisation.founding_decision
    found_branch(mill.secretary, organisation=mill.organisation, name="East", decision=founding)
    _online(mill, make_motion(mill, people[1], "", people[2]), people)
    with refuses(RuleNotMet, "decision_missing"):
        found_branch(mill.secretary, organisation=mill.organisation, name="West", decision=founding)


def test_second_branch_of_the_same_name_fails_but_the_decision_stands(mill):
    people = [member.person for member in mill.members.values()]
    draft = {"title": "Found East", "effect": "found_branch", "payload": {"name": "East"}}
    for _ in range(2):
        motion = make_motion(mill, people[1], "", people[2], **draft)
        _online(mill, motion, people)
    motion.refresh_from_db()
    assert motion.decision.effect_failed == "Mill Workers already has a branch called East."
    assert (motion.status, motion.decision.status) == ("carried", "in_force")
    assert Branch.objects.filter(name="East").count() == 1


def test_only_the_organisation_itself_founds_a_branch(harbour):
    with refuses(RuleNotMet, "not_organisation", "Only the organisation itself founds a branch."):
        north_motion(harbour, effect="found_branch", payload={"name": "Sub-North"})


def test_committee_is_founded_by_its_assembly_with_a_scope(harbour, mill):
    payload = {"name": "Roof group", "scope": " Get three offers. "}
    motion = decide_online(harbour, north_motion(harbour, effect="found_committee", payload=payload))
    committee = Committee.objects.get()
    assert (committee.name, committee.scope, committee.type) == ("Roof group", "Get three offers.", BodyType.COMMITTEE)
    assert (committee.parent_id, committee.founding_decision) == (harbour.branches["North"].pk, motion.decision)
    assert committee.organisation_id == harbour.organisation.pk


def test_A17_committee_without_a_founding_decision_is_refused(harbour, mill):
    north = harbour.body("North")
    sentence = "A committee comes from an assembly. Let North decide it first."
    with refuses(Invalid, "decision_missing", sentence):
        found_committee(harbour.secretary, parent=north, name="Group", scope="All.", decision=None)
    plain = decide_online(harbour, north_motion(harbour)).decision
    for decision in (plain, mill.organisation.founding_decision, harbour.organisation.founding_decision):
        with refuses(RuleNotMet, "decision_missing", sentence):
            found_committee(harbour.secretary, parent=north, name="Group", scope="All.", decision=decision)


def test_committee_without_scope_is_refused_when_the_motion_is_made(harbour):
    with refuses(Invalid, "scope", "Say what the committee may do."):
        north_motion(harbour, effect="found_committee", payload={"name": "Group", "scope": " "})


def test_carried_decision_is_not_cited_a_second_time(harbour):
    payload = {"name": "Roof group", "scope": "Get offers."}
    decision = decide_online(harbour, north_motion(harbour, effect="found_committee", payload=payload)).decision
    with refuses(RuleNotMet, "decision_missing"):
        found_committee(CLOCK, parent=harbour.body("North"), name="Junta", scope="All.", decision=decision)
    assert Committee.objects.count() == 1


def test_organisations_stand_beside_each_other(harbour, mill, thread):
    own = Organisation.objects.values_list("pk", "organisation_id")
    assert dict(own) == {pk: pk for pk, _ in own}
    assert Body.objects.filter(type=BodyType.ORGANISATION).count() == 3
    assert Decision.objects.filter(kind=DecisionKind.FOUNDING).count() == 3
