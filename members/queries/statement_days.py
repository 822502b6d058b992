"""How long the lines of bank statements are kept; for the clock, of all organisations."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.enums import LineOutcome, StatementStatus
from members.models import BankStatement, StatementLine
from organiser.base import clock

KEPT_FOR = timedelta(days=90)
STANDS = Q(statement__status=StatementStatus.BOOKED, outcome=LineOutcome.BOOKED)
EMPTY = {"payer": "", "text": "", "payer_mark": "", "problem": "", "mark": ""}


def lines_to_forget(statement: BankStatement) -> QuerySet[StatementLine]:
    """The lines of a statement by which nothing is booked that stands."""
    return StatementLine.objects.filter(statement=statement).exclude(STANDS)


def statements_to_forget() -> QuerySet[BankStatement]:
    """The statements whose days are over, and which still say something of people that no account needs."""
    before = clock.now() - KEPT_FOR
    spoken = StatementLine.objects.filter(statement=OuterRef("pk")).exclude(STANDS).exclude(**EMPTY)
    finished = Q(status__in=[StatementStatus.BOOKED, StatementStatus.UNDONE], finished_at__lt=before) & Exists(spoken)
    found = BankStatement.objects.filter(Q(status=StatementStatus.STAGED, made_at__lt=before) | finished)
    return found.select_related("body", "organisation").order_by("pk")
