"""Writing people into a register: who may, what is refused, which number they get."""

from datetime import date, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest

from members.actions.enrolling import enrol_founder, enrol_member
from members.actions.numbering import draw_numbers
from members.actions.people import PersonData
from members.enums import MembershipState
from members.models import Membership, MembershipSpan, SpentNumber
from members.queries.numbers import number_digest
from organisations.models import Committee
from organiser.base import clock
from organiser.base.errors import Conflict, Invalid, NotPermitted
from skills.models import Role, RolePower, Term
from tests.helpers import OUTSIDERS, outsider, refuses, writes
from tests.world import make_person

S = MembershipState


def new(name: str = "Lou New", **more: str) -> PersonData:
    return PersonData(name=name, **more)


def test_secretary_writes_a_member_into_her_register(harbour, mill):
    with writes("enrol_member") as entries:
        membership = enrol_member(harbour.secretary, body=harbour.body("North"), data=new(email="Lou@EXAMPLE.org"))
    assert (len(membership.number), membership.state, membership.branch) == (6, S.FULL, harbour.branches["North"])
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


def test_nobody_joins_in_the_future_or_before_1900(harbour):
    north, tomorrow = harbour.body("North"), clock.today() + timedelta(days=1)
    for day, why in (
        (tomorrow, "in the future"),
        (date.max, "in the future"),
        (date(1899, 12, 31), "before 1900"),
        (date.min, "before 1900"),
    ):
        with refuses(Invalid, "joined_on", f"“{day.isoformat()}” lies {why}. Correct it or leave it empty."):
            enrol_member(harbour.secretary, body=north, data=new(), joined_on=day)
    for day in (clock.today(), date(1900, 1, 1)):
        assert enrol_member(harbour.secretary, body=north, data=new(), joined_on=day).joined_on == day


def test_values_of_one_line_hold_no_hidden_letters(harbour):
    data = new(email="lou\u200b@example\u200b.org", town="Qu\u202eay\u200b  Town", phone="030\t555", address="1\nRow")
    membership = enrol_member(harbour.secretary, body=harbour.body("North"), data=data, number=" 7\u200b7 ")
    person = membership.person
    assert (person.email, person.town, person.phone, person.address, membership.number) == (
        "lou@example.org",
        "Quay Town",
        "030 555",
        "1 Row",
        "77",
    )


@pytest.mark.parametrize("state", [S.APPLICANT, S.ON_LEAVE, S.LAPSED, S.RESIGNED, S.EXCLUDED])
def test_people_are_written_in_as_members_or_supporters(harbour, state):
    with refuses(Invalid, "state", "Write people in as members or supporters."):
        enrol_member(harbour.secretary, body=harbour.body("North"), data=new(), state=state)


def test_A4_nobody_is_written_into_a_political_organisation_as_a_full_member(thread):
    body = thread.body()
    assert enrol_member(thread.secretary, body=body, data=new()).state == S.TRIAL
    with refuses(Invalid, "state"):
        enrol_member(thread.secretary, body=body, data=new("Ann"), state=S.FULL)


def test_founder_comes_with_the_founding_decision_alone(harbour, mill):
    person = make_person("Late Founder")
    for decision in (mill.organisation.founding_decision, harbour.organisation.founding_decision):
        with refuses(NotPermitted, "founder", "Founders come with the founding decision."):
            enrol_founder(
                person, organisation=harbour.organisation, person=person, branch=None, decision=decision
            )  # fmt: skip


def test_numbers_are_drawn_without_order_so_that_nobody_counts_the_others_by_them(harbour, mill):
    """Neither a branch nor an applicant reads how many ever joined, or how many came meanwhile (invariant 7)."""
    drawn = draw_numbers(harbour.organisation.pk, 2500)
    assert (len(drawn), len(set(drawn)), {len(number) for number in drawn}) == (2500, 2500, {6})
    rising = sum(one < other for one, other in pairwise(drawn))
    assert 625 < rising < 1875
    assert drawn != draw_numbers(harbour.organisation.pk, 2500)


def _tries(monkeypatch, *digits):
    """Let chance try these digits, each repeated to the length that is asked for."""
    monkeypatch.setattr(
        "members.actions.numbering.secrets.SystemRandom",
        lambda: SimpleNamespace(sample=lambda among, _most: [int(each * len(str(among[0]))) for each in digits]),
    )


def test_no_number_is_drawn_that_somebody_has_or_had_who_was_erased(harbour, mill, monkeypatch):
    Membership.objects.filter(person__name="Bea North").update(number="111111")
    spent = number_digest(harbour.organisation.pk, "222222")
    SpentNumber.objects.create(organisation=harbour.organisation, digest=spent)
    _tries(monkeypatch, "1", "2", "3", "4", "5")
    assert draw_numbers(harbour.organisation.pk, 3) == ["333333", "444444", "555555"]
    assert draw_numbers(mill.organisation.pk, 2) == ["111111", "222222"]


def test_a_digit_is_added_where_half_of_those_tried_are_taken(harbour, monkeypatch):
    Membership.objects.filter(person__name="Bea North").update(number="111111")
    Membership.objects.filter(person__name="Cyd North").update(number="222222")
    _tries(monkeypatch, "1", "2", "3", "4")
    assert draw_numbers(harbour.organisation.pk, 4) == ["333333", "444444", "1111111", "2222222"]


def test_drawing_a_number_asks_two_questions_however_many_there_are(harbour, django_assert_num_queries):
    for how_many in (1, 900):
        with django_assert_num_queries(2):
            draw_numbers(harbour.organisation.pk, how_many)


@pytest.mark.parametrize("number", ["of Bea in North", "of Gil in South", "of nobody"])
def test_the_keeper_of_a_branch_chooses_no_number_whoever_has_it(harbour, mill, number):
    """Which one is refused or changed would tell her the numbers of the others, and so how many there are."""
    known = {
        "of Bea in North": harbour.members["Bea North"].number,
        "of Gil in South": harbour.members["Gil South"].number,
    }
    sentence = (
        "Only whoever keeps the register of the whole organisation chooses a number. Leave it empty, and one is drawn."
    )
    with refuses(Invalid, "number_drawn", sentence):
        enrol_member(
            harbour.person("Fay South"), body=harbour.body("South"), data=new(), number=known.get(number, "777")
        )
    chosen = enrol_member(harbour.secretary, body=harbour.body("South"), data=new(), number="777")
    assert chosen.number == "777"
