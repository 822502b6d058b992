"""Freezing who gets a letter: a row for each person, with what becomes of the copy. Inside other actions, no action.

A hundred thousand rows are written within the request, by COPY or one prepared statement; the clock sends them later.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet

from members.enums import MailingKind, MailingState, NoticesBy, RecipientStatus
from members.models import FailingAddress, Mailing, MailingRecipient, Membership, Person, Unsubscription
from members.queries.belonging import members_of, register_behind
from members.queries.filtering import MEMBERS, Criteria
from members.queries.mailings import address_digest
from organisations.enums import BodyType
from organisations.models import Body
from organiser.base import clock
from organiser.base.bulk import insert_rows
from organiser.base.ids import new_public_id, new_token

CHUNK = 2000
COLUMNS = ("public_id", "organisation_id", "mailing_id", "membership_id", "status", "bounce_token", "leave_token")
R = RecipientStatus
Copy = tuple[int, RecipientStatus]


def write_recipients(mailing: Mailing, memberships: QuerySet[Membership]) -> dict[str, int]:
    """Write down who gets a letter that is released, of these; gives how many by what will become of them.

    It goes on paper to those without an address, whose address fails, whose account is closed, or who want post.
    """
    counted: Counter[str] = Counter()
    copies = _copies(mailing, memberships)
    while chunk := list(islice(copies, CHUNK)):
        counted.update(status for _key, status in chunk)
        told = (mailing.organisation_id, mailing.pk)
        insert_rows(
            MailingRecipient,
            COLUMNS,
            [(new_public_id(), *told, key, status, new_token(), new_token()) for key, status in chunk],
        )
    return dict(counted)


def _copies(mailing: Mailing, memberships: QuerySet[Membership]) -> Iterator[Copy]:
    left = Unsubscription.objects.filter(body_id=mailing.body_id).values_list("membership_id", flat=True)
    unsubscribed = set() if mailing.statutory else set(left)
    failing = dict(
        FailingAddress.objects.filter(organisation_id=mailing.organisation_id).values_list(
            "membership_id", "address_digest"
        )
    )
    members = memberships.values_list("pk", "person__email", "person__notices_by", "person__is_active")
    for key, email, by, is_active in members.iterator(CHUNK):
        fails = email is not None and key in failing and failing[key] == address_digest(email)
        by_mail = by == NoticesBy.EMAIL and email and is_active and not fails
        yield key, R.UNSUBSCRIBED if key in unsubscribed else R.WAITING if by_mail else R.TO_PRINT


def notify_members(
    actor: Person, *, body: Body, subject: str, text: str, until: datetime
) -> tuple[Mailing, dict[str, int]] | None:
    """Write down the notice of an assembly as a letter to every member, on its way at once; and how many get it how.

    For the action that calls the assembly: it asks who may, and what it writes down says that the notice went out.

    Args:
        body: whose assembly it is; the letter is that of the body in whose register its members stand.
        until: the end of the assembly. No copy is sent or waits for the printer after it.

    Returns:
        Nothing where the body has no members of its own to tell, such as a council.
    """
    home, now = register_behind(body), clock.now()
    if home.type not in {BodyType.ORGANISATION, BodyType.BRANCH}:
        return None
    mailing = Mailing.objects.create(
        organisation_id=home.organisation_key,
        body=home,
        kind=MailingKind.NOTICE,
        subject=subject[:150],
        text=text,
        statutory=True,
        criteria=Criteria(state=(MEMBERS,)).stored(),
        state=MailingState.RELEASED,
        written_by_id=actor.pk,
        written_at=now,
        released_by_id=actor.pk,
        released_at=now,
        until=until,
    )
    return mailing, write_recipients(mailing, members_of(body).order_by("sort_name", "pk"))


def let_no_more_go(notices: QuerySet[Mailing]) -> None:
    """Let no further copy of these notices go out from now on; for the action that calls their assembly off."""
    notices.update(until=clock.now())
