"""Three thousand messy rows all the way: looked at, written, undone, written again (mission D1, invariant 10)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.models import Membership, MembershipSpan, Person
from tests.files import mess_in, messy_register
from tests.helpers import stage

PEOPLE, SEED = 3000, 11
FIELDS = ("person__name", "person__email", "person__phone", "person__town", "joined_on", "state", "branch__name")


def everybody():
    return list(Membership.objects.order_by("organisation", "sort_name", "pk").values_list("pk", "number", *FIELDS))


def came(batch):
    """Who came by a file, without the numbers that were drawn."""
    rows = Membership.objects.filter(pk__in=batch.rows.values("membership"))
    return sorted(map(repr, rows.values_list(*FIELDS)))


@pytest.mark.long
def test_three_thousand_messy_rows_are_written_undone_and_written_again(harbour, mill, settings):
    settings.IMPORT_AT_ONCE = PEOPLE
    for number, membership in enumerate(harbour.members.values()):
        Membership.objects.filter(pk=membership.pk).update(number=f"OLD-{number}")
    before, people, spans = everybody(), Person.objects.count(), MembershipSpan.objects.count()
    mess, raw, asked = mess_in(PEOPLE, SEED), messy_register(PEOPLE, SEED), {}

    def step(name, act):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            done = act()
        asked[name] = len(queries)
        return done

    first = step("look", lambda: stage(harbour.secretary, harbour.body("North"), raw))
    assert (first.to_create, first.refused, first.blank) == (mess.importable, len(mess.errors), mess.blank_rows)
    assert everybody() == before
    step("write", lambda: commit_import(harbour.secretary, batch=first))
    written = came(first)
    assert (len(written), len(everybody())) == (mess.importable, len(before) + mess.importable)
    step("undo", lambda: undo_import(harbour.secretary, batch=first))
    assert (everybody(), Person.objects.count(), MembershipSpan.objects.count()) == (before, people, spans)
    second = step("look again", lambda: stage(harbour.secretary, harbour.body("North"), raw))
    step("write again", lambda: commit_import(harbour.secretary, batch=second))
    assert came(second) == written
    assert [row for row in everybody() if row in before] == before
    # A few for each thousand rows, and none for a row.
    assert {name: number < PEOPLE // 10 for name, number in asked.items()} == dict.fromkeys(asked, True), asked
