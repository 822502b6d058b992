"""Bank statements as banks export them; everybody in them is invented."""

from datetime import date, timedelta
from io import BytesIO

from members.actions.statements import stage_statement
from members.models import BankStatement, Person
from organisations.models import Body
from organiser.base import clock

HEAD = (
    '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";'
    '"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung"\r\n'
)


def day(ago: int) -> date:
    """So many days ago."""
    return clock.today() - timedelta(days=ago)


def german_row(ago: int, text: str, payer: str, iban: str, amount: str, currency: str = "EUR") -> str:
    """A row as a German savings bank writes it."""
    when = f"{day(ago):%d.%m.%Y}"
    return (
        f'"DE02120300000000202051";"{when}";"{when}";"GUTSCHR";"{text}";"{payer}";"{iban}";"BYLADEM1";'
        f'"{amount}";"{currency}"\r\n'
    )


def german(*rows: str) -> bytes:
    """A whole table, in the encoding that such a bank uses."""
    return (HEAD + "".join(rows)).encode("cp1252")


SPANISH = (
    "Movimientos de la cuenta;;;;\r\nTitular: Ejemplo;;;;\r\n\r\n"
    "Fecha operaci\u00f3n;Concepto;Ordenante;Importe;Divisa\r\n"
)

NTRY = """
  <Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{reversal}<Sts>{status}</Sts>
    <BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef>
    <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
      <RltdPties><Dbtr>{name}</Dbtr><DbtrAcct><Id><IBAN>{iban}</IBAN></Id></DbtrAcct></RltdPties>
      <RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{namespace}">
 <BkToCstmrStmt><GrpHdr><MsgId>053D2026</MsgId></GrpHdr>
 <Stmt><Id>1</Id><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct>{entries}
 </Stmt></BkToCstmrStmt></Document>"""
VERSION_2 = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
VERSION_8 = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


def entry(reference: str, amount: str, text: str, name: str = "Somebody", **more: str) -> str:
    """One entry; in version 8 the name stands a step deeper."""
    named = f"<Nm>{name}</Nm>" if more.pop("version", "2") == "2" else f"<Pty><Nm>{name}</Nm></Pty>"
    values = {"currency": "EUR", "sign": "CRDT", "day": day(3).isoformat(), "iban": "DE89370400440532013000"}
    values = {**values, "reversal": "", "status": "BOOK", **more}
    return NTRY.format(reference=reference, amount=amount, text=text, name=named, **values)


def camt(*entries: str, namespace: str = VERSION_2) -> bytes:
    """A whole statement."""
    return CAMT.format(namespace=namespace, entries="".join(entries)).encode()


def staged(actor: Person, body: Body, raw: bytes, filename: str = "umsaetze.csv", **more: object) -> BankStatement:
    """A statement that was looked at."""
    return stage_statement(actor, body=body, stream=BytesIO(raw), size=len(raw), filename=filename, **more)
