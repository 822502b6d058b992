"""Saved lists, exports that wait, and letters to members, as programs read and write them."""

from typing import Any

from rest_framework import serializers

from members.enums import BooksFile, ExportFormat, ExportState, MailingKind, MailingState, NoticesBy, RecipientStatus
from members.queries.columns import COLUMNS, MOST
from members.queries.filtering import SORTS, STATES
from organiser.base.api.serializers import BodyRef, Day, Id, Shown, Strict, Text, Word, Yes

ASKED = "The filters by their names, without those that ask nothing."


class CriteriaSent(Strict):
    """What a register is narrowed by; what is left out asks nothing."""

    q = Text(required=False, max_length=100, help_text="Words of the name, a number, or digits of the phone number.")
    state = serializers.ListField(
        child=Word([(state, state) for state in STATES]),
        required=False,
        max_length=len(STATES),
        help_text="Any of these.",
    )
    on = Day(required=False, help_text="Who stood so on this day.")
    branch = Text(required=False, max_length=20, help_text="For the whole organisation alone: a public id, or none.")
    town = Text(required=False, max_length=120, help_text="The beginning.")
    postcode = Text(required=False, max_length=20, help_text="The beginning.")
    language = Text(required=False, max_length=10)
    notices_by = Word(NoticesBy, required=False)
    joined_from = Day(required=False)
    joined_until = Day(required=False)
    left_from = Day(required=False)
    left_until = Day(required=False)
    leaves_until = Day(required=False, help_text="Has said that she or he leaves, by this day.")
    settled_before = Day(required=False, help_text="Dues settled to a day before this one.")
    in_arrears = Yes(required=False)
    has_email = Yes(required=False)
    has_phone = Yes(required=False)


class ListRow(Shown):
    """A saved list: a question and no people."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    name = serializers.CharField()
    criteria = serializers.JSONField(help_text=ASKED)
    columns = serializers.ListField(child=serializers.CharField(), help_text="Empty for the usual ones.")
    sort = serializers.ChoiceField([(sort, sort) for sort in SORTS])
    shared = serializers.BooleanField(help_text="Whether everybody who keeps this register reads and changes it.")
    owner = serializers.CharField(source="owner.name")
    made_at = serializers.DateTimeField()


def _columns() -> serializers.ListField:
    words = [(key, column.label) for key, column in COLUMNS.items()]
    return serializers.ListField(child=Word(words), required=False, max_length=MOST)


class ListChange(Strict):
    """What a saved list becomes. All of it is sent; what is left out is empty."""

    name = Text(max_length=80)
    criteria = CriteriaSent(required=False)
    columns = _columns()
    sort = Word([(sort, sort) for sort in SORTS], required=False)
    shared = Yes(required=False)


class NewList(ListChange):
    """A saved list to be made."""

    body = Id(help_text="The body whose register it is about.")


class ExportRow(Shown):
    """An export that a second person looks at."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    format = serializers.ChoiceField(ExportFormat)
    books = serializers.ChoiceField(BooksFile, help_text="A part of the books of dues; empty for a register.")
    criteria = serializers.JSONField(help_text=ASKED)
    columns = serializers.ListField(child=serializers.CharField())
    people = serializers.IntegerField()
    purpose = serializers.CharField()
    state = serializers.ChoiceField(ExportState)
    asked_by = serializers.CharField(source="asked_by.name")
    asked_at = serializers.DateTimeField()
    settled_by = serializers.CharField(source="settled_by.name", allow_null=True, default=None)
    settled_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True, help_text="Until when it can be taken out.")


class TakenOut(Strict):
    """Whom to take out of a register, and what of each."""

    body = Id()
    criteria = CriteriaSent(required=False)
    columns = _columns()
    sort = Word([(sort, sort) for sort in SORTS], required=False)


class RegisterRows(serializers.Serializer[Any]):
    """People of a register as a table. Each of them sees in her log that it was taken out, when and by whom."""

    headings = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField(allow_blank=True)),
        help_text="The cells of each person, in the order of the headings.",
    )


class NewExport(Strict):
    """An export to be asked for."""

    body = Id()
    format = Word(ExportFormat)
    purpose = Text(max_length=300, help_text="The second person decides by it.")
    criteria = CriteriaSent(required=False)
    columns = _columns()
    sort = Word([(sort, sort) for sort in SORTS], required=False)
    text = Text(required=False, max_length=5000, help_text="For letters: {name}, {number} and {body} are filled in.")


class MailingRow(Shown):
    """A letter of a body to its members. It tells nobody's name but those of its writers."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    kind = serializers.ChoiceField(MailingKind)
    subject = serializers.CharField()
    text = serializers.CharField(help_text="Markdown; the notice of an assembly is plain text.")
    statutory = serializers.BooleanField(help_text="Whether it also goes to those who want no other letters.")
    criteria = serializers.JSONField(help_text=ASKED)
    state = serializers.ChoiceField(MailingState)
    written_by = serializers.CharField(source="written_by.name")
    written_at = serializers.DateTimeField()
    released_by = serializers.CharField(source="released_by.name", allow_null=True, default=None)
    released_at = serializers.DateTimeField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)


class MailingSent(Strict):
    """What a letter says, and to whom it goes: to all members where nobody is chosen."""

    subject = Text(max_length=150)
    text = Text(max_length=20_000, help_text="Markdown. {name}, {number} and {body} are filled in for each person.")
    statutory = Yes(required=False)
    criteria = CriteriaSent(required=False)


class NewMailing(MailingSent):
    """A letter to be written."""

    body = Id()


class BounceSent(Strict):
    """A report that a mail could not be delivered."""

    report = Text(max_length=500_000, help_text="The whole message, as the mail server sent it (RFC 3464).")


class BouncesTaken(serializers.Serializer[Any]):
    """What was found in a report."""

    taken = serializers.IntegerField()


class OwnLetterRow(Shown):
    """A letter that was sent to you."""

    id = serializers.CharField(source="public_id")
    body = BodyRef(source="mailing.body")
    subject = serializers.CharField(source="mailing.subject")
    text = serializers.CharField(source="mailing.text")
    status = serializers.ChoiceField(RecipientStatus)
    at = serializers.DateTimeField(source="told_at", help_text="When it was sent; or printed, where it was.")
    came_back_at = serializers.DateTimeField(allow_null=True, help_text="When the mail came back.")
