"""One form sent twice at the same moment: the second waits for the first, and finds what it did."""

import pytest

from assemblies.models import Motion
from organiser.base.actions.ledger import flaws
from organiser.base.models import Sent
from organiser.base.once import new_word
from tests.pages import signed_in
from tests.threads import all_at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
MOTION = {"title": "Paint the door", "text": "The door is painted.", "kind": "ordinary"}


def send(harbour, times, **more):
    """The answers to a form of Bea that was sent so often at once, each from a browser of its own."""
    address = f"/b/{harbour.body('North').public_id}/motions/new/?effect="
    browsers = [signed_in(harbour.person("Bea North")) for _ in range(times)]
    answers = all_at_once(lambda one=browser: one.post(address, {**MOTION, **more}) for browser in browsers)
    assert {answer.status_code for answer in answers} == {302}
    return {answer["Location"] for answer in answers}


def test_a_double_tap_moves_one_motion_and_both_answers_lead_to_it(harbour):
    addresses = send(harbour, 2, once=new_word())
    assert addresses == {f"/m/{Motion.objects.get().public_id}/"}
    assert Sent.objects.count() == 1
    assert list(flaws()) == []


def test_of_eight_at_once_one_is_done(harbour):
    addresses = send(harbour, 8, once=new_word())
    assert addresses == {f"/m/{Motion.objects.get().public_id}/"}
    assert list(flaws()) == []


def test_without_the_word_each_of_two_moves_a_motion(harbour):
    assert len(send(harbour, 2)) == 2
    assert Motion.objects.count() == 2
