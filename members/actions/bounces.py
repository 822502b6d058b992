"""Mail that came back: the address is not written to again until it is changed."""

from members.enums import RecipientStatus
from members.models import FailingAddress, MailingRecipient
from members.queries.mailings import address_digest
from members.reading.bounces import Bounce
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


@action
def take_bounce(actor: Actor, *, bounce: Bounce, mailing: int | None = None) -> MailingRecipient:
    """Write down what a report says of one copy. Only a failure for good counts; the same report twice changes nothing.

    A copy of which the rules say that every member is told is then printed, see `print_mailing`.
    The random word in the report is the proof: whoever has it has the mail.

    Args:
        mailing: the key of the letter, where the caller may speak of one alone.

    Raises:
        NotFound: where no copy of a letter carries that word.
    """
    copies = MailingRecipient.objects.filter(bounce_token=bounce.token)
    found = (copies if mailing is None else copies.filter(mailing=mailing)).first()
    if found is None:
        raise NotFound("This report is about no letter of ours.", code="no_copy")
    found = locked(found)
    if not bounce.is_permanent or found.status != RecipientStatus.SENT:
        nothing_to_do()
        return found
    found.status, found.came_back_at = RecipientStatus.BOUNCED, clock.now()
    found.save(update_fields=["status", "came_back_at"])
    email = found.membership.person.email
    if email:
        FailingAddress.objects.update_or_create(
            organisation_id=found.organisation_id,
            membership=found.membership,
            defaults={"address_digest": address_digest(email), "code": bounce.status, "since": clock.now()},
        )
    record(
        actor,
        "take_bounce",
        chain=found.organisation.public_id,
        body=found.mailing.body.public_id,
        subject=found.mailing.public_id,
        content={"status": bounce.status},
    )
    return found
