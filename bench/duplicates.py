"""Looking through a register for people who stand in it twice: seconds, pairs, and the memory of the process.

    python bench/duplicates.py --people 100000
    python bench/duplicates.py --people 100000 --without-contact 1 --words all
    python bench/duplicates.py --people 20000 --trigrams 0.6 0.5 0.4

The register is invented, with one name in two hundred a misspelling of the one before it. Surnames are as frequent as
they are in life, or with `--words all` every word is a new one, which is the worst there is. Only the comparing is
measured: reading 100,000 rows takes a second or two more. With `--trigrams`, on PostgreSQL, the records without contact
data are also joined with everybody by `pg_trgm`, in a table that is gone afterwards, and judged by the same rule.
"""

import argparse
from collections.abc import Iterator
from itertools import accumulate
from random import Random
from time import perf_counter

from common import machine, mark_anew, memory
from django.db import connection, transaction

from members.models.people import fold
from members.reading.alike import Card, alike, card
from members.reading.pairing import Found, Names, find_pairs
from seeds.generator.names import GIVEN

STARTS = [
    first + second for first in (*"bdfghklmnprstvwz", "br", "st", "kl", "sch") for second in (*"aeiou", "au", "ei")
]
ENDS = (*("mann", "er", "ke", "ski", "sen", "son", "berg", "ova"), *("ic", "ez", "i", "o", "tz", "ner", ""))
NEAR = """
    SELECT DISTINCT least(a.key, b.key), greatest(a.key, b.key)
    FROM compared a JOIN compared b ON a.name % b.name AND a.key <> b.key AND a.bare
"""
SURNAMES = 60_000


def names(people: int, words: str) -> Iterator[str]:
    """Invented names as a register sorts them, the same each time."""
    chance = Random(3)

    def word(least: int) -> str:
        return "".join(chance.choice(STARTS) for _ in range(chance.randint(least, 3))) + chance.choice(ENDS)

    surnames, given = [word(1) for _ in range(SURNAMES)], [fold(name) for name in GIVEN]
    often = [list(accumulate(1 / (place + 8) for place in range(len(known)))) for known in (surnames, given)]
    name = ""
    for _ in range(people):
        if name and chance.random() < 0.005:
            place, letter, cut = chance.randrange(len(name)), chance.choice("abcdefghiklmnoprstuvwz"), chance.random()
            name = name[:place] + (letter if cut < 0.7 else "") + name[place + (cut > 0.3) :]
        elif words == "all":
            name = f"{word(2)}{word(2)} {word(2)}{word(2)}"
        else:
            second = chance.choices(given, cum_weights=often[1]) if chance.random() < 0.1 else []
            parts = [*chance.choices(surnames, cum_weights=often[0]), *chance.choices(given, cum_weights=often[1])]
            name = " ".join([*parts, *second])
        yield name


def by_trigrams(cards: list[Card], found: Found, least: float) -> None:
    """The same by `pg_trgm` among those without contact data, and what either has besides the other."""
    known, bears = {one.key: one for one in cards}, Names()
    for one in cards:
        bears.add(one)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("CREATE TEMPORARY TABLE compared (key int, name text, bare bool) ON COMMIT DROP")
        with cursor.copy("COPY compared FROM STDIN") as rows:
            for one in cards:
                rows.write_row((one.key, one.name, one.bare))
        cursor.execute("CREATE INDEX ON compared USING gin (name gin_trgm_ops)")
        cursor.execute("ANALYZE compared")
        cursor.execute(f"SET LOCAL pg_trgm.similarity_threshold = {least}")
        started = perf_counter()
        cursor.execute(NEAR)
        keys = cursor.fetchall()
        seconds = perf_counter() - started
        transaction.set_rollback(True)
    beside = [(known[first], known[second]) for first, second in keys]
    taken = {(one.key, other.key) for one, other in beside if alike(one, other, rare=bears.rare(one, other))}
    ours = {keys for keys in (*found.pairs, *found.weak) if any(known[key].bare for key in keys)}
    print(f"trigrams of {least}: {len(keys)} pairs in {seconds:.1f} s, {len(taken)} taken, {len(taken - ours)} besides")
    print(f"ours without contact data: {len(ours)}, of them {len(ours - taken)} not by trigrams")


def main() -> None:
    """Invent, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--without-contact", type=float, default=0.08, help="which part has neither e-mail nor phone")
    parser.add_argument("--words", choices=("usual", "all"), default="usual")
    parser.add_argument("--trigrams", type=float, nargs="+", default=[], help="how like names are; on PostgreSQL")
    options = parser.parse_args()
    chance = Random(5)
    cards = []
    for key, name in enumerate(names(options.people, options.words), 1):
        bare = chance.random() < options.without_contact
        cards.append(card(key, name, f"{key:06d}", (None if bare else f"{key}@example.org", "", "", "", "")))
    print(f"{machine()}, {len(cards)} people, {len({word for one in cards for word in one.words})} words")
    held = memory("VmRSS")
    mark_anew()
    started = perf_counter()
    found = find_pairs(cards)
    print(
        f"{perf_counter() - started:.1f} s; {len(found.pairs)} pairs, {len(found.weak)} of near names alone,"
        f" {found.crowded} blocks left out; {memory('VmHWM') - held:.0f} MB above {held:.0f}"
    )
    for least in options.trigrams if connection.vendor == "postgresql" else []:
        by_trigrams(cards, found, least)


if __name__ == "__main__":
    main()
