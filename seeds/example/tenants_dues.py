"""The dues of the tenants' union: decided in the first assembly, charged each month, paid by bank, owed by two."""

from io import BytesIO
from typing import Any

from members.actions.dues_charging import charge_dues
from members.actions.dues_entries import waive_dues
from members.actions.dues_plans import choose_dues
from members.actions.statement_booking import book_statement
from members.actions.statements import stage_statement
from members.counting import add_months
from members.enums import DuesKind
from members.models import BankStatement, DuesEntry, Membership
from members.queries.dues import with_owed
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.money import written
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import TREASURER, Cast
from seeds.example.plans import Proposal

LOW, USUAL = "Little or no wage", "Usual wage"
OWING = ("Dov Castellane", "Femi Haugland")
WAIVED = "Priya Oduya"
GIVES = "Samira Quayle"
PAYS_LITTLE = ("Hamid Solberg", "Aylin Varga")
MONTHS_OWED = 4
HEAD = "Buchungstag;Verwendungszweck;Name Zahlungsbeteiligter;IBAN Zahlungsbeteiligter;Betrag;Waehrung\n"


def _scheme(_cast: Cast, _branch: str) -> dict[str, Any]:
    return {
        "currency": "EUR",
        "period": "month",
        "from_on": add_months(clock.today(), 1).isoformat(),
        "bands": [{"label": LOW, "cents": 300}, {"label": USUAL, "cents": 700}],
        "least": 100,
        "usual": 700,
        "branch_share": [0, 1],
        "solidarity": True,
    }


SET_DUES = Proposal(
    title="Seven euros a month, three for whoever earns little",
    summary="Paper, stamps and the laundry cost money, and nobody is to leave for want of it.",
    text="""The assembly sets the dues at seven euros a month, and at three for whoever earns little or nothing.
Members choose their own step. Whoever can gives more, so that nobody has to leave for want of money.""",
    mover="Yusuf Abendroth",
    seconders=("Dov Castellane", "Priya Oduya"),
    effect="set_dues",
    payload=_scheme,
)


def statement_of(memberships: list[Any]) -> bytes:
    """A bank's table in which each of these pays what she or he owes."""
    rows = [
        f"{clock.today():%d.%m.%Y};Beitrag Mitglied {one.number};{one.person.name};DE{one.pk:020d};"
        f"{written(one.owed).replace('.', ',')};EUR\n"
        for one in memberships
    ]
    return (HEAD + "".join(rows)).encode()


def _staged(cast: Cast, raw: bytes) -> BankStatement:
    name = f"umsaetze-{clock.today():%Y-%m}.csv"
    treasurer, body = cast.holder(TREASURER), cast.body()
    return stage_statement(treasurer, body=body, stream=BytesIO(raw), size=len(raw), filename=name)


def _owing(cast: Cast, but: tuple[str, ...]) -> list[Any]:
    members = Membership.objects.filter(organisation=cast.organisation).exclude(person__name__in=but)
    members = members.select_related("person")
    return list(with_owed(members, cast.body()).filter(owed__gt=0).order_by("pk"))


def keeping(calendar: Calendar, cast: Cast) -> Story:
    """From month to month: charged on the first, paid by the tenth, and the last statement still to be looked at."""
    this_month = add_months(calendar.today, 0)
    first = calendar.week(-44, 0, 9).date()
    yield calendar.week(-44, 0, 9)
    for name in PAYS_LITTLE:
        choose_dues(cast.person(name), membership=cast.memberships[name], band=LOW)
    choose_dues(cast.person(GIVES), membership=cast.memberships[GIVES], band=USUAL, extra_cents=300)
    month = add_months(first, 1)
    while month <= this_month and month < calendar.today:
        yield calendar.day((month - calendar.today).days, 1)
        charge_dues(CLOCK, body=cast.body())
        yield from _paid(calendar, cast, month)
        month = add_months(month, 1)
    yield calendar.day(-1, 20)
    others = f"{clock.today():%d.%m.%Y};Spende;Verein der Nachbarn;DE77;25,00;EUR\n"
    others += f"{clock.today():%d.%m.%Y};Entgelt;Bank;DE78;-4,90;EUR\n"
    _staged(cast, statement_of(_owing(cast, OWING[:1])[:6]) + others.encode())
    if this_month == calendar.today:  # on the first of a month the clock has charged it since midnight
        yield calendar.day(0, 0)
        charge_dues(CLOCK, body=cast.body())


def _paid(calendar: Calendar, cast: Cast, month: Any) -> Story:
    """What comes in by the tenth, where that has passed: all but two pay to the end, one of whom owes for months."""
    paid_on = month.replace(day=10)
    if paid_on >= calendar.today:
        return
    yield calendar.day((paid_on - calendar.today).days, 18)
    late = month > add_months(calendar.today, -MONTHS_OWED)
    if month == add_months(calendar.today, -2):
        charge = DuesEntry.objects.get(
            membership=cast.memberships[WAIVED], kind=DuesKind.CHARGE, period_from=month, reverses=None
        )
        waive_dues(cast.holder(TREASURER), charge=charge, note="Out of work since the summer", from_pot=False)
    statement = _staged(cast, statement_of(_owing(cast, OWING if late else ())))
    book_statement(cast.holder(TREASURER), statement=statement, version=1)
