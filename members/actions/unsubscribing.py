"""Wanting no more letters of a body, and wanting them again. What the rules say every member is told still comes."""

from members.models import MailingRecipient, Membership, Person, Unsubscription
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.errors import NotFound


@action
def unsubscribe(actor: Person, *, copy: MailingRecipient) -> Unsubscription:
    """Want no more letters of the body that wrote this one.

    The link in the letter is enough, without signing in: it holds a random word that only this copy has. It acts for
    the member to whom the copy went, and for nobody else.

    Raises:
        NotFound: for a copy that went to somebody else.
    """
    if actor.pk != copy.membership.person_id:
        raise NotFound("There is no such letter to you.", code="no_letter")
    return _leave(actor, copy.membership, copy.mailing.body)


def _leave(actor: Person, membership: Membership, body: Body) -> Unsubscription:
    membership = locked(membership)  # pressed twice at once: the second finds it done
    found, made = Unsubscription.objects.get_or_create(
        organisation_id=membership.organisation_id, membership=membership, body=body, defaults={"at": clock.now()}
    )
    if not made:
        nothing_to_do()
        return found
    _tell(actor, "unsubscribe", membership, body)
    return found


@action
def subscribe_again(actor: Person, *, body: Body) -> None:
    """Want the letters of a body again.

    Raises:
        NotFound: where one gets them already.
    """
    found = (
        Unsubscription.objects.filter(membership__person_id=actor.pk, body=body).select_related("membership").first()
    )
    if found is None:
        raise NotFound("You get the letters of this body already.", code="subscribed")
    found.delete()
    _tell(actor, "subscribe_again", found.membership, body)


def _tell(actor: Person, verb: str, membership: Membership, body: Body) -> None:
    """Nobody reads in the ledger who it was but by the public id of the membership."""
    record(
        actor,
        verb,
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=membership.public_id,
        content={},
    )
