"""Whatever register we hand out comes in again with the same values (invariant 10)."""

from io import BytesIO

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from members.actions.enrolling import enrol_member
from members.actions.import_staging import stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.people import PersonData
from members.exports.register import register_lines
from members.models import Membership
from organiser.base.errors import Refusal

LETTERS = st.characters(categories=["L", "M", "N", "P", "S", "Zs"], include_characters="\n\t")
WORDS = st.text(LETTERS, max_size=30)
SPECIAL = st.sampled_from(
    ["", '"', "=1+1", "'=x", "-", "+49 30 1", "@home", "\\|", "a;b,c\td", "O’Neill", "'", "''x", "%x"]
)
# A dash alone stands for nothing in a table, as it does on paper.
TEXT = st.one_of(WORDS, st.tuples(SPECIAL, WORDS).map("".join)).filter(lambda text: text.strip(" -–—\n\t") or not text)
NAME = st.tuples(
    st.one_of(st.just(""), SPECIAL), st.text(st.characters(categories=["L"]), min_size=1, max_size=10), TEXT
)
PERSON = st.builds(
    PersonData,
    name=NAME.map("".join),
    email=st.one_of(st.just(""), st.from_regex(r"[a-z0-9]{1,8}[.+_-]?[a-z0-9]{1,8}@[a-z]{2,8}\.org", fullmatch=True)),
    phone=st.one_of(st.just(""), st.from_regex(r"\+?[0-9]{6,14}", fullmatch=True)),
    address=TEXT,
    postcode=st.text(LETTERS, max_size=10),
    town=TEXT,
)
FIELDS = ("number", "joined_on", "person__name", "person__email", "person__phone", "person__address",
          "person__postcode", "person__town", "person__language", "person__notices_by")  # fmt: skip


def values(memberships) -> list[tuple[object, ...]]:
    return list(memberships.order_by("number").values_list(*FIELDS))


def enrolled(place, person: PersonData) -> Membership | None:
    """The member, where our own forms take such a person at all."""
    try:
        return enrol_member(place.secretary, body=place.body("North"), data=person)
    except Refusal:
        return None


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(people=st.lists(PERSON, min_size=1, max_size=6, unique_by=lambda person: person.email or person.name))
def test_any_register_comes_in_again_with_the_same_values(harbour, mill, people):
    written = [each for each in (enrolled(harbour, person) for person in people) if each]
    assume(written)
    out = Membership.objects.filter(pk__in=[each.pk for each in written]).select_related("person", "branch")
    raw = b"".join(register_lines(out))
    batch = stage_import(mill.secretary, body=mill.body(), stream=BytesIO(raw), size=len(raw), filename="r.csv")
    assert (batch.to_create, batch.refused, batch.program) == (len(written), 0, "Organiser"), [
        problem["sentence"] for row in batch.rows.all() for problem in row.problems
    ]
    commit_import(mill.secretary, batch=batch)
    assert values(Membership.objects.filter(pk__in=batch.rows.values("membership"))) == values(out)
    undo_import(mill.secretary, batch=batch)
