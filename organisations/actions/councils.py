"""Councils: founded by the organisation with their scheme and bodies, and changed by it (mission A7)."""

from datetime import date
from typing import Any

from organisations.actions.body_events import clean_name, demand_free_name, write_event
from organisations.enums import BodyEventKind, BodyForm, BodyType
from organisations.models import Body, Council, CouncilBody, Decision, Organisation, RepresentationScheme
from organisations.rules import demand_decision_of, demand_exists
from organisations.validators import validate_scheme
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor

PLAIN = (
    *("method", "per", "bands", "step", "fixed", "minimum", "maximum", "total", "seats_vs_votes", "carry_unsent"),
    *("carry_other_bodies_max", "tie_order"),
)


def write_scheme(council: Council, scheme: dict[str, Any], decision: Decision) -> RepresentationScheme:
    """Insert the next version of a scheme that was validated; for actions that hold the lock and record it."""
    share = scheme.get("max_share") or [None, None]
    basis = scheme.get("basis_date")
    return RepresentationScheme.objects.create(
        organisation_id=council.organisation_key,
        council=council,
        version=council.schemes.count() + 1,
        decision=decision,
        in_force_from=clock.today(),
        share_numerator=share[0],
        share_denominator=share[1],
        basis_date=date.fromisoformat(basis) if basis else None,
        **{name: scheme[name] for name in PLAIN if name in scheme},
    )


def write_bodies(council: Council, bodies: list[Body], decision: Decision) -> None:
    """Let these bodies send delegates from today, and no others; rows of those that go get their last day."""
    today = clock.today()
    open_rows = CouncilBody.objects.filter(council=council, until_on__isnull=True)
    open_rows.exclude(body__in=bodies).update(until_on=today)
    there = set(open_rows.values_list("body_id", flat=True))
    CouncilBody.objects.bulk_create(
        CouncilBody(
            organisation_id=council.organisation_key, council=council, body=body, from_on=today, decision=decision
        )
        for body in bodies
        if body.pk not in there
    )


def _recorded(actor: Actor, verb: str, council: Council, bodies: list[Body], scheme: dict[str, Any]) -> None:
    record(
        actor,
        verb,
        chain=council.organisation.public_id,
        body=council.public_id,
        subject=council.public_id,
        content={"name": council.name, "bodies": [body.public_id for body in bodies], "scheme": scheme},
    )


@action
def found_council(
    actor: Actor,
    *,
    organisation: Organisation,
    name: str,
    scheme: dict[str, Any],
    bodies: list[Body],
    decision: Decision,
) -> Council:
    """Found a council of delegates, by a decision of the organisation.

    Raises:
        RuleNotMet: without such a decision.
        Invalid, Conflict: a name that cannot be or is taken, a scheme that cannot be.
    """
    sentence = f"A council is founded by a decision of {organisation.name}. Table a motion there."
    demand_decision_of(
        decision, bodies={organisation.pk}, kinds={"ordinary", "rules"}, effect="found_council", sentence=sentence
    )
    locked(Body.objects.get(pk=organisation.pk))
    name, clean = clean_name(name), validate_scheme(scheme)
    demand_free_name(BodyType.COUNCIL, name, organisation_id=organisation.pk)
    council = Council.objects.create(
        type=BodyType.COUNCIL,
        form=BodyForm.OTHER,
        organisation=organisation,
        name=name,
        founded_on=clock.today().isoformat(),
        founding_decision=decision,
    )
    write_event(council, BodyEventKind.FOUNDED, decision)
    write_scheme(council, clean, decision)
    write_bodies(council, bodies, decision)
    _recorded(actor, "found_council", council, bodies, clean)
    return council


@action
def change_council(
    actor: Actor, *, council: Council, scheme: dict[str, Any], bodies: list[Body], decision: Decision
) -> Council:
    """Change how a council is made up and who sends delegates; the scheme of before stays readable.

    Raises:
        RuleNotMet: without a decision of the organisation.
        WrongState: once it is dissolved.
        Invalid: a scheme that cannot be.
    """
    sentence = f"How {council.name} is made up changes only by a decision of {council.organisation.name}."
    demand_decision_of(
        decision, bodies={council.organisation_key}, kinds={"rules"}, effect="change_council", sentence=sentence
    )
    council = locked(council)
    demand_exists(council)
    clean = validate_scheme(scheme)
    write_scheme(council, clean, decision)
    write_bodies(council, bodies, decision)
    _recorded(actor, "change_council", council, bodies, clean)
    return council
