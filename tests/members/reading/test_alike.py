"""When two records look like one person: reasons in plain words, the same on any engine, and never the square."""

from itertools import count

import pytest

from members.models.people import fold
from members.reading.alike import alike, card, keys_of, sound
from members.reading.pairing import MOST_IN_BLOCK, find_pairs

_keys = count(1)


def one(name, email="", phone="", address="", postcode="", town="", number="0001"):
    return card(next(_keys), fold(name), number, (email, phone, address, postcode, town))


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        (
            one("Ana Lind", email="ana@example.org"),
            one("Anna Lind", email="ANA@example.org", number="0999"),
            ["the same e-mail", "the names differ by one letter"],
        ),
        (
            one("Lind Ana", phone="+49 30 555 0142"),
            one("Ana Lind", phone="030/5550142", number="0999"),
            ["the same phone number", "the same name"],
        ),
        (
            one("A. Lind", phone="5550142"),
            one("Ana Maria Lind", phone="555-0142", number="0999"),
            ["the same phone number", "one name is part of the other"],
        ),
        (
            one("Zoë Ægidius", address="Werftstraße 9", postcode="00417"),
            one("Zoe Ægidius", address="werftstrasse 9", postcode="00417", number="0999"),
            ["the same address", "the same name"],
        ),
        (
            one("Ana Lind", number="0123"),
            one("Ana Lind", number="0132"),
            ["the same name", "the numbers differ by a slip"],
        ),
        (one("Ana Lind", number="0123"), one("Ana Lind", number="0124"), ["the same name"]),
        (one("Weißenborn, Jürgen"), one("Jürgen Weißenborn", number="0999"), ["the same name"]),
        (one("Ana Lind"), one("Ana Lind", email="ana@example.org", number="0999"), ["the same name"]),
    ],
)
def test_two_records_look_like_one_for_reasons_in_words(first, second, reasons):
    assert alike(first, second, rare=True)[1] == reasons
    assert alike(second, first, rare=True) == alike(first, second, rare=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Two who live together, or share a phone.
        (one("Ana Lind", phone="5550142"), one("Bo Haugland", phone="5550142", number="0999")),
        (one("Ina Lind", address="Hof 1", town="X"), one("Bruno Lind", address="Hof 1", town="X", number="0999")),
        # The same name, and something that tells them apart.
        (one("Ana Lind", email="a@example.org"), one("Ana Lind", email="b@example.org", number="0002")),
        (one("Ana Lind", phone="5550142"), one("Ana Lind", phone="5550143", number="0999")),
    ],
)
def test_two_people_stay_two(first, second):
    assert alike(first, second, rare=True) is None


def test_a_name_that_many_have_says_nothing_by_itself():
    assert alike(one("Ana Lind"), one("Ana Lind", number="0999"), rare=False) is None


@pytest.mark.parametrize(
    ("one_way", "another"),
    [("meyer", "meier"), ("schmidt", "shmitt"), ("lindqvist", "lindkvist"), ("sofia", "sophia"), ("nowak", "novak")],
)
def test_names_that_sound_alike_stand_in_one_block(one_way, another):
    assert sound(one_way) == sound(another)


def test_a_record_stands_in_at_most_four_blocks():
    whole = one("Ana Lind", email="a@example.org", phone="5550142", address="Hof 1", postcode="1")
    assert [kind for kind, _key in keys_of(whole)] == ["email", "phone", "place", "name"]
    assert [kind for kind, _key in keys_of(one("Ana Lind", phone="12"))] == ["name"]


def test_a_block_that_is_too_large_is_left_out_and_counted(monkeypatch):
    compared = []
    monkeypatch.setattr("members.reading.pairing.alike", lambda a, b, *, rare: compared.append((a.key, b.key, rare)))
    crowd = [one(f"{chr(97 + n % 26)}{n}x Lind", phone="5550142") for n in range(MOST_IN_BLOCK + 1)]
    found = find_pairs(iter(crowd))
    assert (found.people, found.crowded) == (MOST_IN_BLOCK + 1, 1)
    assert len(compared) <= len(crowd)


def test_the_work_grows_with_the_people_and_not_with_their_square(monkeypatch):
    compared = []
    monkeypatch.setattr("members.reading.pairing.alike", lambda *a, **_k: compared.append(a))
    numbers = {}
    for people in (500, 1000):
        compared.clear()
        find_pairs(one(f"N{n // 4}q Lind", email=f"{n // 2}@example.org") for n in range(people))
        numbers[people] = len(compared)
    assert numbers[1000] < 2.5 * numbers[500]  # the square would be four times as much
