"""Run-offs opened and closed by two at the same moment: there is one, and it decides once."""

import pytest

from assemblies.actions.closing import close_ballot
from assemblies.actions.run_offs import open_run_off
from assemblies.models import Ballot, Result, Roll
from organisations.models import Decision
from organiser.base import clock
from tests.choices import second_teller
from tests.run_offs import again, later, run_off_on, tie_of, tied
from tests.threads import all_at_once, codes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_who_open_a_run_off_at_once_open_one(harbour):
    first = tied(harbour, "+A", "+B")
    tellers, rolls = (harbour.secretary, second_teller(harbour)), Roll.objects.count()
    outcomes = all_at_once(
        lambda person=person: open_run_off(person, tie=tie_of(first), closes_at=later()) for person in tellers
    )
    assert codes(outcomes) == {"done": 1, "run_off_opened": 1}
    assert (Ballot.objects.filter(decides__isnull=False).count(), Roll.objects.count()) == (1, rolls + 1)


def test_two_who_close_a_run_off_at_once_settle_the_first_ballot_once(harbour):
    first = tied(harbour, "+A", "+B")
    run_off, decisions = run_off_on(harbour, first, "+B"), Decision.objects.count()
    tellers = (harbour.secretary, second_teller(harbour))

    def closes(person):
        with clock.at(run_off.closes_at):
            return close_ballot(person, ballot=Ballot.objects.get(pk=run_off.pk))

    outcomes = all_at_once(lambda person=person: closes(person) for person in tellers)
    assert codes(outcomes) == {"done": 1, "ballot_closed": 1}
    assert (Decision.objects.count(), Result.objects.filter(ballot__motion=first.motion).count()) == (decisions + 1, 2)
    assert again(first).result.chosen["winners"] == ["Buoy"]
