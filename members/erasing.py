"""What must be cleaned on this floor when a person is erased; see organiser/base/erasing.py.

The rows of the person and the membership stay, without anything in them that says who it was: rolls, votes, terms and
books point to them, and their counts must come out as before.
"""

from members.actions.describing import clean_described
from members.actions.erasing_applications import clean_applications
from members.actions.erasing_dues import clean_dues
from members.actions.erasing_imports import clean_imports
from members.actions.erasing_lists import clean_lists
from members.actions.erasing_moves import clean_estimates, clean_merges, clean_moves
from members.actions.erasing_record import (
    clean_access,
    clean_decisions,
    clean_keys,
    clean_ledger,
    clean_mail,
    clean_record,
)
from organiser.base.erasing import holds_none, register

register(
    "members.applications",
    clean_applications,
    fields=[f"members.Application.{field}" for field in ("reason", "answers", "given", "key_digest")],
)
register(
    "members.imports",
    clean_imports,
    fields=[f"members.ImportRow.{field}" for field in ("values", "problems", "changes", "cells")]
    + [f"members.ImportBatch.{field}" for field in ("samples", "headings", "choices", "stopped")],
)
register(
    "members.decisions",
    clean_decisions,
    fields=[
        *(f"organisations.Decision.{field}" for field in ("title", "text", "working", "effect_failed", "folded")),
        *(f"organisations.Intervention.{field}" for field in ("reason", "changed")),
    ],
)
register("members.ledger", clean_ledger, fields=["base.LedgerContent.salt", "base.LedgerContent.content"])
register(
    "members.mail",
    clean_mail,
    fields=["base.WaitingAddress.address", "base.WaitingLetter.subject", "base.WaitingLetter.text"],
)
register(
    "members.access",
    clean_access,
    fields=[
        "members.ApiToken.name",
        "members.ApiToken.digest",
        "members.Letter.code_digest",
        "members.Erasure.code_digest",
        "members.AccessLogEntry.what",
    ],
)
register("members.keys", clean_keys, fields=["members.BackupKey.key"])
register("members.moves", clean_moves, fields=["members.Transfer.release_note", "members.Transfer.reason"])
register("members.described", clean_described, fields=[])
holds_none("which of the fixed questions are asked", "members.Questionnaire.questions")
register("members.estimates", clean_estimates, fields=["members.ConstituencyEstimate.source"])
register(
    "members.merges",
    clean_merges,
    fields=["members.DuplicatePair.reasons", "members.MergeRecord.former", "members.MergeRecord.number"],
)
register(
    "members.record",
    clean_record,
    last=True,
    fields=[
        "members.Dissent.reason",
        "members.Membership.number",
        "members.Membership.sort_name",
        *(
            f"members.Person.{field}"
            for field in (
                "password",
                "sign_in_name",
                "name",
                "sort_name",
                "email",
                "phone",
                "address",
                "postcode",
                "town",
                "language",
            )
        ),
    ],
)
holds_none(
    "it describes a file, and none of its rows",
    *(
        f"members.ImportBatch.{field}"
        for field in (
            "filename",
            "digest",
            "encoding",
            "delimiter",
            "program",
            "sheet",
            "sheets",
            "columns",
            "updating",
        )
    ),
)
holds_none("it is the digest of a number, and points to nobody", "members.SpentNumber.digest")
holds_none("it is the name of a role", "members.AccessLogEntry.role")
holds_none("it is drawn by chance", "members.ImportBatch.upload", "members.ImportBatch.claim")
holds_none(
    "headings are kept as a digest, and the fields are words of ours",
    "members.HeadingMemory.mark",
    "members.HeadingMemory.fields",
)
register(
    "members.dues",
    clean_dues,
    fields=[
        "members.DuesEntry.note",
        "members.KnownPayer.mark",
        "members.DuesReminder.text",
        *(f"members.StatementLine.{field}" for field in ("payer", "text", "payer_mark", "problem")),
    ],
)
holds_none(
    "it says what a body asks of everybody, by its own decision",
    "members.DuesScheme.currency",
    "members.DuesScheme.bands",
)
holds_none(
    "it is the name of a step of a scale, or a currency",
    "members.DuesPlan.band",
    "members.DuesEntry.currency",
    "members.ReminderLetter.currency",
    "members.BankStatement.currency",
)
holds_none(
    "it describes the file of a bank, and none of its lines",
    "members.StatementColumns.mark",
    "members.StatementColumns.fields",
    *(f"members.BankStatement.{field}" for field in ("filename", "digest", "form", "columns")),
)
holds_none("it is a digest by which a line that was booked is known again", "members.StatementLine.mark")
holds_none(
    "a body asks it of everybody who applies",
    *(f"members.JoiningPage.{field}" for field in ("word", "sentence", "questions")),
)
register(
    "members.lists",
    clean_lists,
    fields=[
        "members.Membership.phone_digits",
        *(f"members.SavedList.{field}" for field in ("name", "criteria")),
        *(f"members.ExportRequest.{field}" for field in ("purpose", "text", "criteria")),
        *(f"members.Mailing.{field}" for field in ("subject", "text", "criteria")),
        *(f"members.FailingAddress.{field}" for field in ("address_digest", "code")),
    ],
)
holds_none(
    "which columns and which order are words of ours",
    *(f"members.{model}.{field}" for model in ("SavedList", "ExportRequest") for field in ("columns", "sort")),
)
holds_none(
    "random words that lead to a row and say nothing of a person",
    "members.MailingRecipient.bounce_token",
    "members.MailingRecipient.leave_token",
)
