"""Which words of the ground floor hold something of a person; see organiser/base/erasing.py."""

from organiser.base.erasing import holds_none

holds_none(
    "a chain is named by a public id, and digests are of salted contents",
    "base.LedgerHead.chain",
    "base.LedgerHead.digest",
    "base.LedgerEntry.chain",
    "base.LedgerEntry.content_digest",
    "base.LedgerEntry.previous",
    "base.LedgerEntry.digest",
)
holds_none(
    "a public id is random, and says nothing once the row it names has no name",
    "base.LedgerEntry.actor",
    "base.LedgerEntry.body",
    "base.LedgerEntry.subject",
)
holds_none("the verb of an action is a word of ours", "base.LedgerEntry.action")
holds_none(
    "a sending is kept as a digest, and addresses of pages carry public ids alone", "base.Sent.key", "base.Sent.address"
)
