"""An error of the database is told in a log without the row that it was about."""

import io
import logging

import pytest
from django.db import IntegrityError, connection, transaction

from members.models import Membership
from organiser.base.logs import WithoutValues, without_values

TELLING = (
    'psycopg.errors.NotNullViolation: null value in column "name"\n'
    "DETAIL:  Failing row contains (7, Bea Quayside, bea@example.org,\nSecond line of an address, 0301).\n"
    'HINT:  None.\nCONTEXT:  COPY members_person, line 3: "Bea Quayside"\n'
)


def written(say) -> str:
    """What a handler with the filter writes of a record."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(WithoutValues())
    logger = logging.getLogger("tests.values")
    logger.addHandler(handler)
    say(logger)
    logger.removeHandler(handler)
    return stream.getvalue()


def fail():
    raise ValueError(TELLING)


def test_of_an_error_the_values_are_left_out_and_the_rest_is_kept():
    assert without_values(TELLING) == ('psycopg.errors.NotNullViolation: null value in column "name"\nHINT:  None.')
    assert without_values("Nothing to hide: 7\n") == "Nothing to hide: 7\n"


@pytest.mark.parametrize("way", ["as an exception", "in words"])
def test_a_log_says_what_went_wrong_and_of_nobody(way):
    def say(logger):
        if way == "in words":
            logger.warning("The database does not answer: %s", TELLING)
            return
        try:
            fail()
        except ValueError:
            logger.exception("The import %s could not be worked on.", "7k")

    text = written(say)
    assert ("Quayside" in text, "Second line" in text, "null value in column" in text) == (False, False, True)


def test_a_real_refusal_of_the_database_names_nobody(harbour):
    bea, cyd = harbour.members["Bea North"], harbour.members["Cyd North"]
    number = "Quayside 7"
    Membership.objects.filter(pk=bea.pk).update(number=number)

    def say(logger):
        try:
            with transaction.atomic():
                Membership.objects.filter(pk=cyd.pk).update(number=number)
        except IntegrityError:
            logger.exception("It could not be written.")

    text = written(say)
    assert ("Quayside" in text, "IntegrityError" in text) == (False, True)
    assert connection.is_usable()


def test_what_writes_the_logs_has_the_filter():
    console = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    assert [[type(each) for each in one.filters] for one in console] == [[WithoutValues]]
