"""Synthetic registers: the same for the same seed, complete, and ready to go on with."""

import re
from itertools import islice, pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, F, Q

from members.actions.enrolling import enrol_member
from members.actions.people import PersonData
from members.enums import MembershipState
from members.models import Membership, MembershipSpan, Person
from members.models.people import fold
from members.queries.register import memberships_visible_to
from organisations.models import Body, Organisation
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from organiser.base.models import LedgerEntry
from seeds.actions import registers
from seeds.actions.registers import RegisterPlan, generate_register
from seeds.generator import rows
from seeds.generator.names import PLACES, place
from seeds.generator.numbers import scattered
from skills.queries.powers import in_office

EMAIL, PASSWORD = "secretary@example.org", "a-long-enough-password"
COMPARED = (
    *("public_id", "number", "state", "joined_on", "left_on", "sort_name", "branch__name"),
    *("person__public_id", "person__sign_in_name", "person__name", "person__email", "person__town"),
)


def make(members=1000, branches=7, seed=5, name="Invented Union"):
    plan = RegisterPlan(members=members, branches=branches, seed=seed, name=name)
    return generate_register(plan, email=EMAIL, password=PASSWORD)


def written(made):
    """The register as it was written in bulk, without those who were enrolled one by one."""
    memberships = Membership.objects.filter(organisation=made.organisation).order_by("pk")
    return list(memberships.values_list(*COMPARED))[max(1, len(made.branches)) :]


def in_a_house_of_its_own(**plan):
    """Generate, read what was written, and leave the database as it was."""
    with transaction.atomic():
        found = written(make(**plan))
        transaction.set_rollback(True)
    return found


@pytest.fixture
def register(db, harbour):
    """A thousand people in seven branches beside another organisation."""
    return make()


def test_the_same_seed_gives_the_same_people(db):
    first = in_a_house_of_its_own()
    again = in_a_house_of_its_own()
    assert len(first) == 993
    assert first == again
    assert Membership.objects.count() == 0


def leave_without_a_person(membership):
    with transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(person_id=0)
        connection.check_constraints()


def test_a_large_register_is_written_without_indexes_which_all_stand_again_afterwards(harbour, monkeypatch):
    def everything_that_stands():
        with connection.cursor() as cursor:
            return [connection.introspection.get_constraints(cursor, table) for table in registers.TABLES]

    before, usual = everything_that_stands(), in_a_house_of_its_own()
    monkeypatch.setattr(registers, "STRIPPED_FROM", 500)
    assert written(make()) == usual
    assert everything_that_stands() == before
    with pytest.raises(IntegrityError):
        leave_without_a_person(harbour.members["Bea North"])


def test_another_seed_gives_other_people(db):
    names = [[row[9] for row in in_a_house_of_its_own(seed=seed)] for seed in (5, 6)]
    assert len(names[0]) == len(names[1]) == 993
    assert names[0] != names[1]


def test_two_registers_from_one_seed_share_their_names_but_no_id(db):
    one, other = written(make(name="One")), written(make(name="Other"))
    assert [row[9] for row in one] == [row[9] for row in other]
    for column in (0, 7, 8):
        assert {row[column] for row in one} & {row[column] for row in other} == set()


def test_counts_are_what_was_asked_for(register, harbour):
    mine = Membership.objects.filter(organisation=register.organisation)
    assert mine.count() == 1000
    assert mine.values("person").distinct().count() == 1000
    assert mine.values("number").distinct().count() == 1000
    assert Membership.objects.filter(organisation=harbour.organisation).count() == 10
    sizes = list(register.organisation.bodies.filter(type="branch").annotate(size=Count("as_branch__memberships")))
    assert len(sizes) == 7
    assert min(body.size for body in sizes) > 50
    assert mine.filter(branch__isnull=True).count() == 1000 - sum(body.size for body in sizes)
    states = dict(mine.values_list("state").annotate(Count("pk")).order_by())
    assert set(states) == {"full", "trial", "supporter", "on_leave", "lapsed", "resigned"}
    assert states["full"] > 800


def test_numbers_have_no_order_and_none_is_given_twice():
    """From which people came after which nobody reads how many there are (invariant 7)."""
    numbers = list(scattered(5, 3000))
    assert numbers == list(scattered(5, 3000)) != list(scattered(6, 3000))
    assert (len(set(numbers)), {len(number) for number in numbers}) == (3000, {7})
    rising = sum(one < other for one, other in pairwise(numbers))
    assert 900 < rising < 2100
    assert {len(number) for number in islice(scattered(5, 5_000_000), 100)} == {8}


def test_every_membership_has_one_open_span_that_says_the_same(register):
    mine = Membership.objects.filter(organisation=register.organisation)
    open_spans = MembershipSpan.objects.filter(membership__in=mine, until_on__isnull=True)
    assert open_spans.count() == 1000
    differing = open_spans.exclude(
        Q(state=F("membership__state"))
        & (Q(branch=F("membership__branch")) | Q(branch__isnull=True, membership__branch__isnull=True))
    )
    assert differing.count() == 0
    earlier = MembershipSpan.objects.filter(membership__in=mine, until_on__isnull=False)
    assert earlier.count() == mine.filter(state__in=["on_leave", "lapsed", "resigned"]).count() > 0
    assert earlier.exclude(state=MembershipState.FULL).count() == 0
    assert mine.filter(state="resigned", left_on__isnull=True).count() == 0
    assert mine.exclude(state="resigned").filter(left_on__isnull=False).count() == 0
    assert mine.filter(joined_on__gt=clock.today()).count() == 0


