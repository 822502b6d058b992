"""In which state an assembly is, and how long before it members are told."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from assemblies.enums import AssemblyStatus
from organiser.base import clock
from organiser.base.errors import RuleNotMet, WrongState

if TYPE_CHECKING:
    from assemblies.models import Assembly


EARLIEST_OPENING = timedelta(hours=2)


def demand_assembly(assembly: "Assembly", allowed: tuple[AssemblyStatus, ...], sentence: str) -> None:
    """Go on only if the assembly is in one of these states.

    Raises:
        WrongState: with `sentence`.
    """
    if assembly.status not in allowed:
        raise WrongState(sentence, code="assembly_state")


def demand_notice(starts_at: datetime, days: int, what: str, field: str = "starts_at") -> None:
    """Go on only if there are `days` whole days until the assembly.

    Raises:
        RuleNotMet: with the first moment that would do.
    """
    earliest = clock.now() + timedelta(days=days)
    if starts_at < clock.now():
        raise RuleNotMet("That moment lies in the past. Choose a later one.", code="notice_period", field=field)
    if starts_at < earliest:
        count = "one day" if days == 1 else f"{days} days"
        raise RuleNotMet(
            f"{what} {count} before the assembly. The earliest start is {earliest:%-d %B %Y at %H:%M}.",
            code="notice_period",
            rule=f"notice of {count}",
            field=field,
        )
