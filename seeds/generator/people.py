"""Invented people from a seed, one after the other: the same seed gives the same people, on any machine and any day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from members.enums import MembershipState, NoticesBy
from members.models.people import fold
from organiser.base.text import without_accents
from seeds.generator.names import GIVEN, LANGUAGES, PLACES, SURNAMES, place

FIRST_DAY, LAST_DAY = date(2005, 1, 1), date(2025, 12, 31)
DAYS = tuple((FIRST_DAY + timedelta(days=n)).isoformat() for n in range((LAST_DAY - FIRST_DAY).days + 1))
# Of a thousand members so many are in each state; the rest are full members.
STATES = (
    (MembershipState.TRIAL, 25),
    (MembershipState.SUPPORTER, 30),
    (MembershipState.ON_LEAVE, 15),
    (MembershipState.LAPSED, 20),
    (MembershipState.RESIGNED, 40),
)
BEGAN_FULL = {MembershipState.ON_LEAVE, MembershipState.LAPSED, MembershipState.RESIGNED}
WITHOUT_EMAIL, WITH_TWO_SURNAMES, WITHOUT_BRANCH = 0.08, 0.06, 0.01
OTHER_WAYS = (NoticesBy.POST, NoticesBy.POST, NoticesBy.MESSAGE, NoticesBy.IN_PERSON)


class Invented(NamedTuple):
    """One person with a membership, in words and dates as the database takes them."""

    name: str
    sort_name: str
    email: str | None
    phone: str
    postcode: str
    town: str
    language: str
    notices_by: str
    branch: int | None
    state: str
    joined_on: str
    changed_on: str | None


def _local_part(word: str) -> str:
    return re.sub(r"[^a-z]", "", without_accents(word).casefold())


def _parts(words: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Each word with the form it is sorted by and the form it has in an address."""
    return [(word, fold(word), _local_part(word)) for word in words]


def _states() -> list[str]:
    listed = [state.value for state, number in STATES for _ in range(number)]
    return listed + [MembershipState.FULL.value] * (1000 - len(listed))


def invented_people(seed: int, branches: int, number: int) -> Iterator[Invented]:
    """So many people, spread over the branches; the first branches are the largest.

    Args:
        seed: any whole number; it alone decides who they are.
        branches: how many branches there are; a few people belong to none of them.
    """
    chance = Random(seed)
    given, surnames, states = _parts(GIVEN), _parts(SURNAMES), _states()
    began_full = {state.value for state in BEGAN_FULL}
    places = [place(n) for n in range(PLACES)]
    shares = list(accumulate(1 / (n + 3) for n in range(branches)))
    pick, uniform, last = chance.choice, chance.random, len(DAYS) - 1
    for serial in range(1, number + 1):
        first, family = pick(given), pick(surnames)
        name, sort_name = f"{first[0]} {family[0]}", f"{family[1]} {first[1]}"
        if uniform() < WITH_TWO_SURNAMES:
            second = pick(surnames)
            name, sort_name = f"{name}-{second[0]}", f"{family[1]}-{second[1]} {first[1]}"
        home = int(uniform() * PLACES)
        without = uniform() < WITHOUT_EMAIL
        state = pick(states)
        joined = int(uniform() * last)
        changed = DAYS[joined + 1 + int(uniform() * (last - joined))] if state in began_full else None
        branch = None
        if branches and uniform() >= WITHOUT_BRANCH:
            branch = chance.choices(range(branches), cum_weights=shares)[0]
        yield Invented(
            name=name,
            sort_name=sort_name,
            email=None if without else f"{first[2]}.{family[2]}.{serial}@example.org",
            phone=f"555-{serial % 10_000:04d}" if without else "",
            postcode=f"{home + 10_000:05d}",
            town=places[home],
            language=pick(LANGUAGES),
            notices_by=pick(OTHER_WAYS).value if without else NoticesBy.EMAIL.value,
            branch=branch,
            state=state,
            joined_on=DAYS[joined],
            changed_on=changed,
        )