def test_people_are_written_as_the_model_would_write_them(register):
    people = Person.objects.filter(memberships__organisation=register.organisation)
    assert [person.sort_name for person in people] == [fold(person.name) for person in people]
    assert people.exclude(memberships__sort_name=F("sort_name")).count() == 0
    assert [person.name for person in people if person.has_usable_password()] == [register.membership.person.name]
    assert people.filter(email__isnull=True).exclude(notices_by="email").count() > 20
    assert people.filter(email__isnull=True, notices_by="email").count() == 0
    assert people.filter(Q(is_superuser=True) | Q(is_staff=True) | Q(is_active=False)).count() == 0
    shape = re.compile(r"[0-9a-hjkmnp-tv-z]{16}")
    assert all(shape.fullmatch(person.public_id) for person in people)
    for person in people:
        person.full_clean(exclude=["password"])


def test_every_column_is_thought_of():
    for model, columns, left_out in (
        (Person, rows.PERSON_COLUMNS, {"last_login"}),
        (
            Membership,
            rows.MEMBERSHIP_COLUMNS,
            {"announced_on", "leaves_on", "owed_since", "settled_until", "suspended_until"},
        ),
        (MembershipSpan, rows.SPAN_COLUMNS, {"id", "decision_id"}),
    ):
        assert {field.column for field in model._meta.concrete_fields} - set(columns) == left_out


def test_the_register_can_be_gone_on_with(register):
    founder = register.membership.person
    body = Body.objects.get(pk=register.branches[0].pk)
    membership = enrol_member(founder, body=body, data=PersonData(name="Nia Mill"))
    assert Membership.objects.filter(organisation=register.organisation, number=membership.number).count() == 1
    assert membership.pk == Membership.objects.order_by("-pk")[1].pk + 1
    assert membership.person_id == Person.objects.order_by("-pk")[1].pk + 1


def test_invariant_7_the_secretary_of_a_branch_sees_her_branch_and_not_the_next(register, harbour):
    founder = register.membership.person
    for branch in register.branches[1:]:
        holders = in_office(clock.today()).filter(role__body=branch)
        assert sorted(holders.values_list("role__name", flat=True)) == ["Facilitator", "Secretary", "Treasurer"]
        secretary = holders.get(role__name="Secretary").person
        seen = memberships_visible_to(secretary)
        assert set(seen.values_list("branch", flat=True)) == {branch.pk}
        assert seen.count() == branch.memberships.count()
    assert memberships_visible_to(founder).count() == 1000
    assert memberships_visible_to(harbour.secretary).count() == 10


def test_one_ledger_entry_tells_of_the_mass_and_the_chain_is_whole(register):
    entry = LedgerEntry.objects.get(chain=register.organisation.public_id, action="generate")
    assert entry.content.content == {"seed": 5, "members": 993, "branches": 7}
    assert list(flaws()) == []


def test_an_organisation_without_branches_and_one_of_a_single_member(db):
    alone = make(members=1, branches=0, name="Alone")
    assert Membership.objects.filter(organisation=alone.organisation).count() == 1
    flat = make(members=12, branches=0, name="Flat")
    assert Membership.objects.filter(organisation=flat.organisation, branch__isnull=True).count() == 12
    assert memberships_visible_to(flat.membership.person).count() == 12


def test_nothing_half_written_remains(db, harbour):
    before = (Person.objects.count(), Organisation.objects.count(), LedgerEntry.objects.count())

    def stop(_written):
        message = "stopped in the middle"
        raise KeyboardInterrupt(message)

    plan = RegisterPlan(members=100, branches=2, seed=1, name="Stopped")
    with pytest.raises(KeyboardInterrupt):
        generate_register(plan, email=EMAIL, password=PASSWORD, tell=stop)
    assert (Person.objects.count(), Organisation.objects.count(), LedgerEntry.objects.count()) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"members": 0}, "Choose from 1 to 10,000,000 members."),
        ({"members": 10_000_001}, "Choose from 1 to 10,000,000 members."),
        ({"branches": -1}, "Choose from 0 to 500 branches."),
        ({"branches": 501}, "Choose from 0 to 500 branches."),
        ({"members": 3, "branches": 4}, "4 branches need at least 4 members, one secretary each."),
        ({"seed": -1}, "Choose a seed of 0 or more."),
        ({"organisation": "x" * 121}, "Give it a name of at most 120 letters."),
        (
            {"organisation": "Harbour Tenants"},
            "There is an organisation called Harbour Tenants already. Choose another name with --organisation.",
        ),
    ],
)
def test_nonsense_is_refused_in_a_sentence(harbour, arguments, sentence):
    before = Person.objects.count()
    with pytest.raises(CommandError) as refused:
        call_command("generate", **{"members": 10, "branches": 2, "seed": 1, **arguments})
    assert str(refused.value) == sentence
    assert Person.objects.count() == before


def test_the_command_says_how_to_sign_in(db, capsys, client):
    call_command("generate", "--members", "20", "--branches", "2", "--seed", "3")
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("River Towns Union 3: 20 members, 2 branches, in ")
    email, password = re.fullmatch(r".* (\S+@example\.org), password (\S+)", said[1]).groups()
    assert client.login(email=email, password=password)


def test_places_differ_from_each_other():
    assert len({place(number) for number in range(PLACES)}) == PLACES
