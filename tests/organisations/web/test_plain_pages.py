"""Sentences on the pages of bodies that say what is, and nothing that is not."""

import pytest
from django.test import Client
from django.urls import reverse

from assemblies.web.panels import participation
from organisations.models import Body, Branch
from organisations.queries.councils import scheme_sentences
from organisations.queries.structure import structure_of
from organisations.queries.timeline import timeline_of
from tests.organisations.changing import decided
from tests.pages import signed_in, words


def page(person, name, body):
    return words(signed_in(person).get(reverse(name, args=[body.public_id])))


def test_one_for_each_member_is_said_in_the_singular(harbour):
    bodies = [branch.public_id for branch in harbour.branches.values()]
    decided(harbour, "", "found_council", name="Council", scheme={"method": "per_member", "per": 1}, bodies=bodies)
    scheme = Body.objects.get(as_council__isnull=False).as_council.schemes.get()
    assert scheme_sentences(scheme)[0] == "A body has one for each member."


def test_history_says_whether_the_page_for_everybody_was_opened_or_closed(harbour):
    for page_ in (True, False):
        decided(harbour, "", "show_page", "ordinary", page=page_)
    told = [entry.title for entry in timeline_of(harbour.secretary, harbour.body()) if "page" in entry.title]
    assert told == ["The page for everybody was opened", "The page for everybody was closed"]


def test_E15_who_may_read_our_name_counts_the_page_for_everybody(harbour, mill):
    nobody = "Who may read our name Nobody outside. We count in totals and are not named"
    assert nobody in page(harbour.secretary, "alliances", harbour.body())
    decided(harbour, "", "show_page", "ordinary", page=True)
    text = page(harbour.secretary, "alliances", harbour.body())
    assert "Who may read our name Everybody who opens our page for everybody, which bears our name." in text
    assert ("Nobody outside." in text, "Nobody in alliances:" in text) == (False, True)
    assert nobody in page(mill.secretary, "alliances", mill.body())


def test_E15_visitors_are_told_how_one_joins_and_people_with_an_account_can_ask(harbour):
    decided(harbour, "", "show_page", "ordinary", page=True)
    url = reverse("public_page", args=[harbour.organisation.public_id])
    text = words(Client().get(url))
    parts = ("How one joins", "writes you in and hands you a letter with a code", "sign in and ask to join")
    assert [part in text for part in parts] == [True] * 3
    assert "Members see to this themselves." in text
    theirs = words(signed_in(harbour.secretary).get(url))
    assert ("Ask to join" in theirs, "How one joins" in theirs) == (True, False)


def test_rules_that_members_see_to_are_marked_on_the_page_of_a_body(harbour):
    assert "Members see to this themselves." in page(harbour.secretary, "body", harbour.body())


def test_help_names_nobody_who_may_not_be_there(harbour):
    text = signed_in(harbour.secretary).get(reverse("body", args=[harbour.body("South").public_id])).content.decode()
    assert "Where nobody does, ask at its assembly." in text


def test_no_quorum_is_spoken_of_where_none_is_drawn(harbour, rf):
    request = rf.get("/")
    request.user = harbour.secretary
    assert participation(request, harbour.body())[1]["caption"] == "Members with a vote at each assembly."


@pytest.mark.parametrize(
    ("names", "places", "labels"),
    [
        ([f"Group {n}" for n in range(30)], [f"Town {n % 2}" for n in range(30)], ["Gr, Town 0", "Gr, Town 1"]),
        ([f"G{'ab'[n % 2]}r {n}" for n in range(30)], [""] * 30, ["Ga", "Gb"]),
        ([f"Group {n}" for n in range(30)], [""] * 30, ["Gr"]),
    ],
)
def test_many_branches_under_one_letter_stand_under_two_letters_or_by_place(mill, names, places, labels):
    for name, place in zip(names, places, strict=True):
        Branch.objects.create(
            type="branch",
            organisation=mill.organisation,
            name=name,
            place=place,
            founding_decision=mill.organisation.founding_decision,
        )
    groups = [group.label for group in structure_of(mill.organisation).groups]
    assert [label for label in groups if ", G" in label] == [f"Local branch, {label}" for label in labels]
