"""Writing the ledger of dues: the parts that all actions on it share.

The ledger of the organisation is read by everybody with a role, and amounts are not for them. So whatever is written
into an account is called `write_dues` there, whether it was paid or waived, and holds a keyed digest and no figure.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Min, Sum
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from members.enums import DuesKind, MembershipState
from members.models import DuesEntry, DuesScheme, Membership, MergeRecord
from members.queries.dues_schemes import scheme_on
from members.queries.merges import with_kept
from members.queries.settled import settled_among
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import locked, record
from organiser.base.actions.ledger import canonical
from organiser.base.actor import CLOCK, Actor
from organiser.base.errors import Conflict, Invalid, WrongState
from organiser.base.text import one_line

if TYPE_CHECKING:
    from members.counting import Settled

CHUNK = 2000
LONGEST_NOTE = 300
VERB = "write_dues"
SEALED = (
    *("public_id", "membership_id", "body_id", "kind", "cents", "extra_cents", "currency", "period_from"),
    *("period_until", "part", "day", "from_pot", "reverses_id", "statement_id", "opening"),
)


def digest_of(entries: Iterable[DuesEntry]) -> str:
    """A keyed digest of lines of accounts: whoever reads it learns no amount, also not by trying amounts."""
    whole = [[str(getattr(entry, name)) for name in SEALED] for entry in entries]
    return salted_hmac("members.dues", canonical(whole).decode(), algorithm="sha256").hexdigest()


def settle(memberships: Collection[int]) -> None:
    """Write into these memberships, which must be locked, how far they are settled; few statements for many."""
    keys = list(memberships)
    for start in range(0, len(keys), CHUNK):
        alike: dict[Settled, list[int]] = defaultdict(list)
        for key, settled in settled_among(keys[start : start + CHUNK]).items():
            alike[settled].append(key)
        for settled, part in alike.items():
            Membership.objects.filter(pk__in=part).update(settled_until=settled.until, owed_since=settled.owed_since)


def clean_note(text: str) -> str:
    """A note for the books, on one line.

    Raises:
        Invalid: where it is too long.
    """
    text = one_line(text)
    if len(text) > LONGEST_NOTE:
        raise Invalid(f"The note is longer than {LONGEST_NOTE} letters. Shorten it.", code="note", field="note")
    return text


def clean_day(day: date | None) -> date:
    """The day on which money came or went; today, where none is given.

    Raises:
        Invalid: for a day that has not come, or before 1900.
    """
    day = day or clock.today()
    if day > clock.today():
        raise Invalid("That day lies in the future. Book what has happened.", code="day_future", field="day")
    if day.year < 1900:
        raise Invalid("That day lies before 1900. Look at the year again.", code="day_early", field="day")
    return day


def currency_of(membership: Membership, given: str = "") -> str:
    """The currency of an account: that of its first line, or of the scheme; one account never mixes two.

    Raises:
        Invalid: where another one is given, or none is known.
    """
    first = DuesEntry.objects.filter(membership=membership).order_by("pk").values_list("currency", flat=True).first()
    if first is None:
        scheme = scheme_on(membership.branch or membership.organisation, clock.today())
        first = scheme.currency if scheme is not None else given
    if not first:
        raise Invalid("No dues were decided here, so name the currency.", code="currency", field="currency")
    if given and given != first:
        raise Invalid(
            f"This account is kept in {first}. Money in another currency is changed first.",
            code="currency_mixed",
            field="currency",
        )
    return first


def demand_one_currency(membership: Membership, scheme: DuesScheme) -> None:
    """Go on only where a charge is in the currency of the account.

    Raises:
        Conflict: otherwise.
    """
    if DuesEntry.objects.filter(membership=membership).exclude(currency=scheme.currency).exists():
        raise Conflict(f"This account is not kept in {scheme.currency}.", code="currency_mixed")


def new_entry(actor: Actor, membership: Membership, *, cents: int, currency: str, **more: object) -> DuesEntry:
    """A line of an account that is not written yet, in the books where the member stands now."""
    values = {
        "organisation_id": membership.organisation_id,
        "body_id": membership.branch_id or membership.organisation_id,
        "membership_id": membership.pk,
        "cents": cents,
        "currency": currency,
        "made_by_id": None if actor is CLOCK else actor.pk,
        "made_at": clock.now(),
        "day": clock.today(),
        **more,
    }
    return DuesEntry(**values)


def carry_home(actor: Actor, memberships: Collection[int], day: date | None = None) -> list[DuesEntry]:
    """Carry what stands in any other books to where each of these members stands now; gives the lines it wrote.

    So in the books of a body stands nothing but of those who stand in it, and their treasurer sees it: what is owed is
    asked there, and what was paid ahead is given back there, once. The accounts must be locked.
    """
    made: list[DuesEntry] = []
    home = Coalesce("membership__branch", "membership__organisation")
    entries = DuesEntry.objects.filter(membership__in=list(memberships)).annotate(home=home).exclude(body=F("home"))
    sums = entries.values("membership", "organisation", "body", "home").annotate(
        owed=Sum("cents"), money=Min("currency")
    )
    rows: Any = sums.exclude(owed=0).order_by("membership", "body")
    for row in rows:
        of = Membership(pk=row["membership"], organisation_id=row["organisation"])
        for body, cents in ((row["body"], -row["owed"]), (row["home"], row["owed"])):
            line = new_entry(actor, of, kind=DuesKind.CARRIED, cents=cents, currency=row["money"], body_id=body)
            line.day = day or line.day
            made.append(line)
    return DuesEntry.objects.bulk_create(made)


def lead_on(actor: Actor, memberships: Collection[int]) -> tuple[list[DuesEntry], set[int]]:
    """Carry what stands in the account of a record that was merged to the one it was merged into, and from there on.

    An old payment may be taken back, or an old line of a bank booked, after the merge: it is the person's, and her
    account is the one that is kept. The merge keeps these lines as its own, so that undoing it parts them too. Both
    accounts must be locked (`with_kept`).

    Returns:
        The lines it wrote, and the keys of the accounts they stand in.
    """
    made: list[DuesEntry] = []
    found = MergeRecord.objects.filter(dropped__in=list(memberships), undone_at__isnull=True)
    for merge in found.select_related("kept", "dropped").order_by("pk"):
        lines = DuesEntry.objects.filter(membership=merge.dropped).order_by("pk")
        owed = int(lines.aggregate(total=Sum("cents"))["total"] or 0)
        if not owed:
            continue
        currency = lines[0].currency
        pair = [
            new_entry(actor, row, kind=DuesKind.CARRIED, cents=cents, currency=currency)
            for row, cents in ((merge.dropped, -owed), (merge.kept, owed))
        ]
        made += DuesEntry.objects.bulk_create(pair)
        merge.former = {**merge.former, "dues": [*merge.former.get("dues", ()), *(line.public_id for line in pair)]}
        merge.save(update_fields=["former"])
        further, _keys = lead_on(actor, [merge.kept_id])
        made += further
    return made, {line.membership_id for line in made}


def write(actor: Actor, membership: Membership, entries: list[DuesEntry]) -> None:
    """Write lines of one account, which must be locked, settle it, and record that something was written.

    A line about a period in the books of a branch that the member has left since is carried over at once.
    """
    DuesEntry.objects.bulk_create(entries)
    entries = entries + carry_home(actor, [membership.pk])
    led, accounts = lead_on(actor, [membership.pk]) if membership.state == MembershipState.MERGED else ([], set())
    entries += led
    settle({membership.pk, *accounts})
    membership.refresh_from_db(fields=["settled_until", "owed_since"])
    body = Body.objects.get(pk=entries[0].body_id)
    record(
        actor,
        VERB,
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=entries[0].public_id,
        content={"digest": digest_of(entries)},
    )


def lock_account(membership: Membership) -> Membership:
    """The membership whose account is written, locked: nobody else reckons with it until the transaction ends.

    With a record that was merged those are locked to which it leads, all in the order of their keys.
    """
    if membership.state != MembershipState.MERGED:
        return locked(membership)
    rows = {key: locked(Membership(pk=key)) for key in with_kept([membership.pk])}
    return rows[membership.pk]


def demand_not_merged(membership: Membership) -> None:
    """Go on only for a record that stands by itself; for what is written into an account by hand.

    Raises:
        WrongState: for one that was merged into another.
    """
    if membership.state == MembershipState.MERGED:
        raise WrongState(
            "This record was merged into another. Write it into the account of the one that was kept.", code="merged"
        )
