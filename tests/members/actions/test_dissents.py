"""Dissent is kept: read in the organisation, a condition of nothing, withdrawn by the member alone (mission B11)."""

import pytest

from members.actions.agreements import agree_to_programme
from members.actions.dissents import record_dissent, withdraw_dissent
from members.actions.enrolling import enrol_member
from members.actions.memberships import admit, change_state
from members.actions.people import PersonData
from members.models import Dissent, ProgrammeAgreement
from members.queries.dissents import dissents_from, dissents_visible_to
from organiser.base.errors import Conflict, Invalid, NotPermitted
from tests.helpers import bound, refuses, writes
from tests.world import make_place


@pytest.fixture
def version(thread):
    return thread.organisation.programme_versions.get()


@pytest.fixture
def pia(thread):
    return enrol_member(thread.secretary, body=thread.body(), data=PersonData("Pia Thread"))


def test_B11_dissent_is_kept_and_read_by_every_member(thread, harbour, version, pia):
    ola = thread.members["Ola Thread"]
    with writes("record_dissent") as entries:
        record_dissent(ola.person, membership=ola, version=version, part=1, reason="I  hold\nless.")
    assert entries[0].content.content == {"version": version.public_id, "part": 1, "reason": "I hold less."}
    assert [one.reason for one in dissents_from(pia.person, version)] == ["I hold less."]
    assert list(dissents_visible_to(harbour.secretary)) == []


def test_B11_dissent_is_a_condition_of_nothing(thread, version, pia):
    record_dissent(pia.person, membership=pia, version=version, part=1, reason="Not all of it.")
    agree_to_programme(pia.person, membership=pia, version=version)
    assert admit(thread.secretary, membership=pia).state == "full"
    assert ProgrammeAgreement.objects.filter(membership=pia).count() == 1


def test_B11_dissent_is_withdrawn_by_the_member_alone_and_stays_in_the_history(thread, version, pia):
    dissent = record_dissent(pia.person, membership=pia, version=version, part=1, reason="Not all of it.")
    sentence = "Members record and withdraw their own dissents, and nobody else’s."
    with refuses(NotPermitted, "own_dissent", sentence):
        withdraw_dissent(thread.secretary, dissent=dissent)
    for verbs in (("withdraw_dissent",), ()):
        with writes(*verbs):
            withdraw_dissent(pia.person, dissent=dissent)
    assert [(one.reason, one.withdrawn_at is None) for one in dissents_from(pia.person, version)] == [
        ("Not all of it.", False)
    ]
    record_dissent(pia.person, membership=pia, version=version, part=1, reason="Still not.")
    assert Dissent.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    ("part", "reason", "code"), [(0, "No.", "part"), (2, "No.", "part"), (1, "", "reason"), (1, "x" * 501, "reason")]
)
def test_dissent_names_a_paragraph_and_a_reason(thread, version, part, reason, code):
    ola = thread.members["Ola Thread"]
    with refuses(Invalid, code):
        record_dissent(ola.person, membership=ola, version=version, part=part, reason=reason)


def test_same_dissent_twice_is_refused(thread, version, pia):
    record_dissent(pia.person, membership=pia, version=version, part=1, reason="No.")
    sentence = "Your dissent from paragraph 1 is on record. To word it anew, withdraw it first."
    with refuses(Conflict, "dissent_there", sentence):
        record_dissent(pia.person, membership=pia, version=version, part=1, reason="No, again.")


def test_A2_nobody_dissents_in_a_mass_organisation(harbour, thread, version):
    bea = harbour.members["Bea North"]
    with refuses(Invalid, "programme_of_mass_organisation"):
        record_dissent(bea.person, membership=bea, version=version, part=1, reason="No.")


def test_dissent_is_for_a_version_of_the_own_organisation(thread, version):
    other = make_place("Black Thread", kind="political", preset="political_with_programme", founder="Una Black")
    una = other.members["Una Black"]
    with refuses(Invalid, "programme_version", "There is no such version of the programme."):
        record_dissent(una.person, membership=una, version=version, part=1, reason="No.")


def test_who_left_and_a_token_for_another_body_record_nothing(thread, mill, version, pia):
    with refuses(NotPermitted, "token_body"):
        record_dissent(bound(pia.person, mill.body()), membership=pia, version=version, part=1, reason="No.")
    gone = change_state(pia.person, membership=pia, to="resigned")
    with refuses(NotPermitted, "own_dissent"):
        record_dissent(gone.person, membership=gone, version=version, part=1, reason="No.")
