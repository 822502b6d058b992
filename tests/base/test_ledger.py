"""The ledger: one chain per organisation, to which can be added and from which nothing can be taken unnoticed."""

import hashlib
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.transaction import TransactionManagementError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organiser.base import clock, guards
from organiser.base.actions import record
from organiser.base.actions.ledger import canonical, content_digest, entry_digest, flaws, remove_content
from organiser.base.actor import CLOCK
from organiser.base.models import LedgerContent, LedgerEntry, LedgerHead

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def write(number: int = 1, chain: str = "harbour") -> LedgerEntry:
    return record(CLOCK, "test", chain=chain, subject=f"s{number}", content={"number": number})


@pytest.fixture
def three(db: None) -> list[LedgerEntry]:
    write(1, "mill")
    return [write(number) for number in (1, 2, 3)]


def tamper(sql: str, *values: object) -> None:
    """Change the ledger as somebody would who owns the database and takes the guards down first."""
    guards.take_down(connection, guards.registered())
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    guards.put_up(connection, guards.registered())


def told(chain: str | None = None) -> list[tuple[str, int, str]]:
    return [(flaw.chain, flaw.sequence, flaw.sentence) for flaw in flaws(chain)]


def test_entries_are_numbered_from_one_without_gap_in_each_chain(three):
    assert [entry.sequence for entry in three] == [1, 2, 3]
    assert list(LedgerEntry.objects.filter(chain="mill").values_list("sequence", flat=True)) == [1]


def test_each_entry_carries_the_digest_of_the_one_before(three):
    assert [entry.previous for entry in three] == ["0" * 64, three[0].digest, three[1].digest]
    head = LedgerHead.objects.get(chain="harbour")
    assert (head.sequence, head.digest) == (3, three[2].digest)


def test_canonical_form_does_not_depend_on_order_or_spaces():
    assert canonical({"b": [1, 2], "a": "ü"}) == '{"a":"ü","b":[1,2]}'.encode()
    assert canonical({"a": "ü", "b": [1, 2]}) == canonical({"b": [1, 2], "a": "ü"})


def test_digest_of_an_entry_is_the_same_in_every_version():
    entry = LedgerEntry(
        chain="c",
        sequence=1,
        at=datetime(2026, 5, 1, 12, 30, tzinfo=UTC),
        action="found",
        actor="a",
        body="b",
        subject="s",
        content_digest="d" * 64,
        previous="0" * 64,
    )
    line = f'["c",1,"2026-05-01T12:30:00.000000+00:00","found","a","b","s","{"d" * 64}","{"0" * 64}"]'
    assert entry_digest(entry) == hashlib.sha256(line.encode()).hexdigest()
    assert content_digest("salt", {"a": 1}) == hashlib.sha256(b'salt{"a":1}').hexdigest()


def test_equal_contents_have_different_digests_because_each_has_its_salt(three):
    again = write(1)
    assert again.content.content == three[0].content.content
    assert again.content_digest != three[0].content_digest


def test_whole_ledger_has_no_flaws(three):
    assert told() == []
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue() == "The ledger is whole: 4 entries in all chains checked.\n"
    out = StringIO()
    call_command("verify_ledger", "mill", stdout=out)
    assert out.getvalue() == "The ledger is whole: 1 entries in chain mill checked.\n"


def test_changed_entry_is_found(three):
    tamper("UPDATE base_ledgerentry SET actor = 'other' WHERE chain = 'harbour' AND sequence = 2")
    assert told() == [("harbour", 2, "Entry 2 was changed.")]
    assert told("mill") == []
    err = StringIO()
    with pytest.raises(CommandError, match=r"^The ledger is not whole: 1 flaws\.$"):
        call_command("verify_ledger", stderr=err)
    assert err.getvalue() == "harbour 2: Entry 2 was changed.\n"


def test_changed_content_is_found(three):
    tamper("UPDATE base_ledgercontent SET content = %s WHERE entry_id = %s", '{"number": 9}', three[0].pk)
    assert told() == [("harbour", 1, "The content of entry 1 was changed.")]


def test_removed_entry_is_found(three):
    tamper("DELETE FROM base_ledgercontent WHERE entry_id = %s", three[1].pk)
    tamper("DELETE FROM base_ledgerentry WHERE id = %s", three[1].pk)
    assert told() == [
        ("harbour", 2, "Entry 2 is missing."),
        ("harbour", 3, "Entry 3 does not follow the one before it."),
    ]


def test_removed_last_entry_is_found(three):
    tamper("DELETE FROM base_ledgercontent WHERE entry_id = %s", three[2].pk)
    tamper("DELETE FROM base_ledgerentry WHERE id = %s", three[2].pk)
    assert told() == [("harbour", 3, "The chain ends at 2, but 3 was written.")]


def test_entry_rewritten_with_a_fresh_digest_is_found_by_the_next(three):
    entry = three[0]
    entry.actor = "other"
    tamper("UPDATE base_ledgerentry SET actor = 'other', digest = %s WHERE id = %s", entry_digest(entry), entry.pk)
    assert told() == [("harbour", 2, "Entry 2 does not follow the one before it.")]


def test_chain_whose_end_was_taken_away_is_found(three):
    tamper("DELETE FROM base_ledgerhead WHERE chain = 'harbour'")
    assert told() == [("harbour", 0, "The end of this chain was taken away.")]


def test_content_is_removable_without_breaking_the_chain(three):
    remove_content(three[1])
    assert list(LedgerContent.objects.filter(entry__chain="harbour").values_list("entry__sequence", flat=True)) == [
        1,
        3,
    ]
    assert told() == []


def test_entry_says_when_it_happened_by_the_clock_of_the_installation(db):
    moment = datetime(2031, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
    with clock.at(moment):
        entry = write()
    assert LedgerEntry.objects.get(pk=entry.pk).at == moment


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_a_transaction():
    with pytest.raises(
        TransactionManagementError, match=r"^The ledger is written inside the transaction of an action\.$"
    ):
        write()
    assert LedgerHead.objects.count() == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(WORDS, JSON, max_size=4), min_size=1, max_size=4))
def test_every_content_is_found_whole_again(db, contents):
    for content in contents:
        entry = record(CLOCK, "test", chain="any", content=content)
        assert LedgerContent.objects.get(entry=entry).content == content
    assert told("any") == []
