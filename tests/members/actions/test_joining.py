"""Asking to join, for the first time or again, here or in a second organisation."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from members.actions.joining import apply_to_join
from members.actions.memberships import admit, change_state
from members.enums import MembershipState
from members.models import Membership, MembershipSpan
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted
from organiser.base.models import LedgerEntry
from tests.helpers import bound, refuses, writes
from tests.world import make_person

S = MembershipState


def test_person_asks_to_join_and_is_admitted(harbour, mill):
    person = make_person("Ann Asking")
    with writes("apply_to_join"):
        membership = apply_to_join(person, organisation=harbour.organisation, branch=harbour.branches["North"])
    assert membership.state == S.APPLICANT
    with clock.at(clock.now() + timedelta(days=9)), writes("change_state"):
        admitted = admit(harbour.secretary, membership=membership)
        assert (admitted.state, admitted.joined_on, admitted.left_on) == (S.FULL, clock.today(), None)
    spans = MembershipSpan.objects.filter(membership=membership).values_list("state", "until_on")
    assert [(state, until is None) for state, until in spans] == [("applicant", False), ("full", True)]


def test_asking_twice_is_refused(harbour):
    person = make_person("Ann Asking")
    apply_to_join(person, organisation=harbour.organisation)
    with refuses(Conflict, "in_register", "Ann Asking is in the register already."):
        apply_to_join(person, organisation=harbour.organisation)


def test_token_and_foreign_branch_join_nothing(harbour, mill):
    speaker = bound(harbour.person("Bea North"), harbour.body("North"))
    with refuses(NotPermitted, "token_joins", "Joining is done in person, not through a token."):
        apply_to_join(speaker, organisation=mill.organisation)
    person = make_person("Ann Asking")
    with refuses(Invalid, "branch", "That branch belongs to another organisation."):
        apply_to_join(person, organisation=mill.organisation, branch=harbour.branches["North"])


def test_whoever_resigned_can_ask_to_come_back_under_the_same_number(harbour, mill):
    membership = harbour.members["Bea North"]
    change_state(membership.person, membership=membership, to=S.RESIGNED)
    again = apply_to_join(membership.person, organisation=harbour.organisation)
    assert (again.pk, again.state, again.number) == (membership.pk, S.APPLICANT, membership.number)
    assert list(again.spans.values_list("state", flat=True)) == [S.FULL, S.RESIGNED, S.APPLICANT]
    with refuses(Conflict, "in_register", "Bea North is in the register already."):
        apply_to_join(membership.person, organisation=harbour.organisation)


def test_7_whoever_joins_a_second_organisation_is_a_person_of_its_own_there(harbour, mill):
    bea = harbour.person("Bea North")
    there = apply_to_join(bea, organisation=mill.organisation)
    assert there.person.pk != bea.pk
    assert (there.person.name, there.person.email) == (bea.name, bea.email)
    assert not there.person.has_usable_password()
    assert LedgerEntry.objects.filter(chain=mill.organisation.public_id, actor=bea.public_id).count() == 0
    assert apply_to_join(bea, organisation=mill.organisation).pk == there.pk
    assert Membership.objects.filter(organisation=mill.organisation, person__name=bea.name).count() == 1


def test_7_the_database_refuses_a_person_in_two_organisations(harbour, mill):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            organisation=mill.organisation,
            person=harbour.person("Bea North"),
            number="77",
            state=S.FULL,
            joined_on=clock.today(),
        )
