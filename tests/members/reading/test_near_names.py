"""A misspelt name without contact data is proposed, last and with restraint; names that people really have are not."""

from itertools import count

import pytest

from members.models.people import fold
from members.reading import near_words as words
from members.reading.alike import WEAK, alike, card
from members.reading.near_words import may_slip, near_words, slips
from members.reading.pairing import FEW_OF_A_NAME, find_pairs

_keys = count(1)
WITH_MAIL = {"email": "somebody@example.org"}
ALONE = "nothing else speaks for it"


def one(name, email="", phone="", number=""):
    key = next(_keys)
    return card(key, fold(name), number or f"N{key}", (email, phone, "", "", ""))


def names_of(found):
    return [reasons for _likeness, reasons in found.values()]


@pytest.mark.parametrize(
    ("written", "meant", "reason"),
    [
        ("Rodert Kahn", "Robert Kahn", "the names differ by one letter"),
        ("Gobert Kahn", "Robert Kahn", "the names differ by one letter"),
        ("Robert Zahn", "Robert Kahn", "the names differ by one letter"),
        ("Robert Khan", "Robert Kahn", "the names differ by one letter"),
        ("Robet Kahn", "Robert Kahn", "the names differ by one letter"),
        ("Kahnn Robert", "Robert Kahn", "the names differ by one letter"),
        ("Roberd Lindenbaum-Krüger", "Robert Lindenbaun-Krüger", "the names differ by two letters"),
        ("Robert Lindembauum", "Robert Lindenbaum", "the names differ by two letters"),
        ("Ana Lind", "Ana Maria Lind", "one name is part of the other"),
        ("Ana M. Lind", "Ana Maria Lind", "one name is part of the other"),
    ],
)
def test_a_misspelt_name_is_found_when_one_of_the_two_lacks_contact_data(written, meant, reason):
    for first, second in ((one(written), one(meant, **WITH_MAIL)), (one(written, **WITH_MAIL), one(meant))):
        found = find_pairs([first, second])
        assert (found.pairs, names_of(found.weak)) == ({}, [[reason, ALONE]])
        assert alike(first, second, rare=True) == alike(second, first, rare=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ana Lindqvist", "Ina Lindqvist"),  # Three letters: names of their own.
        ("Jan Haugland", "Jana Haugland"),
        ("A. Lindqvist-Hansen", "B. Lindqvist-Hansen"),
        ("A. Lind", "Ana Maria Lind"),  # An initial for the first name.
        ("Member 0012", "Member 0013"),  # Numbers are not misspelt.
        ("Robert Kahn", "Rodemt Kahn"),  # Two letters of six.
        ("Lindenbaum", "Lindembaum"),  # One word alone.
        ("Robert Lindenbaum-Krüger", "Rober Lindembaum-Kruger-Otto"),
    ],
)
def test_names_that_are_not_near_enough_are_no_pair(first, second):
    found = find_pairs([one(first), one(second)])
    assert (found.pairs, found.weak) == ({}, {})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"email": "a@example.org"}, {"email": "b@example.org"}),
        ({"phone": "5550142"}, {"phone": "5550143"}),
        # Nothing differs, and nothing is missing that would let them differ.
        ({"email": "a@example.org"}, {"phone": "5550143"}),
    ],
)
def test_nobody_with_contact_data_is_proposed_for_a_near_name(first, second):
    found = find_pairs([one("Rodert Kahn", **first), one("Robert Kahn", **second)])
    assert (found.pairs, found.weak) == ({}, {})


def test_two_frequent_names_are_two_names():
    meier = [one(f"{given} Meier") for given in ("Anton", "Berta", "Clara", "David")]
    maier = [one(f"{given} Maier") for given in ("Anton", "Berta", "Clara", "David")]
    assert find_pairs([*meier, *maier]).weak == {}
    found = find_pairs([*meier, *maier[:FEW_OF_A_NAME]])
    assert [reasons[1] for reasons in names_of(found.weak)] == [ALONE] * FEW_OF_A_NAME


def test_a_name_that_many_bear_is_near_to_none():
    crowd = [one("Robert Kahn") for _ in range(FEW_OF_A_NAME + 1)]
    assert find_pairs([*crowd, one("Rodert Kahn")]).weak == {}


def test_a_part_that_many_names_have_says_nothing():
    family = [one(f"Ana {second} Lind") for second in ("Maria", "Berta", "Clara")]
    assert find_pairs([one("Ana Lind"), *family]).weak == {}
    assert len(find_pairs([one("Ana Lind"), *family[:2]]).weak) == 2


