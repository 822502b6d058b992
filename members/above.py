"""What higher floors say before, and do after, a member moves to another branch or two records become one.

Terms, rolls and assemblies live above this floor, which must not import them. So an app that knows of something that
stands in the way, or that has to end, hands in a function when it starts (`AppConfig.ready`), as the floors do with
powers and belonging (organiser/base/authority.py). What is handed in runs inside the transaction of the action.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from organiser.base.actor import Actor

if TYPE_CHECKING:
    from members.models import Membership, Transfer
    from organisations.models import Body

BeforeMove = Callable[["Membership"], None]
AfterMove = Callable[[Actor, "Transfer"], Any]
BeforeMerge = Callable[["Membership", "Membership", Mapping[str, str]], None]
AfterMerge = Callable[["Membership"], Any]
Keepers = Callable[["Body"], Iterable[str]]
Met = Callable[[Collection[int]], bool]

_before_move: dict[str, BeforeMove] = {}
_after_move: dict[str, AfterMove] = {}
_before_merge: dict[str, BeforeMerge] = {}
_after_merge: dict[str, AfterMerge] = {}
_keepers: list[Keepers] = []
_met: list[Met] = []


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def ask_before_move(function: BeforeMove) -> None:
    """Hand in what raises a refusal where a member cannot go to another branch now."""
    _before_move[_name(function)] = function


def do_after_move(function: AfterMove) -> None:
    """Hand in what ends with a move: it is given the accepted transfer."""
    _after_move[_name(function)] = function


def ask_before_merge(function: BeforeMerge) -> None:
    """Hand in what raises a refusal where two records cannot become one: it is given those kept and dropped.

    The third argument says for each field of contact data which value stays, "keep" or "drop".
    """
    _before_merge[_name(function)] = function


def do_after_merge(function: AfterMerge) -> None:
    """Hand in what ends with the record that was dropped."""
    _after_merge[_name(function)] = function


def answer_for_keepers(function: Keepers) -> None:
    """Hand in what gives the e-mail addresses of those who keep the register of exactly this body."""
    _keepers[:] = [function]


def answer_for_meeting(function: Met) -> None:
    """Hand in what says whether one of some bodies, by their keys, has held an assembly that could decide."""
    _met[:] = [function]


def demand_can_move(membership: "Membership") -> None:
    """Go on only where nothing above stands in the way of a move."""
    for ask in _before_move.values():
        ask(membership)


def moved(actor: Actor, transfer: "Transfer") -> None:
    """Let everything above end that ends with a move."""
    for act in _after_move.values():
        act(actor, transfer)


def demand_can_merge(keep: "Membership", drop: "Membership", choices: Mapping[str, str]) -> None:
    """Go on only where nothing above stands in the way of a merge."""
    for ask in _before_merge.values():
        ask(keep, drop, choices)


def merged(drop: "Membership") -> None:
    """Let everything above end that ends with a record that was dropped."""
    for act in _after_merge.values():
        act(drop)


def addresses_of_keepers(body: "Body") -> list[str]:
    """Where those who keep a register are written to; nobody, where no floor knows."""
    return sorted({address for ask in _keepers for address in ask(body)})


def have_met(bodies: Collection[int]) -> bool:
    """Whether one of these bodies has held an assembly that could decide; not, where no floor knows."""
    return any(ask(bodies) for ask in _met)
