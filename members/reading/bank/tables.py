"""A bank's table: which heading means what, and each row as a movement."""

import csv
from collections.abc import Callable, Mapping
from datetime import date

from members.reading.bank.days import order_of, read_day
from members.reading.bank.movements import LONGEST_NAME, LONGEST_TEXT, MOST_LINES, BankFile, Movement
from members.reading.cells import clean
from members.reading.dialect import find_delimiter, rows_of
from members.reading.encoding import looked_over, pieces_of_text
from members.reading.folding import folded
from members.reading.foreign import restored
from members.reading.lines import Lines
from members.reading.problems import UnreadableFile, quoted
from organiser.base.errors import Invalid
from organiser.base.money import CURRENCY, read_cents

LABELS = {
    "day": "day",
    "amount": "amount, with a minus for what went out",
    "credit": "amount that came in",
    "debit": "amount that went out",
    "currency": "currency",
    "payer": "name of who paid",
    "text": "text of the payment",
    "account": "account number of who paid",
    "reference": "reference of the bank",
}
FIELDS = tuple(LABELS)
# As banks call them in English, German, Spanish and French, without accents, spaces and marks; the first ones are best.
_WORDS = {
    "day": "buchungstag buchungsdatum bookingdate postingdate fechaoperacion dateoperation datedoperation "
    "transactiondate date datum fecha valutadatum valuedate wertstellung fechavalor datevaleur completeddate",
    "amount": "betrag betrageur amount amounteur importe montant umsatz umsatzineur",
    "credit": "haben credit gutschrift abono ingresos moneyin paidin",
    "debit": "soll debit belastung cargo gastos moneyout paidout",
    "currency": "wahrung waehrung currency divisa moneda devise",
    "payer": "beguenstigterzahlungspflichtiger begunstigterzahlungspflichtiger zahlungspflichtiger "
    "zahlungspflichtigeer zahlungspflichtigerin auftraggeberbegunstigter auftraggeberbeguenstigter "
    "auftraggeberempfanger auftraggeberzahlungsempfanger zahlungsempfangerauftraggeber auftraggeberzahlungspflichtiger "
    "namezahlungsbeteiligter zahlungsbeteiligter namedeszahlungspflichtigen auftraggebername auftraggeber "
    "beguenstigter begunstigter payer payername paidby debtorname debtor counterparty counterpartyname partnername "
    "partner remitter sender payee payeename ordenante nombreordenante nombredelordenante contraparte emetteur "
    "donneurdordre contrepartie tiers zahlungsempfanger empfanger name nombre nom",
    "text": "verwendungszweck purpose paymentreference remittanceinformation concepto libelle description details "
    "buchungsdetails betreff memo communication reference",
    "account": "kontonummeriban ibanzahlungsbeteiligter iban partneriban counterpartyiban cuentaordenante "
    "accountnumber kontonummer",
    "reference": "bankreferenz transactionid transaktionsid bankreference referenznummer referencebancaire id",
}
_RANKED = {word: (field, rank) for field, words in _WORDS.items() for rank, word in enumerate(words.split())}
_LOOKED_AT = 30
Recall = Callable[[list[str]], list[str] | None]


def key_of(heading: str) -> str:
    """A heading as it is compared."""
    return "".join(letter for letter in folded(heading) if letter.isalnum())


def guessed(headings: list[str]) -> list[str]:
    """The field for each heading; where two could be the same, the better one, and the other is left out."""
    best: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(headings):
        field, rank = _RANKED.get(key_of(heading), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, place)
    fields = [""] * len(headings)
    for field, (_rank, place) in best.items():
        fields[place] = field
    return fields


def _enough(fields: list[str]) -> bool:
    return "day" in fields and bool({"amount", "credit"} & set(fields))


def read_table(
    stream: object,
    digest: str,
    today: date,
    chosen: Mapping[str, str] | None,
    recall: Recall | None,
    *,
    day_order: str = "",
) -> BankFile:
    """Read a table of movements; `day_order` says which of day and month comes first where the file does not.

    Raises:
        UnreadableFile: where the text, the headings or the size cannot be.
    """
    lines = Lines(pieces_of_text(looked_over(stream, digest)))  # type: ignore[arg-type]  # a binary file
    delimiter, _words = find_delimiter(lines, lambda cell: key_of(cell) in _RANKED)
    headings: list[str] = []
    fields: list[str] = []
    movements: list[Movement] = []
    days: list[str] = []
    first: list[list[str]] = []
    try:
        for number, cells in enumerate(rows_of(lines, delimiter), start=1):
            lines.row_done()
            if lines.ended:
                raise UnreadableFile(f"Row {number} opens a quotation mark that is never closed.", "open_quotation")
            cells = [restored(cell) for cell in cells]  # noqa: PLW2901  # the same cells with their letters
            if not any(cell.strip() for cell in cells):
                continue
            if not headings:
                first.append(cells)
                found = _fields_for(cells, chosen, recall)
                if _enough(found):
                    headings, fields = cells, found
                elif len(first) >= _LOOKED_AT:
                    break
                continue
            if len(movements) >= MOST_LINES:
                raise UnreadableFile(f"At most {MOST_LINES:,} lines are read at once. Split the file.", "too_many_rows")
            values = {field: clean(cell)[0] for field, cell in zip(fields, cells, strict=False) if field}
            movements.append(_movement(number, values))
            days.append(values.get("day", ""))
    except csv.Error as error:
        raise UnreadableFile("This file cannot be read as a table. Export it once more.", "damaged_table") from error
    if not headings:
        shown = max(first, key=len, default=[])
        sentence = "No column was found for the day and for the amount. Say which they are, and send the file again."
        raise UnreadableFile(sentence, "headings_missing", tuple(cell.strip() for cell in shown))
    _read_days(movements, days, today, day_order or order_of(days, today))
    return BankFile("csv", digest, movements, [heading.strip() for heading in headings], fields)


def _fields_for(cells: list[str], chosen: Mapping[str, str] | None, recall: Recall | None) -> list[str]:
    names = [cell.strip() for cell in cells]
    if chosen is not None:
        return [chosen.get(name, "") for name in names]
    remembered = recall(names) if recall is not None else None
    return remembered if remembered is not None else guessed(names)


def _read_days(movements: list[Movement], days: list[str], today: date, order: str) -> None:
    """Give each movement its day, once all of them tell in which order they stand."""
    for movement, text in zip(movements, days, strict=True):
        if not movement.problem:
            movement.day, why = read_day(text, today, order)
            movement.problem = f"Row {movement.number}: {why}" if why else ""


def _movement(number: int, values: Mapping[str, str]) -> Movement:
    made = Movement(
        number,
        payer=values.get("payer", "")[:LONGEST_NAME],
        text=values.get("text", "")[:LONGEST_TEXT],
        account=values.get("account", ""),
        reference=values.get("reference", ""),
    )
    try:
        made.cents = _cents(values)
    except Invalid as refusal:
        given = values.get("amount") or values.get("credit") or values.get("debit") or ""
        made.problem = f"Row {number}: {quoted(given)} is no amount. {refusal.sentence}"
        return made
    made.currency = values.get("currency", "").upper()
    if made.currency and not CURRENCY.fullmatch(made.currency):
        made.currency = ""
    return made


def _cents(values: Mapping[str, str]) -> int:
    if values.get("amount"):
        return read_cents(values["amount"])
    if values.get("credit") or values.get("debit"):
        came = abs(read_cents(values["credit"])) if values.get("credit") else 0
        return came - (abs(read_cents(values["debit"])) if values.get("debit") else 0)
    raise Invalid("The amount is missing.", code="amount", field="amount")
