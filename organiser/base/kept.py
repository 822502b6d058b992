"""What a page that only reads asks about its viewer, read once and kept until the page is done.

A page with ten lists would otherwise put the same subqueries into each of them, and putting them together and planning
them costs more than the database's answer.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self, TypeVar, cast

from django.db.models import Model, QuerySet

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept_answers", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within the block each question about powers and belonging is read once and its answer kept.

    Never around an action: what it changes would not be seen.
    """
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def is_kept() -> bool:
    """Whether answers are kept now."""
    return _kept.get() is not None


def was_asked(question: Hashable) -> bool:
    """Whether the answer to a question is kept already."""
    return question in (_kept.get() or {})


def once(question: Hashable, ask: Callable[[], T]) -> T:
    """The answer to a question: the kept one within `asked_once`, and outside of it asked anew each time."""
    answers = _kept.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    return cast("T", answers[question])


class Known(QuerySet[Any, Any]):
    """Rows whose keys were read already.

    Inside another question they stand as these keys and not as a subquery. That holds for the rows as they are and for
    `values("pk")`; whatever narrows them further is asked of the database like every queryset.
    """

    keys: list[int] | None = None

    @classmethod
    def of(cls, model: type[Model], keys: Iterable[int]) -> Self:
        """The rows of a model with these keys."""
        ordered = sorted(keys)
        found = cls(model).filter(pk__in=ordered)
        found.keys = ordered
        return found

    def values(self, *fields: Any, **expressions: Any) -> Any:
        """The values of these rows; their keys alone are known."""
        found: Any = super().values(*fields, **expressions)
        found.keys = self.keys if fields == ("pk",) and not expressions else None
        return found

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """What stands for these rows inside another question: Django asks this of whatever is compared with."""
        return self.keys if self.keys is not None else super().resolve_expression(*args, **kwargs)
