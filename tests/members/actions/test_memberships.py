"""Joining, being admitted, moving from state to state."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from members.actions.enrolling import enrol_founder, enrol_member
from members.actions.joining import apply_to_join
from members.actions.memberships import admit, change_state
from members.actions.people import PersonData
from members.enums import BELONGING, MEMBERSHIP_STEPS, MembershipState
from members.models import Membership, MembershipSpan, Person
from members.rules import demand_membership_step
from organisations.models import Committee
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotFound, NotPermitted, RuleNotMet, WrongState
from organiser.base.models import LedgerEntry
from skills.models import Role, RolePower, Term
from tests.helpers import OUTSIDERS, bound, outsider, refuses, writes
from tests.world import add_member, make_person

S = MembershipState
ALLOWED = {
    S.APPLICANT: {S.TRIAL, S.FULL, S.SUPPORTER, S.RESIGNED},
    S.TRIAL: {S.FULL, S.SUPPORTER, S.RESIGNED, S.LAPSED},
    S.FULL: {S.ON_LEAVE, S.SUPPORTER, S.LAPSED, S.RESIGNED, S.EXCLUDED},
    S.SUPPORTER: {S.FULL, S.TRIAL, S.RESIGNED, S.LAPSED},
    S.ON_LEAVE: {S.FULL, S.RESIGNED, S.LAPSED, S.EXCLUDED},
    S.LAPSED: {S.FULL, S.RESIGNED},
    S.RESIGNED: {S.APPLICANT, S.FULL},
    S.EXCLUDED: set(),
}


def new(name: str = "Lou New", **more: str) -> PersonData:
    return PersonData(name=name, **more)


@pytest.mark.parametrize("came", S)
@pytest.mark.parametrize("to", S)
def test_steps_of_a_membership(came, to):
    membership = Membership(state=came, person=Person(name="Lou"))
    if to in ALLOWED[came] - {S.EXCLUDED}:
        assert demand_membership_step(membership, to) is None
        return
    kind = RuleNotMet if to == S.EXCLUDED and to in ALLOWED[came] else WrongState
    with pytest.raises(kind) as refused:
        demand_membership_step(membership, to)
    expected = f"Lou is “{came.label.lower()}” and cannot become “{to.label.lower()}” in one step."
    if kind is RuleNotMet:
        expected = "Nobody is excluded from the register's desk. The assembly decides it, after a hearing."
    assert refused.value.sentence == expected


def test_table_names_every_state():
    assert {came: set(to) for came, to in MEMBERSHIP_STEPS.items()} == ALLOWED


def test_secretary_writes_a_member_into_her_register(harbour, mill):
    with writes("enrol_member") as entries:
        membership = enrol_member(harbour.secretary, body=harbour.body("North"), data=new(email="Lou@EXAMPLE.org"))
    assert (membership.number, membership.state, membership.branch) == ("0011", S.FULL, harbour.branches["North"])
    assert (membership.person.email, membership.person.notices_by) == ("Lou@example.org", "email")
    span = MembershipSpan.objects.get(membership=membership)
    assert (span.state, span.from_on, span.until_on) == (S.FULL, clock.today(), None)
    assert (entries[0].subject, entries[0].chain) == (membership.public_id, harbour.organisation.public_id)
    assert sorted(entries[0].content.content) == ["joined_on", "number", "state"]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_register_is_kept_by_its_secretary(harbour, mill, who):
    actor, north = outsider(who, harbour, mill), harbour.body("North")
    with refuses(NotPermitted, "power_missing", "Only the secretary of North keeps its register."):
        enrol_member(actor, body=north, data=new())


def test_secretary_of_the_organisation_keeps_the_registers_of_its_branches(harbour):
    south = harbour.body("South")
    assert enrol_member(harbour.secretary, body=south, data=new()).branch == harbour.branches["South"]
    with refuses(NotPermitted, "power_missing", "Only the secretary of Harbour Tenants keeps its register."):
        enrol_member(harbour.person("Fay South"), body=harbour.body(), data=new())


def test_committee_keeps_no_register_whatever_its_roles_carry(harbour):
    founding = harbour.organisation.founding_decision
    committee = Committee.objects.create(
        type="committee", organisation=harbour.organisation, name="Group", parent=harbour.body("North"), scope="Roof",
        founding_decision=founding,
    )  # fmt: skip
    role = Role.objects.create(organisation=harbour.organisation, body=committee, name="Clerk", founded_by=founding)
    RolePower.objects.create(organisation=harbour.organisation, role=role, power="keep_register")
    day = clock.today()
    bea = harbour.person("Bea North")
    Term.objects.create(
        organisation=harbour.organisation, role=role, person=bea, kind="elected", starts_on=day, ends_on=day,
        decision=founding,
    )  # fmt: skip
    with refuses(NotPermitted, "power_missing", "Only the secretary of Group keeps its register."):
        enrol_member(bea, body=committee.body, data=new())


@pytest.mark.parametrize(
    ("data", "code", "field", "sentence"),
    [
        (new(""), "name_missing", "name", "Write the name."),
        (new("x" * 201), "name_long", "name", "The name is longer than 200 letters. Shorten it."),
        (new("Lou\x1b"), "name", "name", "The name holds characters that cannot be printed. Type it again."),
        (new(email="lou@"), "email", "email", "“lou@” is not an e-mail address. Correct it or leave it empty."),
        (new(notices_by="email"), "notices_by", "notices_by", "Notices by e-mail need an e-mail address."),
        (new(notices_by="pigeon"), "notices_by", "notices_by", "Choose how notices are sent."),
        (new(phone="1" * 41), "too_long", "phone", "The phone is longer than 40 letters. Shorten it."),
    ],
)
def test_data_that_cannot_be_is_refused_by_field(harbour, data, code, field, sentence):
    north = harbour.body("North")
    with refuses(Invalid, code, sentence):
        enrol_member(harbour.secretary, body=north, data=data)
    with pytest.raises(Invalid) as refused:
        enrol_member(harbour.secretary, body=north, data=data)
    assert refused.value.field == field


def test_number_that_is_taken_is_refused(harbour):
    with refuses(Conflict, "number", "Number 0001 is taken. Choose another or leave it empty."):
        enrol_member(harbour.secretary, body=harbour.body("North"), data=new(), number=" 0001 ")


def test_nobody_joins_in_the_future(harbour):
    north, day = harbour.body("North"), clock.today() + timedelta(days=1)
    with refuses(Invalid, "joined_on", "The day of joining lies in the future."):
        enrol_member(harbour.secretary, body=north, data=new(), joined_on=day)


@pytest.mark.parametrize("state", [S.APPLICANT, S.ON_LEAVE, S.LAPSED, S.RESIGNED, S.EXCLUDED])
def test_people_are_written_in_as_members_or_supporters(harbour, state):
    with refuses(Invalid, "state", "Write people in as members or supporters."):
        enrol_member(harbour.secretary, body=harbour.body("North"), data=new(), state=state)


def test_A4_nobody_is_written_into_a_political_organisation_as_a_full_member(thread):
    body = thread.body()
    assert enrol_member(thread.secretary, body=body, data=new()).state == S.TRIAL
    with refuses(Invalid, "state"):
        enrol_member(thread.secretary, body=body, data=new("Ann"), state=S.FULL)


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


@pytest.mark.parametrize("who", OUTSIDERS)
def test_membership_is_changed_by_those_who_keep_its_register(harbour, mill, who):
    cyd, actor = harbour.members["Cyd North"], outsider(who, harbour, mill)
    knows = who == "member"
    kind, code = (NotPermitted, "power_missing") if knows else (NotFound, "no_member")
    with refuses(kind, code, None if knows else "There is no such member here."):
        change_state(actor, membership=cyd, to=S.ON_LEAVE)


def test_member_resigns_alone_and_at_once(harbour):
    membership = harbour.members["Bea North"]
    with writes("change_state"):
        change_state(membership.person, membership=membership, to=S.RESIGNED)
    membership.refresh_from_db()
    assert (membership.state, membership.left_on) == (S.RESIGNED, clock.today())
    with refuses(NotFound, "no_member"):
        change_state(membership.person, membership=membership, to=S.FULL)


def test_token_for_another_body_resigns_from_nothing(harbour, mill):
    membership = harbour.members["Bea North"]
    speaker = bound(membership.person, mill.body())
    with refuses(NotPermitted, "token_body", "This token does not reach that body."):
        change_state(speaker, membership=membership, to=S.RESIGNED)


def test_time_away_counts_for_nothing_on_return(harbour):
    membership = harbour.members["Bea North"]
    change_state(membership.person, membership=membership, to=S.RESIGNED)
    with clock.at(clock.now() + timedelta(days=30)):
        back = change_state(harbour.secretary, membership=membership, to=S.FULL)
        assert (back.joined_on, back.left_on) == (clock.today(), None)


def test_leave_keeps_the_day_of_joining(harbour):
    membership = harbour.members["Bea North"]
    joined = membership.joined_on
    change_state(harbour.secretary, membership=membership, to=S.ON_LEAVE)
    assert change_state(harbour.secretary, membership=membership, to=S.FULL).joined_on == joined


def test_founder_comes_with_the_founding_decision_alone(harbour, mill):
    person = make_person("Late Founder")
    for decision in (mill.organisation.founding_decision, harbour.organisation.founding_decision):
        with refuses(NotPermitted, "founder", "Founders come with the founding decision."):
            enrol_founder(
                person, organisation=harbour.organisation, person=person, branch=None, decision=decision
            )  # fmt: skip


def test_numbers_go_on_after_the_highest_and_pass_over_words(harbour, mill):
    Membership.objects.filter(person__name="Bea North").update(number="9999")
    Membership.objects.filter(person__name="Cyd North").update(number="N-77")
    assert add_member(harbour, "Lou New").number == "10000"
    assert add_member(mill, "Lou Mill").number == "0005"


def test_those_who_belong_are_four_states_of_eight():
    assert set(BELONGING) == {S.TRIAL, S.FULL, S.SUPPORTER, S.ON_LEAVE}


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
