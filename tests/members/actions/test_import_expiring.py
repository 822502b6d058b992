"""What nobody imports within thirty days goes, with all it said about people."""

from datetime import timedelta

import pytest
from django.urls import reverse

from members.actions.import_expiring import TOO_OLD, expire_import
from members.actions.import_repairing import repair_import
from members.actions.import_writing import commit_import
from members.enums import ImportStatus
from members.models import ImportBatch, Person
from members.queries.imports import imports_waiting, previews_to_discard
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import NotPermitted, WrongState
from organiser.management.ticks import Ticks, tick
from tests.helpers import OUTSIDERS, outsider, refuses, stage, writes
from tests.pages import signed_in, words

DATA = "Number,Name,Phone,Joined\n{number},Bea North,0302000,2020-01-31\n,New One,,31.12.99\n,New Two,,2020-01-31\n"
DAYS = timedelta(days=30)


@pytest.fixture
def batch(harbour, mill):
    data = DATA.format(number=harbour.members["Bea North"].number)
    return stage(harbour.secretary, harbour.body("North"), data, update=("phone",))


def after(batch, **more):
    return clock.at(batch.made_at + DAYS + timedelta(**more))


def test_a_preview_of_thirty_days_ago_is_refused_in_plain_words(harbour, batch):
    with after(batch, seconds=1), refuses(WrongState, "import_too_old", TOO_OLD):
        commit_import(harbour.secretary, batch=batch)
    with after(batch, seconds=1), refuses(WrongState, "import_too_old", TOO_OLD):
        repair_import(harbour.secretary, batch=batch, repairs={}, undated="today")
    with after(batch):
        assert commit_import(harbour.secretary, batch=batch).status == ImportStatus.IMPORTED


def test_the_clock_throws_it_away_with_all_it_said_about_people(harbour, batch):
    with after(batch):
        assert (Ticks().discard_previews(), list(previews_to_discard())) == (0, [])
        with refuses(WrongState, "not_due", "This file is not due to be thrown away."):
            expire_import(CLOCK, batch=batch)
    with after(batch, seconds=1), writes("expire_import") as entries:
        assert tick(Ticks(), daily=True) is True
    gone = ImportBatch.objects.get(pk=batch.pk)
    assert (gone.status, gone.rows.count(), gone.headings, gone.choices, gone.samples, gone.upload) == (
        ImportStatus.DISCARDED, 0, [], {}, [], "",
    )  # fmt: skip
    assert (entries[0].content.content, Person.objects.filter(name="New Two").count()) == ({"digest": batch.digest}, 0)


def test_whoever_made_it_reads_that_it_went_for_a_week(harbour, batch):
    north = harbour.body("North")
    with after(batch, days=1):
        expire_import(CLOCK, batch=batch)
        page = words(signed_in(harbour.secretary).get(reverse("import_preview", args=[batch.public_id])))
        assert f"It was not done. {TOO_OLD}" in page
    for days, waiting in ((8, [batch]), (9, [])):
        with after(batch, days=days, seconds=days - 8):
            assert list(imports_waiting(harbour.secretary, north)) == waiting
            assert list(imports_waiting(harbour.person("Fay South"), north)) == []


def test_what_is_being_written_on_that_day_keeps_its_rows(harbour, batch, settings):
    settings.IMPORT_AT_ONCE = 1
    with after(batch, days=-1):
        assert commit_import(harbour.secretary, batch=batch).status == ImportStatus.WRITING
    with after(batch, days=1):
        assert tick(Ticks(), daily=True) is True
    assert [bool(row.values) for row in batch.rows.all()] == [True, True, True]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_brings_it_about_by_hand(harbour, mill, batch, who):
    actor = outsider(who, harbour, mill)
    with after(batch, days=1), refuses(NotPermitted, "clock_only", "Time brings this about, and nobody by hand."):
        expire_import(actor, batch=batch)
