"""Bank statements, for those who keep the dues; and who may be meant by a line."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.crypto import salted_hmac

from members.dues_rules import COLLECTS
from members.enums import BELONGING, LineOutcome, MatchReason, StatementStatus, TransferState
from members.models import BankStatement, KnownPayer, Membership, MergeRecord, StatementLine, Transfer
from members.models.people import fold
from members.queries.dues import kept_in, members_in_books, with_owed
from members.queries.dues_due import plans_on
from members.queries.dues_schemes import amount_by, scheme_on
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound

TOKEN = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")


def statements_visible_to(viewer: Actor) -> QuerySet[BankStatement]:
    """Bank statements in the books that the viewer keeps."""
    if not viewer.is_authenticated:
        return BankStatement.objects.none()
    kept = authority.bodies_with(viewer, Power.KEEP_DUES).filter(type__in=COLLECTS).values("pk")
    found = BankStatement.objects.filter(Q(body__in=kept) | Q(organisation__in=kept))
    return found.select_related("body", "organisation", "made_by")


def statement_for(viewer: Actor, public_id: str) -> BankStatement:
    """The statement of that public id.

    Raises:
        NotFound: where there is none in books that the viewer keeps.
    """
    found = statements_visible_to(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is no such bank statement here.", code="no_statement")
    return found


def lines_of(viewer: Actor, statement: BankStatement) -> QuerySet[StatementLine]:
    """The lines of a statement in the order of the file, each with whether the viewer sees who is meant, as `seen`.

    The treasurer of a branch sees who stands in it, and who moved away as long as the branch sees who left it.
    """
    lines = statement.lines.select_related("membership__person", "membership__branch").order_by("number")
    if authority.holds(viewer, Power.KEEP_DUES, statement.organisation_id):
        return lines.annotate(seen=Value(value=True))
    gone = Transfer.objects.filter(membership=OuterRef("membership"), from_branch=statement.body_id)
    gone = gone.filter(state=TransferState.ACCEPTED, sight_until__gte=clock.today())
    here = Q(membership__branch=statement.body_id) | Q(Exists(gone))
    return lines.annotate(seen=Case(When(here, then=Value(value=True)), default=Value(value=False)))


def payer_mark(body: Body, account: str) -> str:
    """A keyed hash of an account number, different in each body, so that two bodies cannot compare their payers."""
    plain = "".join(letter for letter in account.upper() if letter.isalnum())
    if not plain:
        return ""
    return salted_hmac(f"members.payer.{body.public_id}", plain, algorithm="sha256").hexdigest()


def booked_marks(body: Body, marks: Iterable[str], but: BankStatement | None = None) -> set[str]:
    """Which of these lines were booked before in the books of a body, by an import that stands."""
    found = StatementLine.objects.filter(
        organisation=body.organisation_key,
        statement__body=body,
        statement__status=StatementStatus.BOOKED,
        outcome=LineOutcome.BOOKED,
        mark__in=list(marks),
    )
    if but is not None:
        found = found.exclude(statement=but)
    return set(found.values_list("mark", flat=True))


@dataclass
class Payers:
    """Everybody whom a line may mean: numbers, names with amounts, and accounts that paid before."""

    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    amounts: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    marks: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def match(self, payer: str, text: str, mark: str, cents: int) -> tuple[int | None, MatchReason]:
        """Who is proposed for a line, and why; nobody where two are as likely."""
        words = {token.casefold() for token in TOKEN.findall(f"{text} {payer}")}
        numbered = {self.numbers[word] for word in words if word in self.numbers}
        if len(numbered) > 1:
            named = {key for key in numbered if set(self.names[key].split()) <= set(fold(payer).split())}
            numbered = named if len(named) == 1 else set()
        if len(numbered) == 1:
            return numbered.pop(), MatchReason.NUMBER
        known = self.marks.get(mark, set()) if mark else set()
        if len(known) == 1:
            return next(iter(known)), MatchReason.PAYER
        among = [key for key in self.by_name.get(_ordered(payer), []) if cents in self.amounts[key]]
        if len(among) == 1:
            return among[0], MatchReason.NAME
        return None, MatchReason.NONE


def _ordered(name: str) -> str:
    """The words of a name in the order of letters: banks turn names around."""
    return " ".join(sorted(fold(name.replace(",", " ")).split()))


def payers_of(body: Body) -> Payers:
    """What the books of a body know of those who may pay, in a handful of queries."""
    made, today = Payers(), clock.today()
    members = with_owed(members_in_books(body).filter(Q(state__in=BELONGING) | Q(owed_since__isnull=False)), body)
    rows = list(members.values_list("pk", "number", "sort_name", "owed"))
    scheme = scheme_on(body, today)
    plans = plans_on([row[0] for row in rows], today) if scheme is not None else {}
    for key, number, name, owed in rows:
        made.numbers[number.casefold()] = key
        made.names[key] = name
        made.by_name[_ordered(name)].append(key)
        made.amounts[key].add(owed)
        if scheme is not None:
            amount = amount_by(scheme, plans.get(key))
            made.amounts[key].add(amount.cents + amount.extra_cents)
    kept = {row[0] for row in rows}
    led = {}
    merges = MergeRecord.objects.filter(organisation=body.organisation_key, undone_at__isnull=True)
    for key, number, leads_to in merges.values_list("dropped", "number", "leads_to"):
        if leads_to in kept:
            led[key] = leads_to
            made.numbers.setdefault(number.casefold(), leads_to)
    for mark, key in KnownPayer.objects.filter(body=body).values_list("mark", "membership_id"):
        if led.get(key, key) in kept:
            made.marks[mark].add(led.get(key, key))
    return made


def chosen_member(body: Body, number: str) -> Membership:
    """The member that a treasurer names for a line by the number.

    Raises:
        NotFound: where the books of the body have none of that number.
    """
    found = kept_in(body, members_in_books(body).filter(number__iexact=number.strip()).first())
    if found is None:
        raise NotFound(f"{body.name} has no member with the number “{number.strip()[:30]}”.", code="no_member")
    return found
