"""Writing the ledger, taking personal content out of it, and proving that it is whole."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.models import LedgerContent, LedgerEntry, LedgerHead

SITE = "site"
written: ContextVar[list[int] | None] = ContextVar("written", default=None)


def canonical(value: Any) -> bytes:
    """One and the same bytes for equal JSON: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def content_digest(salt: str, content: Any) -> str:
    """Salted SHA-256 of a content: guessing the content from the digest needs the salt, which is removed with it."""
    return hashlib.sha256(salt.encode() + canonical(content)).hexdigest()


def entry_digest(entry: LedgerEntry) -> str:
    """SHA-256 over everything an entry holds, with the digest of the entry before it."""
    return hashlib.sha256(
        canonical(
            [
                entry.chain,
                entry.sequence,
                entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
                entry.action,
                entry.actor,
                entry.body,
                entry.subject,
                entry.content_digest,
                entry.previous,
            ],
        ),
    ).hexdigest()


def lock_chain(chain: str) -> LedgerHead:
    """The end of a chain, locked until the transaction ends.

    Raises:
        TransactionManagementError: outside a transaction, on both engines.
    """
    if not connection.in_atomic_block:
        message = "The ledger is written inside the transaction of an action."
        raise TransactionManagementError(message)
    LedgerHead.objects.get_or_create(chain=chain)
    return LedgerHead.objects.select_for_update().get(chain=chain)


def record(
    actor: Actor,
    action: str,
    *,
    chain: str,
    body: str = "",
    subject: str = "",
    content: dict[str, Any],
    at: datetime | None = None,
) -> LedgerEntry:
    """Append one entry to the chain of an organisation, inside the transaction of the action it tells of.

    Args:
        action: verb and noun, such as `open_ballot`.
        chain: public id of the organisation, or `SITE`.
        body, subject: public ids of the body and of the thing acted upon.
        content: what happened in words and figures; names of people may stand only here.

    Raises:
        TransactionManagementError: outside a transaction, where the chain could not be locked.
    """
    head = lock_chain(chain)
    salt = secrets.token_hex(16)
    content = json.loads(canonical(content))
    entry = LedgerEntry(
        chain=chain,
        sequence=head.sequence + 1,
        at=at or clock.now(),
        action=action,
        actor=actor.public_id,
        body=body,
        subject=subject,
        content_digest=content_digest(salt, content),
        previous=head.digest,
    )
    entry.digest = entry_digest(entry)
    entry.save(force_insert=True)
    LedgerContent.objects.create(entry=entry, salt=salt, content=content)
    head.sequence, head.digest = entry.sequence, entry.digest
    head.save(update_fields=["sequence", "digest"])
    counted = written.get()
    if counted is not None:
        counted[-1] += 1
    return entry


def remove_content(entry: LedgerEntry) -> None:
    """Take the words of an entry away for good; its digest and the chain stay as they are (invariant 9)."""
    with transaction.atomic():
        LedgerContent.objects.filter(entry=entry).delete()


@dataclass(frozen=True)
class Flaw:
    """A place where the ledger is not what it was."""

    chain: str
    sequence: int
    sentence: str


def flaws(chain: str | None = None) -> Iterator[Flaw]:
    """Read the chains from their beginning and tell every entry that was changed, removed, added or re-ordered."""
    orphans = LedgerEntry.objects.exclude(chain__in=LedgerHead.objects.values("chain")).order_by("chain").distinct()
    for name in (orphans.filter(chain=chain) if chain else orphans).values_list("chain", flat=True):
        yield Flaw(name, 0, "The end of this chain was taken away.")
    heads = LedgerHead.objects.order_by("chain")
    for head in heads.filter(chain=chain) if chain else heads:
        previous, expected = "0" * 64, 1
        entries = LedgerEntry.objects.filter(chain=head.chain).select_related("content").order_by("sequence")
        for entry in entries.iterator(chunk_size=2000):
            if entry.sequence != expected:
                yield Flaw(head.chain, expected, f"Entry {expected} is missing.")
            if entry.previous != previous:
                yield Flaw(head.chain, entry.sequence, f"Entry {entry.sequence} does not follow the one before it.")
            if entry.digest != entry_digest(entry):
                yield Flaw(head.chain, entry.sequence, f"Entry {entry.sequence} was changed.")
            content = getattr(entry, "content", None)
            if content is not None and content_digest(content.salt, content.content) != entry.content_digest:
                yield Flaw(head.chain, entry.sequence, f"The content of entry {entry.sequence} was changed.")
            previous, expected = entry.digest, entry.sequence + 1
        if (head.sequence, head.digest) != (expected - 1, previous):
            yield Flaw(head.chain, head.sequence, f"The chain ends at {expected - 1}, but {head.sequence} was written.")
