"""The effects that end, merge or split a body: they ask ballots, terms and memberships, so they live on this floor."""

from assemblies.actions.ending import assembly_of, close_last_assembly, demand_no_ballot, demand_quiet
from assemblies.enums import AssemblyStatus
from members.actions.moving import move_members
from members.models import Membership
from members.queries.belonging import members_of, voters_of
from organisations.actions.body_events import clean_name, demand_free_name
from organisations.actions.effects import Effect, Payload, register
from organisations.actions.endings import demand_no_branches, dissolve_body, merge_branch
from organisations.actions.founding import found_branch
from organisations.actions.structure_effects import body_named, demand_organisation
from organisations.enums import COMMITTEE_FORMS, BodyForm, BodyType, DecisionKind
from organisations.models import Body, Branch, Decision, Organisation
from organisations.queries.alliances import demand_in_no_alliance
from organisations.queries.spelled import spell_branch
from organisations.rules import demand_exists, demand_follows, parent_key
from organisations.validators.payloads import word
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import one_line
from skills.actions.ending import end_terms
from skills.actions.founding import give_interim_roles

RULES = frozenset({DecisionKind.RULES})
MOST_GOING = 5000


def ends_with(body: Body) -> list[Body]:
    """The body, and what cannot be without it: its committees and theirs, and the councils of an organisation."""
    found, at = [body], 0
    while at < len(found):
        found += Body.objects.filter(as_committee__parent=found[at], dissolved_on="").order_by("pk")
        at += 1
    if body.type == BodyType.ORGANISATION:
        found += Body.objects.filter(organisation_id=body.pk, type=BodyType.COUNCIL, dissolved_on="").order_by("pk")
    return found


def _let_go(actor: Actor, body: Body, decision: Decision) -> list[Body]:
    """Close the last assembly and end all terms; gives what ends besides the body itself."""
    family, here = ends_with(body), assembly_of(decision)
    for one in family:
        demand_quiet(one, decision)
    if here is not None and here.status == AssemblyStatus.OPEN and here.body_id in {one.pk for one in family}:
        close_last_assembly(actor, assembly=here, decision=decision)
    for one in family:
        end_terms(actor, body=one, decision=decision)
    return family[1:]


def _target(body: Body, payload: Payload) -> Body:
    return body_named(body, word(payload, "body") or body.public_id, "body")


def _clean_dissolve(body: Body, payload: Payload, *, committee: bool) -> Payload:
    target = _target(body, payload)
    if body.pk not in {target.pk, parent_key(target)}:
        raise RuleNotMet(f"{target.name} is not a body beneath {body.name}.", code="not_beneath", field="body")
    if (target.type == BodyType.COMMITTEE) != committee:
        what = "a committee" if committee else "a branch, a council or the organisation"
        raise Invalid(f"Choose {what}.", code="body_type", field="body")
    demand_exists(target)
    demand_no_branches(target)
    demand_in_no_alliance(target)
    for one in ends_with(target):
        demand_no_ballot(one)
    clean = {"body": target.public_id}
    if word(payload, "successor"):
        successor = body_named(body, payload["successor"], "successor")
        demand_follows(target, successor)
        demand_exists(successor)
        clean["successor"] = successor.public_id
    return clean


def _describe_dissolve(body: Body, payload: Payload) -> str:
    target = _target(body, payload)
    after = f" {body_named(body, payload['successor'], 'successor').name} takes its place." if _follows(payload) else ""
    members = " Its members stay members, without a branch." if target.type == BodyType.BRANCH else ""
    return f"If this carries, {target.name} is dissolved today, and every role in it ends.{members}{after}"


def _follows(payload: Payload) -> bool:
    return bool(payload.get("successor"))


def _apply_dissolve(actor: Actor, decision: Decision, payload: Payload) -> None:
    body = decision.body
    target = _target(body, payload)
    successor = body_named(body, payload["successor"], "successor") if _follows(payload) else None
    beneath = _let_go(actor, target, decision)
    if target.type == BodyType.BRANCH:
        move_members(actor, branch=Branch.objects.get(pk=target.pk), to=None, decision=decision)
    for one in reversed(beneath):
        dissolve_body(actor, body=one, decision=decision)
    dissolve_body(actor, body=target, decision=decision, successor=successor)


def _two_branches(body: Body, payload: Payload) -> tuple[Body, Body]:
    pair = body_named(body, word(payload, "branch"), "branch"), body_named(body, word(payload, "into"), "into")
    for one, field in zip(pair, ("branch", "into"), strict=True):
        if one.type != BodyType.BRANCH:
            raise Invalid(f"{one.name} is no branch. Choose one of the branches.", code="not_branch", field=field)
    return pair


