"""Taking a person out of saved lists, exports that were asked for, and letters to members."""

from members.enums import RecipientStatus
from members.models import (
    ExportRequest,
    FailingAddress,
    Mailing,
    MailingRecipient,
    Membership,
    Person,
    SavedList,
    Unsubscription,
)
from members.queries.erasing import organisation_ids, take_name_out
from organiser.base.erased_words import mentioning


def clean_lists(person: Person) -> None:
    """Delete the person's own lists and what is known of her or his address, and take the name out of words.

    That a letter was sent stays, as it does for everybody; the copies that wait go to nobody.
    """
    mine = Membership.objects.filter(person=person)
    SavedList.objects.filter(owner=person, shared=False).delete()
    FailingAddress.objects.filter(membership__in=mine).delete()
    Unsubscription.objects.filter(membership__in=mine).delete()
    waiting = MailingRecipient.objects.filter(
        membership__in=mine, status__in=(RecipientStatus.WAITING, RecipientStatus.TO_PRINT)
    )
    waiting.update(status=RecipientStatus.STOPPED)
    mine.update(phone_digits="")
    take_name_out(person, SavedList.objects.all(), ("name",))
    take_name_out(person, ExportRequest.objects.all(), ("purpose", "text"))
    take_name_out(person, Mailing.objects.all(), ("subject", "text"))
    for model in (SavedList, ExportRequest, Mailing):
        rows = model.objects.filter(organisation__in=organisation_ids(person))
        for row in rows.filter(pk__in=mentioning(rows, "criteria", person.name)):
            row.criteria = {name: value for name, value in row.criteria.items() if name != "q"}
            row.save(update_fields=["criteria"])
