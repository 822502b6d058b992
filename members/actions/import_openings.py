"""How the accounts of people in a file stood elsewhere, laid out and written with them; no action of its own.

To when dues are settled stands in our own export, so it comes in again with the register (invariant 10).
"""

from collections.abc import Iterable
from datetime import date

from members.actions.dues_ledger import digest_of, settle
from members.actions.dues_opening import opening_lines
from members.actions.import_branches import branches_named, key_of
from members.actions.import_rows import told
from members.counting import period_at
from members.dues_rules import demand_treasurer, keeps_dues
from members.enums import RowOutcome
from members.models import DuesEntry, DuesScheme, ImportBatch, ImportRow, Membership, Person
from members.queries.dues_schemes import scheme_on
from members.queries.imports import Coming, coming_in
from members.reading.date_forms import in_words
from members.reading.dues import cents_of
from members.reading.fields import DUES
from members.reading.problems import Row
from organisations.models import Body
from organiser.base import clock
from organiser.base.errors import Conflict

NOT_TREASURER = (
    "Left out: only whoever keeps the dues as well brings in how accounts stand. The treasurer can write it down for "
    "each member."
)
NO_DUES = "Left out: no dues have been decided here yet, so nothing can be settled or owed."


class Schemes:
    """The scheme that holds for each row of a file, asked once for each branch."""

    def __init__(self, batch: ImportBatch) -> None:
        """Those of the body imported into, and of the branches where it is a whole organisation."""
        self._body = batch.body
        whole = batch.body_id == batch.organisation_id
        self._branches = branches_named(batch.organisation_id) if whole else {}
        self._known: dict[int, DuesScheme | None] = {}

    def of(self, body: Body) -> DuesScheme | None:
        """The scheme that holds in a body today."""
        if body.pk not in self._known:
            self._known[body.pk] = scheme_on(body, clock.today())
        return self._known[body.pk]

    def of_row(self, branch: str) -> DuesScheme | None:
        """The scheme for somebody in the branch of that name, or in the body imported into."""
        return self.of(self._branches.get(key_of(branch), self._body) if branch else self._body)

    def any(self) -> bool:
        """Whether dues are asked for anywhere here."""
        return any(self.of(body) is not None for body in (self._body, *self._branches.values()))


class OpeningColumns:
    """The columns of a file that say how accounts stood, where it has any."""

    def __init__(self, actor: Person, batch: ImportBatch) -> None:
        """Find them, and whether they can be read here for this person."""
        self._columns = {column["field"]: column for column in batch.columns if column["field"] in DUES}
        self._left_out = ""
        if self._columns:
            self._schemes = Schemes(batch)
            if not self._schemes.any():
                self._left_out = NO_DUES
            elif not keeps_dues(actor, batch.body):
                self._left_out = NOT_TREASURER

    def leave_out(self, rows: Iterable[Row]) -> None:
        """Forget the cells of columns that are left out, and what is wrong with them."""
        for row in rows if self._left_out else ():
            for field in DUES:
                row.values.pop(field, None)
            row.problems = [problem for problem in row.problems if problem.field not in DUES]
            row.repairable = [each for each in row.repairable if each.field not in DUES]

    def look(self, laid: ImportRow) -> None:
        """Say what a row of somebody new will come to, or what is wrong with it."""
        settled, owes = str(laid.values.get("settled_until") or ""), str(laid.values.get("owes") or "")
        if laid.outcome != RowOutcome.CREATE or not (settled or owes):
            return
        scheme = self._schemes.of_row(str(laid.values.get("branch") or ""))
        if scheme is None:
            for field in DUES:
                laid.values.pop(field, None)
            self._say(laid, "no_dues", "no dues have been decided where this person stands, so this is left out.")
            return
        cents, currency = cents_of(owes) if owes else (0, "")
        if currency and currency != scheme.currency:
            sentence = f"dues are kept in {scheme.currency} here, and not in {currency}. Write the amount in that."
            self._say(laid, "owes_currency", sentence, "error")
            laid.outcome = RowOutcome.ERROR
            return
        if cents and not settled:
            since = in_words(period_at(clock.today(), scheme.period).first)
            sentence = f"nothing says since when this is owed. It counts as owed since {since}, when the period began."
            self._say(laid, "owes_since", sentence)
        if settled and not cents:
            self._look_within(laid, date.fromisoformat(settled), scheme)

    def _look_within(self, laid: ImportRow, settled: date, scheme: DuesScheme) -> None:
        end = period_at(settled, scheme.period).last
        if settled != end:
            sentence = (
                f"dues are settled to {in_words(settled)}, in the middle of a period. Nobody is charged twice for a "
                f"day, so the next charge is for the days after {in_words(end)}."
            )
            self._say(laid, "settled_within", sentence)

    def noted(self, columns: Iterable[dict[str, str]]) -> None:
        """Write beside the columns why they are left out."""
        for column in columns:
            if self._left_out and column["field"] in DUES:
                column["note"] = self._left_out

    def _say(self, laid: ImportRow, code: str, sentence: str, severity: str = "warning") -> None:
        field = "owes" if code.startswith("owes") or "settled_until" not in self._columns else "settled_until"
        column = self._columns[field]
        place = f"Row {laid.number}, column {column['heading']}: "
        laid.problems.append(told(laid.number, column, code, place + sentence, severity))


def write_openings(actor: Person, batch: ImportBatch) -> list[str]:
    """Write how the accounts of those who came in stood; the organisation must be locked. Gives keyed digests.

    Raises:
        NotPermitted: where the actor does not keep the dues any more.
        Conflict: where the dues were given up since the preview, naming the row.
    """
    digests: list[str] = []
    if not any(column["field"] in DUES for column in batch.columns):
        return digests
    schemes = Schemes(batch)
    for chunk in coming_in(batch):
        rows = [row for row in chunk if row.values.get("settled_until") or row.values.get("owes")]
        if not rows:
            continue
        demand_treasurer(actor, batch.body)
        found = Membership.objects.filter(person__in=[row.person for row in rows])
        members = {membership.person_id: membership for membership in found}
        made = [line for row in rows for line in _lines_of(actor, row, members[row.person or 0], schemes)]
        if made:
            DuesEntry.objects.bulk_create(made)
            settle({line.membership_id for line in made})
            digests.append(digest_of(made))
    return digests


def _lines_of(actor: Person, row: Coming, membership: Membership, schemes: Schemes) -> list[DuesEntry]:
    scheme = schemes.of_row(str(row.values.get("branch") or ""))
    if scheme is None:
        raise Conflict(
            f"Row {row.row}: the dues were given up since the preview. Look at the file again.",
            code="dues_gone",
            row=row.row,
        )
    day = row.values.get("settled_until")
    cents, _currency = cents_of(str(row.values.get("owes") or "0"))
    settled = date.fromisoformat(str(day)) if day else None
    return opening_lines(actor, membership, scheme, settled=settled, owes=cents)