def _clean_merge(body: Body, payload: Payload) -> Payload:
    demand_organisation(body, "merges branches")
    branch, into = _two_branches(body, payload)
    if branch.pk == into.pk:
        raise Invalid("A branch cannot be merged into itself. Choose another.", code="same_branch", field="into")
    demand_exists(branch)
    demand_exists(into)
    demand_follows(branch, into)
    for one in ends_with(branch):
        demand_no_ballot(one)
    return {"branch": branch.public_id, "into": into.public_id}


def _describe_merge(body: Body, payload: Payload) -> str:
    branch, into = _two_branches(body, payload)
    return (
        f"If this carries, {branch.name} is merged into {into.name} today: its members go there, and every role in it "
        "ends. What it decided stays its own."
    )


def _apply_merge(actor: Actor, decision: Decision, payload: Payload) -> None:
    branch, into = _two_branches(decision.body, payload)
    beneath = _let_go(actor, branch, decision)
    from_branch, to_branch = Branch.objects.get(pk=branch.pk), Branch.objects.get(pk=into.pk)
    move_members(actor, branch=from_branch, to=to_branch, decision=decision)
    for one in reversed(beneath):
        dissolve_body(actor, body=one, decision=decision)
    merge_branch(actor, branch=branch, into=into, decision=decision)


def _going(body: Body, payload: Payload) -> list[Membership]:
    ids = payload.get("members", [])
    if not isinstance(ids, list) or not 1 <= len(ids) <= MOST_GOING:
        raise Invalid("Name the members who go to the new branch.", code="members", field="members")
    wanted = {str(one) for one in ids}
    found = list(members_of(body).filter(public_id__in=wanted).select_related("person").order_by("pk"))
    if len(found) != len(wanted):
        raise Invalid(f"One of these is no member of {body.name}. Choose members.", code="no_member", field="members")
    if not voters_of(body).exclude(public_id__in=wanted).exists():
        raise RuleNotMet(
            f"No full member would be left in {body.name}. Give the branch another name instead.",
            code="nobody_left",
            field="members",
        )
    return found


def _clean_split(body: Body, payload: Payload) -> Payload:
    if body.type != BodyType.BRANCH:
        raise RuleNotMet("Only a branch can split.", code="not_branch")
    name, form = clean_name(word(payload, "name")), word(payload, "form") or body.form
    if form not in BodyForm.values or form in COMMITTEE_FORMS:
        raise Invalid("Choose a form for the branch.", code="form", field="form")
    demand_free_name(BodyType.BRANCH, name, organisation_id=body.organisation_key)
    demand_no_ballot(body)
    members = [one.public_id for one in _going(body, payload)]
    place = one_line(word(payload, "place"))[:120]
    return {"name": name, "form": form, "place": place, "members": members}


def _describe_split(body: Body, payload: Payload) -> str:
    names = ", ".join(one.person.name for one in _going(body, payload))
    return f"If this carries, the branch {payload['name']} is founded out of {body.name}, with these members: {names}."


def _apply_split(actor: Actor, decision: Decision, payload: Payload) -> None:
    body = decision.body
    demand_no_ballot(body)
    going = _going(body, payload)
    branch = found_branch(
        actor,
        organisation=Organisation.objects.get(pk=body.organisation_key),
        name=payload["name"],
        form=payload["form"],
        place=payload["place"],
        decision=decision,
    )
    give_interim_roles(actor, Body.objects.get(pk=branch.pk), decision, {})
    end_terms(actor, body=body, decision=decision, people=[one.person for one in going])
    ids = [one.public_id for one in going]
    move_members(actor, branch=Branch.objects.get(pk=body.pk), to=branch, decision=decision, members=ids)


register(
    Effect(
        name="dissolve_body",
        title="Dissolve a branch, a council or the organisation",
        kinds=RULES,
        clean=lambda body, payload: _clean_dissolve(body, payload, committee=False),
        describe=_describe_dissolve,
        apply=_apply_dissolve,
    )
)
register(
    Effect(
        name="dissolve_committee",
        title="Dissolve a committee",
        kinds=frozenset({DecisionKind.ORDINARY, DecisionKind.RULES}),
        clean=lambda body, payload: _clean_dissolve(body, payload, committee=True),
        describe=_describe_dissolve,
        apply=_apply_dissolve,
    )
)
register(
    Effect(
        name="merge_branch",
        title="Merge a branch into another",
        kinds=RULES,
        clean=_clean_merge,
        describe=_describe_merge,
        apply=_apply_merge,
    )
)
register(
    Effect(
        name="split_branch",
        title="Split the branch",
        kinds=RULES,
        clean=_clean_split,
        describe=_describe_split,
        apply=_apply_split,
        spell_out=spell_branch,
    )
)
