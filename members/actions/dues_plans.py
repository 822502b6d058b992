"""What a member chooses to pay: a step of the scale or an amount of her or his own, and more for others."""

from members.dues_rules import demand_treasurer_of
from members.enums import BELONGING
from members.models import DuesPlan, DuesScheme, Membership, Person
from members.queries.dues_schemes import coming_scheme, scheme_on
from organisations.models import Body
from organiser.base import authority, clock, money
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid, RuleNotMet, WrongState


def scheme_to_choose_from(body: Body) -> DuesScheme:
    """The scheme in force in a body, or the one that begins next.

    Raises:
        RuleNotMet: where there is neither.
    """
    scheme = scheme_on(body, clock.today()) or coming_scheme(body)
    if scheme is None:
        raise RuleNotMet(f"{body.name} has decided no dues. Move a motion to set them.", code="no_scheme")
    return scheme


def _clean(scheme: DuesScheme, band: str, cents: int | None, extra_cents: int) -> None:
    if (band == "") == (cents is None):
        raise Invalid("Choose a step of the scale, or an amount of your own.", code="band_or_amount", field="band")
    if band and band not in {one["label"] for one in scheme.bands}:
        raise Invalid("There is no such step of the scale. Choose one of the list.", code="band", field="band")
    if cents is not None:
        if scheme.least_cents is None:
            raise Invalid("Here one of the steps is chosen, and no other amount.", code="no_free_amount", field="cents")
        money.demand_cents(cents, least=0)
        if cents < scheme.least_cents:
            least = money.written(scheme.least_cents, scheme.currency)
            raise Invalid(
                f"The least amount is {least}. Who cannot pay it asks the treasurer.", code="below_least", field="cents"
            )
    if extra_cents and not scheme.solidarity:
        raise Invalid("Nothing is given on top here.", code="no_solidarity", field="extra_cents")
    money.demand_cents(extra_cents, field="extra_cents", least=0)


@action
def choose_dues(
    actor: Person, *, membership: Membership, band: str = "", cents: int | None = None, extra_cents: int = 0
) -> DuesPlan:
    """Choose what one pays from the next period on; the treasurer writes down what was chosen on paper.

    Raises:
        NotPermitted: for anybody but the member and the treasurer.
        WrongState: for somebody who does not belong now.
        RuleNotMet: where no dues were decided.
        Invalid: for a step or an amount that the scheme does not offer.
    """
    if actor.pk != membership.person_id:
        demand_treasurer_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    membership = locked(membership)
    if membership.state not in BELONGING:
        raise WrongState("Only members choose what they pay.", code="not_member")
    scheme = scheme_to_choose_from(membership.branch or membership.organisation)
    _clean(scheme, band, cents, extra_cents)
    plan = DuesPlan.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        # Who chooses on the first day of a period chooses for it, unless it was charged in the night before.
        from_on=clock.today(),
        band=band,
        cents=cents,
        extra_cents=extra_cents,
        chosen_by=actor,
        chosen_at=clock.now(),
    )
    body = membership.branch or membership.organisation
    record(
        actor,
        "choose_dues",
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=plan.public_id,
        content={"from_on": plan.from_on},
    )
    return plan
