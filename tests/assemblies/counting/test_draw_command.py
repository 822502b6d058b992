"""`manage.py draw`: what it prints, in words and as JSON, and how it refuses."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assemblies.counting.lots import draw

SOURCES = ("--source", "9319", "--source", "2 5 12 8 10", "--source", "9 18 26 34 41 45")


@pytest.fixture
def pool(tmp_path):
    """Give a way to write a list into a file."""

    def written(content: bytes) -> str:
        path = tmp_path / "pool.txt"
        path.write_bytes(content)
        return str(path)

    return written


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("draw", *arguments, stdout=out)
    return out.getvalue()


def numbered(last: int) -> bytes:
    return "".join(f"{number}\n" for number in range(1, last + 1)).encode()


@pytest.mark.parametrize(
    "sources",
    [
        SOURCES,
        ("--source", "9319", "2.5.8.10.12", "9.18.26.34.41.45"),
        ("--source", "9319.", "--source", "2.5.8.10.12.", "9.18.26.34.41.45."),
        ("--source", "9319./2.5.8.10.12./9.18.26.34.41.45./"),
    ],
)
def test_the_example_of_the_rfc_comes_out_as_json(pool, sources):
    file = pool(numbered(25))
    found = json.loads(said("--pool", file, "--seats", "10", *sources, "--hash", "md5", "--json"))
    assert found["key"] == "9319./2.5.8.10.12./9.18.26.34.41.45./"
    assert found["selected"] == ["17", "7", "2", "16", "25", "23", "8", "24", "19", "13"]
    assert found["alternates"][:6] == ["22", "5", "18", "9", "1", "4"]
    assert found["order"] == found["selected"] + found["alternates"]
    assert (found["hash"], found["pool"], found["seats"]) == ("md5", 25, 10)
    assert found["pool_sha256"] == hashlib.sha256(numbered(25)).hexdigest()
    first = {"i": 0, "digest": "990DD0A5692A029A98B5E01AA28F3459", "left": 25, "remainder": 16, "position": 17}
    assert found["steps"][0] == first | {"drawn": "17"}


def test_the_order_and_its_steps_are_printed_in_words(pool):
    content = "Ana\nBéa\nCai\n".encode()
    file = pool(content)
    drawn = draw(["Ana", "Béa", "Cai"], 2, ["7"])
    digests = [step.digest for step in drawn.steps]
    first, second, third = drawn.order
    places = [step.position for step in drawn.steps]
    assert said("--pool", file, "--seats", "2", "--source", "7").splitlines() == [
        f"Pool: 3 lines, SHA-256 {hashlib.sha256(content).hexdigest()}",
        "Key: 7./",
        "Hash: sha256",
        "",
        f"0: {digests[0]} modulo 3 = {places[0] - 1}, place {places[0]}: {first}",
        f"1: {digests[1]} modulo 2 = {places[1] - 1}, place {places[1]}: {second}",
        f"2: {digests[2]} modulo 1 = 0, place 1: {third}",
        "",
        "Drawn:",
        f"1. {first}",
        f"2. {second}",
        "",
        "In their place, in this order:",
        f"3. {third}",
    ]
    assert said("--pool", file, "--seats", "3", "--source", "7").splitlines()[-1] == (
        "Nobody is left to come in their place."
    )


@pytest.mark.parametrize("content", [b"Ana\r\nBea\r\n", b"\xef\xbb\xbfAna\nBea\n", b"Ana\nBea"])
def test_a_list_from_another_system_is_the_same_list(pool, content):
    found = json.loads(said("--pool", pool(content), "--seats", "1", "--source", "7", "--json", "--bind"))
    digest = hashlib.sha256(b"Ana\nBea\n").hexdigest()
    assert (sorted(found["order"]), found["key"]) == (["Ana", "Bea"], f"7./{digest.upper()}./")


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (b"", ("--seats", "1", "--source", "7"), "The pool is empty: there is nobody to draw."),
        (b"Ana\n\nBea\n", ("--seats", "1", "--source", "7"),
         "Line 2 of the pool is empty. Take it out, so that the numbers are plain."),
        (b"Ana\nAna\n", ("--seats", "1", "--source", "7"), "“Ana” stands in the pool more than once: lines 1, 2."),
        (b"Ana\n", ("--seats", "0", "--source", "7"), "The number of seats must be a whole number, 1 or more."),
        (b"Ana\n", ("--seats", "2", "--source", "7"), "2 seats and only 1 to draw. Ask for fewer."),
        (b"Ana\n", ("--seats", "1", "--source", " "), "A source is empty. Leave it out, or write what it gave."),
        (b"Ana\n", ("--seats", "1"), "Error: the following arguments are required: --source"),
        (b"Ana\n", ("--seats", "1", "--source", "7", "--hash", "sha1"),
         "The hash must be one of: sha256, md5."),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_one_sentence(pool, content, arguments, sentence):
    with pytest.raises(CommandError) as refused:
        said("--pool", pool(content), *arguments)
    assert str(refused.value) == sentence


def test_a_file_that_cannot_be_read_is_named(pool):
    file = pool(b"Ana\n")
    with pytest.raises(CommandError) as refused:
        said("--pool", file + ".gone", "--seats", "1", "--source", "7")
    assert str(refused.value) == (f"The pool cannot be read: {file}.gone. Give the path of a file with one line each.")
    file = pool(b"\xffAna\n")
    with pytest.raises(CommandError) as refused:
        said("--pool", file, "--seats", "1", "--source", "7")
    assert str(refused.value) == f"The pool is not written in UTF-8: {file}. Save it as UTF-8."


def test_strata_are_drawn_apart_each_with_its_name_in_the_key(tmp_path):
    given = []
    for name, people in (("North", "n1 n2 n3 n4"), ("South", "s1 s2 s3")):
        path = tmp_path / f"{name}:=.txt"
        path.write_text("\n".join(people.split()) + "\n", encoding="utf-8")
        given += ["--stratum", f"{name}={path}:2"]
    found = json.loads(said(*given, *SOURCES, "--json"))["strata"]
    assert [one["name"] for one in found] == ["North", "South"]
    for one, people in zip(found, (["n1", "n2", "n3", "n4"], ["s1", "s2", "s3"]), strict=True):
        alone = draw(people, 2, ["9319", "2 5 12 8 10", "9 18 26 34 41 45"], name=one["name"])
        assert one == {"name": one["name"], **alone.to_json()}
    words = said(*given, *SOURCES).splitlines()
    assert [line for line in words if line.startswith("Stratum")] == ["Stratum: North", "Stratum: South"]
    assert f"1. {found[1]['selected'][0]}" in words


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ((), "Give a pool and its seats, or else each stratum as NAME=FILE:SEATS."),
        (("--pool", "x"), "Give a pool and its seats, or else each stratum as NAME=FILE:SEATS."),
        (("--stratum", "a=b:1", "--seats", "2"), "Give a pool and its seats, or else each stratum as NAME=FILE:SEATS."),
        (("--stratum", "a=b"),
         "A stratum is given as NAME=FILE:SEATS, for instance North=north.txt:3: “a=b”."),
        (("--stratum", "a=/nowhere/b:1"),
         "The pool cannot be read: /nowhere/b. Give the path of a file with one line each."),
    ],
)  # fmt: skip
def test_strata_that_cannot_be_read_are_refused(given, sentence):
    with pytest.raises(CommandError) as refused:
        said(*given, *SOURCES)
    assert str(refused.value) == sentence
