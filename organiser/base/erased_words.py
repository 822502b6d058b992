"""Taking the name of an erased person out of what is on record, and leaving the rest of it as it stands.

Who moved, seconded or was elected is told by the row of the person, which has no name any more. But some sentences
were written down with the name in them: what a ballot would do, minutes that were agreed to, the title of a motion.
There the full name is replaced, and nothing else. What people wrote in other words about her ("our treasurer", a first
name) nobody can find, and the page on which somebody asks for erasure says so.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
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


def without(value: Any, name: str, instead: str, keep: Collection[str] = ()) -> Any:
    """The value with the name replaced in it, whatever its case; lists and mappings are walked through.

    A count keeps figures by the names of options, so that keys are looked at too; there the case has to be the same,
    because keys of our own are words in small letters. `keep` are names of others that contain this one and stay whole.
    """
    if isinstance(value, list):
        return [without(one, name, instead, keep) for one in value]
    if not isinstance(value, str | dict):
        return value
    names = "|".join(re.escape(one) for one in [*sorted(keep, key=len, reverse=True), name])
    others = {one.casefold() for one in keep}

    def put(found: re.Match[str]) -> str:
        return found[0] if found[0].casefold() in others else instead

    if isinstance(value, str):
        return re.sub(rf"(?<!\w)(?:{names})(?!\w)", put, value, flags=re.IGNORECASE)
    spelled = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    return {spelled.sub(put, key): without(one, name, instead, keep) for key, one in value.items()}


def _mentions(rows: Rows, fields: Iterable[str], name: str) -> Rows:
    forms = {name, json.dumps(name)[1:-1]}  # SQLite keeps JSON with its letters beyond ASCII written out
    found = Q()
    for field in fields:
        text = f"{field}_as_text"
        rows = rows.annotate(**{text: Cast(field, models.TextField())})
        for form in forms:
            found |= Q(**{f"{text}__icontains": form})
    return rows.filter(found)


def take_out(rows: Rows, fields: Iterable[str], name: str, instead: str, keep: Collection[str] = ()) -> int:
    """Replace a name in these fields of these rows, but not in names of others that contain it; gives how many rows."""
    fields, changed = list(fields), 0
    for row in _mentions(rows, fields, name).order_by("pk").values("pk", *fields):
        new = {field: without(row[field], name, instead, keep) for field in fields}
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
