"""The end of a body, and what follows it.

Each is done by a decision that is taking effect; whatever else has to end with a body is asked of it by the floors
above, which know members, terms and ballots.
"""

from organisations.actions.body_events import write_event
from organisations.actions.structure import RULES, record_change
from organisations.enums import BodyEventKind, BodyType
from organisations.models import Body, Branch, CouncilBody, Decision
from organisations.queries.alliances import demand_in_no_alliance
from organisations.rules import demand_decision_of, demand_end_of, demand_exists, demand_follows, parent_key
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.actor import Actor
from organiser.base.errors import RuleNotMet


def heir_of(body: Body, successor: Body | None) -> Body | None:
    """Who carries on what a dissolved body left open: tasks, reviews, and decisions that somebody has to take back.

    Its successor; without one the body it came from, and for an organisation nobody. One that was dissolved in turn
    passes it on to its own heir.
    """
    if successor is not None:
        return successor.heir if successor.dissolved_on else successor
    above = body.as_committee.parent if body.type == BodyType.COMMITTEE else None
    if above is None and body.type != BodyType.ORGANISATION:
        above = Body.objects.get(pk=body.organisation_key)
    return above.heir if above is not None and above.dissolved_on else above


def _inherit(body: Body, heir: Body | None) -> None:
    """Let a body and all that it had inherited pass to an heir."""
    body.heir = heir
    Body.objects.filter(heir=body).update(heir=heir)


def _end(body: Body, successor: Body | None) -> None:
    """Set the last day, close its seats in councils; for actions that hold the lock and record it themselves."""
    today = clock.today()
    body.dissolved_on = today.isoformat()
    body.successor = successor
    _inherit(body, heir_of(body, successor))
    body.save(update_fields=["dissolved_on", "successor", "heir"])
    seats = CouncilBody.objects.filter(body=body, until_on__isnull=True)
    if body.type == BodyType.COUNCIL:
        seats = CouncilBody.objects.filter(council=body.pk, until_on__isnull=True)
    seats.update(until_on=today)


@action
def dissolve_body(actor: Actor, *, body: Body, decision: Decision, successor: Body | None = None) -> Body:
    """End a body; its decisions, terms and minutes stay its own and stay readable (mission A18).

    Raises:
        RuleNotMet: without a decision of the body or of the one above it; an organisation that has branches, or stands
            in an alliance or a federation.
        WrongState: where it is dissolved already.
        Invalid: a successor that cannot be.
    """
    demand_end_of(_above(body, decision), decision, _ending(body, decision))
    body = locked(body)
    demand_exists(body)
    demand_no_branches(body)
    demand_in_no_alliance(body)
    if successor is not None:
        demand_follows(body, successor)
        demand_exists(successor)
    _end(body, successor)
    write_event(body, BodyEventKind.DISSOLVED, decision)
    if successor is not None:
        write_event(body, BodyEventKind.SUCCEEDED, decision, other=successor)
    record_change(actor, "dissolve_body", body, decision, successor=successor and successor.public_id)
    return body


def _ending(body: Body, decision: Decision) -> str:
    """The effect by which a body can end: a committee also with its branch, all others by a change of rules alone."""
    if body.type == BodyType.COMMITTEE and decision.effect in {"dissolve_committee", "merge_branch"}:
        return decision.effect
    return "dissolve_body"


def _above(body: Body, decision: Decision) -> Body:
    """The body the decision is about: a committee ends with the one that it comes from."""
    while body.type == BodyType.COMMITTEE and decision.body_id not in {body.pk, parent_key(body)}:
        body = body.as_committee.parent
    return body


def demand_no_branches(body: Body) -> None:
    """Go on only if no branch would be left without its organisation.

    Raises:
        RuleNotMet: otherwise.
    """
    if body.type == BodyType.ORGANISATION:
        branches = Branch.objects.filter(organisation_id=body.pk, dissolved_on="").count()
        if branches:
            count = "a branch" if branches == 1 else f"{branches} branches"
            raise RuleNotMet(
                f"{body.name} still has {count}. Dissolve or merge them first.", code="has_branches", rule="mission A18"
            )


@action
def merge_branch(actor: Actor, *, branch: Body, into: Body, decision: Decision) -> Body:
    """End a branch by merging it into another, by decision of the organisation, where members of both have a vote.

    Raises:
        RuleNotMet: without such a decision.
        WrongState: where one of the two is dissolved.
        Invalid: into itself, or into one that follows it.
    """
    sentence = f"Branches are merged by a decision of {branch.organisation.name}. Table a motion there."
    bodies = {branch.organisation_key}
    demand_decision_of(decision, bodies=bodies, kinds=RULES, effect="merge_branch", sentence=sentence)
    branch = locked(branch)
    demand_exists(branch)
    demand_exists(into)
    demand_follows(branch, into)
    _end(branch, into)
    write_event(branch, BodyEventKind.MERGED, decision, other=into)
    record_change(actor, "merge_branch", branch, decision, into=into.public_id)
    return branch


@action
def name_successor(actor: Actor, *, body: Body, successor: Body, decision: Decision) -> Body:
    """Say which body took the place of one that was dissolved (mission A18).

    Raises:
        RuleNotMet: without a decision of the body above it, or while it still exists.
        Conflict: where one is named already.
        Invalid: a successor that cannot be.
    """
    demand_end_of(body, decision, "name_successor")
    body = locked(body)
    demand_without_successor(body)
    demand_follows(body, successor)
    body.successor = successor
    # What others left to the body above through this one stays there: nobody can tell it apart any more.
    body.heir = heir_of(body, successor)
    body.save(update_fields=["successor", "heir"])
    write_event(body, BodyEventKind.SUCCEEDED, decision, other=successor)
    record_change(actor, "name_successor", body, decision, successor=successor.public_id)
    return body


def demand_without_successor(body: Body) -> None:
    """Go on only if a body was dissolved and nothing has been said of what follows it.

    Raises:
        RuleNotMet: otherwise.
    """
    if not body.dissolved_on or body.successor_id is not None:
        raise RuleNotMet(
            f"A successor is named for a body that was dissolved and has none. {body.name} "
            f"{'has one' if body.dissolved_on else 'still exists'}.",
            code="no_successor_needed",
            rule="mission A18",
        )
