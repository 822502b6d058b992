"""How long roles stay in one hand (mission B12): runs, contests, paid holders; told to members alone."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.errors import NotFound, NotPermitted
from skills.enums import TermEnd, TermKind
from skills.models import Role, Term
from skills.queries.tenure import SUGGESTED_MONTHS, Run, officialdom_for, officialdom_of, runs_of
from tests.helpers import decide_online, north_motion, refuses
from tests.pages import signed_in, words
from tests.world import Place

DAY = timedelta(days=1)
NOW = date(2040, 6, 1)


def years_ago(count: int, *, short_of: int = 0) -> date:
    return NOW.replace(year=NOW.year - count) + short_of * DAY


def term(place: Place, name: str, starts: date, ends: date, role: str = "Secretary", **more: object) -> Term:
    held = Role.objects.get(body=place.branches["North"].pk, name=role)
    return Term.objects.create(
        organisation=place.organisation, role=held, person=place.person(name), kind=TermKind.ELECTED, starts_on=starts,
        ends_on=ends, decision=held.founded_by, **more,
    )  # fmt: skip


def on(day: date) -> object:
    return clock.at(clock.now().replace(year=day.year, month=day.month, day=day.day))


def line(place: Place, role: str = "Secretary"):
    return next(one for one in officialdom_of(place.body("North")).roles if one.role.name == role)


def twelve_years(place: Place, name: str = "Bea North") -> None:
    """One secretary, elected again every year for twelve years."""
    for year in range(12, 0, -1):
        ends = years_ago(year - 1) - DAY
        served = {"ended_on": ends} if ends < NOW - DAY else {}
        term(place, name, years_ago(year), ends + (DAY if year == 1 else 0 * DAY), **served)


def stand(place: Place, *names: str, choices: str = "+++++") -> None:
    """Elections to the treasury on one day, one motion for each name; the last carries."""
    role = Role.objects.get(body=place.body("North"), name="Treasurer")
    for name in names:
        payload = {"role": role.public_id, "member": place.members[name].public_id}
        last = name == names[-1]
        motion = north_motion(place, kind="election", effect="fill_role", payload=payload)
        decide_online(place, motion, choices if last else "-----")


def test_B12_a_secretary_of_twelve_years_turns_red(harbour, mill):
    twelve_years(harbour)
    with on(NOW):
        found = officialdom_of(harbour.body("North"))
        secretary = line(harbour)
        assert (secretary.length, secretary.runs, secretary.too_long, secretary.uncontested) == (
            "12 years", True, True, True,
        )  # fmt: skip
        assert [one.role.name for one in found.red] == ["Facilitator", "Secretary", "Treasurer"]
        assert [one.role.name for one in found.red if one.too_long] == ["Secretary"]
        page = words(
            signed_in(harbour.person("Bea North")).get(reverse("roles", args=[found.roles[0].role.body.public_id]))
        )
    assert "12 years, and it goes on Too long" in page
    assert "3 roles have been in one hand, or without a second name on the ballot, for more than 24 months." in page
    assert "That is what the rules allow." in page


def test_B12_the_limit_of_the_rules_is_the_one_that_counts(harbour):
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "terms_in_a_row": None}}
    before = officialdom_of(harbour.body("North"))
    assert (before.limit_months, before.limit_is_rule) == (24, True)
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": rules}))
    found = officialdom_of(harbour.body("North"))
    assert (found.limit_months, found.limit_is_rule) == (SUGGESTED_MONTHS, False) == (48, False)
    term(harbour, "Bea North", years_ago(5), NOW)
    with on(NOW - 1000 * DAY):
        assert line(harbour).too_long is False
        page = signed_in(harbour.person("Bea North")).get(reverse("roles", args=[found.roles[0].role.body.public_id]))
        assert "The rules set no limit of terms; this one is a suggestion." in words(page)
    with on(NOW):
        assert line(harbour).too_long is True


def test_B12_a_run_that_is_over_is_told_and_is_not_red(harbour):
    term(harbour, "Bea North", years_ago(12), years_ago(5), ended_on=years_ago(5))
    term(harbour, "Cyd North", years_ago(1), NOW)
    with on(NOW):
        found = line(harbour)
        assert (found.length, found.runs, found.too_long) == ("7 years", False, False)


def test_B12_two_names_on_one_day_are_a_contest_and_one_is_none(harbour, mill):
    stand(harbour, "Cyd North")
    alone = line(harbour, "Treasurer")
    assert (alone.contested_on, alone.elections) == (None, 1)
    stand(harbour, "Dan North", "Bea North")
    both = line(harbour, "Treasurer")
    assert (both.contested_on, both.elections) == (clock.today() + timedelta(days=6), 1)


def test_B12_share_of_paid_holders(harbour, mill):
    assert (officialdom_of(harbour.body("North")).holders, officialdom_of(harbour.body("North")).paid) == (1, 0)
    role = Role.objects.get(body=harbour.body("North"), name="Treasurer")
    payload = {"role": role.public_id, "paid": True}
    decide_online(harbour, north_motion(harbour, effect="pay_role", payload=payload))
    term(harbour, "Cyd North", clock.today(), clock.today() + 300 * DAY)
    found = officialdom_of(harbour.body("North"))
    assert (found.holders, found.paid, line(harbour, "Treasurer").role.paid) == (2, 1, True)
    page = words(signed_in(harbour.person("Bea North")).get(reverse("roles", args=[role.body.public_id])))
    assert "Of 2 people who hold a role, one holds a paid one." in page


def test_A25_several_powers_in_one_hand_are_told(harbour, mill):
    assert officialdom_of(harbour.body("North")).several == 1
    page = words(signed_in(harbour.person("Bea North")).get(reverse("roles", args=[harbour.body("North").public_id])))
    assert "One person holds more than one role with powers." in page
    Term.objects.filter(role__body=harbour.body("North")).exclude(role__name="Treasurer").update(
        ended_on=clock.today(), end_reason=TermEnd.RESIGNED
    )
    assert officialdom_of(harbour.body("North")).several == 0


def test_B8_a_role_that_nobody_held_is_unknown_and_never_good(harbour):
    decide_online(harbour, north_motion(harbour, effect="create_role", payload={"name": "Archivist", "powers": []}))
    found = line(harbour, "Archivist")
    assert (found.days, found.began_on, found.contested_on, found.red) == (0, None, None, False)
    page = words(signed_in(harbour.person("Bea North")).get(reverse("roles", args=[found.role.body.public_id])))
    assert "Archivist Unknown: nobody has held it Unknown: no election yet Unpaid" in page


def test_it_is_for_members_of_the_body(harbour, mill):
    north = harbour.body("North")
    assert officialdom_for(harbour.person("Bea North"), north.public_id) == officialdom_of(north)
    with refuses(NotPermitted, "for_members", "How long roles of North stay in one hand is for its members to read."):
        officialdom_for(harbour.person("Hal South"), north.public_id)
    with refuses(NotFound, "no_body"):
        officialdom_for(mill.secretary, north.public_id)


@pytest.mark.parametrize("more", [0, 2])
def test_it_takes_five_queries_whatever_the_number_of_terms(harbour, mill, more, django_assert_num_queries):
    for number in range(more):
        term(
            harbour,
            "Bea North",
            years_ago(number + 2),
            years_ago(number + 1) - DAY,
            ended_on=years_ago(number + 1) - DAY,
        )
    body = harbour.body("North")
    with django_assert_num_queries(5):
        assert len(officialdom_of(body).roles) == 3


def test_terms_close_together_are_one_run_and_a_pause_divides_them():
    first = Term(pk=1, starts_on=NOW - 900 * DAY, ends_on=NOW - 600 * DAY)
    near = Term(pk=2, starts_on=NOW - 508 * DAY, ends_on=NOW - 300 * DAY)
    far = Term(pk=3, starts_on=NOW - 207 * DAY, ends_on=NOW + 100 * DAY)
    assert runs_of([far, first, near], NOW) == [
        Run(NOW - 900 * DAY, NOW - 300 * DAY, False), Run(NOW - 207 * DAY, NOW, True),
    ]  # fmt: skip


def test_a_term_cut_short_ends_its_run():
    cut = Term(pk=1, starts_on=NOW - 90 * DAY, ends_on=NOW + DAY, ended_on=NOW - DAY, end_reason=TermEnd.RESIGNED)
    assert runs_of([cut], NOW) == [Run(NOW - 90 * DAY, NOW - DAY, False)]


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 400)), max_size=8))
def test_runs_never_overlap_and_together_hold_every_day_served(spans):
    terms = [
        Term(pk=key, starts_on=NOW - start * DAY, ends_on=NOW - start * DAY + length * DAY)
        for key, (start, length) in enumerate(spans)
    ]
    runs = runs_of(terms, NOW)
    for earlier, later in pairwise(runs):
        assert earlier.ended_on < later.began_on
    served = {t.starts_on + n * DAY for t in terms for n in range((min(t.ends_on, NOW) - t.starts_on).days + 1)}
    held = {r.began_on + n * DAY for r in runs for n in range((r.ended_on - r.began_on).days + 1)}
    assert served <= held
