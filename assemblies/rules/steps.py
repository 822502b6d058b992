"""From which state to which a thing may move."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import TextChoices

from organiser.base.errors import WrongState

S = TypeVar("S", bound=TextChoices)


def demand_step(state: str, to: S, steps: Mapping[S, frozenset[S]], what: str) -> None:
    """Go on only if the transition table has a step from `state` to `to`.

    Raises:
        WrongState: naming both states.
    """
    kind = type(to)
    if to not in steps[kind(state)]:
        raise WrongState(
            f"{what} is “{kind(state).label.lower()}” and cannot become “{to.label.lower()}”.", code="state_step"
        )
