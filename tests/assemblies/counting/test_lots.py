"""Drawing lots: the example of RFC 3797, the forms of a source, strata, ties, refusals, and what holds for any draw."""

import hashlib
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assemblies.counting.lots import Stratum, draw, draw_strata, order_by_lot
from assemblies.counting.pool import freeze, pool_digest
from assemblies.counting.sources import key_of

KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"
SOURCES = ("9319", "2 5 12 8 10", "9 18 26 34 41 45")
NUMBERED = tuple(str(number) for number in range(1, 26))
# RFC 3797, section 6: the digest, what it is divided by, and who is drawn.
EXAMPLE = [
    ("990DD0A5692A029A98B5E01AA28F3459", 25, 17),
    ("3691E55CB63FCC37914430B2F70B5EC6", 24, 7),
    ("FE814EDF564C190AC1D25753979990FA", 23, 2),
    ("1863CCACEB568C31D7DDBDF1D4E91387", 22, 16),
    ("F4AB33DF4889F0AF29C513905BE1D758", 21, 25),
    ("13EAEB529F61ACFB9A29D0BA3A60DE4A", 20, 23),
    ("992DB77C382CA2BDB9727001F3CDCCD9", 19, 8),
    ("63AB4258ECA922976811C7F55C383CE7", 18, 24),
    ("DFBC5AC97CED01B3A6E348E3CC63F40D", 17, 19),
    ("31CB111C4A4EBE9287CEAE16FE51B909", 16, 13),
]
THEN = [22, 5, 18, 9, 1, 4]
BEACON = "0c7a71a0c26f7e1a8dd1b1f1f4d2b5c8"

untimed = settings(deadline=None)
lines = st.text(alphabet="abcdeé ß17", min_size=1, max_size=6).map(str.strip).filter(bool)
pools = st.lists(lines, min_size=1, max_size=30, unique=True)
sources = st.lists(st.lists(st.integers(0, 99), min_size=1, max_size=6), min_size=1, max_size=3)


def refusal(call: Callable[..., object], *arguments: object, **named: object) -> str:
    """Give the sentence with which a call refuses its arguments."""
    with pytest.raises(ValueError, match=r"\.$") as refused:
        call(*arguments, **named)
    return str(refused.value)


