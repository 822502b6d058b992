"""Programmes: only political organisations have one, and each version rests on a decision."""

import pytest

from organisations.actions.programmes import adopt_programme
from organisations.models import ProgrammeVersion
from organiser.base.errors import RuleNotMet
from tests.helpers import refuses
from tests.world import make_motion


def test_first_version_comes_with_the_founding(thread):
    version = ProgrammeVersion.objects.get(organisation=thread.organisation)
    assert (version.number, version.title, version.decision) == (
        1, "Programme", thread.organisation.founding_decision,
    )  # fmt: skip


def test_A2_mass_organisation_has_no_programme(harbour, thread):
    sentence = "A mass organisation has aims and never asks for agreement to a programme."
    founding = harbour.organisation.founding_decision
    with refuses(RuleNotMet, "programme_of_mass_organisation", sentence):
        adopt_programme(harbour.secretary, organisation=harbour.organisation, title="T", text="t", decision=founding)


@pytest.mark.parametrize("of", ["own founding", "another organisation"])
def test_next_version_needs_a_decision_of_its_own(harbour, thread, of):
    place = thread if of == "own founding" else harbour
    decision = place.organisation.founding_decision
    with refuses(RuleNotMet, "decision_missing", "The programme of Red Thread changes only by its own decision."):
        adopt_programme(thread.secretary, organisation=thread.organisation, title="T", text="t", decision=decision)


def test_plain_motion_does_not_change_the_programme(thread):
    motion = make_motion(thread, thread.secretary)
    assert (motion.effect, ProgrammeVersion.objects.count()) == ("", 1)
