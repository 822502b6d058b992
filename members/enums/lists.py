"""The words of exports and of letters to members."""

from django.db.models import TextChoices


class ExportFormat(TextChoices):
    """In which form people are taken out of a register."""

    CSV = "csv", "Table (CSV)"
    XLSX = "xlsx", "Workbook (XLSX)"
    VCARD = "vcard", "Address cards (vCard)"
    LABELS = "labels", "Address labels (PDF)"
    LETTERS = "letters", "Letters (PDF)"
    CARDS = "cards", "Membership cards (PDF)"


class BooksFile(TextChoices):
    """What is taken out: people of a register, or a part of the books of dues."""

    NONE = "", "The register"
    ARREARS = "arrears", "Who owes dues"
    ENTRIES = "entries", "Lines of the accounts"


class ExportState(TextChoices):
    """Life of an export that waits for a second person."""

    HELD = "held", "Waits for a second person"
    RELEASED = "released", "Released"
    REFUSED = "refused", "Refused"


EXPORT_STEPS: dict[ExportState, frozenset[ExportState]] = {
    ExportState.HELD: frozenset({ExportState.RELEASED, ExportState.REFUSED}),
    ExportState.RELEASED: frozenset(),
    ExportState.REFUSED: frozenset(),
}


class MailingKind(TextChoices):
    """What a letter to members is."""

    LETTER = "letter", "Letter"
    NOTICE = "notice", "Notice of an assembly"


class MailingState(TextChoices):
    """Life of a letter to members."""

    DRAFT = "draft", "Draft"
    HELD = "held", "Waits for a second person"
    RELEASED = "released", "On its way"
    SENT = "sent", "Sent"
    STOPPED = "stopped", "Stopped"


MAILING_STEPS: dict[MailingState, frozenset[MailingState]] = {
    MailingState.DRAFT: frozenset({MailingState.HELD, MailingState.RELEASED, MailingState.STOPPED}),
    MailingState.HELD: frozenset({MailingState.RELEASED, MailingState.DRAFT, MailingState.STOPPED}),
    MailingState.RELEASED: frozenset({MailingState.SENT, MailingState.STOPPED}),
    MailingState.SENT: frozenset(),
    MailingState.STOPPED: frozenset(),
}


class RecipientStatus(TextChoices):
    """What became of one person's copy of a letter."""

    WAITING = "waiting", "Waits to be sent"
    SENT = "sent", "Sent"
    BOUNCED = "bounced", "Came back"
    TO_PRINT = "to_print", "To be printed"
    PRINTED = "printed", "Printed"
    UNSUBSCRIBED = "unsubscribed", "Wants no such mail"
    STOPPED = "stopped", "Stopped before it was sent"