def drawn_by_hand(pool: Sequence[str], key: str, name: str) -> list[str]:
    """Draw by marking who is out and counting to the place, without a list that closes its gaps."""
    out: list[str] = []
    for i in range(len(pool)):
        counter = bytes((i // 256, i % 256))
        digest = getattr(hashlib, name)(b"".join((counter, key.encode(), counter))).digest()
        value = sum(byte * 256**place for place, byte in enumerate(reversed(digest)))
        place = value % (len(pool) - i) + 1
        for one in pool:
            place -= one not in out
            if place == 0:
                out.append(one)
                break
    return out


def test_the_example_of_the_rfc_is_drawn_digest_by_digest():
    drawn = draw(NUMBERED, 10, SOURCES, algorithm="md5")
    assert drawn.key == KEY
    steps = [(step.digest, step.left, int(step.drawn)) for step in drawn.steps]
    assert (steps[:10], [who for _, _, who in steps[10:16]]) == (EXAMPLE, THEN)
    assert drawn.selected == tuple(str(who) for _, _, who in EXAMPLE)
    assert drawn.alternates[:6] == tuple(map(str, THEN))


def test_sha256_is_what_is_used_unless_another_is_asked_for():
    drawn = draw(NUMBERED, 10, SOURCES)
    first = hashlib.sha256(b"\0\0" + KEY.encode() + b"\0\0").hexdigest().upper()
    assert (drawn.algorithm, drawn.steps[0].digest) == ("sha256", first)
    assert list(drawn.order) == drawn_by_hand(NUMBERED, KEY, "sha256")


@pytest.mark.parametrize(
    ("given_as", "key"),
    [
        (["9319", "2 5 12 8 10", "9 18 26 34 41 45"], KEY),
        (["9319.", "2.5.8.10.12.", "9.18.26.34.41.45."], KEY),
        (["9319./", "12.2.5.8.10/", "9,18,26,34,41,45"], KEY),
        (["9319", "12, 10, 8, 5, 2", " 9. 18. 26. 34. 41. 45. "], KEY),
        ([KEY], KEY),
        (["9319./2.5.8.10.12.", "45 41 34 26 18 9"], KEY),
        (["007 0 10"], "0.7.10./"),
        (["2 2"], "2.2./"),
        (["10 9 100"], "9.10.100./"),
        (["10.25/"], "10.25/"),
        (["10.50 9.0 9.25"], "9.9.2510.5/"),
        ([BEACON], f"{BEACON.upper()}./"),
        (["0xAB-cd e1"], "0XABCDE1./"),
        (["9" * 5000], f"{'9' * 5000}./"),
    ],
)
def test_a_source_is_written_in_one_way_however_it_is_given(given_as, key):
    assert key_of(given_as) == key


@pytest.mark.parametrize(
    ("given_as", "sentence"),
    [
        ([], "A draw needs at least one source of chance, named before it was known."),
        ([" "], "A source is empty. Leave it out, or write what it gave."),
        (["9319//7/"], "A source is empty. Leave it out, or write what it gave."),
        (["..."], "A source is empty. Leave it out, or write what it gave."),
        (["-5"], "The source “-5” cannot be read. Write its numbers with blanks between them."),
        (["2026-10-17"], "The source “2026-10-17” cannot be read. Write its numbers with blanks between them."),
        (["2..5"], "The source “2..5” cannot be read. Write its numbers with blanks between them."),
        (["2 5.8.1"], "The source “2 5.8.1” cannot be read. Write its numbers with blanks between them."),
        (["Málaga 7"], "The source “Málaga 7” has signs beside A to Z and digits. Write it with these."),
        (
            ["10.25"],
            "The source “10.25” could be two numbers or one. Write “10 25” for two, “10.25/” for a fraction.",
        ),
    ],
)
def test_a_source_that_cannot_be_read_in_one_way_is_refused(given_as, sentence):
    assert refusal(key_of, given_as) == sentence
    assert refusal(draw, NUMBERED, 1, given_as) == sentence


@pytest.mark.parametrize(
    ("pool", "seats", "sentence"),
    [
        ([], 1, "The pool is empty: there is nobody to draw."),
        (["Ana", "", "Bea"], 1, "Line 2 of the pool is empty. Take it out, so that the numbers are plain."),
        (["Ana", "  "], 1, "Line 2 of the pool is empty. Take it out, so that the numbers are plain."),
        (["Ana", "Bea "], 1, "Line 2 of the pool begins or ends with a blank. Take it away."),
        (["Ana\nBea"], 1, "Line 1 of the pool holds a line break. Write one line for each."),
        (["Ana", "Bea", "Ana"], 1, "“Ana” stands in the pool more than once: lines 1, 3."),
        (["Ana"], 0, "The number of seats must be a whole number, 1 or more."),
        (["Ana"], True, "The number of seats must be a whole number, 1 or more."),
        (["Ana", "Bea"], 3, "3 seats and only 2 to draw. Ask for fewer."),
    ],
)
def test_a_pool_or_seats_that_cannot_be_drawn_are_refused(pool, seats, sentence):
    assert refusal(draw, pool, seats, ["9319"]) == sentence


def test_another_hash_is_refused():
    assert refusal(draw, NUMBERED, 1, ["9319"], algorithm="sha1") == "The hash must be one of: sha256, md5."


def test_a_draw_bound_to_its_list_has_the_digest_of_the_list_as_last_source():
    digest = hashlib.sha256(b"Ana\nBea\n").hexdigest()
    assert pool_digest(["Ana", "Bea"]) == digest
    drawn = draw(["Ana", "Bea"], 1, ["9319"], bind=True)
    assert (drawn.key, drawn.pool_sha256) == (f"9319./{digest.upper()}./", digest)


def test_a_name_stands_at_the_end_of_the_key_as_it_is():
    drawn = draw(["Ana", "Bea", "Cai"], 1, ["9319"], name="Süd")
    assert (drawn.key, list(drawn.order)) == (
        "9319./Süd./",
        drawn_by_hand(["Ana", "Bea", "Cai"], "9319./Süd./", "sha256"),
    )
    sentence = "The name “a/b” cannot stand in a key: a slash ends a source. Write it without."
    assert refusal(draw, ["Ana"], 1, ["9319"], name="a/b") == sentence


def test_a_frozen_pool_is_sorted_by_bytes():
    assert freeze(["ß", "b", "B", "10", "9", "a"]) == ("10", "9", "B", "a", "b", "ß")


def test_a_pool_beyond_the_counter_is_drawn_as_far_as_the_counter_goes():
    drawn = draw([str(number) for number in range(70_000)], 3, ["9319"])
    assert (len(drawn.order), len(set(drawn.order)), drawn.steps[-1].i, drawn.pool) == (65_536, 65_536, 65_535, 70_000)
    assert refusal(draw, [str(number) for number in range(70_000)], 65_537, ["9319"]) == (
        "65,537 seats and only 65,536 to draw. Ask for fewer."
    )


def test_each_stratum_is_drawn_by_itself_with_its_name_in_the_key():
    north, south = ("Ana", "Bea", "Cai", "Dov"), ("Eva", "Fay", "Gil")
    strata = [Stratum(name="North", pool=north, seats=2), Stratum(name="South", pool=south, seats=0)]
    drawn = draw_strata(strata, iter(["9319", "2 5"]))
    assert {name: one.key for name, one in drawn.items()} == {
        "North": "9319./2.5./North./",
        "South": "9319./2.5./South./",
    }
    assert drawn["North"] == draw(north, 2, ["9319", "2 5"], name="North")
    assert (len(drawn["North"].selected), drawn["South"].selected) == (2, ())
    assert list(drawn["South"].alternates) == drawn_by_hand(south, "9319./2.5./South./", "sha256")


@pytest.mark.parametrize(
    ("strata", "sentence"),
    [
        ([("A", ("x",), 1), ("A", ("y",), 1)], "Two strata are called “A”. Give each a name of its own."),
        ([("A", ("x",), 1), ("B", ("x",), 1)], "“x” stands in two strata. Everybody can be drawn once."),
        ([("A", ("x", "x"), 1)], "“x” stands in the pool more than once: lines 1, 2."),
        ([("", ("x",), 1)], "Each stratum needs a name."),
        ([("A", ("x",), 2)], "The seats of “A” must be a number from 0 to 1."),
        ([("A", ("x",), -1)], "The seats of “A” must be a number from 0 to 1."),
    ],
)
def test_strata_that_cannot_be_drawn_are_refused(strata, sentence):
    made = [Stratum(name=name, pool=pool, seats=seats) for name, pool, seats in strata]
    assert refusal(draw_strata, made, ["9319"]) == sentence


def test_a_tie_is_put_into_an_order_that_does_not_hang_on_who_is_named_first():
    orders = {order_by_lot(tied, ["9319"]).order for tied in (("Bea", "Ana", "Cai"), ("Cai", "Ana", "Bea"))}
    assert orders == {tuple(drawn_by_hand(["Ana", "Bea", "Cai"], "9319./", "sha256"))}


def test_ties_at_two_stages_have_two_keys():
    keys = [order_by_lot(["Ana", "Bea"], ["9319"], stage=stage).key for stage in ("stage 2", "stage 5")]
    assert keys == ["9319./stage 2./", "9319./stage 5./"]
    assert refusal(order_by_lot, ["Ana"], ["9319"]) == "A tie is between two or more."


@untimed
@given(pools, sources, st.sampled_from(["sha256", "md5"]), st.data())
def test_any_draw_is_the_one_made_by_hand_and_leaves_nobody_out(pool, numbers, name, data):
    seats = data.draw(st.integers(1, len(pool)))
    texts = [" ".join(map(str, data.draw(st.permutations(source)))) for source in numbers]
    drawn = draw(pool, seats, texts, algorithm=name)
    key = "".join("".join(f"{number}." for number in sorted(source)) + "/" for source in numbers)
    assert (drawn.key, list(drawn.order)) == (key, drawn_by_hand(pool, key, name))
    assert (sorted(drawn.order), len(drawn.selected)) == (sorted(pool), seats)
    assert drawn.selected + drawn.alternates == drawn.order
    assert drawn == draw(pool, seats, [key], algorithm=name)


@untimed
@given(pools, st.lists(lines, min_size=30, max_size=30, unique=True))
def test_renaming_the_people_renames_those_drawn(pool, names):
    renamed = dict(zip(pool, names, strict=False))
    drawn = draw(pool, 1, ["9319"])
    again = draw([renamed[line] for line in pool], 1, ["9319"])
    assert again.order == tuple(renamed[line] for line in drawn.order)


def test_everybody_is_drawn_about_equally_often():
    """Of 6,000 sources each of three is first about 2,000 times; 4 standard deviations are 146."""
    first = [draw(["Ana", "Bea", "Cai"], 1, [str(source)]).order[0] for source in range(6000)]
    assert all(abs(first.count(who) - 2000) < 146 for who in ("Ana", "Bea", "Cai"))
