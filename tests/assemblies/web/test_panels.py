"""What this floor adds to the page of a body."""

from django.urls import reverse

from assemblies.actions.assemblies import close_assembly
from assemblies.actions.closing import close_ballot
from organiser.base.words import span
from tests.pages import signed_in, words


def body_page(scene, who):
    return words(signed_in(who).get(reverse("body", args=[scene.harbour.body("North").public_id])))


def test_the_next_assembly_stands_on_the_page_of_the_body(scene):
    page = body_page(scene, scene.cyd)
    assert "Next assembly" in page
    # Late in the evening it goes past midnight, and both days are written out.
    assert f"Monthly assembly {span(scene.assembly.starts_at, scene.assembly.ends_at)}, Hall." in page
    assert "Meeting now" in page
    assert "No assembly has been held yet." in page


def test_how_many_came_is_drawn_and_told_in_a_table(scene):
    close_ballot(scene.secretary, ballot=scene.here)
    close_assembly(scene.secretary, assembly=scene.assembly)
    page = body_page(scene, scene.cyd)
    day = f"{scene.assembly.starts_at.day} {scene.assembly.starts_at:%B %Y}"
    assert f"Assembly Came Quorum Reached {day} 4 1 Yes" in page


def test_members_of_another_branch_see_no_numbers(scene):
    close_ballot(scene.secretary, ballot=scene.here)
    close_assembly(scene.secretary, assembly=scene.assembly)
    page = body_page(scene, scene.hal)
    assert ["How many of us came" in page, "Next assembly" in page] == [False, False]
