"""Invariant 8: on its last day a term still acts, the day after it does not, whatever the action."""

from datetime import timedelta

import pytest

from assemblies.actions.ballots import open_ballot
from members.actions.enrolling import enrol_member
from members.actions.people import PersonData
from organiser.base import clock
from organiser.base.errors import NotPermitted
from skills.enums import TermKind
from skills.models import Role, Term
from tests.helpers import north_motion, refuses
from tests.world import make_assembly


def keep(place) -> None:
    enrol_member(place.secretary, body=place.body("North"), data=PersonData("New One"))


def call(place) -> None:
    make_assembly(place, "North")


def count(place) -> None:
    open_ballot(place.secretary, motion=place.waiting, closes_at=clock.now() + timedelta(days=6))


@pytest.mark.parametrize("act", [keep, call, count])
def test_8_last_day_and_the_day_after(harbour, act):
    harbour.waiting = north_motion(harbour)
    ends = Term.objects.filter(person=harbour.secretary).latest("ends_on").ends_on
    last = clock.now() + (ends - clock.today())
    # Somebody follows: where nobody did, the meeting would fall to all full members (tests/skills, vacancies).
    for role in Role.objects.filter(body=harbour.branches["North"].pk):
        Term.objects.create(
            organisation=harbour.organisation, role=role, person=harbour.person("Bea North"), kind=TermKind.ELECTED,
            starts_on=ends + timedelta(days=1), ends_on=ends + timedelta(days=30), decision=role.founded_by,
        )  # fmt: skip
    with clock.at(last + timedelta(days=1)), refuses(NotPermitted, "power_missing"):
        act(harbour)
    with clock.at(last):
        act(harbour)


def test_8_interim_terms_end_after_the_days_that_the_rules_say(harbour, mill):
    lengths = {term.ends_on - term.starts_on for term in Term.objects.all()}
    assert lengths == {timedelta(days=90)}
