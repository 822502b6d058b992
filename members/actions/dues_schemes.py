"""What a body asks of its members: set by its assembly and by nobody else."""

from datetime import date

from django.db.models import Max

from members.dues_rules import demand_branch, demand_collects
from members.dues_spec import Spec, clean_dues_spec, clean_first_day
from members.models import DuesScheme
from members.queries.dues_schemes import own_scheme
from organisations.enums import DecisionKind
from organisations.models import Body, Decision
from organisations.rules import demand_decision_of, demand_exists
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import RuleNotMet

EFFECT, DROP = "set_dues", "drop_dues"


def scheme_from(body: Body, spec: Spec) -> DuesScheme:
    """A scheme as a motion spells it, which nobody has adopted and which is never written."""
    return DuesScheme(
        organisation_id=body.organisation_key,
        body=body,
        from_on=date.fromisoformat(spec["from_on"]),
        currency=spec["currency"],
        period=spec["period"],
        bands=spec["bands"],
        least_cents=spec["least"],
        usual_cents=spec["usual"],
        branch_numerator=spec["branch_share"][0],
        branch_denominator=spec["branch_share"][1],
        solidarity=spec["solidarity"],
    )


@action
def set_dues(actor: Actor, *, body: Body, spec: Spec, decision: Decision) -> DuesScheme:
    """Put a scheme of dues in force by a decision of the body; the earlier ones stay readable.

    Raises:
        RuleNotMet: without such a decision of this body, or for one that has no members of its own.
        Invalid: for a scheme that cannot be.
    """
    demand_collects(body)
    demand_decision_of(
        decision,
        bodies={body.pk},
        kinds={DecisionKind.ORDINARY.value, DecisionKind.FOUNDING.value},
        effect=EFFECT,
        sentence=f"The dues of {body.name} are set by its own decision. Table a motion.",
    )
    demand_exists(body)
    body = locked(Body.objects.get(pk=body.pk))
    scheme = scheme_from(body, clean_dues_spec(spec))
    _keep(scheme, decision)
    record(
        actor,
        "set_dues",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=scheme.public_id,
        content={"version": scheme.version, "scheme": clean_dues_spec(spec), "decision": decision.public_id},
    )
    return scheme


def _keep(scheme: DuesScheme, decision: Decision) -> None:
    last = DuesScheme.objects.filter(body=scheme.body).aggregate(last=Max("version"))["last"]
    scheme.decision, scheme.version = decision, (last or 0) + 1
    scheme.save(force_insert=True)


def following(body: Body, spec: Spec) -> DuesScheme:
    """The row by which a branch follows its organisation from a day on, which nobody has adopted and is not written.

    Raises:
        RuleNotMet: for what is no branch, or has no dues of its own.
        Invalid: for a day that cannot be.
    """
    demand_branch(body)
    own = own_scheme(body, clock.today())
    if own is None:
        raise RuleNotMet(f"{body.name} has no dues of its own. It follows the organisation already.", code="no_scheme")
    from_on = clean_first_day(spec, own.period)
    above = own_scheme(body.organisation, from_on)
    if above is not None:
        # Otherwise the days up to its next period would be charged by nobody.
        clean_first_day(spec, above.period)
    return DuesScheme(
        organisation_id=body.organisation_key,
        body=body,
        from_on=from_on,
        period=own.period,
        usual_cents=0,
        follows=True,
    )


@action
def drop_dues(actor: Actor, *, body: Body, spec: Spec, decision: Decision) -> DuesScheme:
    """Let a branch give up its own dues by its decision, so that those of the organisation hold again.

    What was charged stays, and nobody is charged twice for any day. The earlier schemes stay readable.

    Args:
        spec: `from_on`, the first day of a period.

    Raises:
        RuleNotMet: without such a decision of this body, for what is no branch, or has no dues of its own.
        Invalid: for a day that cannot be.
    """
    demand_decision_of(
        decision,
        bodies={body.pk},
        kinds={DecisionKind.ORDINARY.value},
        effect=DROP,
        sentence=f"{body.name} gives up its dues by its own decision. Table a motion.",
    )
    demand_exists(body)
    body = locked(Body.objects.get(pk=body.pk))
    scheme = following(body, spec)
    _keep(scheme, decision)
    record(
        actor,
        "drop_dues",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=scheme.public_id,
        content={"version": scheme.version, "from_on": scheme.from_on, "decision": decision.public_id},
    )
    return scheme
