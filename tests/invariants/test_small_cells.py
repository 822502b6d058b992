"""No number of fewer than five people is told, on whichever page and by whichever address (design.md section 8).

A world in which three people stand in every cell is walked as a member walks it: every page that draws or lists numbers
of people, and every address of the API that gives them. A new one of either kind has to be named here first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assemblies.actions.casting import cast_vote
from assemblies.queries.reach import active_in
from members.actions.describing import describe_myself
from members.actions.dues_entries import pay_dues
from members.actions.memberships import change_state
from members.models import Described, Headcount, Membership, MembershipSpan, ProgrammeAgreement
from members.queries.belonging import members_of
from members.queries.dues_figures import figures_of
from organisations.actions.decisions import Decided, record_decision
from organisations.actions.effects import clean_effect
from organisations.models import Council
from organiser.api.schema import drawn
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.management.ticks import Ticks
from tests.conftest import build_harbour, build_mill, build_thread
from tests.dues import charged, with_dues
from tests.helpers import north_motion, online_ballot
from tests.members.actions.test_headcounts import next_month
from tests.pages import signed_in
from tests.snapshots import once
from tests.world import Place, add_member

ROOT = Path(__file__).resolve().parents[2]
DRAWS = re.compile(r'parts/(plot|bars|tally|verdict)\.html|class="n"')
OWN_VOTE = "votes are signed by name and read by the members of the body that cast them"
TREASURER = "amounts of members are for the treasurer, who keeps them by name"
# Every template with numbers: by which address it is walked, or why its numbers are no cells.
PAGES = {
    "assemblies/described.html": "described",
    "assemblies/reach.html": "reach",
    "members/numbers.html": "numbers",
    "members/dues.html": "dues",
    "assemblies/motion.html": OWN_VOTE,
    "assemblies/result.html": OWN_VOTE,
    "assemblies/parts/verdict.html": OWN_VOTE,
    "assemblies/parts/rounds.html": OWN_VOTE,
    "assemblies/counts.html": "those who count see what they counted themselves",
    "assemblies/panels/participation.html": "who was there stands in the minutes by name, for the same members",
    "assemblies/panels/carried_out.html": "it counts decisions",
    "assemblies/panels/what_if.html": "its figures are supposed ones",
    "assemblies/standing.html": "it is for those who keep the register, who read the names beside the numbers",
    "members/dues_account.html": TREASURER,
    "members/dues_arrears.html": TREASURER,
    "members/dues_receipt.html": TREASURER,
    "members/dues_reminder.html": TREASURER,
    "members/statement.html": TREASURER,
    "organisations/ground.html": "it counts organisations, each by its own decision",
    "base/parts/plot.html": "a part of other pages",
    "base/parts/verdict.html": "a part of other pages",
}
# Every address of the API that gives no list and no thing: how it is walked, or why it holds no cells.
FIGURES = {
    "/api/v1/dues-accounts/figures/": "body",
    "/api/v1/headcounts/described/": "body",
    "/api/v1/memberships/joins/": "body",
    "/api/v1/standings/reach/": "body",
    "/api/v1/me/": "it is about oneself",
    "/api/v1/me/own-data/": "it is about oneself",
    "/api/v1/roles/tenure/": "it is about roles, whose holders are read by name",
    "/api/v1/standings/counts/": "it is for those who keep the register, who read the names beside the numbers",
}
CELL = re.compile(r'<td class="n">(.*?)</td>|<text\b[^>]*>(.*?)</text>', re.DOTALL)


def cells(page: Any) -> list[str]:
    """What stands in cells of numbers and in drawings."""
    found = [first or second for first, second in CELL.findall(page.content.decode())]
    return [re.sub(r"<[^>]+>", " ", text).strip() for text in found]


def numbers_in(answer: Any) -> Iterator[int]:
    """Every whole number in an answer."""
    if isinstance(answer, dict):
        for value in answer.values():
            yield from numbers_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from numbers_in(value)
    elif isinstance(answer, int) and not isinstance(answer, bool):
        yield answer


@dataclass
class Three:
    """A world with three people in every cell, and the browser of a member of North."""

    harbour: Place
    thread: Place
    bea: Client
    council: Council

    @property
    def bodies(self) -> list[str]:
        """The bodies whose figures she may ask for."""
        return [self.harbour.body("North").public_id, self.harbour.body().public_id]


def _decree(place: Place, effect: str, **payload: Any) -> None:
    """A decision that nobody voted on, so that nobody was active."""
    body = place.body()
    cleaned = clean_effect(body, "ordinary", effect, payload)
    made = record_decision(
        CLOCK, body=body, decided=Decided("ordinary", effect, "", "carried", [], "ballot", "", effect, cleaned)
    )
    assert made.effect_failed == ""


def _answer_and_vote(harbour: Place, north: list[Membership]) -> None:
    _decree(harbour, "ask_members", questions=["gender", "age"])
    for place, membership in enumerate(north):
        said = {"gender": "man" if place < 3 else "woman", "age": "from_70" if place < 3 else ""}
        describe_myself(membership.person, membership=membership, answers=said)
    ballot = online_ballot(harbour, north_motion(harbour))
    for place, membership in enumerate(north[3:5]):  # beside the founder, who holds roles
        cast_vote(membership.person, ballot=ballot, choice="for", key=f"three-{place:08d}")


def build_three() -> tuple[Place, Place, Council]:
    """In North three are on trial, joined, are active, said “man”, and owe dues; South has three members."""
    harbour, thread, _mill = build_harbour(), build_thread(), build_mill()
    with_dues(harbour)
    MembershipSpan.objects.update(from_on=date(2020, 1, 1))
    north = [add_member(harbour, f"New {letter} North", "North") for letter in "abcdefghijkl"]
    for membership in north[:3]:
        change_state(harbour.secretary, membership=membership, to="supporter")
    for name in ("Ida South", "Jon South"):
        change_state(harbour.secretary, membership=harbour.members[name], to="resigned")
    seats = {"method": "per_member", "per": 1, "seats_vs_votes": "members"}
    branches = [branch.public_id for branch in harbour.branches.values()]
    _decree(harbour, "found_council", name="Council", scheme=seats, bodies=branches)
    _answer_and_vote(harbour, north)
    charged(harbour, 0)
    paying = [one for one in Membership.objects.filter(organisation=harbour.organisation) if one not in north[:3]]
    for membership in paying:
        pay_dues(harbour.secretary, membership=membership, cents=1000)
    for letter in "abcdefgh":
        add_member(thread, f"Thread {letter}")
    month = clock.today().replace(day=1)
    MembershipSpan.objects.exclude(membership__in=north[:3]).update(from_on=date(2020, 1, 1))
    MembershipSpan.objects.filter(membership__in=north[:3]).update(from_on=month)
    MembershipSpan.objects.filter(membership__in=north[:3], until_on__isnull=False).update(until_on=month)
    with clock.at(next_month()):
        Ticks().count_members()
    return harbour, thread, Council.objects.get(name="Council")


@pytest.fixture
def three(db: None) -> Iterator[Three]:
    """That world in the month after, and Bea of North."""
    harbour, thread, council = once("three of each cell", build_three, guarded=False)
    with clock.at(next_month()):
        yield Three(harbour, thread, signed_in(harbour.person("Bea North")), council)


def test_every_page_with_numbers_is_walked_or_has_a_reason() -> None:
    found = {
        str(path).split("/templates/")[1]
        for path in ROOT.glob("*/**/templates/**/*.html")
        if ".venv" not in path.parts and DRAWS.search(path.read_text())
    }
    assert found == set(PAGES)


def test_every_address_with_numbers_is_walked_or_has_a_reason() -> None:
    found = set()
    for path, operations in drawn()["paths"].items():
        content = operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        shape = content.get("application/json", {}).get("schema", {}).get("$ref", "")
        if "get" in operations and "{id}" not in path and "/Paginated" not in shape:
            found.add(path)
    assert found == set(FIGURES)


def test_the_walk_would_see_a_small_number(three: Three) -> None:
    """The control: there are three of each, and whoever looks past the queries finds them."""
    north = three.harbour.body("North")
    assert active_in(members_of(north), three.harbour.organisation.pk).count() == 3
    figures = figures_of(three.harbour.secretary, three.harbour.body())
    assert {month.open_accounts for month in figures.months} == {0, 3}
    row = Headcount.objects.get(body=north)
    assert (row.supporters, row.joined) == (3, 3)
    assert Described.objects.filter(said="man").count() == 3


@pytest.mark.parametrize("name", sorted(name for name in PAGES.values() if " " not in name))
def test_no_page_tells_a_small_number(three: Three, name: str) -> None:
    for body in three.bodies:
        page = three.bea.get(reverse(name, args=[body]))
        assert page.status_code == 200
        assert "3" not in cells(page), (name, cells(page))
        assert page.content.decode().count("ot told") >= 1


@pytest.mark.parametrize("path", sorted(path for path, how in FIGURES.items() if how == "body"))
def test_no_address_gives_a_small_number(three: Three, path: str) -> None:
    for body in three.bodies:
        answer = three.bea.get(path, {"body": body})
        assert answer.status_code == 200
        assert [number for number in numbers_in(answer.json()) if 0 < number < 5] == [], (path, answer.json())


def test_no_month_gives_a_small_number(three: Three) -> None:
    rows = three.bea.get("/api/v1/headcounts/").json()["results"]
    assert len(rows) == 2
    assert [number for number in numbers_in(rows) if number < 5] == []


def test_no_seats_of_a_council_tell_how_few_there_are(three: Three) -> None:
    answer = three.bea.get(f"/api/v1/councils/{three.council.public_id}/").json()
    assert 3 not in list(numbers_in(answer["rows"]))
    assert "3" not in cells(three.bea.get(reverse("body", args=[three.council.public_id])))


def test_no_share_of_a_programme_tells_how_few_did_not_agree(three: Three) -> None:
    version = three.thread.organisation.programme_versions.get()
    members = list(Membership.objects.filter(organisation=three.thread.organisation).order_by("pk"))
    Membership.objects.filter(pk__in=[one.pk for one in members]).update(state="full")
    ProgrammeAgreement.objects.bulk_create(
        ProgrammeAgreement(
            organisation=three.thread.organisation, membership=one, version=version, agreed_at=clock.now()
        )
        for one in members[1:-3]
    )
    answer = signed_in(three.thread.secretary).get(f"/api/v1/programmes/{version.public_id}/agreement/").json()
    assert (answer["agreed"], answer["full"]) == (None, None)


def test_three_who_joined_lately_are_told_nowhere(three: Three) -> None:
    Membership.objects.filter(organisation=three.harbour.organisation).update(joined_on=date(2020, 1, 1))
    lately = Membership.objects.filter(person__name__in=["New j North", "New k North", "New l North"])
    lately.update(joined_on=clock.today() - timedelta(days=2))
    body = three.harbour.body("North").public_id
    answer = three.bea.get("/api/v1/memberships/joins/", {"body": body}).json()
    assert [number for number in numbers_in(answer) if 0 < number < 5] == []
    page = three.bea.get(reverse("body", args=[body])).content.decode()
    assert "joined within the last 30 days" not in page
