"""A frozen roll as those who may read it see it: names with reasons, and the lines of which its digest is taken."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from assemblies.models import Ballot, Roll, RollEntry, RollRefusal
from assemblies.queries.named import named_entries, named_refusals
from organiser.base.text import without_accents

# Lines that name the person, whom no list shows; and lines that name the membership, as every list does.
BY_PERSON, BY_MEMBERSHIP = 1, 2


def roll_line(member: str, reason: str, since: date | str) -> str:
    """One line of the text a roll's digest is taken of: the id of the membership, the weight, the reason, since when.

    Every weight is one.
    """
    return f"{member} 1 {reason} {str(since)[:10]}\n"


def roll_lines(roll: Roll) -> Iterator[str]:
    """All lines of a roll in the order in which it was frozen: SHA-256 of them together is its digest."""
    member = "person__public_id" if roll.digest_form == BY_PERSON else "person__memberships__public_id"
    entries = RollEntry.objects.filter(roll=roll).order_by("pk").values_list(member, "reason", "since")
    for one, reason, since in entries.iterator(chunk_size=5000):
        yield roll_line(one, reason, since)


def _called(words: str) -> Q:
    found = Q()
    for word in without_accents(words).casefold().split():
        found &= Q(person__sort_name__contains=word)
    return found


def on_roll(ballot: Ballot, words: str = "") -> QuerySet[RollEntry]:
    """Who may vote in a ballot, by name; with words, those whose names hold each of them."""
    return named_entries(ballot).filter(_called(words)).order_by("person__sort_name", "pk")


def off_roll(ballot: Ballot, words: str = "") -> QuerySet[RollRefusal]:
    """Who belongs and may not vote in it, by name."""
    return named_refusals(ballot).filter(_called(words)).order_by("person__sort_name", "pk")
