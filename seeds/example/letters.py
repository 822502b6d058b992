"""What the tenants' register is used for: a list, a letter that went out, and one that waits for a second person."""

from members.actions.mailing_sending import finish_mailing
from members.actions.mailings import MailingData, hand_in_mailing, release_mailing, write_mailing
from members.actions.saved_lists import ListData, save_list
from members.enums import MailingState, RecipientStatus
from members.models import Mailing, MailingRecipient
from organiser.base.actor import CLOCK
from seeds.example import tenants_texts as texts
from seeds.example.calendar import SATURDAY, Calendar, Story
from seeds.example.cast import FACILITATOR, SECRETARY, Cast


def count_as_sent(*mailings: Mailing) -> None:
    """Write the copies of letters down as sent, of all that are on their way without any."""
    for mailing in mailings or Mailing.objects.filter(state=MailingState.RELEASED).order_by("pk"):
        copies = MailingRecipient.objects.filter(mailing=mailing, status=RecipientStatus.WAITING)
        copies.update(status=RecipientStatus.SENT, at=mailing.released_at)
        finish_mailing(CLOCK, mailing=mailing)


def letters(calendar: Calendar, cast: Cast) -> Story:
    """A letter to all that the facilitator released, and, of this week, one to those who get paper.

    Nobody in the example reads mail: the copies of the first are written down as sent, and nothing is sent.
    """
    body = cast.body()
    yield calendar.week(-3, SATURDAY, 10)
    secretary = cast.holder(SECRETARY)
    on_paper = {"state": ["members"], "notices_by": "post"}
    save_list(secretary, body=body, data=ListData("Letters on paper", on_paper, ("address", "notices_by"), shared=True))
    rent = MailingData(texts.RENT_LETTER_SUBJECT, texts.RENT_LETTER)
    sent = hand_in_mailing(secretary, mailing=write_mailing(secretary, body=body, data=rent))
    sent = release_mailing(cast.holder(FACILITATOR), mailing=sent)
    count_as_sent(sent)
    yield calendar.day(-1, 18)
    secretary = cast.holder(SECRETARY)
    paper = MailingData(texts.PAPER_LETTER_SUBJECT, texts.PAPER_LETTER, criteria=on_paper)
    hand_in_mailing(secretary, mailing=write_mailing(secretary, body=body, data=paper))
