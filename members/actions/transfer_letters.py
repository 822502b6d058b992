"""Letters about a move between branches: to the member, and to those who keep the two registers.

What goes to a keeper names nobody: who it is about stands on the page that the letter leads to.
"""

from django.conf import settings
from django.template.loader import render_to_string

from members import above
from members.enums import NoticesBy
from members.models import Transfer
from organiser.base.actions.mail import queue_letter

SUBJECTS = {
    "asked": "You asked to move to another branch",
    "released": "Your branch has let you go",
    "accepted": "You belong to another branch now",
    "refused": "You were not taken in by the other branch",
    "withdrawn": "You stay in your branch",
    "ended": "Your move came to nothing",
}
# What those who keep a register are told, and which of the two: those who do something next, or have to know.
TO_OLD = {
    "asked": "A member asked to move to another branch",
    "accepted": "A member has moved to another branch",
    "refused": "A member was not taken in by another branch",
    "withdrawn": "A member stays after all",
}
TO_NEW = {"asked": "Somebody asks to move to you", "released": "Somebody waits to be taken in"}


def tell_of_transfer(transfer: Transfer, what: str) -> None:
    """Queue the letters that a step brings: to the member by e-mail where that was chosen, and to the keepers."""
    person = transfer.membership.person
    context = {"transfer": transfer, "person": person, "what": what, "site": settings.SITE_ADDRESS}
    if person.email and person.is_active and person.notices_by == NoticesBy.EMAIL:
        queue_letter(SUBJECTS[what], render_to_string("members/mail/transfer_member.txt", context), [person.email])
    for words, body in ((TO_OLD, transfer.from_branch), (TO_NEW, transfer.to_branch)):
        if what in words and body is not None:
            text = render_to_string("members/mail/transfer_keeper.txt", {**context, "body": body})
            queue_letter(words[what], text, above.addresses_of_keepers(body))
