"""Where power and belonging are asked for.

A power comes from a term in a role, and terms live on the floor of skills; belonging comes from a membership, which
lives on the floor of members. The floors below must ask for both without importing them. So this module holds the two
questions, and the app that knows the answer hands it in when it starts (`answer_for_powers`, `answer_for_belonging`).
A page that only reads may have them answered once (`organiser.base.kept`).
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import NotPermitted
from organiser.base.kept import Known

Bodies = QuerySet[Any, Any]
PowersAnswer = Callable[[Actor, str | None, date], Bodies]
HoldsAnswer = Callable[[Actor, str, int, date], bool]
HoldersAnswer = Callable[[str, int], list[tuple[str, str]]]
HolderKeysAnswer = Callable[[str | None, Collection[int], date], frozenset[int]]
RoleAnswer = Callable[[Actor, str, Sequence[int], date], tuple[str, int] | None]
BelongingAnswer = Callable[[Actor], Bodies]

_powers: list[PowersAnswer] = []
_holds: list[HoldsAnswer] = []
_holders: list[HoldersAnswer] = []
_holder_keys: list[HolderKeysAnswer] = []
_role: list[RoleAnswer] = []
_belonging: list[BelongingAnswer] = []
_organisations: list[BelongingAnswer] = []


def answer_for_powers(*, bodies_with: PowersAnswer, holds: HoldsAnswer, holder_keys: HolderKeysAnswer) -> None:
    """Hand in the functions that give the bodies in which an actor holds a power on a day, and whether in this one.

    Args:
        holder_keys: gives the keys of the people who hold a power, or any, in one of these bodies.
    """
    _powers[:] = [bodies_with]
    _holds[:] = [holds]
    _holder_keys[:] = [holder_keys]


def answer_for_holders(holders: HoldersAnswer) -> None:
    """Hand in the function that gives who holds a power in a body now: the role, and the name of the person."""
    _holders[:] = [holders]


def answer_for_role(role: RoleAnswer) -> None:
    """Hand in the function that gives by which role, and in which of these bodies, an actor has a power on a day."""
    _role[:] = [role]


def answer_for_belonging(*, bodies: BelongingAnswer, organisations: BelongingAnswer) -> None:
    """Hand in the functions that give the bodies and organisations a person belongs to now."""
    _belonging[:] = [bodies]
    _organisations[:] = [organisations]


def bodies_with(actor: Actor, power: str | None, on: date | None = None) -> Bodies:
    """The bodies in which `actor` holds `power` on the day `on` (today by default); None stands for any power."""
    return _powers[0](actor, power, on or clock.today())


def bodies_of(viewer: Actor) -> Bodies:
    """The bodies `viewer` is a member of now: the organisation and, where there is one, the branch."""
    return _belonging[0](viewer)


def belongs_to(viewer: Actor, body_id: int) -> bool:
    """Whether `viewer` is a member of this body now; within `asked_once` without a question of its own."""
    bodies = bodies_of(viewer)
    if isinstance(bodies, Known) and bodies.keys is not None:
        return body_id in bodies.keys
    return bool(bodies.filter(pk=body_id).exists())


def organisations_of(viewer: Actor) -> Bodies:
    """The organisations `viewer` is a member of now."""
    return _organisations[0](viewer)


def holds(actor: Actor, power: str, body_id: int, on: date | None = None) -> bool:
    """Whether `actor` holds `power` in exactly this body on that day (design.md section 5).

    Every action asks this, so it is a question of its own and not that for all bodies, narrowed to one.
    """
    return _holds[0](actor, power, body_id, on or clock.today())


def holders_of(power: str, body_id: int) -> list[tuple[str, str]]:
    """Who holds a power in a body now, as role and name; every member of the body may know who holds its roles."""
    return _holders[0](power, body_id)


def holder_keys(power: str | None, body_ids: Collection[int], on: date | None = None) -> frozenset[int]:
    """The keys of the people who hold a power in one of these bodies by a term; None stands for any role.

    For the question whether there is a second person. It names nobody, and no page shows it.
    """
    return _holder_keys[0](power, body_ids, on or clock.today())


def role_of(actor: Actor, power: str, body_ids: Sequence[int]) -> tuple[str, int] | None:
    """The name of the role by which `actor` has a power today, and the key of its body: the first of these bodies.

    Any other role there stands in where the power comes without one; None where there is no role at all. For a log
    that says as what somebody did something; it decides nothing.
    """
    return _role[0](actor, power, body_ids, clock.today())


def demand_reach(actor: Actor, *body_ids: int | None) -> None:
    """Go on only where a token reaches one of these bodies; whoever signed in reaches them all.

    Raises:
        NotPermitted: for a token that is bound to another body.
    """
    if actor.bound_body_id is not None and actor.bound_body_id not in body_ids:
        raise NotPermitted("This token does not reach that body.", code="token_body")


def demand(actor: Actor, power: str, body_id: int, sentence: str) -> None:
    """Go on only if `actor` holds `power` in the body.

    Raises:
        NotPermitted: with `sentence`, naming the power as its rule.
    """
    if not holds(actor, power, body_id):
        raise NotPermitted(sentence, code="power_missing", rule=f"power: {power}")
