"""Invariant 10: an import can be undone, and leaves the register as it was, row by row."""

from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.actions.import_staging import stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.models import Membership, MembershipSpan, Person

NAME = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=12)


def register() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Person, Membership, MembershipSpan)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.tuples(NAME, NAME), min_size=1, max_size=8))
def test_10_undone_import_leaves_the_register_as_it_was(harbour, mill, names):
    before = register()
    raw = ("Name\n" + "".join(f"{given} {family}\n" for given, family in names)).encode()
    batch = stage_import(
        harbour.secretary, body=harbour.body("North"), stream=BytesIO(raw), size=len(raw), filename="r.csv"
    )
    assert register() == before
    commit_import(harbour.secretary, batch=batch)
    assert Membership.objects.count() == len(before[1]) + batch.to_create
    undo_import(harbour.secretary, batch=batch)
    assert register() == before
