"""What will become of each row of a file that is looked at."""

from datetime import date
from typing import Any

from members.enums import RowOutcome
from members.models import ImportBatch, ImportRow
from members.models.people import fold
from members.queries.known import Known, keys_of_name, with_address
from members.reading.fields import NAMES
from members.reading.problems import Row, quoted
from members.reading.seen import Seen


def column_of(batch: ImportBatch, field: str) -> dict[str, str]:
    """The column that fills a field, with its heading as the file spells it."""
    return next(column for column in batch.columns if column["field"] == field)


def told(number: int, column: dict[str, str], code: str, sentence: str, severity: str) -> dict[str, Any]:
    """Something to say of a row, as it is kept."""
    return {
        "row": number,
        "column": column["heading"],
        "field": column["field"],
        "code": code,
        "sentence": sentence,
        "severity": severity,
    }


def staged_row(batch: ImportBatch, row: Row, known: Known, seen: Seen) -> ImportRow:
    """A row as it is laid out, with what will become of it; `seen` are the names and towns of the rows before it."""
    problems = [
        {
            "row": problem.row,
            "column": problem.column,
            "field": problem.field,
            "code": problem.code,
            "sentence": problem.sentence,
            "severity": problem.severity,
        }
        for problem in row.problems
    ]
    outcome = RowOutcome.CREATE if row.importable else RowOutcome.ERROR
    values = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.values.items()}
    number, email = str(values.get("number") or ""), str(values.get("email") or "").casefold()
    if number and known.names.get(number) == fold(str(values["name"])):
        outcome = RowOutcome.EXISTS  # nothing of the row is written, so what else is wrong with it does not matter
        sentence = (
            f"Row {row.number}: {values['name']}, number {number}, is in the register already and stays as it is."
        )
        found = told(row.number, column_of(batch, "number"), "in_register", sentence, "warning")
        problems = [*_of_updated(batch, problems), found]
    elif outcome == RowOutcome.CREATE and with_address(known, email, str(values["name"])) is not None:
        outcome = RowOutcome.EXISTS
        sentence = f"Row {row.number}: {values.get('email')} is in the register already. This row is left out."
        problems.append(told(row.number, column_of(batch, "email"), "in_register", sentence, "warning"))
    elif outcome == RowOutcome.CREATE and number in known.numbers:
        outcome = RowOutcome.ERROR
        sentence = f"Row {row.number}: number {number} is taken. Correct it or leave it empty."
        problems.append(told(row.number, column_of(batch, "number"), "number_taken", sentence, "error"))
    if outcome == RowOutcome.CREATE:
        problems += _alike(batch, row, known, seen)
        if email in known.bearers:
            problems.append(_shares(batch, row, known.bearers[email]))
            values["email"] = ""
    return ImportRow(
        membership_id=_match(number, email, str(values["name"]), known) if outcome == RowOutcome.EXISTS else None,
        batch=batch,
        organisation_id=batch.organisation_id,
        number=row.number,
        values=values,
        problems=problems,
        outcome=outcome,
        # PostgreSQL keeps no null byte in JSON; the problem of its cell is named all the same.
        cells=[cell.replace("\0", "") for cell in row.cells] if outcome == RowOutcome.ERROR else [],
    )


def _match(number: str, email: str, name: str, known: Known) -> int | None:
    """The membership that a row is about: by number and name, which were compared before, or by address and name."""
    by_number = known.keys.get(number) if known.names.get(number) == fold(name) else None
    return by_number or with_address(known, email, name)


def _shares(batch: ImportBatch, row: Row, bearer: tuple[str, str]) -> dict[str, Any]:
    """Two people with one address: it stays with whom it belongs to in the register."""
    other, number = bearer
    sentence = (
        f"Row {row.number}: {quoted(str(row.values['name']))} has the address of {other}, number {number}, in the "
        "register. An address leads to one person, so this one comes in without it."
    )
    return told(row.number, column_of(batch, "email"), "email_shared", sentence, "warning")


def _of_updated(batch: ImportBatch, problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is wrong with cells that would be written: they stay out, the row does not."""
    return [{**problem, "severity": "warning"} for problem in problems if problem["field"] in batch.updating]


def _alike(batch: ImportBatch, row: Row, known: Known, seen: Seen) -> list[dict[str, Any]]:
    """Who in the register, or in the file, may be the same person; only somebody can say whether it is."""
    column = next((each for each in batch.columns if each["field"] in NAMES), {"heading": "", "field": "name"})
    name = str(row.values["name"])
    found = [known.alike[key] for key in keys_of_name(name) if key in known.alike]
    if found:
        other, number = found[0]
        sentence = (
            f"Row {row.number}: {quoted(name)} looks like {other}, number {number}, in the register. If it is the same "
            "person, take the row out of the file; if not, leave it."
        )
        return [told(row.number, column, "looks_like", sentence, "warning")]
    where = next(
        (str(row.values[field]) for field in ("phone", "address", "postcode", "town") if row.values.get(field)), ""
    )
    if not where and (row.values.get("email") or row.values.get("number")):
        return []  # a name alone is shared by many, and these can be told apart
    first = seen.first(f"{fold(name)}\n{where.casefold()}", row.number)
    if first == row.number:
        return []
    sentence = (
        f"Row {row.number}: {quoted(name)} looks like row {first}. If it is the same person, take one of them out."
    )
    return [told(row.number, column, "looks_like_row", sentence, "warning")]
