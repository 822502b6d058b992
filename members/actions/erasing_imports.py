"""Taking a person out of stored files: rows that were written, rows that stayed out, and what an undo would need."""

import json
import re
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Cast

from members.actions.import_uploads import forget_upload
from members.enums import ImportStatus, RowOutcome
from members.models import ImportBatch, ImportRow, Person
from members.queries.erasing import organisation_ids
from organiser.base.text import without_accents

KEPT = ("values", "problems", "changes", "cells")
OF_FILE = ("samples", "headings", "choices", "stopped")
NOT_WRITTEN = (ImportStatus.READING, ImportStatus.STAGED, ImportStatus.WRITING)
SHORTEST = 6  # digits of a telephone number, below which it says nothing


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in _strings(one)] if isinstance(value, list) else []


def _plain(text: str) -> str:
    return without_accents(text).casefold()


def _tells_of(person: Person, value: Any) -> bool:
    """Whether a stored row speaks of this person: all words of the name, in any order and column, or a contact."""
    text = _plain(" ".join(_strings(value)))
    words = set(re.findall(r"\w+", text))
    named = set(re.findall(r"\w+", _plain(person.name))) <= words
    phone = re.sub(r"\D", "", person.phone)
    called = len(phone) >= SHORTEST and phone in re.sub(r"\D", "", text)
    return named or bool(person.email and _plain(person.email) in text) or called


def _hints(person: Person) -> list[str]:
    """Strings of which one stands in any row that speaks of the person, as a database can look for them."""
    longest = max(re.findall(r"\w+", person.name) or [person.name], key=len)
    found = [longest, person.email or "", person.phone]
    return [form for hint in found if hint for form in {hint, json.dumps(hint)[1:-1]}]


def _maybe(person: Person, rows: Any, fields: tuple[str, ...]) -> Any:
    found = Q()
    for field in fields:
        rows = rows.annotate(**{f"{field}_text": Cast(field, models.TextField())})
        for hint in _hints(person):
            found |= Q(**{f"{field}_text__icontains": hint})
    return rows.filter(found)


def clean_imports(person: Person) -> None:
    """Empty the rows of files that speak of this person.

    An undo finds nothing to put back then. A row that waits to be written stays out: who was erased does not come back
    by a file that was looked at before. A file that is read afterwards finds nobody, since nothing is remembered; its
    row is a new person.
    """
    organisations = organisation_ids(person)
    rows = ImportRow.objects.filter(organisation__in=organisations)
    keys = set(rows.filter(membership__person=person).values_list("pk", flat=True))
    for key, *values in _maybe(person, rows, KEPT).values_list("pk", *KEPT):
        if _tells_of(person, values):
            keys.add(key)
    mine = ImportRow.objects.filter(pk__in=keys)
    # A file that is still being read has no counts yet; they are made from the rows once it was read.
    counted_in = (ImportStatus.STAGED, ImportStatus.WRITING)
    for batch, outcome in mine.filter(batch__status__in=counted_in).values_list("batch", "outcome"):
        counted = {RowOutcome.CREATE: "to_create", RowOutcome.CHANGE: "to_change", RowOutcome.EXISTS: "existing"}
        if outcome in counted:
            field = counted[RowOutcome(outcome)]
            ImportBatch.objects.filter(pk=batch).update(**{field: F(field) - 1, "refused": F("refused") + 1})
    _forget_copies(ImportBatch.objects.filter(pk__in=mine.values("batch")))
    mine.filter(batch__status__in=NOT_WRITTEN).update(outcome=RowOutcome.ERROR)
    mine.filter(person=person).update(person=None)
    mine.update(values={}, problems=[], changes={}, cells=[], membership=None)
    batches = ImportBatch.objects.filter(organisation__in=organisations)
    for batch in _maybe(person, batches, OF_FILE):
        if _tells_of(person, [getattr(batch, field) for field in OF_FILE] + list(batch.choices.get("headings") or [])):
            _forget_copies(ImportBatch.objects.filter(pk=batch.pk))
            ImportBatch.objects.filter(pk=batch.pk).update(samples=[], headings=[], choices={}, stopped="")


def _forget_copies(batches: QuerySet[ImportBatch]) -> None:
    """Delete the copies of files that speak of somebody, so that they are not read again; what was found stays."""
    kept = batches.filter(status=ImportStatus.STAGED).exclude(upload="")
    for name in kept.values_list("upload", flat=True):
        transaction.on_commit(lambda name=name: forget_upload(name))  # type: ignore[misc]
    kept.update(upload="", choices={})