def test_whatever_speaks_besides_the_name_makes_a_pair_of_the_other_kind():
    numbers = find_pairs([one("Rodert Kahn", number="0123"), one("Robert Kahn", number="0132")])
    phones = find_pairs([one("Rodert Kahn", phone="5550142"), one("Robert Kahn", phone="5550142")])
    assert (numbers.weak, phones.weak) == ({}, {})
    assert names_of(numbers.pairs) == [["the names differ by one letter", "the numbers differ by a slip"]]
    assert names_of(phones.pairs) == [["the same phone number", "the names differ by one letter"]]


def test_a_pair_of_near_names_stands_behind_every_other():
    weak = [find_pairs([one(name), one("Robert Kahn")]).weak for name in ("Rodert Kahn", "Robert Maria Kahn")]
    likeness = [said[0] for found in weak for said in found.values()]
    assert likeness == [31, 30]
    assert max(likeness) <= WEAK < alike(one("Robert Kahn"), one("Robert Kahn"), rare=True)[0]


def test_the_nearest_come_first_whatever_the_order_of_the_records():
    records = [
        *(one("Gudrun Hohenstein-Lindqvist"), one("Gudrun Hohenstain-Lindqvist")),
        *(one("Robert Kahn"), one("Rodert Kahn")),
    ]
    keys = [record.key for record in records]
    expected = [(keys[0], keys[1]), (keys[2], keys[3])]
    assert list(find_pairs(records).weak) == list(find_pairs(reversed(records)).weak) == expected


def test_the_same_rare_name_is_found_though_many_names_sound_like_it():
    crowd = [one(f"{'a' * n}na Lind") for n in range(1, 45)]
    found = find_pairs([*crowd, one("Hanno Lindt"), one("Hanno Lindt")])
    assert names_of(found.pairs) == [["the same name"]]


@pytest.mark.parametrize(
    ("first", "second", "letters"),
    [
        *(("kahn", "kohn", 1), ("kahn", "khan", 1), ("kahn", "kahnn", 1), ("ana", "ina", 0), ("robert", "rodemt", 0)),
        *(("lindenbaum", "lindembauum", 2), ("lindenbaum", "lidnenbuam", 2), ("lindenbaum", "lundembauum", 0)),
        *(("kern12", "kern13", 0), ("kahn", "kahn", 0)),
    ],
)
def test_one_letter_in_four_may_be_wrong_and_two_at_most(first, second, letters):
    assert (slips(first, second), slips(second, first)) == (letters, letters)


def test_words_within_two_letters_are_found_as_by_comparing_each_with_each():
    base = ["lindenbaum", "robert", "kahn", "hohenstein", "weizenbaum", "oyelaran", "nakagawa"]
    wrong = {
        word[:place] + put + word[place + gone :]
        for word in base
        for place in range(0, len(word), 3)
        for put, gone in (("x", 1), ("x", 0), ("", 1), ("xy", 2), ("", 2))
    }
    every = sorted({*base, *wrong})
    near = near_words(dict.fromkeys(every, 1), 1)
    for word in every:
        expected = {other: slips(word, other) for other in every if slips(word, other)}
        assert near.get(word, {}) == expected


def test_in_a_register_of_very_many_words_two_letters_are_not_looked_for(monkeypatch):
    both = {"lindenbaum": 1, "lindembauum": 1, "lindenbaun": 1}
    assert near_words(both, 1)["lindenbaum"] == {"lindembauum": 2, "lindenbaun": 1}
    monkeypatch.setattr(words, "MANY_WORDS", 2)
    assert near_words(both, 1)["lindenbaum"] == {"lindenbaun": 1}


def test_a_family_of_names_is_no_name_with_slips(monkeypatch):
    family = [f"{letter}ohlmann" for letter in "bdfgkl"]
    monkeypatch.setattr(words, "MOST_THAT_MEET", 5)
    assert near_words(dict.fromkeys(family, 1), 1) == {}
    monkeypatch.setattr(words, "MOST_THAT_MEET", 6)
    assert may_slip("bohlmann") == 2
    assert len(near_words(dict.fromkeys(family, 1), 1)) == 6


def test_looking_for_near_names_grows_with_the_people_and_not_with_their_square(monkeypatch):
    compared = []
    monkeypatch.setattr("members.reading.pairing.alike", lambda *a, **_k: compared.append(a))
    numbers = {}
    letters = "abcdefghijklmnopqrstuvwxyz"
    for people in (500, 1000):
        compared.clear()
        # Half of the records are misspellings of the other half.
        made = [f"{letters[n % 26]}{letters[n // 26 % 26] * 2}{letters[(7 * n) % 26]}ob" for n in range(people // 2)]
        find_pairs(one(f"Robert {word}{end}") for word in made for end in ("ert", "elt"))
        numbers[people] = len(compared)
    assert numbers[500] >= 250
    assert numbers[1000] < 3 * numbers[500]  # the square would be four times as much
