"""What a backup leaves out, and which fields it seals with whose key."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

# Sessions end with the machine; letters that waited were sent since, or are out of date; keys stand in no backup.
LEFT_OUT = {
    "account.EmailConfirmation",
    "base.ErasingNow",
    "base.Sent",
    "base.WaitingAddress",
    "base.WaitingLetter",
    "members.BackupKey",
    "sessions.Session",
    "usersessions.UserSession",
}


@dataclass(frozen=True)
class Sealed:
    """The fields of a table that tell of one person.

    Args:
        owner: where the key of the person stands, such as "membership__person_id".
        fields: what is sealed.
        kept: whether the row stays, with these fields empty, where the person was erased; rolls and books need it.
        before: whose key seals a row that is nobody's yet, such as a line of an import that was not written.
        ownerless: whether a row of nobody stands in a backup as it is; otherwise it is left out.
    """

    owner: str
    fields: tuple[str, ...]
    kept: bool = True
    before: str = ""
    ownerless: bool = True


PERSON = ("name", "sort_name", "sign_in_name", "email", "phone", "address", "postcode", "town", "language", "password")
OF_MEMBER = "membership__person_id"
SEALED = {
    "members.Person": Sealed("pk", PERSON),
    "members.Membership": Sealed("person_id", ("number", "sort_name", "phone_digits")),
    # Whoever did not confirm an address yet stands in no register, and asks again.
    "members.Application": Sealed(OF_MEMBER, ("given", "answers", "reason", "key_digest"), ownerless=False),
    "members.ImportRow": Sealed("person_id", ("values", "problems", "changes", "cells"), before="batch__made_by_id"),
    "members.MergeRecord": Sealed("kept__person_id", ("former", "number")),
    "members.DuesEntry": Sealed(OF_MEMBER, ("note",)),
    "members.KnownPayer": Sealed(OF_MEMBER, ("mark",), kept=False),
    "members.StatementLine": Sealed(OF_MEMBER, ("payer", "text", "payer_mark", "problem")),
    "members.Transfer": Sealed(OF_MEMBER, ("reason", "release_note")),
    "members.Dissent": Sealed(OF_MEMBER, ("reason",)),
    # What somebody said of herself or himself for sums alone: nothing is more private.
    "members.Described": Sealed(OF_MEMBER, ("question", "said"), kept=False),
    "members.FailingAddress": Sealed(OF_MEMBER, ("address_digest", "code"), kept=False),
    "members.AccessLogEntry": Sealed("person_id", ("what",), kept=False),
    "members.ApiToken": Sealed("person_id", ("name", "digest"), kept=False),
    "members.Letter": Sealed("person_id", ("code_digest",), kept=False),
    "assemblies.CalendarKey": Sealed("person_id", ("digest",), kept=False),
    "assemblies.Exclusion": Sealed(OF_MEMBER, ("answer", "grounds")),
    "assemblies.Nomination": Sealed("person_id", ("statement", "barred")),
    "assemblies.Vote": Sealed("entry__person_id", ("reason",)),
    "assemblies.RollChallenge": Sealed("person_id", ("grounds", "answer")),
    "mfa.Authenticator": Sealed("user_id", ("data",), kept=False),
    "account.EmailAddress": Sealed("user_id", ("email",), kept=False),
    # By the subject of its entry, which is a public id: see `sealing.owners_of_subjects`.
    "base.LedgerContent": Sealed("entry__subject", ("salt", "content"), kept=False),
}
# Fields that an erasure cleans and no key seals, with the reason.
WORDS = "somebody else's words, in which a name may stand: it is gone when the backup is"
MARKS = "a digest, or words of ours, without a name"
NOT_SEALED = {
    "admin.LogEntry": WORDS,
    "assemblies.AgendaItem": WORDS,
    "assemblies.Alternative": WORDS,
    "assemblies.Assembly": WORDS,
    "assemblies.Ballot": WORDS,
    "assemblies.Contribution": WORDS,
    "assemblies.CountedBatch": WORDS,
    "assemblies.DecisionTask": WORDS,
    "assemblies.Minutes": WORDS,
    "assemblies.Motion": WORDS,
    "assemblies.MotionVersion": WORDS,
    # The paper of a ballot and its count go by the names of options, and without them nobody could count again.
    "assemblies.Option": WORDS,
    "assemblies.Recount": WORDS,
    "assemblies.Result": WORDS,
    "assemblies.Tie": WORDS,
    "members.ConstituencyEstimate": WORDS,
    "members.DuesReminder": WORDS,
    "members.ExportRequest": WORDS,
    "members.ImportBatch": WORDS,
    "members.Mailing": WORDS,
    "members.SavedList": WORDS,
    "organisations.Decision": WORDS,
    "organisations.Intervention": WORDS,
    "members.DuplicatePair": MARKS,
    "members.Erasure": MARKS,
}
# Rows about a person that hold days, states and sums by key, and nothing by which somebody could be known.
FACTS = {
    "assemblies.Attendance",
    "assemblies.RollEntry",
    "assemblies.RollRefusal",
    "assemblies.Seconding",
    "members.BasisConsent",
    "members.DuesPlan",
    "members.MailingRecipient",
    "members.MembershipSpan",
    "members.NotedLeaving",
    "members.Person_groups",
    "members.Person_user_permissions",
    "members.ProgrammeAgreement",
    "members.ReminderLetter",
    "members.Sponsorship",
    "members.Unsubscription",
    "skills.Term",
}


def label(model: type[Model]) -> str:
    """The name of a table in a backup, such as "members.Person"."""
    return model._meta.label


def tables() -> list[type[Model]]:
    """Every table that a backup holds, those of our dependencies too."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed and label(model) not in LEFT_OUT]


def every(model: type[Model], using: str | None = None) -> QuerySet[Any]:
    """Every row of a table, whatever its usual manager leaves out."""
    return model._base_manager.using(using)  # noqa: SLF001  # the public managers are there to leave rows out


def columns(model: type[Model]) -> Iterator[Any]:
    """The fields that stand in the table of a model itself."""
    return iter(model._meta.local_concrete_fields)
