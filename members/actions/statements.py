"""Looking at a bank statement before anything is booked: who is proposed for each line, and choosing otherwise."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import BinaryIO

from members.dues_rules import demand_collects, demand_statement_step, demand_treasurer
from members.enums import LineOutcome, MatchReason, StatementStatus
from members.models import BankStatement, Person, StatementColumns, StatementLine
from members.queries.dues_schemes import scheme_on
from members.queries.statements import Payers, booked_marks, chosen_member, payer_mark, payers_of
from members.reading.bank import FIELDS, MAX_BYTES, ORDERS, BankFile, Movement, read_statement
from members.reading.folding import folded
from members.reading.problems import UnreadableFile
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, Invalid, NotFound
from organiser.base.text import one_line

CHUNK = 2000


def demand_books(actor: Person, body: Body) -> None:
    """Go on only for those who keep the dues of a body that collects them.

    Raises:
        NotPermitted, RuleNotMet: otherwise.
    """
    demand_treasurer(actor, body)
    demand_collects(body)
    authority.demand_reach(actor, body.pk, body.organisation_id)


def _mark_of_headings(headings: list[str]) -> str:
    return hashlib.sha256("\n".join(folded(heading) for heading in headings).encode()).hexdigest()


def _recall(body: Body, headings: list[str]) -> list[str] | None:
    found = StatementColumns.objects.filter(body=body, mark=_mark_of_headings(headings)).first()
    return list(found.fields) if found is not None and len(found.fields) == len(headings) else None


def _remember(body: Body, read: BankFile) -> None:
    StatementColumns.objects.update_or_create(
        organisation_id=body.organisation_key,
        body=body,
        mark=_mark_of_headings(read.headings),
        defaults={"fields": read.fields, "chosen_at": clock.now()},
    )


def _clean_columns(columns: Mapping[str, str] | None) -> Mapping[str, str] | None:
    if columns is None:
        return None
    used = Counter(field for field in columns.values() if field)
    if set(used) - set(FIELDS):
        raise Invalid(f"A column holds one of these: {', '.join(FIELDS)}.", code="column", field="columns")
    twice = [field for field, count in used.items() if count > 1]
    if twice:
        raise Invalid(f"Two columns cannot both hold the {twice[0]}.", code="column_twice", field="columns")
    return columns


def _mark_of(body: Body, movement: Movement, seen: Counter[str]) -> str:
    """A digest by which the same line is known again: by the bank's reference, or by all that it says.

    Two payments that are the same in every word on one day are told apart by their order.
    """
    said = [str(movement.day), str(movement.cents), movement.currency]
    said += [movement.reference] if movement.reference else [movement.payer, movement.text, movement.account]
    bare = hashlib.sha256("\n".join([body.public_id, *said]).encode()).hexdigest()
    seen[bare] += 1
    return bare if seen[bare] == 1 else hashlib.sha256(f"{bare}\n{seen[bare]}".encode()).hexdigest()


def _line(body: Body, statement: BankStatement, movement: Movement, payers: Payers, mark: str) -> StatementLine:
    line = StatementLine(
        organisation_id=body.organisation_key,
        statement=statement,
        number=movement.number,
        day=movement.day,
        cents=movement.cents,
        payer=one_line(movement.payer),
        text=one_line(movement.text),
        payer_mark=payer_mark(body, movement.account),
        mark=mark,
        outcome=LineOutcome.OPEN,
    )
    if movement.problem:
        line.outcome, line.problem = LineOutcome.PROBLEM, movement.problem[:300]
    elif movement.currency and movement.currency != statement.currency:
        line.outcome = LineOutcome.PROBLEM
        line.problem = f"This line is in {movement.currency}, and the dues are kept in {statement.currency}."
    elif movement.cents <= 0:
        line.outcome = LineOutcome.OUTGOING
    else:
        line.membership_id, line.reason = payers.match(line.payer, line.text, line.payer_mark, line.cents)
    return line


@action
def stage_statement(
    actor: Person,
    *,
    body: Body,
    stream: BinaryIO,
    size: int,
    filename: str,
    columns: Mapping[str, str] | None = None,
    day_order: str = "",
    max_bytes: int = MAX_BYTES,
) -> BankStatement:
    """Read a bank statement and lay it out with who is proposed for each line; nothing is booked.

    Args:
        stream, size: the uploaded bytes and how many the upload claims.
        columns: which heading of a table means which field, where our guess was wrong; remembered for this body.
        day_order: which of day and month comes first in a table, where its days do not tell.

    Raises:
        NotPermitted, RuleNotMet: for those who do not keep the dues, and for a body that collects none.
        Invalid: where the file as a whole cannot be read; the sentence says why and what to do.
    """
    demand_books(actor, body)
    columns = _clean_columns(columns)
    if day_order and day_order not in ORDERS:
        raise Invalid(f"The order of days is one of these: {', '.join(ORDERS)}.", code="day_order", field="day_order")
    scheme = scheme_on(body, clock.today())
    try:
        read = read_statement(
            stream,
            size=size,
            today=clock.today(),
            columns=columns,
            recall=lambda headings: _recall(body, headings),
            day_order=day_order,
            max_bytes=max_bytes,
        )
    except UnreadableFile as error:
        raise Invalid(error.sentence, code=error.code, field=error.field) from error
    if columns is not None and read.headings:
        _remember(body, read)
    named = Counter(one.currency for one in read.movements if one.currency)
    currency = scheme.currency if scheme is not None else (named.most_common(1) or [("EUR", 0)])[0][0]
    statement = BankStatement.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        filename=one_line(filename)[-200:],
        digest=read.digest,
        form=read.form,
        currency=currency,
        columns=[{"heading": h[:200], "field": f} for h, f in zip(read.headings, read.fields, strict=True)][:200],
        made_by=actor,
        made_at=clock.now(),
    )
    _lay_out(body, statement, read)
    record(
        actor,
        "stage_statement",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=statement.public_id,
        content={"digest": read.digest},
    )
    return statement


def _lay_out(body: Body, statement: BankStatement, read: BankFile) -> None:
    payers, seen = payers_of(body), Counter[str]()
    for start in range(0, len(read.movements), CHUNK):
        part = read.movements[start : start + CHUNK]
        lines = [_line(body, statement, one, payers, _mark_of(body, one, seen)) for one in part]
        known = booked_marks(body, [line.mark for line in lines])
        for line in lines:
            if line.mark in known and line.outcome == LineOutcome.OPEN:
                line.outcome, line.membership_id, line.reason = LineOutcome.KNOWN, None, MatchReason.NONE
        StatementLine.objects.bulk_create(lines)


@action
def choose_matches(
    actor: Person, *, statement: BankStatement, version: int, choices: Mapping[str, str]
) -> BankStatement:
    """Say who is meant by lines of a statement: the member number for each, or nothing to leave a line unbooked.

    Args:
        version: what was looked at; somebody else may have chosen since.
        choices: by the public id of a line the member number, or an empty text.

    Raises:
        NotPermitted: for those who do not keep the dues.
        WrongState: where it was booked or thrown away.
        Conflict: where somebody else chose since.
        NotFound: for a number or a line that is not there.
    """
    demand_books(actor, statement.body)
    statement = locked(statement)
    demand_statement_step(statement, StatementStatus.BOOKED)
    demand_version(statement, version)
    lines = {line.public_id: line for line in statement.lines.filter(outcome=LineOutcome.OPEN)}
    changed = []
    for public_id, number in choices.items():
        line = lines.get(public_id)
        if line is None:
            raise NotFound("There is no such line to choose for.", code="no_line", field="choices")
        key = chosen_member(statement.body, number).pk if number.strip() else None
        if key != line.membership_id:
            line.membership_id = key
            line.reason = MatchReason.CHOSEN if key is not None else MatchReason.NONE
            changed.append(line)
    StatementLine.objects.bulk_update(changed, ["membership", "reason"], batch_size=500)
    statement.version += 1
    statement.save(update_fields=["version"])
    record(
        actor,
        "choose_matches",
        chain=statement.organisation.public_id,
        body=statement.body.public_id,
        subject=statement.public_id,
        content={"version": statement.version},
    )
    return statement


def demand_version(statement: BankStatement, version: int) -> None:
    """Go on only where a statement stands as it was looked at.

    Raises:
        Conflict: otherwise.
    """
    if statement.version != version:
        raise Conflict("Somebody chose otherwise since you opened this page. Look at it again.", code="changed_since")


@action
def discard_statement(actor: Person, *, statement: BankStatement) -> BankStatement:
    """Throw a statement away that was only looked at, with all it said about people.

    Raises:
        NotPermitted, WrongState: as for booking it.
    """
    demand_books(actor, statement.body)
    statement = locked(statement)
    demand_statement_step(statement, StatementStatus.DISCARDED)
    statement.lines.all().delete()
    statement.status, statement.finished_at = StatementStatus.DISCARDED, clock.now()
    statement.save(update_fields=["status", "finished_at"])
    record(
        actor,
        "discard_statement",
        chain=statement.organisation.public_id,
        body=statement.body.public_id,
        subject=statement.public_id,
        content={"digest": statement.digest},
    )
    return statement
