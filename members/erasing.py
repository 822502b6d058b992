"""What must be cleaned on this floor when a person is erased; see organiser/base/erasing.py.

The rows of the person and the membership stay, without anything in them that says who it was: rolls, votes, terms and
books point to them, and their counts must come out as before.
"""

from members.actions.erasing_imports import clean_imports
from members.actions.erasing_lists import clean_lists
from members.actions.erasing_record import clean_access, clean_decisions, clean_ledger, clean_mail, clean_record
from organiser.base.erasing import holds_none, register

register(
    "members.imports",
    clean_imports,
    fields=[f"members.ImportRow.{field}" for field in ("values", "problems", "changes", "cells")]
    + ["members.ImportBatch.samples", "members.ImportBatch.headings"],
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
        "members.AccessLogEntry.what",
    ],
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
holds_none(
    "headings are kept as a digest, and the fields are words of ours",
    "members.HeadingMemory.mark",
    "members.HeadingMemory.fields",
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
