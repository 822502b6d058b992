"""Founders hold roles until the first assembly has met, and no longer (design.md section 5)."""

from datetime import timedelta

from django.urls import reverse

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.attendance import check_in
from organiser.base import authority, clock
from skills.enums import TermEnd, TermKind
from skills.models import Term
from tests.helpers import decide_in_assembly, north_motion, opened_assembly, people_of
from tests.pages import signed_in, words


def interim(place, branch="North"):
    return Term.objects.filter(role__body=place.body(branch), kind=TermKind.INTERIM)


def meet(place, number: int):
    """The first assembly of North, with so many members; gives the moment after it."""
    assembly = opened_assembly(place)
    with clock.at(assembly.starts_at):
        names = [member for member in place.members.values() if member.person in people_of(place, "North")]
        check_in(place.secretary, assembly=assembly, members=[member.public_id for member in names[:number]])
    with clock.at(assembly.ends_at):
        close_assembly(place.secretary, assembly=assembly)
    return assembly.ends_at


def test_the_first_assembly_ends_the_interim_whoever_was_elected(harbour, mill):
    others = interim(mill, ""), interim(harbour, "South"), interim(harbour, "")
    before = [terms.filter(ended_on=None).count() for terms in others]
    after = meet(harbour, 3)
    assert set(interim(harbour).values_list("end_reason", flat=True)) == {TermEnd.ASSEMBLY_MET}
    assert [terms.filter(ended_on=None).count() for terms in others] == before
    north, bea = harbour.body("North"), harbour.person("Bea North")
    with clock.at(after + timedelta(minutes=1)):
        assert authority.holds(harbour.secretary, "keep_register", north.pk) is False
        assert authority.holds(bea, "call_assemblies", north.pk) is True
        page = words(signed_in(bea).get(reverse("roles", args=[north.public_id])))
        assert signed_in(bea).get(reverse("desk", args=[north.public_id])).status_code == 200
    assert "in the interim" in page
    assert "the first assembly has met" in page


def test_an_assembly_to_which_nobody_came_ends_nothing(harbour, mill):
    meet(harbour, 0)
    assert set(interim(harbour).values_list("ended_on", flat=True)) == {None}


def test_who_was_elected_there_stays(harbour, mill):
    role = interim(harbour).get(role__name="Secretary").role
    payload = {"role": role.public_id, "member": harbour.members["Bea North"].public_id}
    motion = north_motion(harbour, kind="election", effect="fill_role", payload=payload)
    decide_in_assembly(harbour, motion)
    ends = {term.role.name: term.end_reason for term in interim(harbour).select_related("role")}
    assert ends == {
        "Secretary": TermEnd.REPLACED,
        "Facilitator": TermEnd.ASSEMBLY_MET,
        "Treasurer": TermEnd.ASSEMBLY_MET,
    }
    assert Term.objects.get(role=role, kind=TermKind.ELECTED).ended_on is None
