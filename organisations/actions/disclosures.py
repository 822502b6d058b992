"""Consent to be named, given and taken back by an organisation's own decision (mission E8)."""

from organisations.enums import DisclosedTo
from organisations.models import Alliance, Body, Decision, DisclosureConsent, Organisation
from organisations.queries.alliances import standing_of
from organisations.queries.disclosures import consents
from organisations.rules import demand_own_decision
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid


def demand_disclosable(organisation: Organisation | Body, to: str, alliance: Alliance | None) -> None:
    """Go on only where it is clear to whom: to one alliance that the organisation is in, or more widely.

    Raises:
        Invalid: otherwise.
        NotFound: where it is no member of that alliance.
    """
    if to not in DisclosedTo.values or (to == DisclosedTo.ALLIANCE) != (alliance is not None):
        raise Invalid("Say to whom: the members of one alliance, of all of them, or anybody.", code="to", field="to")
    if alliance is not None:
        standing_of(alliance, organisation)


@action
def be_named(
    actor: Actor,
    *,
    organisation: Organisation,
    to: str,
    alliance: Alliance | None = None,
    named: bool = True,
    decision: Decision,
) -> DisclosureConsent:
    """Let an organisation be named, or no longer, by its own decision; without it nobody outside reads its name.

    Raises:
        RuleNotMet: without a decision of this organisation.
        Conflict: where it is so already.
    """
    demand_own_decision(decision, organisation, "be_named")
    demand_disclosable(organisation, to, alliance)
    locked(Body.objects.get(pk=organisation.pk))
    standing = consents().filter(organisation=organisation, to=to, alliance=alliance).first()
    if named and standing is not None:
        raise Conflict(f"{organisation.name} may be named to them already.", code="named", field="named")
    if not named and standing is None:
        raise Conflict(f"{organisation.name} is not named to them by any decision.", code="named", field="named")
    if standing is None:
        standing = DisclosureConsent.objects.create(
            organisation=organisation, to=to, alliance=alliance, decision=decision, since=clock.today()
        )
    else:
        standing.ended_by, standing.ended_on = decision, clock.today()
        standing.save(update_fields=["ended_by", "ended_on"])
    record(
        actor,
        "be_named",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=standing.public_id,
        content={
            "to": to,
            "alliance": alliance.public_id if alliance else "",
            "named": named,
            "decision": decision.public_id,
        },
    )
    return standing
