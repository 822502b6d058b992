"""What this floor tells a person of what she or he asked, paid and was sent; see organiser/base/own_data.py."""

from members.models import (
    Application,
    BasisConsent,
    Described,
    DuesEntry,
    DuesPlan,
    ExportRequest,
    FailingAddress,
    MailingRecipient,
    Person,
    ReminderLetter,
    SavedList,
    Sponsorship,
    Transfer,
    Unsubscription,
)
from members.own_data import rows_of
from organiser.base.own_data import Row, left_out, register


def applications(person: Person) -> list[Row]:
    """When one asked to join, what one answered, and what came of it."""
    found = Application.objects.filter(membership__person=person).order_by("asked_at", "pk")
    return rows_of(
        found, asked_at="asked_at", state="state", answers="answers", answered_at="answered_at", reason="reason"
    )


def sponsorships(person: Person) -> list[Row]:
    """When one spoke for an applicant; who that was is theirs to know."""
    found = Sponsorship.objects.filter(sponsor__person=person).order_by("at", "pk")
    return rows_of(found, at="at", withdrawn_at="withdrawn_at")


def consents(person: Person) -> list[Row]:
    """When one said that one belongs oneself."""
    found = BasisConsent.objects.filter(membership__person=person).order_by("given_at", "pk")
    return rows_of(found, organisation="organisation__name", given_at="given_at", withdrawn_at="withdrawn_at")


def described(person: Person) -> list[Row]:
    """What one said of oneself; nobody else reads it."""
    found = Described.objects.filter(membership__person=person).order_by("question")
    return rows_of(found, question="question", said="said")


def plans(person: Person) -> list[Row]:
    """What one chose to pay."""
    found = DuesPlan.objects.filter(membership__person=person).order_by("from_on", "pk")
    return rows_of(found, from_on="from_on", step="band", cents="cents", extra_cents="extra_cents")


def dues(person: Person) -> list[Row]:
    """The lines of one's account of dues."""
    found = DuesEntry.objects.filter(membership__person=person).order_by("day", "pk")
    columns = ("day", "kind", "cents", "currency", "period_from", "period_until", "note")
    return rows_of(found, body="body__name", **{name: name for name in columns})


def reminders(person: Person) -> list[Row]:
    """When one was reminded of dues."""
    found = ReminderLetter.objects.filter(membership__person=person).order_by("pk")
    return rows_of(found, owed_cents="owed_cents", currency="currency", by_post="by_post", sent_at="sent_at")


def moves(person: Person) -> list[Row]:
    """When one moved from branch to branch, or asked to."""
    found = Transfer.objects.filter(membership__person=person).order_by("asked_at", "pk")
    columns = ("state", "asked_at", "released_at", "release_note", "answered_at", "reason", "moved_on")
    return rows_of(found, **{"from": "from_branch__name", "to": "to_branch__name"}, **{name: name for name in columns})


def mailings(person: Person) -> list[Row]:
    """Letters of a body to its members that one was sent."""
    found = MailingRecipient.objects.filter(membership__person=person).order_by("pk")
    days = {"at": "at", "came_back_at": "came_back_at", "printed_at": "printed_at"}
    return rows_of(found, body="mailing__body__name", subject="mailing__subject", status="status", **days)


def unsubscribed(person: Person) -> list[Row]:
    """Whose letters one does not want."""
    found = Unsubscription.objects.filter(membership__person=person).order_by("at", "pk")
    return rows_of(found, body="body__name", at="at")


def failing(person: Person) -> list[Row]:
    """Since when letters to one's address come back."""
    found = FailingAddress.objects.filter(membership__person=person).order_by("pk")
    return rows_of(found, code="code", since="since")


def lists(person: Person) -> list[Row]:
    """Lists of a register that one keeps."""
    found = SavedList.objects.filter(owner=person).order_by("made_at", "pk")
    return rows_of(found, name="name", body="body__name", criteria="criteria", shared="shared", made_at="made_at")


def exports_asked(person: Person) -> list[Row]:
    """Files one asked a second person for."""
    found = ExportRequest.objects.filter(asked_by=person).order_by("asked_at", "pk")
    return rows_of(found, body="body__name", format="format", purpose="purpose", state="state", asked_at="asked_at")


register("applications", "When you asked to join", applications, keys=["members.Application.membership"])
register("sponsorships", "When you spoke for somebody", sponsorships, keys=["members.Sponsorship.sponsor"])
register("described", "What you said of yourself", described, keys=["members.Described.membership"])
register("consents", "That you belong yourself", consents, keys=["members.BasisConsent.membership"])
register("dues_plans", "What you chose to pay", plans, keys=["members.DuesPlan.membership"])
register("dues", "Your account of dues", dues, keys=["members.DuesEntry.membership"])
register("reminders", "Reminders of dues", reminders, keys=["members.ReminderLetter.membership"])
register("moves", "Moves between branches", moves, keys=["members.Transfer.membership"])
register("mailings", "Letters to members", mailings, keys=["members.MailingRecipient.membership"])
register("unsubscribed", "Letters you do not want", unsubscribed, keys=["members.Unsubscription.membership"])
register("failing", "Letters that come back", failing, keys=["members.FailingAddress.membership"])
register("lists", "Lists you keep", lists, keys=["members.SavedList.owner"])
register("exports", "Files you asked for", exports_asked, keys=["members.ExportRequest.asked_by"])
left_out(
    "it is work for a body, and is told to those whom it is about",
    "members.Application.answered_by",
    "members.ConstituencyEstimate.given_by",
    "members.DuesPlan.chosen_by",
    "members.DuesEntry.made_by",
    "members.DuesReminder.made_by",
    "members.BankStatement.made_by",
    "members.DuplicatePair.decided_by",
    "members.MergeRecord.merged_by",
    "members.MergeRecord.undone_by",
    "members.ExportRequest.settled_by",
    "members.ExportTaken.taken_by",
    "members.ImportBatch.asked_by",
    "members.Mailing.written_by",
    "members.Mailing.released_by",
    "members.Transfer.asked_by",
    "members.Transfer.released_by",
    "members.Transfer.answered_by",
)
left_out(
    "it sets two records beside each other, of which one may be somebody else's",
    "members.DuplicatePair.first",
    "members.DuplicatePair.second",
    "members.MergeRecord.kept",
    "members.MergeRecord.dropped",
    "members.MergeRecord.leads_to",
)
left_out("it is a digest that says nothing by itself", "members.KnownPayer.membership")
left_out("what was booked of it stands in the account of dues", "members.StatementLine.membership")
left_out("it is the same row as that of the membership", "members.ImportRow.person")
