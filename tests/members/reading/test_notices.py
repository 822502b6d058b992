import pytest

from members.enums import NoticesBy


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("E-Mail", NoticesBy.EMAIL),
        ("per E-Mail", NoticesBy.EMAIL),
        ("Correo electrónico", NoticesBy.EMAIL),
        ("par courriel", NoticesBy.EMAIL),
        ("Post", NoticesBy.POST),
        ("by letter", NoticesBy.POST),
        ("Brief", NoticesBy.POST),
        ("por carta", NoticesBy.POST),
        ("Courrier", NoticesBy.POST),
        ("SMS", NoticesBy.MESSAGE),
        ("via Signal", NoticesBy.MESSAGE),
        ("Persönlich", NoticesBy.IN_PERSON),
        ("en persona", NoticesBy.IN_PERSON),
        ("", ""),
    ],
)
def test_the_way_of_sending_notices_is_read_in_four_languages(cell, text, value):
    assert cell("Notices by", text) == (value, [])


@pytest.mark.parametrize("kind", list(NoticesBy))
def test_every_way_there_is_reads_back_from_its_own_value_and_its_label(cell, kind):
    assert cell("notices_by", kind.value) == (kind.value, [])
    assert cell("Notices by", str(kind.label)) == (kind.value, [])


@pytest.mark.parametrize("text", ["mail", "pigeon", "E-Mail & Post", "per"])
def test_a_way_that_is_not_understood_is_left_empty_with_a_warning(cell, text):
    assert cell("Notices by", text) == ("", [("warning", "notices_by_unknown")])


def test_the_warning_says_what_can_be_written(read):
    assert [problem.sentence for problem in read("Name;Notices by\nAnna Weber;pigeon\n").problems] == [
        (
            "Row 2, column Notices by: “pigeon” names no way of sending notices that we know, so it is left empty."
            " Write e-mail, post, message or in person."
        )
    ]
