"""Invariant 3: rules, roles, terms, committees and exclusions change only by a decision of the body that owns them.

The test walks every action there is. One that can touch what is governed must stand in `BY_DECISION` below, with an
attempt to do it without a decision that allows it; every other one must not write a governed table at all, which is
read from its source and from all that it calls.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import assemblies.actions
import members.actions
import organisations.actions
import skills.actions
from assemblies.actions.appeals import take_back_exclusion
from assemblies.actions.caucuses import bring_to_parent
from assemblies.actions.closing import close_ballot
from assemblies.actions.ending import close_last_assembly
from assemblies.models import Assembly, Exclusion
from members.actions.basis import convert_basis
from members.actions.dues_schemes import drop_dues, set_dues
from members.actions.enrolling import enrol_founder
from members.actions.exclusions import exclude_member, reinstate_member
from members.actions.memberships import change_state
from members.actions.moving import move_members
from members.actions.suspensions import lift_suspension, suspend_member
from members.enums import MEMBERSHIP_STEPS, MembershipState
from members.models import MembershipSpan, Person
from organisations.actions.affiliations import accept_affiliation, ask_to_affiliate, end_affiliation, leave_federation
from organisations.actions.agreements import ratify_agreement
from organisations.actions.aims_effects import change_aims
from organisations.actions.alliances import (
    AlliancePlan,
    found_alliance,
    invite_to_alliance,
    join_alliance,
    leave_alliance,
    move_alliance_stage,
)
from organisations.actions.common_ground import take_positions
from organisations.actions.councils import change_council, found_council
from organisations.actions.decisions import end_decision
from organisations.actions.disclosures import be_named
from organisations.actions.effects import all_effects
from organisations.actions.endings import dissolve_body, merge_branch, name_successor
from organisations.actions.founding import found_branch, found_committee
from organisations.actions.programmes import adopt_programme
from organisations.actions.rulesets import adopt_rules
from organisations.actions.structure import change_constituency, change_jurisdiction, rename_body, show_page
from organisations.models import (
    Affiliation,
    AffiliationStep,
    Agreement,
    AgreementVersion,
    AimsVersion,
    Alliance,
    AllianceMember,
    Body,
    BodyEvent,
    Branch,
    Committee,
    CommonGround,
    Council,
    CouncilBody,
    Decision,
    DecisionRule,
    DisclosureConsent,
    Organisation,
    Position,
    ProgrammeVersion,
    Ratification,
    RepresentationScheme,
    RuleSet,
    StageConsent,
)
from organisations.presets import IWW_LIKE_BRANCH, SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Refusal
from skills.actions.ending import end_terms, end_terms_of_excluded
from skills.actions.paying import pay_role
from skills.actions.recall import recall_from_role
from skills.actions.roles import begin_term, create_role
from skills.models import Role, RolePower, Term
from tests.dues import spec
from tests.helpers import bound, cast, decide_online, north_motion, online_ballot, row_counts
from tests.world import Place, make_motion

GOVERNED = (
    RuleSet, DecisionRule, Role, RolePower, Term, Committee, Branch, ProgrammeVersion, Affiliation, AffiliationStep,
    AimsVersion, Alliance, AllianceMember, StageConsent, Ratification, Position, DisclosureConsent,
    Body, Organisation, BodyEvent, Council, CouncilBody, RepresentationScheme,
)  # fmt: skip
# Who begins something new out of nothing, and who lays down what is her or his own.
FOUNDING = {"found", "found_organisation"}
OWN = {"resign_from_role"}
# What ends by itself: the founding gives roles until the first assembly, a branch gives them to its members.
BY_ITSELF = {"end_interim_terms", "end_terms_of_moved"}
# What the operator of the site does, with a reason that the members read; tests/skills/actions/test_interventions.py.
BREAK_GLASS = {"end_lost_term", "give_interim"}
# These need a decision too, and write nothing that is governed by themselves.
LIGHT = {
    "end_decision", "enrol_founder", "found", "leave_alliance", "move_members", "close_last_assembly",
    "bring_to_parent", "exclude_member", "reinstate_member", "take_back_exclusion", "set_dues", "drop_dues",
    "suspend_member", "lift_suspension",
    "ask_members",
}  # fmt: skip
# The one door through which effects come: a ballot that closes writes the decision and lets it happen.
DOOR = {"close_ballot", "decide_by_run_off", "decide_tie", "record_decision"}

Attempt = Callable[[Place, Person, Decision], object]
BY_DECISION: dict[str, Attempt] = {
    "adopt_rules": lambda p, a, d: adopt_rules(a, body=p.body("North"), spec=IWW_LIKE_BRANCH, decision=d),
    "adopt_programme": lambda p, a, d: adopt_programme(
        a, organisation=p.organisation, title="Line", text="Ours.", decision=d
    ),
    "convert_basis": lambda p, a, d: convert_basis(a, organisation=p.organisation, decision=d),
    "drop_dues": lambda p, a, d: drop_dues(a, body=p.body("North"), spec=spec(), decision=d),
    "set_dues": lambda p, a, d: set_dues(a, body=p.body("North"), spec=spec(), decision=d),
    "change_aims": lambda p, a, d: change_aims(a, organisation=p.organisation, text="Power.", decision=d),
    "found_branch": lambda p, a, d: found_branch(a, organisation=p.organisation, name="East", decision=d),
    "found_committee": lambda p, a, d: found_committee(
        a, parent=p.body("North"), name="Junta", scope="All.", decision=d
    ),
    "create_role": lambda p, a, d: create_role(a, body=p.body("North"), name="Chief", powers=["count"], decision=d),
    "pay_role": lambda p, a, d: pay_role(a, role=_role(p), paid=True, decision=d),
    "begin_term": lambda p, a, d: begin_term(
        a, role=_role(p), person=p.person("Bea North"), decision=d, kind="elected"
    ),
    "recall_from_role": lambda p, a, d: recall_from_role(a, term=_role(p).terms.get(), decision=d),
    "end_decision": lambda p, a, d: end_decision(a, decision=d, to="rescinded", by=d),
    "rename_body": lambda p, a, d: rename_body(a, body=p.body("North"), name="Ours", form="", decision=d),
    "change_constituency": lambda p, a, d: change_constituency(
        a, organisation=p.organisation, constituency="", incompatible=[], decision=d
    ),
    "change_jurisdiction": lambda p, a, d: change_jurisdiction(
        a, branch=p.branches["North"], jurisdiction="All", place="", decision=d
    ),
    "show_page": lambda p, a, d: show_page(a, organisation=p.organisation, page=True, decision=d),
    "dissolve_body": lambda p, a, d: dissolve_body(a, body=p.body("North"), decision=d),
    "merge_branch": lambda p, a, d: merge_branch(a, branch=p.body("North"), into=p.body("South"), decision=d),
    "name_successor": lambda p, a, d: name_successor(a, body=p.body("North"), successor=p.body("South"), decision=d),
    "found_council": lambda p, a, d: found_council(
        a, organisation=p.organisation, name="Council", scheme={"method": "one_per_body"}, bodies=[], decision=d
    ),
    "change_council": lambda p, a, d: change_council(
        a, council=Council(p.body("North").pk, organisation=p.organisation), scheme={}, bodies=[], decision=d
    ),
    "move_members": lambda p, a, d: move_members(a, branch=p.branches["North"], to=None, decision=d),
    "end_terms_of_excluded": lambda p, a, d: end_terms_of_excluded(a, membership=p.members["Bea North"], decision=d),
    "exclude_member": lambda p, a, d: exclude_member(a, membership=p.members["Bea North"], decision=d),
    "reinstate_member": lambda p, a, d: reinstate_member(a, membership=p.members["Bea North"], decision=d),
    "suspend_member": lambda p, a, d: suspend_member(a, membership=p.members["Bea North"], months=3, decision=d),
    "lift_suspension": lambda p, a, d: lift_suspension(a, membership=p.members["Bea North"], decision=d),
    "take_back_exclusion": lambda p, a, d: take_back_exclusion(
        a, exclusion=Exclusion(membership=p.members["Bea North"]), decision=d
    ),
    "end_terms": lambda p, a, d: end_terms(a, body=p.body("North"), decision=d),
    "close_last_assembly": lambda p, a, d: close_last_assembly(a, assembly=Assembly(body=p.body("North")), decision=d),
    "bring_to_parent": lambda p, a, d: bring_to_parent(a, caucus=p.body("North"), title="T", text="T", decision=d),
    "enrol_founder": lambda p, a, d: enrol_founder(a, organisation=p.organisation, person=a, branch=None, decision=d),
    "ask_to_affiliate": lambda p, a, d: ask_to_affiliate(
        a, organisation=p.organisation, federation=_other(p), wanted="full", decision=d
    ),
    "accept_affiliation": lambda p, a, d: accept_affiliation(
        a,
        organisation=p.organisation,
        affiliation=Affiliation(affiliate=_other(p), federation=p.organisation),
        decision=d,
    ),
    "leave_federation": lambda p, a, d: leave_federation(
        a,
        organisation=p.organisation,
        affiliation=Affiliation(affiliate=p.organisation, federation=_other(p)),
        decision=d,
    ),
    "end_affiliation": lambda p, a, d: end_affiliation(
        a,
        organisation=p.organisation,
        affiliation=Affiliation(affiliate=_other(p), federation=p.organisation),
        decision=d,
    ),
    "found_alliance": lambda p, a, d: found_alliance(
        a, organisation=p.organisation, plan=AlliancePlan("Table", "Bread."), decision=d
    ),
    "invite_to_alliance": lambda p, a, d: invite_to_alliance(
        a, organisation=p.organisation, alliance=Alliance(), invited=_other(p), decision=d
    ),
    "join_alliance": lambda p, a, d: join_alliance(
        a, organisation=p.organisation, alliance=Alliance(), scope="local", decision=d
    ),
    "leave_alliance": lambda p, a, d: leave_alliance(a, organisation=p.organisation, alliance=Alliance(), decision=d),
    "move_alliance_stage": lambda p, a, d: move_alliance_stage(
        a, organisation=p.organisation, alliance=Alliance(), stage="alliance", decision=d
    ),
    "ratify_agreement": lambda p, a, d: ratify_agreement(
        a,
        organisation=p.organisation,
        version=AgreementVersion(agreement=Agreement(alliance=Alliance())),
        weighed=[],
        until=None,
        decision=d,
    ),
    "take_positions": lambda p, a, d: take_positions(
        a,
        organisation=p.organisation,
        common_ground=CommonGround(alliance=Alliance()),
        stances={1: "agree"},
        decision=d,
    ),
    "be_named": lambda p, a, d: be_named(a, organisation=p.organisation, to="public", decision=d),
}


def _other(place: Place) -> Organisation:
    return Organisation.objects.exclude(pk=place.organisation.pk).filter(kind="mass").earliest("pk")


def _role(place: Place) -> Role:
    return Role.objects.select_related("body__organisation").get(body=place.branches["North"].pk, name="Secretary")


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{found.name}")


def all_actions() -> dict[str, Callable[..., object]]:
    packages = (organisations.actions, members.actions, skills.actions, assemblies.actions)
    return {
        name: thing
        for package in packages
        for module in modules(package)
        for name, thing in vars(module).items()
        if getattr(thing, "is_action", False) and thing.__module__ == module.__name__
    }


def nodes_of(function: Callable[..., object]) -> Iterator[ast.AST]:
    """The source of an action, and of the functions of its own module that it calls."""
    tree = ast.parse(Path(str(inspect.getsourcefile(inspect.unwrap(function)))).read_text(encoding="utf-8"))
    bodies = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    seen: set[str] = set()
    waiting = [function.__name__]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for node in ast.walk(bodies[name]):
            yield node
            if isinstance(node, ast.Name) and node.id in bodies and node.id not in seen:
                seen.add(node.id)
                waiting.append(node.id)


def names_in(function: Callable[..., object]) -> set[str]:
    """Every name that the source of an action speaks."""
    return {node.id for node in nodes_of(function) if isinstance(node, ast.Name)}


def writes_in(function: Callable[..., object]) -> set[str]:
    """The governed things that an action brings into being or changes, by itself or through a helper of its module."""
    governed = {model.__name__ for model in GOVERNED}
    making = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "delete"}
    helpers = names_in(function) & {"write_rule_set", "cut_short", "write_event", "write_scheme"}
    made = {
        node.value.value.id
        for node in nodes_of(function)
        if isinstance(node, ast.Attribute)
        and node.attr in making
        and isinstance(node.value, ast.Attribute)
        and isinstance(node.value.value, ast.Name)
    }
    saved = {
        node.value.id
        for node in nodes_of(function)
        if isinstance(node, ast.Attribute)
        and node.attr == "save"
        and isinstance(node.value, ast.Name)
        and node.value.id in {"body", "branch", "organisation", "role"}
    }
    return helpers | saved | (made & governed)


def test_3_every_action_is_known_to_leave_governed_things_alone_or_to_need_a_decision():
    touching = {name for name, act in all_actions().items() if writes_in(act)}
    assert touching == (set(BY_DECISION) | FOUNDING | OWN | BY_ITSELF | BREAK_GLASS) - LIGHT
    assert set(BY_DECISION) | FOUNDING | OWN | DOOR <= set(all_actions())


@pytest.mark.parametrize("name", sorted(BY_DECISION))
def test_3_no_decision_but_the_one_that_is_taking_effect_changes_what_is_governed(harbour, mill, thread, name):
    carried = [
        decide_online(harbour, north_motion(harbour)).decision,
        _adopted(harbour),
        decide_online(harbour, north_motion(harbour), "-----").decision,
    ]
    foundings = [place.organisation.founding_decision for place in (harbour, mill, thread)]
    root = Person.objects.create_superuser("Root")
    before, governed = row_counts(), snapshot()
    for decision in carried + foundings:
        for actor in (root, CLOCK, harbour.secretary, mill.secretary, bound(harbour.secretary, harbour.body("North"))):
            if name == "found_branch" and decision == foundings[0]:
                continue  # the founding founds branches, until the organisation has decided anything by itself
            with pytest.raises(Refusal):
                BY_DECISION[name](harbour, actor, decision)
    assert (row_counts(), snapshot()) == (before, governed)


def _adopted(place: Place) -> Decision:
    payload = {"rules": {**SIMPLE_MAJORITY, "name": "The same"}}
    return decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload=payload)).decision


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in GOVERNED}


def test_3_founding_decision_stops_founding_branches_when_the_organisation_decides(mill):
    people = [member.person for member in mill.members.values()]
    ballot = online_ballot(mill, make_motion(mill, people[1], "", people[2]))
    cast(ballot, people[:2], "++")
    with clock.at(ballot.closes_at):
        close_ballot(mill.secretary, ballot=ballot)
    with pytest.raises(Refusal):
        found_branch(
            mill.secretary, organisation=mill.organisation, name="East", decision=mill.organisation.founding_decision
        )


def test_3_nobody_is_excluded_but_by_a_decision(harbour):
    """No step at the desk leads to exclusion, and no action writes that state."""
    excluded = MembershipState.EXCLUDED
    for came in MembershipState:
        if excluded in MEMBERSHIP_STEPS[came]:
            with pytest.raises(Refusal) as refused:
                change_state(harbour.secretary, membership=_in_state(harbour, came), to=excluded)
            assert refused.value.code == "exclusion_needs_decision"
    assert MembershipSpan.objects.filter(state=excluded).count() == 0


def _in_state(place: Place, state: str):
    membership = place.members["Bea North"]
    type(membership).objects.filter(pk=membership.pk).update(state=state, suspended_until=clock.today())
    return membership


def test_3_register_of_decisions_is_written_from_one_place():
    """Only the count of a ballot, at first or again, writes decisions: no other path leads there (design 6)."""
    ways, settling = {"record_decision", "write_decision"}, {"settle", "continue_count"}
    callers = {
        name: (ways | settling if act.__module__.startswith("assemblies.") else ways) & names_in(act) - {name}
        for name, act in all_actions().items()
    }
    assert {name: used for name, used in callers.items() if used} == {
        "answer_recount": {"record_decision"}, "close_ballot": {"settle"}, "settle_blocks": {"settle"},
        "decide_tie": {"continue_count"}, "decide_by_run_off": {"continue_count", "settle", "record_decision"},
        "record_decision": {"write_decision"}, "found_organisation": {"write_decision"},
    }  # fmt: skip


def test_3_every_effect_is_one_of_the_known():
    assert [effect.name for effect in all_effects()] == [
        "accept_affiliation", "admit", "adopt_programme", "adopt_rules", "affiliate", "ask_members", "be_named",
        "bring_to_parent",
        "change_aims", "change_constituency", "change_council", "change_jurisdiction", "convert_basis", "create_role",
        "dissolve_body",
        "dissolve_committee", "drop_dues", "elect", "end_affiliation", "exclude", "fill_role", "found_alliance",
        "found_branch",
        "found_committee",
        "found_council",
        "invite_to_alliance", "join_alliance", "leave_alliance", "leave_federation", "merge_branch",
        "move_alliance_stage", "name_successor", "pay_role", "ratify_agreement", "recall", "reinstate", "rename_body",
        "rescind", "set_dues", "show_page",
        "split_branch", "supersede", "suspend", "take_positions",
    ]  # fmt: skip
