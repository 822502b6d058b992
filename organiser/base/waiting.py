"""Which of many lists hold anything, asked in one question: most of what a page could show is empty on most days."""

from typing import Any

from django.db.models import Exists, QuerySet


def holding(row: QuerySet[Any, Any], **lists: QuerySet[Any, Any]) -> frozenset[str]:
    """The names of those lists in which there is anything.

    To put a list together with everything that it shows costs far more than to ask whether it is empty.

    Args:
        row: any one row that is there, such as the body of the page; the question needs something to be asked beside.
        lists: each as it would be read, by a name.
    """
    asked = {f"in_{name}": Exists(rows.order_by()) for name, rows in lists.items()}
    found = row.order_by().annotate(**asked).values(*asked).get()
    return frozenset(name for name in lists if found[f"in_{name}"])
