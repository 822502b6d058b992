"""The ledger: one chain of entries per organisation, to which can be added and from which nothing can be taken."""

from django.db import models

from organiser.base.fields import PublicIdField

DIGEST = 64  # a SHA-256 in hexadecimal


class LedgerHead(models.Model):
    """The end of a chain. Its row is locked while an entry is added, so that numbers have no gap and no twin."""

    chain = models.CharField(max_length=16, unique=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=DIGEST, default="0" * DIGEST)

    class Meta:
        verbose_name = "chain"

    def __str__(self) -> str:
        return f"{self.chain} at {self.sequence}"


class LedgerEntry(models.Model):
    """One thing that was done. Names of people stand only in its content, which can be removed on its own.

    `chain` is the public id of the organisation, or `site`. `actor` and `subject` are public ids and not keys: the
    ground floor knows no table above it, and an entry outlives what it speaks of.
    """

    public_id = PublicIdField()
    chain = models.CharField(max_length=16)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=16)
    body = models.CharField(max_length=16, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    content_digest = models.CharField(max_length=DIGEST)
    previous = models.CharField(max_length=DIGEST)
    digest = models.CharField(max_length=DIGEST)

    class Meta:
        ordering = ["chain", "sequence"]
        verbose_name_plural = "ledger entries"
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="ledger_entry_once"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="ledger_from_one"),
        ]
        indexes = [models.Index(fields=["body", "sequence"], name="ledger_by_body")]

    def __str__(self) -> str:
        return f"{self.action} {self.public_id}"


class LedgerContent(models.Model):
    """What an entry says in words and figures, with the salt of its digest.

    Erasing a person removes this row; the entry and the chain stay valid, since the entry holds only the digest.
    """

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, primary_key=True, related_name="content")
    salt = models.CharField(max_length=32)
    content = models.JSONField()

    class Meta:
        verbose_name = "content of a ledger entry"
        verbose_name_plural = "contents of ledger entries"

    def __str__(self) -> str:
        return "what the entry says"  # no key: it counts the entries of everybody
