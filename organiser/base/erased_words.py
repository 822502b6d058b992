"""Taking the name of an erased person out of what is on record, and leaving the rest of it as it stands.

Who moved, seconded or was elected is told by the row of the person, which has no name any more. But some sentences
were written down with the name in them: what a ballot would do, minutes that were agreed to, the title of a motion.
There the full name is replaced, and nothing else. What people wrote in other words about her ("our treasurer", a first
name) nobody can find, and the page on which somebody asks for erasure says so.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast

from organiser.base.models import ErasingNow

CHUNK = 500
Rows = QuerySet[Any, Any]


@contextmanager
def record_open() -> Iterator[None]:
    """Within the block, and in this transaction alone, the guards let words on record be replaced.

    The row is never committed: it is written and deleted in one transaction, so no other connection sees it, and a
    transaction that fails takes it along.
    """
    row = ErasingNow.objects.create()
    yield
    row.delete()


def erased_name(person: Any) -> str:
    """What stands instead of the name: two erased people are told apart in minutes, and neither is anybody."""
    return f"Erased person {person.public_id[:4]}"


def without(value: Any, name: str, instead: str) -> Any:
    """The value with the name replaced in it, whatever its case; lists and mappings are walked through.

    A count keeps figures by the names of options, so that keys are looked at too; there the case has to be the same,
    because keys of our own are words in small letters.
    """
    if isinstance(value, str):
        return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", instead, value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [without(one, name, instead) for one in value]
    if isinstance(value, dict):
        spelled = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        return {spelled.sub(lambda _: instead, key): without(one, name, instead) for key, one in value.items()}
    return value


def _mentions(rows: Rows, fields: Iterable[str], name: str) -> Rows:
    forms = {name, json.dumps(name)[1:-1]}  # SQLite keeps JSON with its letters beyond ASCII written out
    found = Q()
    for field in fields:
        text = f"{field}_as_text"
        rows = rows.annotate(**{text: Cast(field, models.TextField())})
        for form in forms:
            found |= Q(**{f"{text}__icontains": form})
    return rows.filter(found)


def take_out(rows: Rows, fields: Iterable[str], name: str, instead: str) -> int:
    """Replace a name in these fields of these rows; gives how many rows were changed."""
    fields, changed = list(fields), 0
    for row in _mentions(rows, fields, name).order_by("pk").values("pk", *fields):
        new = {field: without(row[field], name, instead) for field in fields}
        if any(new[field] != row[field] for field in fields):
            cut = {
                field: value[: rows.model._meta.get_field(field).max_length or None]
                if isinstance(value, str)
                else value
                for field, value in new.items()
            }
            rows.model.objects.filter(pk=row["pk"]).update(**cut)
            changed += 1
    return changed


def mentioning(rows: Rows, field: str, name: str) -> list[Any]:
    """The keys of the rows that hold this name in a field."""
    found = _mentions(rows, [field], name).values_list("pk", field)
    return [key for key, value in found if without(value, name, "") != value]
