"""A political organisation takes full members with agreement to its programme; a mass organisation never asks."""

import pytest

from members.actions.agreements import agree_to_programme
from members.actions.enrolling import enrol_member
from members.actions.joining import apply_to_join
from members.actions.memberships import admit
from members.actions.people import PersonData
from members.models import ProgrammeAgreement
from organisations.models import ProgrammeVersion
from organiser.base.errors import Invalid, NotPermitted, RuleNotMet
from tests.helpers import bound, refuses, writes
from tests.world import make_person


def version(thread) -> ProgrammeVersion:
    return ProgrammeVersion.objects.get(organisation=thread.organisation)


def next_version(thread) -> ProgrammeVersion:
    current = version(thread)
    return ProgrammeVersion.objects.create(
        organisation=thread.organisation, number=2, title="Second", text="More.", decision=current.decision,
        adopted_on=current.adopted_on,
    )  # fmt: skip


def test_A2_joining_a_mass_organisation_never_asks_for_a_programme(harbour, thread):
    person = make_person("Ann Asking")
    sentence = (
        "Harbour Tenants is a mass organisation: people join for its aims, not for a programme. "
        "Leave the agreement out."
    )
    with refuses(Invalid, "programme_of_mass_organisation", sentence):
        apply_to_join(person, organisation=harbour.organisation, programme_version=version(thread))
    membership = harbour.members["Bea North"]
    with refuses(Invalid, "programme_of_mass_organisation", sentence):
        agree_to_programme(membership.person, membership=membership, version=version(thread))


def test_A4_full_member_without_agreement_is_refused(thread):
    membership = enrol_member(thread.secretary, body=thread.body(), data=PersonData("Pia Thread"))
    sentence = "Pia Thread has not agreed to the current programme of Red Thread. Ask them to read it and agree first."
    with refuses(RuleNotMet, "agreement_missing", sentence):
        admit(thread.secretary, membership=membership)
    with writes("agree_to_programme", "change_state"):
        agree_to_programme(membership.person, membership=membership, version=version(thread))
        assert admit(thread.secretary, membership=membership).state == "full"


def test_A4_agreement_to_an_earlier_version_is_not_enough(thread):
    person = make_person("Pia Asking")
    membership = apply_to_join(person, organisation=thread.organisation, programme_version=version(thread))
    later = next_version(thread)
    with refuses(RuleNotMet, "agreement_missing"):
        admit(thread.secretary, membership=membership)
    agree_to_programme(person, membership=membership, version=later)
    assert admit(thread.secretary, membership=membership).state == "full"


def test_earlier_version_cannot_be_agreed_to_any_more(thread):
    first, _ = version(thread), next_version(thread)
    membership = thread.members["Ola Thread"]
    sentence = "That is not the current version of the programme. Read the current one and agree to it."
    with refuses(Invalid, "programme_version", sentence):
        agree_to_programme(membership.person, membership=membership, version=first)


def test_nobody_agrees_for_somebody_else(thread):
    membership = enrol_member(thread.secretary, body=thread.body(), data=PersonData("Pia Thread"))
    with refuses(NotPermitted, "own_agreement", "Everybody agrees to a programme in person."):
        agree_to_programme(thread.secretary, membership=membership, version=version(thread))


def test_token_for_another_body_agrees_to_nothing(thread, mill):
    membership = thread.members["Ola Thread"]
    with refuses(NotPermitted, "token_body"):
        agree_to_programme(bound(membership.person, mill.body()), membership=membership, version=version(thread))


def test_agreeing_twice_is_one_agreement(thread):
    membership = thread.members["Ola Thread"]
    for _ in range(2):
        agree_to_programme(membership.person, membership=membership, version=version(thread))
    assert ProgrammeAgreement.objects.filter(membership=membership).count() == 1


def test_founder_of_a_political_organisation_has_agreed_to_its_programme(thread):
    agreements = ProgrammeAgreement.objects.values_list("membership__person__name", "version__number")
    assert list(agreements) == [("Ola Thread", 1)]


@pytest.mark.parametrize("state", ["trial", "supporter"])
def test_other_states_need_no_agreement(thread, state):
    membership = enrol_member(thread.secretary, body=thread.body(), data=PersonData("Pia Thread"), state=state)
    assert membership.state == state
