"""What one version of a programme changed of another (mission B11)."""

from hypothesis import given
from hypothesis import strategies as st

from organisations.queries.paragraphs import (
    ADDED,
    MOST_PARAGRAPHS,
    MOST_WORDS,
    REMOVED,
    SAME,
    changes_as_text,
    changes_between,
    paragraphs_of,
)

WORDS = st.sampled_from(["bread", "roses", "land", "and", "freedom", "for", "all", "we", "hold", "that"])
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
TEXT = st.lists(PARAGRAPH, max_size=8).map("\n\n".join)


def spoken(changes, *kinds):
    return [
        " ".join(piece.text for piece in pieces if piece.kind in kinds)
        for pieces in changes
        if any(piece.kind in kinds for piece in pieces)
    ]


def test_B11_diff_of_two_versions_shows_words_added_and_taken_away():
    before = "We hold that land belongs to all.\n\nWe vote by hand."
    after = "We hold that land belongs to those who work it.\n\nWe vote by hand.\n\nWe rotate."
    changes = changes_between(before, after)
    assert [[(piece.kind, piece.text) for piece in pieces] for pieces in changes] == [
        [(SAME, "We hold that land belongs to"), (REMOVED, "all."), (ADDED, "those who work it.")],
        [(SAME, "We vote by hand.")],
        [(ADDED, "We rotate.")],
    ]
    assert changes_as_text("Changes", changes) == (
        "Changes\n\n  We hold that land belongs to\n- all.\n+ those who work it.\n\n"
        "  We vote by hand.\n\n+ We rotate.\n"
    )


@given(TEXT, TEXT)
def test_B11_both_versions_can_be_read_out_of_their_diff(before, after):
    changes = changes_between(before, after)
    assert spoken(changes, SAME, REMOVED) == paragraphs_of(before)
    assert spoken(changes, SAME, ADDED) == paragraphs_of(after)


@given(TEXT)
def test_a_text_differs_in_nothing_from_itself(text):
    assert {piece.kind for pieces in changes_between(text, text) for piece in pieces} <= {SAME}


def test_line_breaks_within_a_paragraph_are_no_change():
    assert changes_between("One\ntwo", "One two") == changes_between("One two", "One two")


def test_what_is_too_long_to_match_is_shown_whole():
    before, after = "old " * (MOST_WORDS + 1), "new " * 3
    assert [[piece.kind for piece in pieces] for pieces in changes_between(before, after)] == [[REMOVED], [ADDED]]
    many = "\n\n".join(str(number) for number in range(MOST_PARAGRAPHS + 1))
    assert len(changes_between(many, many)) == 2 * (MOST_PARAGRAPHS + 1)
