"""Answers and nominations at the same moment: one comes through, and nobody stands twice or against her will."""

import pytest

from assemblies.actions.nominations import answer_nomination, nominate_member, withdraw_candidacy
from assemblies.models import Nomination, Option
from organiser.base.actions.ledger import flaws
from tests.choices import ballot_on
from tests.elections import election, nominate
from tests.threads import all_at_once, codes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_two_answers_at_once_one_counts(harbour):
    motion = election(harbour)
    bea = harbour.members["Bea North"]
    asked = nominate_member(harbour.secretary, motion=motion, member=bea)
    outcomes = all_at_once(
        lambda accept=accept: answer_nomination(bea.person, nomination=asked, accept=accept)
        for accept in (True, False, True, False)
    )
    assert codes(outcomes) == {"done": 1, "nomination_step": 3}
    assert Nomination.objects.get().state in {"accepted", "declined"}
    assert list(flaws()) == []


def test_of_many_who_nominate_the_same_member_at_once_one_does(harbour):
    motion = election(harbour)
    people = [harbour.members[name] for name in ("Ana Founder", "Bea North", "Cyd North")]
    outcomes = all_at_once(lambda by=by: nominate_member(by.person, motion=motion, member=people[1]) for by in people)
    assert codes(outcomes) == {"done": 1, "nominated_already": 2}
    assert Nomination.objects.count() == 1


def test_whoever_steps_back_while_the_ballot_opens_is_either_off_the_paper_or_on_it(harbour):
    motion = election(harbour)
    names = ("Bea North", "Cyd North", "Dan North")
    bea, _cyd, _dan = nominate(harbour, motion, *names)
    outcomes = all_at_once(
        [
            lambda: withdraw_candidacy(bea.person, nomination=bea),
            lambda: ballot_on(harbour, motion),
        ]
    )
    bea.refresh_from_db()
    printed = Option.objects.filter(nomination=bea).exists()
    assert printed is (bea.state == "accepted")
    assert codes(outcomes) in ({"done": 2}, {"done": 1, "candidates_fixed": 1})
