"""What this floor tells a person of herself or himself; see organiser/base/own_data.py."""

from typing import Any

from members.models import (
    AccessLogEntry,
    ApiToken,
    Dissent,
    Erasure,
    HeadingMemory,
    ImportBatch,
    ImportRow,
    Letter,
    Membership,
    MembershipSpan,
    NotedLeaving,
    Person,
    ProgrammeAgreement,
)
from organiser.base.own_data import Row, left_out, register

CONTACT = ("name", "sign_in_name", "email", "phone", "address", "postcode", "town", "language", "notices_by")


def rows_of(found: Any, **columns: str) -> list[Row]:
    """Rows of a query with their columns called as the file calls them."""
    return [dict(zip(columns, row, strict=True)) for row in found.values_list(*columns.values())]


def contact(person: Person) -> list[Row]:
    """Name and contact data."""
    return [{"id": person.public_id, **{field: getattr(person, field) or "" for field in CONTACT}}]


def memberships(person: Person) -> list[Row]:
    """Where one belongs, and since when."""
    return rows_of(
        Membership.objects.filter(person=person),
        organisation="organisation__name",
        branch="branch__name",
        number="number",
        state="state",
        joined_on="joined_on",
        left_on="left_on",
        announced_on="announced_on",
        leaves_on="leaves_on",
        suspended_until="suspended_until",
        settled_until="settled_until",
    )


def history(person: Person) -> list[Row]:
    """The dated history of the membership."""
    spans = MembershipSpan.objects.filter(membership__person=person).order_by("from_on", "pk")
    return rows_of(
        spans, state="state", branch="branch__name", from_on="from_on", until_on="until_on", decision="decision__title"
    )


def agreements(person: Person) -> list[Row]:
    """Versions of a programme that one agreed to."""
    found = ProgrammeAgreement.objects.filter(membership__person=person).order_by("agreed_at")
    return rows_of(found, programme="version__title", version="version__number", agreed_at="agreed_at")


def dissents(person: Person) -> list[Row]:
    """What one does not share of a programme."""
    return rows_of(
        Dissent.objects.filter(membership__person=person),
        version="version__number",
        paragraph="part",
        reason="reason",
        recorded_at="recorded_at",
        withdrawn_at="withdrawn_at",
    )


def readings(person: Person) -> list[Row]:
    """Who read one's record or took it out."""
    found = AccessLogEntry.objects.filter(person=person)
    found = found.order_by("-at", "-pk")
    return rows_of(
        found, at="at", who="reader__name", role="role", of="body__name", what="what", organisation="organisation__name"
    )


def read_by(person: Person) -> list[Row]:
    """When one read the records of others; whose they were is theirs to know."""
    found = AccessLogEntry.objects.filter(reader=person).order_by("-at", "-pk")
    return rows_of(found, at="at", role="role", what="what")


def files(person: Person) -> list[Row]:
    """The rows of files by which one was written down or changed."""
    return rows_of(
        ImportRow.objects.filter(membership__person=person),
        file="batch__filename",
        row="number",
        values="values",
        changes="changes",
        imported_at="batch__finished_at",
    )


def letters(person: Person) -> list[Row]:
    """Letters with a code; the code stands on paper alone."""
    found = Letter.objects.filter(person=person)
    return rows_of(found, made_at="made_at", made_by="made_by__name", expires_at="expires_at", used_at="used_at")


def tokens(person: Person) -> list[Row]:
    """Tokens that speak for one, without their secrets."""
    found = ApiToken.objects.filter(person=person)
    return rows_of(
        found,
        name="name",
        body="body__name",
        scope="scope",
        made_at="made_at",
        expires_at="expires_at",
        last_used_on="last_used_on",
        revoked_at="revoked_at",
    )


def erasures(person: Person) -> list[Row]:
    """When it was asked that one be erased."""
    found = Erasure.objects.filter(membership__person=person)
    columns = ("asked_at", "ground", "document", "document_on", "state", "locked_until")
    return rows_of(found, **{name: name for name in columns})


def noted(person: Person) -> list[Row]:
    """When somebody noted that one left, and from what."""
    found = NotedLeaving.objects.filter(membership__person=person)
    columns = ("noted_at", "document", "document_on", "object_until", "objected_at")
    return rows_of(found, who="noted_by__name", **{name: name for name in columns})


def imports_made(person: Person) -> list[Row]:
    """Files that one imported; who stands in them is theirs to know."""
    found = ImportBatch.objects.filter(made_by=person)
    return rows_of(found, file="filename", body="body__name", made_at="made_at", state="status")


def headings_chosen(person: Person) -> list[Row]:
    """What one chose for the headings of files."""
    return rows_of(HeadingMemory.objects.filter(chosen_by=person), body="body__name", chosen_at="chosen_at")


register("contact", "Name and contact", contact)
register("memberships", "Memberships", memberships, keys=["members.Membership.person"])
register("history", "History of your membership", history, keys=["members.MembershipSpan.membership"])
register("agreements", "Programmes you agreed to", agreements, keys=["members.ProgrammeAgreement.membership"])
register("dissents", "What you do not share of a programme", dissents, keys=["members.Dissent.membership"])
register("readings", "Who read your record", readings, keys=["members.AccessLogEntry.person"])
register("records_read", "When you read records of others", read_by, keys=["members.AccessLogEntry.reader"])
register("files", "Files by which you were written down", files, keys=["members.ImportRow.membership"])
register("letters", "Letters to sign in", letters, keys=["members.Letter.person"])
register("tokens", "Tokens of programs", tokens, keys=["members.ApiToken.person"])
register("erasures", "Erasures", erasures, keys=["members.Erasure.membership"])
register("noted", "When it was noted that you left", noted, keys=["members.NotedLeaving.membership"])
register("imports", "Files you imported", imports_made, keys=["members.ImportBatch.made_by"])
register("headings", "Headings you chose", headings_chosen, keys=["members.HeadingMemory.chosen_by"])
left_out("a key says nothing of a person, and the file would make it readable for ever", "members.BackupKey.person")
left_out("it is told to the person whose letter it is", "members.Letter.made_by")
left_out("it is told to the person whose record it is", "members.Erasure.by", "members.NotedLeaving.noted_by")
left_out("it stands in the ledger, which every member reads", "members.Panic.by")
left_out(
    "nobody has rights or groups here: powers come from terms",
    "members.Person_groups.person",
    "members.Person_user_permissions.person",
)
