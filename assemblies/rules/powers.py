"""Who calls assemblies, leads them and counts."""

from typing import TYPE_CHECKING

from organisations.enums import Power
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotPermitted

if TYPE_CHECKING:
    from organisations.models import Body


def holds_any(actor: Actor, body_id: int, *powers: Power) -> bool:
    """Whether the actor holds at least one of the powers in the body."""
    return any(authority.holds(actor, power, body_id) for power in powers)


def demand_any(actor: Actor, body: "Body", powers: tuple[Power, ...], sentence: str) -> None:
    """Go on only for a holder of one of the powers.

    Raises:
        NotPermitted: with `sentence`.
    """
    if not holds_any(actor, body.pk, *powers):
        rule = "power: " + " or ".join(power.value for power in powers)
        raise NotPermitted(sentence, code="power_missing", rule=rule)


def demand_calls(actor: Actor, body: "Body") -> None:
    """Go on only for those who call the assemblies of this body.

    Raises:
        NotPermitted: otherwise.
    """
    demand_any(actor, body, (Power.CALL_ASSEMBLIES,), f"Only those who call assemblies of {body.name} can do this.")


def demand_facilitates(actor: Actor, body: "Body") -> None:
    """Go on only for those who lead assemblies of this body.

    Raises:
        NotPermitted: otherwise.
    """
    powers = (Power.FACILITATE, Power.CALL_ASSEMBLIES)
    demand_any(actor, body, powers, f"Only those who facilitate for {body.name} can do this.")


def demand_counts(actor: Actor, body: "Body") -> None:
    """Go on only for those who open and close ballots of this body.

    Raises:
        NotPermitted: otherwise.
    """
    powers = (Power.COUNT, Power.FACILITATE)
    demand_any(actor, body, powers, f"Only those who count or facilitate for {body.name} open and close its ballots.")
