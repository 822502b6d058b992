"""Loading: once, into an empty house, without a letter, on any day of any year."""

from datetime import datetime

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from assemblies.enums import BallotStatus
from assemblies.models import Ballot
from members.models import Person
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from organiser.management.commands.welcome import lines
from organiser.management.ticks import Ticks, tick
from seeds.example.accounts import PASSWORD, SIGN_INS
from seeds.example.calendar import Calendar, play
from seeds.example.load import load_example
from tests.helpers import row_counts

ADDRESS = "http://127.0.0.1:8000/"


def rows():
    return {
        model._meta.db_table: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed and not model._meta.db_table.startswith("django_session")
    }


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_loading_writes_the_world_once_sends_no_mail_and_opens_six_accounts(capsys, client):
    call_command("load_example")
    assert capsys.readouterr().out.startswith("The example is loaded")
    call_command("clock", once=True)
    assert mail.outbox == []
    before = rows()
    call_command("load_example")
    assert capsys.readouterr().out == "The example is loaded already; nothing was changed.\n"
    assert rows() == before
    assert [client.login(email=sign_in.email, password=PASSWORD) for sign_in in SIGN_INS] == [True] * 6
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole")
    call_command("welcome")
    told = capsys.readouterr().out
    assert [told.count(sign_in.email) for sign_in in SIGN_INS] == [1] * 6
    assert told.count(PASSWORD) == 1
    assert len(told.splitlines()) == 9


@pytest.mark.long
@pytest.mark.parametrize(
    "day",
    [datetime(2029, 1, 1, 0, 1), datetime(2032, 2, 29, 23, 59)],  # noqa: DTZ001  # made aware below
    ids=["first minute of a year, a Monday", "last minute of a leap day, a Sunday"],
)
def test_it_can_be_loaded_on_any_day(db, day):
    with clock.at(timezone.make_aware(day)):
        assert load_example()
        assert list(flaws()) == []
        assert Ballot.objects.filter(status=BallotStatus.OPEN, closes_at__gt=clock.now()).count() == 7
        assert Ballot.objects.filter(opened_at__gt=clock.now()).count() == 0
        before = row_counts()
        assert tick(Ticks(), daily=True)
        assert row_counts() == before  # the clock finds nothing left to do


def test_people_who_are_there_keep_their_house_to_themselves(harbour, mill, capsys):
    before = rows()
    call_command("load_example")
    assert capsys.readouterr().out == "There are people in the register already, so the example was not loaded.\n"
    assert rows() == before


def test_neither_example_nor_invented_people_come_into_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not loaded in production"):
        call_command("load_example")
    with pytest.raises(CommandError, match="none are made in production"):
        call_command("generate", members=1, branches=0, seed=1)
    assert Person.objects.count() == 0


def test_welcome_leads_the_first_visitor_to_a_founding(db):
    assert lines(ADDRESS) == [f"Open {ADDRESS} to found your organisation. Ctrl-C here stops it."]


def test_welcome_gives_no_password_where_people_live(harbour, mill):
    assert lines(ADDRESS) == [f"Open {ADDRESS} and sign in. Ctrl-C here stops it."]


def test_the_port_is_the_one_that_was_chosen(db, monkeypatch, capsys):
    monkeypatch.setenv("PORT", "9123")
    call_command("welcome")
    assert capsys.readouterr().out.startswith("Open http://127.0.0.1:9123/ to found")


def test_stories_are_played_in_the_order_of_time():
    calendar = Calendar(clock.today())
    told = []

    def story(name, *days):
        for day in days:
            yield calendar.day(day, 12)
            told.append((name, day, clock.today() == calendar.day(day, 12).date()))

    play([story("a", -9, -3), story("b", -8, -4)])
    assert told == [("a", -9, True), ("b", -8, True), ("b", -4, True), ("a", -3, True)]


@pytest.mark.parametrize(("days", "sentence"), [((-3, -4), "goes back"), ((-3, 2), "has not come yet")])
def test_a_story_neither_goes_back_nor_ahead_of_the_present(days, sentence):
    calendar = Calendar(clock.today())

    def story():
        for day in days:
            yield calendar.day(day, 12)

    with pytest.raises(ValueError, match=sentence):
        play([story()])
