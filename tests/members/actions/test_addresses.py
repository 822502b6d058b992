"""In an organisation an address belongs to one person who belongs now, and nobody learns of people elsewhere by it."""

import pytest

from members.actions.enrolling import enrol_member
from members.actions.joining import apply_to_join
from members.actions.memberships import change_state
from members.actions.people import PersonData, change_contact
from members.enums import MembershipState
from members.models import Membership, Person
from organiser.base.errors import Conflict
from tests.helpers import bound, refuses, stage
from tests.world import make_person

SAYS = (
    "{} is the address of somebody else in the register. Look whether it is the same person; if not, write another "
    "address or leave it empty."
)


def held(place, name):
    """The address of somebody, in other letters: it is the same."""
    return place.person(name).email.capitalize()


def write(actor, body, email):
    return enrol_member(actor, body=body, data=PersonData("Lou New", email=email))


def test_an_address_in_the_register_is_not_given_to_somebody_new(harbour, mill):
    email, people = held(harbour, "Gil South"), Person.objects.count()
    for written in (f" {email} ", email.lower(), f"\u200b{email}"):
        with pytest.raises(Conflict) as refused:
            write(harbour.person("Fay South"), harbour.body("South"), written)
        assert (refused.value.code, refused.value.field) == ("email_taken", "email")
    assert Person.objects.count() == people


def test_whoever_keeps_the_whole_register_is_told_across_branches(harbour, mill):
    with refuses(Conflict, "email_taken", SAYS.format(held(harbour, "Gil South"))):
        write(harbour.secretary, harbour.body("North"), held(harbour, "Gil South"))


@pytest.mark.parametrize(("name", "other"), [("Bea North", "Cyd North"), ("Lea Mill", "Max Mill")])
def test_I7_an_address_of_another_register_is_neither_refused_nor_told(harbour, mill, name, other):
    """Invariant 7: a branch secretary learns nothing of another branch, and nobody of another organisation."""
    place = mill if name in mill.members else harbour
    fay, south = harbour.person("Fay South"), harbour.body("South")
    membership = write(fay, south, held(place, name))
    assert membership.state == MembershipState.FULL
    gil = harbour.members["Gil South"]
    assert change_contact(fay, membership=gil, data=PersonData("Gil", email=held(place, other))).name == "Gil"


def test_a_token_for_a_branch_is_told_of_that_branch_alone(harbour, mill):
    program = bound(harbour.secretary, harbour.body("North"))
    assert write(program, harbour.body("North"), held(harbour, "Gil South")).branch == harbour.branches["North"]
    with refuses(Conflict, "email_taken"):
        write(program, harbour.body("North"), held(harbour, "Bea North"))


def test_a_record_does_not_take_the_address_of_another(harbour, mill):
    fay, gil = harbour.person("Fay South"), harbour.members["Gil South"]
    before = gil.person.email
    with refuses(Conflict, "email_taken", SAYS.format(held(harbour, "Hal South"))):
        change_contact(fay, membership=gil, data=PersonData("Gil South", email=held(harbour, "Hal South")))
    assert Person.objects.get(pk=gil.person_id).email == before


def test_ones_own_address_stays_and_one_that_stood_twice_stops_nothing_else(harbour, mill):
    fay, gil, hal = harbour.person("Fay South"), harbour.members["Gil South"], harbour.person("Hal South")
    assert change_contact(fay, membership=gil, data=PersonData("Gil", email=held(harbour, "Gil South"))).name == "Gil"
    Person.objects.filter(pk=gil.person_id).update(email=hal.email)
    gil.person.refresh_from_db()
    changed = change_contact(fay, membership=gil, data=PersonData("Gil", email=hal.email, town="Quay"))
    assert (changed.town, changed.email) == ("Quay", hal.email)


def test_a_member_who_keeps_no_register_learns_of_nobody(harbour, mill):
    gil = harbour.members["Gil South"]
    changed = change_contact(gil.person, membership=gil, data=PersonData("Gil", email=held(harbour, "Hal South")))
    assert changed.email.lower() == harbour.person("Hal South").email


def test_an_address_is_free_again_when_its_person_has_left(harbour, mill):
    fay = harbour.person("Fay South")
    change_state(fay, membership=harbour.members["Gil South"], to=MembershipState.RESIGNED)
    assert write(fay, harbour.body("South"), held(harbour, "Gil South")).person.name == "Lou New"


def test_no_address_is_never_taken(harbour, mill):
    for _ in range(2):
        assert write(harbour.secretary, harbour.body("North"), "").person.email is None


def test_somebody_who_asks_to_join_learns_nothing_by_an_address(harbour, mill):
    stranger = make_person("Sid Stranger")
    Person.objects.filter(pk=stranger.pk).update(email=held(harbour, "Gil South"))
    stranger.refresh_from_db()
    asked = apply_to_join(stranger, organisation=harbour.organisation, branch=harbour.branches["South"])
    assert (asked.state, Membership.objects.filter(person=stranger).count()) == (MembershipState.APPLICANT, 1)


def test_an_import_by_whoever_keeps_the_whole_register_knows_all_of_it(harbour, mill):
    lines = f"Name,E-mail\nGil S.,{held(harbour, 'Gil South')}\nLea M.,{held(mill, 'Lea Mill')}\n"
    batch = stage(harbour.secretary, harbour.body("North"), lines)
    assert list(batch.rows.order_by("number").values_list("outcome", flat=True)) == ["exists", "create"]
