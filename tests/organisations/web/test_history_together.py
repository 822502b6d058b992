"""History told from the organisation: its bodies and its steps towards others, and what a decision made of bodies."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organisations.models import Affiliation, Body
from organisations.queries.timeline import timeline_of
from organiser.base import clock
from tests.federation import allied, done, found, named
from tests.organisations.changing import decided
from tests.pages import signed_in, words
from tests.world import make_place


def merged(place):
    """North goes into South, by decision of the organisation."""
    north, south = place.body("North"), place.body("South")
    return decided(place, "", "merge_branch", branch=north.public_id, into=south.public_id)


def titles(viewer, body):
    return [entry.title for entry in timeline_of(viewer, body)]


def history(person, body):
    return words(signed_in(person).get(reverse("body_history", args=[body.public_id])))


def test_A10_an_organisation_tells_what_became_of_its_bodies(harbour, mill):
    payload = {"name": "Roof", "scope": "The roof.", "form": "committee"}
    decided(harbour, "North", "found_committee", "ordinary", **payload)
    by = decided(
        harbour, "", "merge_branch", branch=harbour.body("North").public_id, into=harbour.body("South").public_id
    )
    reader = harbour.person("Gil South")
    assert titles(reader, harbour.body()) == [
        *("Founded", "North was founded", "South was founded", "Roof was founded"),
        *("Roof was dissolved", "North was merged into South"),
    ]
    assert titles(reader, harbour.body("North")) == [
        *("Founded", "Roof was founded", "Roof was dissolved", "Merged into South"),
    ]
    text = history(reader, harbour.body())
    assert f"North was merged into South North, South, by decision {by.reference}" in text
    assert titles(mill.secretary, mill.body()) == ["Founded"]


def test_a_branch_that_came_out_of_another_has_one_entry_of_it(harbour):
    people = [harbour.members[name].public_id for name in ("Dan North", "Eve North")]
    by = decided(harbour, "North", "split_branch", name="Quay", members=people)
    assert by.effect_failed == ""
    quay = Body.objects.get(name="Quay")
    assert titles(harbour.secretary, quay) == ["Founded out of North"]
    assert titles(harbour.secretary, harbour.body())[-1] == "Quay was founded out of North"
    assert titles(harbour.secretary, harbour.body("North")) == ["Founded", "Quay was founded out of it"]


def test_A7_a_council_made_up_anew_is_told_by_it_and_by_the_organisation(harbour):
    bodies = [branch.public_id for branch in harbour.branches.values()]
    decided(harbour, "", "found_council", name="Council", scheme={"method": "one_per_body"}, bodies=bodies)
    council = Body.objects.get(as_council__isnull=False)
    scheme = {"method": "equal_fixed", "fixed": 2}
    by = decided(harbour, "", "change_council", council=council.public_id, bodies=bodies, scheme=scheme)
    assert titles(harbour.secretary, council) == ["Founded", "Made up anew"]
    assert titles(harbour.secretary, harbour.body())[-2:] == ["Council was founded", "Council was made up anew"]
    page = words(signed_in(harbour.secretary).get(reverse("decision", args=[by.public_id])))
    assert "What it made of bodies Council was made up anew." in page


def test_the_page_of_a_decision_links_the_bodies_it_worked_on(harbour):
    north, south = harbour.body("North"), harbour.body("South")
    by = merged(harbour)
    page = signed_in(harbour.person("Gil South")).get(reverse("decision", args=[by.public_id]))
    assert "What it made of bodies North was merged into South." in words(page)
    links = [reverse("body", args=[one.public_id]) for one in (north, south)]
    assert [f'href="{link}"' in page.content.decode() for link in links] == [True, True]


def test_A23_steps_of_an_affiliation_are_told_by_both_and_named_as_each_may_know(harbour, mill):
    done(harbour, "affiliate", organisation=mill.organisation.public_id, wanted="provisional")
    unnamed = f"the organisation {mill.organisation.public_id}"
    assert titles(harbour.secretary, harbour.body())[-1] == f"It asked to belong to {unnamed}"
    affiliation = Affiliation.objects.get()
    done(mill, "accept_affiliation", affiliation=affiliation.public_id)
    done(harbour, "leave_federation", affiliation=affiliation.public_id)
    assert titles(harbour.secretary, harbour.body())[-3:] == [
        "It asked to belong to Mill Workers",
        "Taken in provisionally by Mill Workers",
        "It left Mill Workers",
    ]
    entries = timeline_of(mill.secretary, mill.body())[-3:]
    assert [(entry.title, entry.decision is None, entry.by) for entry in entries] == [
        ("It was asked by Harbour Tenants to be taken in", True, "Harbour Tenants"),
        ("It took in Harbour Tenants provisionally", False, ""),
        ("It was left by Harbour Tenants", True, "Harbour Tenants"),
    ]


def test_an_affiliation_that_was_declined_is_told_without_the_name(harbour, mill):
    done(harbour, "affiliate", organisation=mill.organisation.public_id, wanted="provisional")
    done(mill, "end_affiliation", affiliation=Affiliation.objects.get().public_id)
    unnamed = f"the organisation {mill.organisation.public_id}"
    assert titles(harbour.secretary, harbour.body())[-1] == f"It was not taken in by {unnamed}"
    assert "Mill Workers" not in history(harbour.secretary, harbour.body())


def test_A22_joining_stages_and_leaving_an_alliance_are_told_without_naming_the_others(harbour, mill, thread):
    table = allied(harbour, mill)
    told = [
        "It joined Common Table",
        "It decided for the stage “Allied” of Common Table",
        "Common Table reached the stage “Allied”",
    ]
    assert titles(harbour.secretary, harbour.body())[-3:] == told
    assert titles(mill.secretary, mill.body())[-3:] == told
    assert "Mill Workers" not in history(harbour.secretary, harbour.body())
    assert titles(thread.secretary, thread.body()) == ["Founded"]
    with clock.at(clock.now() + timedelta(days=2)):
        done(mill, "leave_alliance", alliance=table.public_id)
    assert titles(mill.secretary, mill.body())[-1] == "It left Common Table"
    link = reverse("alliance", args=[table.public_id])
    page = signed_in(mill.secretary).get(reverse("body_history", args=[mill.body().public_id])).content.decode()
    assert link not in page


def test_a_stage_not_yet_reached_is_not_told(harbour, mill):
    table = found(harbour, mill)
    done(harbour, "move_alliance_stage", alliance=table.public_id, stage="alliance")
    assert titles(harbour.secretary, harbour.body())[-1] == "It decided for the stage “Allied” of Common Table"
    assert titles(mill.secretary, mill.body())[-1] == "It joined Common Table"


def test_steps_towards_others_are_for_the_people_of_the_organisation_alone(harbour, mill):
    found(harbour, mill)
    named(mill)
    assert [one for one in titles(mill.secretary, harbour.body()) if "Common Table" in one] == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_history_of_an_organisation_asks_as_often_for_one_of_each_as_for_three(
    harbour, mill, many, django_assert_num_queries
):
    for number in range(many):
        other = make_place(f"Quay {number}", founder=f"Quy {number}")
        allied(harbour, other, name=f"Table {number}")
        done(harbour, "affiliate", organisation=other.organisation.public_id, wanted="provisional")
        decided(harbour, "", "found_branch", "ordinary", name=f"Pier {number}")
    client = signed_in(harbour.secretary)
    url = reverse("body_history", args=[harbour.body().public_id])
    client.get(url)
    with django_assert_num_queries(18):
        client.get(url)


def test_bodies_that_ended_stand_folded_in_the_structure_and_are_found(harbour, mill):
    merged(harbour)
    client = signed_in(harbour.person("Gil South"))
    url = reverse("body_structure", args=[harbour.body().public_id])
    assert "Bodies that ended: 1" in words(client.get(url))
    found_page = client.get(url, {"q": "nort"})
    assert [body.name for body in found_page.context["structure"].ended] == ["North"]
    assert "Followed by South." in words(found_page)
    assert client.get(url, {"q": "south"}).context["structure"].ended == []


def test_A18_the_page_of_a_body_that_ended_says_so_first_and_speaks_of_the_past(harbour):
    north, by = harbour.body("North"), merged(harbour)
    text = words(signed_in(harbour.person("Gil South")).get(reverse("body", args=[north.public_id])))
    first = f"North was merged into South, by decision {by.reference} of Harbour Tenants. South carries on what it left"
    parts = (first, "What it was there for", "The rules it had", "Roles it had", "Decisions it left", "It was part of")
    assert [part in text for part in parts] == [True] * 6
    assert [part in text for part in ("in force", "Who does what now", "We are part of")] == [False] * 3


def test_the_page_of_a_dissolved_body_names_who_carries_on(harbour):
    by = decided(harbour, "North", "dissolve_body")
    text = words(signed_in(harbour.person("Gil South")).get(reverse("body", args=[harbour.body("North").public_id])))
    first = (
        f"North was dissolved, by decision {by.reference} of North. What it left open is carried on by Harbour Tenants."
    )
    assert first in text


def test_events_of_all_bodies_of_an_organisation_and_of_one_decision_are_read_by_program(harbour, mill):
    by = decided(
        harbour, "", "merge_branch", branch=harbour.body("North").public_id, into=harbour.body("South").public_id
    )
    client = signed_in(harbour.person("Gil South"))
    asked = {"organisation": harbour.organisation.public_id, "decision": by.public_id}
    rows = client.get("/api/v1/events/", asked).json()["results"]
    assert [(row["kind"], row["body"]["name"], row["other"]["name"]) for row in rows] == [("merged", "North", "South")]
    assert client.get("/api/v1/events/", {"organisation": mill.organisation.public_id}).json()["results"] == []
