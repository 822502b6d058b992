"""By which rules a body of some type can live."""

from typing import Any

from organisations.enums import BodyType, Proposers, QuorumKind
from organiser.base.errors import RuleNotMet


def has_delegates(body_type: str) -> bool:
    """Only a council is made of delegates."""
    return body_type == BodyType.COUNCIL


def demand_usable(body_type: str, spec: dict[str, Any]) -> None:
    """Go on only if a body of this type can live by these rules: those that speak of delegates need a council.

    Raises:
        RuleNotMet: naming the field.
    """
    if has_delegates(body_type):
        return
    for kind, rule in spec["kinds"].items():
        if rule.get("quorum_kind") == QuorumKind.FRACTION_DELEGATES:
            raise RuleNotMet(
                f"A quorum of delegates for {kind} needs a council; here members come themselves. "
                "Choose a fraction of the members.",
                code="no_delegates",
                rule="practice 1.4",
                field="quorum_kind",
            )
        if rule.get("proposers") == Proposers.BRANCHES:
            raise RuleNotMet(
                "Branches propose through their delegates, and only a council has delegates. "
                f"Choose who proposes {kind}.",
                code="no_delegates",
                rule="practice 1.4",
                field="proposers",
            )
