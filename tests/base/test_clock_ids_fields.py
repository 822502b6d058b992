"""Time, public ids, and dates of which only a part is known."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import Body
from organiser.base import clock
from organiser.base.actor import CLOCK, Actor
from organiser.base.fields import PartialDateField, PublicIdField, validate_partial_date
from organiser.base.ids import ALPHABET, LENGTH, new_public_id
from tests.world import make_person

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_clock_stands_where_it_is_set_and_runs_on_afterwards():
    with clock.at(NOON):
        assert (clock.now(), clock.today()) == (NOON, date(2026, 3, 1))
        with clock.at(NOON.replace(year=2020)):
            assert clock.today() == date(2020, 3, 1)
        assert clock.now() == NOON
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()


def test_clock_is_set_back_after_an_error():
    with pytest.raises(ZeroDivisionError), clock.at(NOON):
        1 / 0  # noqa: B018  # the error itself is wanted
    assert clock.now() != NOON


def test_day_is_the_day_of_the_installation():
    with override_settings(TIME_ZONE="Pacific/Auckland"), timezone.override("Pacific/Auckland"), clock.at(NOON):
        assert clock.today() == date(2026, 3, 2)


def test_public_ids_are_sixteen_letters_nobody_misreads():
    made = {new_public_id() for _ in range(2000)}
    assert len(made) == 2000
    assert {len(one) for one in made} == {LENGTH} == {16}
    assert set("".join(made)) == set(ALPHABET)
    assert set("ilou") & set(ALPHABET) == set()


def test_public_id_field_keeps_its_nature_out_of_migrations():
    name, _, args, kwargs = PublicIdField().deconstruct()
    assert (name, args, kwargs) == (None, [], {})
    field = PublicIdField()
    assert (field.unique, field.editable, field.max_length) == (True, False, 16)


@pytest.mark.parametrize("given", ["2019", "2019-05", "2019-05-09", "2020-02-29", "0001-01-01"])
def test_partial_date_is_kept_as_it_was_given(given):
    field = PartialDateField()
    assert field.clean(given, None) == given


@pytest.mark.parametrize(
    "given",
    [
        "19", "2019-13", "2019-00", "2019-5", "2019-02-30", "2019-02-29", "2019-04-31", "0000", "2019-05-09T",
        "2019-05-09\n", "May 2019", " 2019", "２０１９", "2019/05", "2019-05-",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_examples(given):
    with pytest.raises(ValidationError) as refused:
        validate_partial_date(given)
    assert refused.value.messages == ["Give a year (2019), a month (2019-05) or a day (2019-05-09)."]


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_real_date_is_accepted_in_each_precision(day, length):
    assert validate_partial_date(day.isoformat()[:length]) is None


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_accepted_only_if_the_calendar_has_it(year, month, day):
    text = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        date.fromisoformat(text)
    except ValueError:
        with pytest.raises(ValidationError):
            validate_partial_date(text)
    else:
        assert validate_partial_date(text) is None


def test_year_alone_survives_the_database(harbour):
    Body.objects.filter(pk=harbour.organisation.pk).update(founded_on="1910")
    assert Body.objects.get(pk=harbour.organisation.pk).founded_on == "1910"


def test_clock_and_people_are_actors(db):
    assert isinstance(CLOCK, Actor)
    assert isinstance(make_person("Somebody"), Actor)
    assert (CLOCK.public_id, CLOCK.pk, CLOCK.bound_body_id) == ("clock", None, None)
