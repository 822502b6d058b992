"""Who founds, and what an organisation of some kind is founded with."""

from typing import TYPE_CHECKING

from organisations.enums import DecisionKind, OrganisationKind
from organiser.base.actor import Actor
from organiser.base.errors import NotPermitted, RuleNotMet

if TYPE_CHECKING:
    from organisations.models import Organisation


def demand_founder(actor: Actor) -> None:
    """Go on only for a person in person: a token reaches one body and founds none.

    Raises:
        NotPermitted: otherwise.
    """
    if not actor.is_authenticated or actor.bound_body_id is not None:
        raise NotPermitted("Sign in yourself to found an organisation.", code="founder", rule="power: founder")


def demand_programme_allowed(organisation: "Organisation") -> None:
    """Go on only for a political organisation: a mass organisation has aims (mission A2).

    Raises:
        RuleNotMet: for a mass organisation.
    """
    if organisation.kind != OrganisationKind.POLITICAL:
        raise RuleNotMet(
            "A mass organisation has aims and never asks for agreement to a programme.",
            code="programme_of_mass_organisation",
            rule="mission A2",
        )


FOUNDING_KINDS = {DecisionKind.FOUNDING.value, DecisionKind.ORDINARY.value, DecisionKind.RULES.value}
