"""The shape of an action: one transaction, one ledger entry, the actor first and everything else by name."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import models, transaction

from organiser.base.actions.ledger import written
from organiser.base.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")
A = TypeVar("A", bound=Actor)
M = TypeVar("M", bound=models.Model)


class UnrecordedAction(AssertionError):
    """An action that wrote no ledger entry, or more than one: a fault in the code, never of the person."""


def action(function: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """Make a function an action (design.md section 4).

    It runs in one transaction and must write exactly one ledger entry of its own; actions that it calls write theirs.
    A repeated action that finds nothing left to do calls `nothing_to_do()` instead of writing.
    """

    @wraps(function)
    def run(actor: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
        outer = written.get()
        token = written.set([*(outer or []), 0])
        try:
            with transaction.atomic():
                result = function(actor, *args, **kwargs)
                counted = written.get()
                if counted is None or counted[-1] != 1:
                    message = f"{function.__name__} wrote {counted and counted[-1]} ledger entries instead of one."
                    raise UnrecordedAction(message)
                return result
        finally:
            written.reset(token)

    run.is_action = True  # type: ignore[attr-defined]  # read by the test that walks all actions
    return run


def nothing_to_do() -> None:
    """Say inside an action that it was done before, so that no entry is owed."""
    counted = written.get()
    if counted is not None:
        counted[-1] = 1


def locked(thing: M, **conditions: Any) -> M:
    """The same row, read anew and locked until the transaction ends.

    SQLite has no row locks; there the whole transaction is IMMEDIATE and holds the only write lock.
    """
    manager = type(thing)._default_manager  # noqa: SLF001  # Django's documented way to a model's manager
    return manager.select_for_update(of=("self",)).get(pk=thing.pk, **conditions)
