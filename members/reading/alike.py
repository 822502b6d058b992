"""When two records look like one person: keys by which they are put beside each other, and reasons in plain words.

Everything here is exact and the same on both engines: the database only gives the rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

from members.reading.near_words import MOST_SLIPS, slips
from organiser.base.text import without_accents
from organiser.base.words import number_in_words

NEAR_WITH_CONTACT, NEAR_WITH_PLACE, NEAR_ALONE = 80, 88, 90
PHONE_DIGITS, LEAST_DIGITS = 9, 6
ONE_LETTER, SAME_NAME, TWO_WORDS = 1, 100, 2
# A pair for which nothing speaks but names that are near is less alike by so much, and stands behind every other.
BEHIND = 60
WEAK = SAME_NAME - BEHIND
NOTHING_ELSE = "nothing else speaks for it"
# What sounds alike in the languages of our registers, longest first.
SOUNDS = (
    *(("sch", "s"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("sz", "s")),
    *(("cz", "s"), ("x", "ks"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"), ("d", "t")),
)
SILENT = frozenset("aeiouh")
_NO_WORD = re.compile(r"[-.,;/]")


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared of one record."""

    key: int
    words: tuple[str, ...]
    email: str
    phone: str
    place: str
    number: str

    @property
    def name(self) -> str:
        """The words of the name in one order."""
        return " ".join(self.words)

    @property
    def bare(self) -> bool:
        """Whether there is neither e-mail nor phone, so that nothing can tell the record from another."""
        return not (self.email or self.phone)


def card(key: int, sort_name: str, number: str, contact: tuple[str | None, str, str, str, str]) -> Card:
    """Fold one record for comparing.

    Args:
        contact: e-mail, phone, address, postcode and town.
    """
    email, phone, *where = contact
    address, postcode, town = (" ".join(without_accents(part).casefold().split()) for part in where)
    digits = "".join(letter for letter in phone if letter.isdigit())
    return Card(
        key=key,
        words=tuple(sorted(_NO_WORD.sub(" ", sort_name).split())),
        email=(email or "").strip().casefold(),
        phone=digits[-PHONE_DIGITS:] if len(digits) >= LEAST_DIGITS else "",
        place=f"{address} {postcode or town}" if address and (postcode or town) else "",
        number=number,
    )


def sound(word: str) -> str:
    """A word as it roughly sounds: its first letter and the consonants after it, none twice in a row."""
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    kept = word[:1]
    for letter in word[1:]:
        if letter not in SILENT and letter != kept[-1]:
            kept += letter
    return kept


def keys_of(one: Card) -> Iterator[tuple[str, str]]:
    """The blocks in which a record is put beside others."""
    if one.email:
        yield "email", one.email
    if one.phone:
        yield "phone", one.phone
    if one.place:
        yield "place", one.place
    if one.words:
        yield "name", " ".join(sorted(sound(word) for word in one.words))


def split_words(one: Card, other: Card) -> tuple[list[str], list[str], list[str]]:
    """The words that both names hold, each as often as both do, and those left of each."""
    shared, mine, others = [], [], list(other.words)
    for word in one.words:
        if word in others:
            others.remove(word)
            shared.append(word)
        else:
            mine.append(word)
    return shared, mine, others


def part_of(one: Card, other: Card) -> bool:
    """Whether one name is the other with words left out or cut to an initial: "A. Lind" and "Ana Maria Lind"."""
    short, long = sorted((one.words, other.words), key=len)
    left = list(long)
    for word in short:
        found = next((w for w in left if w == word or (min(len(w), len(word)) == 1 and w[0] == word[0])), None)
        if found is None:
            return False
        left.remove(found)
    return len(short) > 1


def own_words(one: Card, other: Card) -> list[tuple[str, str]]:
    """The words that the two names do not share, beside each other as they fit best; `""` where one has no more.

    A wrong first letter moves a word to another place in the order; so what is shared is taken away first.
    """
    _shared, mine, others = split_words(one, other)
    size = max(len(mine), len(others))
    mine, others = ([*words, *[""] * (size - len(words))] for words in (mine, others))
    straight = list(zip(mine, others, strict=True))
    if size != TWO_WORDS:
        return straight
    crossed = list(zip(mine, reversed(others), strict=True))
    return min((straight, crossed), key=lambda pairs: sum(DamerauLevenshtein.distance(*pair) for pair in pairs))


def _name_words(one: Card, other: Card) -> tuple[int, str]:
    """How near two names are, from 0 to 100, and how one says it."""
    if one.words == other.words:
        return SAME_NAME, "the same name"
    if part_of(one, other):
        return NEAR_ALONE, "one name is part of the other"
    shared, own = split_words(one, other)[0], sorted(own_words(one, other), key=sorted)
    mine, others = (" ".join(filter(None, [*shared, *words])) for words in zip(*own, strict=True))
    letters = DamerauLevenshtein.distance(mine, others)
    said = "one letter" if letters == ONE_LETTER else f"{number_in_words(letters)} letters"
    return round(ratio(mine, others)), f"the names differ by {said}"


def whole_pairs(words: list[str] | tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every two words of a name that are written out, in one order."""
    yield from combinations(sorted({word for word in words if len(word) > 1}), TWO_WORDS)


def _misspelt(one: Card, other: Card) -> bool:
    """Whether one name may be the other written wrongly: letter by letter, or with words left out of the middle."""
    if part_of(one, other):
        return any(True for _pair in whole_pairs(split_words(one, other)[0]))
    apart = [slips(*pair) for pair in own_words(one, other)]
    return len(one.words) >= TWO_WORDS and all(apart) and sum(apart) <= MOST_SLIPS


def _slipped(one: str, other: str) -> bool:
    """Whether one number is the other with two digits changed round, or one too many; another digit says nothing.

    Numbers that were once given one after the other differ in one digit by the thousand.
    """
    changed = len(one) == len(other) and sorted(one) != sorted(other)
    return not changed and DamerauLevenshtein.distance(one, other) == ONE_LETTER


def alike(one: Card, other: Card, *, rare: bool) -> tuple[int, list[str]] | None:
    """How much two records look like one person, from 0 to 100, and why; None where they do not.

    Args:
        rare: whether so few records have these names, and the words in which they differ, that names alone can say
            something.
    """
    near, said = _name_words(one, other)
    email = bool(one.email) and one.email == other.email
    phone = bool(one.phone) and one.phone == other.phone
    place = bool(one.place) and one.place == other.place
    slip = _slipped(one.number, other.number)
    apart = (bool(one.email and other.email) and not email) or (bool(one.phone and other.phone) and not phone)
    by_contact = (email or phone) and near >= NEAR_WITH_CONTACT
    by_place = place and near >= NEAR_WITH_PLACE
    by_name = not apart and ((rare and near == SAME_NAME) or (slip and near >= NEAR_ALONE))
    if not (by_contact or by_place or by_name):
        weak = rare and not apart and (one.bare or other.bare) and near >= NEAR_ALONE and _misspelt(one, other)
        return (near - BEHIND, [said, NOTHING_ELSE]) if weak else None
    reasons = [word for word, holds in (("the same e-mail", email), ("the same phone number", phone)) if holds]
    reasons += ["the same address"] if place else []
    reasons.append(said)
    reasons += ["the numbers differ by a slip"] if slip and not (email or phone) else []
    likeness = near // 2 + 25 * email + 20 * phone + 15 * place + 5 * slip
    return min(likeness, 100), reasons
