"""A page that only reads asks once where somebody belongs, and nothing of it outlives the page."""

from members.actions.joining import apply_to_join
from members.actions.memberships import admit
from organiser.base import authority
from organiser.base.kept import asked_once
from tests.world import make_person


def names(viewer):
    return sorted(authority.bodies_of(viewer).values_list("name", flat=True))


def test_within_the_block_each_person_is_asked_for_once(harbour, mill, django_assert_num_queries):
    ada, other = harbour.secretary, mill.secretary
    with django_assert_num_queries(0), asked_once():
        pass
    with asked_once():
        first = names(ada), names(other)
        with django_assert_num_queries(2):
            assert (names(ada), names(other)) == first
        assert set(first[0]).isdisjoint(first[1])


def test_after_the_block_it_is_asked_anew(harbour):
    nora = make_person("Nora Nowhere")
    with asked_once():
        assert authority.organisations_of(nora).count() == 0
        membership = apply_to_join(nora, organisation=harbour.organisation)
        admit(harbour.secretary, membership=membership)
        assert authority.organisations_of(nora).count() == 0
    assert [found.name for found in authority.organisations_of(nora)] == ["Harbour Tenants"]


def test_a_power_is_kept_for_its_day_and_its_name(harbour):
    with asked_once():
        for power in ("keep_register", "call_assemblies"):
            kept = set(authority.bodies_with(harbour.secretary, power))
            assert kept == set(authority.bodies_with(harbour.secretary, power))
    assert kept == set(authority.bodies_with(harbour.secretary, "call_assemblies"))


def test_whether_somebody_belongs_to_a_body_is_read_from_what_is_kept(harbour, mill, django_assert_num_queries):
    gil = harbour.person("Gil South")
    asked = [harbour.body("South").pk, harbour.body("North").pk, harbour.organisation.pk, mill.organisation.pk, 0]
    outside = [authority.belongs_to(gil, body) for body in asked]
    with asked_once(), django_assert_num_queries(1):
        assert [authority.belongs_to(gil, body) for body in asked] == outside == [True, False, True, False, False]
