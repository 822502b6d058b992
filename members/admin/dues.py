"""Technical records of dues, for those who keep them."""

from django.contrib import admin

from members.actions.dues_reminders import drop_reminders, release_reminders
from members.actions.statement_booking import book_statement, undo_statement
from members.actions.statements import discard_statement
from members.enums import ReminderStatus, StatementStatus
from members.models import BankStatement, DuesEntry, DuesPlan, DuesReminder, DuesRun, DuesScheme
from members.queries.dues import entries_kept_by, plans_kept_by, runs_visible_to
from members.queries.dues_schemes import schemes_visible_to
from members.queries.reminders import reminders_visible_to
from members.queries.statements import statements_visible_to
from organiser.base.admin import Button, ScopedAdmin


@admin.register(DuesScheme)
class DuesSchemeAdmin(ScopedAdmin):
    """What is asked in the bodies one belongs to."""

    visible = staticmethod(schemes_visible_to)
    list_display = ("body", "version", "from_on", "period", "currency")


@admin.register(DuesPlan)
class DuesPlanAdmin(ScopedAdmin):
    """What members chose to pay."""

    visible = staticmethod(plans_kept_by)
    list_display = ("membership", "from_on", "band", "cents", "extra_cents")


@admin.register(DuesRun)
class DuesRunAdmin(ScopedAdmin):
    """Periods that were charged."""

    visible = staticmethod(runs_visible_to)
    list_display = ("body", "period_from", "period_until", "charged")


@admin.register(DuesEntry)
class DuesEntryAdmin(ScopedAdmin):
    """Lines of accounts; they are booked on the pages of the treasurer."""

    visible = staticmethod(entries_kept_by)
    list_display = ("day", "membership", "kind", "cents", "currency", "period_from")
    list_filter = ("kind",)


@admin.register(DuesReminder)
class DuesReminderAdmin(ScopedAdmin):
    """Rounds of reminders."""

    visible = staticmethod(reminders_visible_to)
    list_display = ("made_at", "body", "status", "finished_at")
    list_filter = ("status",)
    buttons = (
        Button(
            "release",
            "Send these reminders",
            lambda actor, reminder: release_reminders(actor, reminder=reminder),
            "Sent.",
            lambda reminder: reminder.status == ReminderStatus.HELD,
        ),
        Button(
            "drop",
            "Drop these reminders",
            lambda actor, reminder: drop_reminders(actor, reminder=reminder),
            "Dropped.",
            lambda reminder: reminder.status == ReminderStatus.HELD,
        ),
    )


@admin.register(BankStatement)
class BankStatementAdmin(ScopedAdmin):
    """Bank statements."""

    visible = staticmethod(statements_visible_to)
    list_display = ("filename", "body", "status", "made_at")
    list_filter = ("status",)
    buttons = (
        Button(
            "book",
            "Book this statement",
            lambda actor, statement: book_statement(actor, statement=statement, version=statement.version),
            "Booked.",
            lambda statement: statement.status == StatementStatus.STAGED,
        ),
        Button(
            "discard",
            "Throw this statement away",
            lambda actor, statement: discard_statement(actor, statement=statement),
            "Thrown away.",
            lambda statement: statement.status == StatementStatus.STAGED,
        ),
        Button(
            "undo",
            "Take this statement back",
            lambda actor, statement: undo_statement(actor, statement=statement),
            "Taken back.",
            lambda statement: statement.status == StatementStatus.BOOKED,
        ),
    )
