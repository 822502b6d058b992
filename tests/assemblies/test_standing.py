"""Standing: who has a vote in a body on a day and why; list, sentence and roll say the same (mission B9)."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assemblies.actions.casting import cast_vote
from assemblies.actions.rolls import freeze_roll, roll_digest
from assemblies.models import RollEntry, RollRefusal
from assemblies.queries.quorum import quorum_of
from assemblies.queries.standing import register_standing, register_standing_for, standings_for
from members.enums import BELONGING, MembershipState, Standing
from members.models import Membership
from members.queries.standing import Measure, having_a_vote, measure_of, numbers_of, standing_sentence, with_standing
from organisations.models import RuleSet
from organisations.presets import SIMPLE_MAJORITY
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.errors import Invalid, NotFound, NotPermitted, RuleNotMet
from organiser.base.months import months_after, months_before
from tests.helpers import decide_online, north_motion, online_ballot, opened_assembly, refuses
from tests.pages import headline, signed_in, to_put_right, words

TODAY = date(2026, 11, 25)


def adopt(place, **body):
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], **body}}
    decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload={"rules": rules}))


def write(place, name, **values):
    """What the dues and the desk would have written."""
    Membership.objects.filter(pk=place.members[name].pk).update(**values)


def told(place, name):
    (branch, whole) = standings_for(place.person(name), place.members[name].public_id)
    assert (branch.body, whole.body) == (place.body("North"), place.body())
    return branch


def test_full_member_has_a_vote_and_reads_since_when(harbour, mill):
    since = harbour.members["Bea North"].joined_on
    one = told(harbour, "Bea North")
    assert (one.standing, one.has_a_vote, one.since) == (Standing.FULL_MEMBER, True, since)
    assert one.sentence == f"Has a vote: full member, joined on {since:%-d %B %Y}."


def test_dues_are_said_only_where_the_rules_look_at_them_and_settled_is_one_word(harbour, mill):
    adopt(harbour, arrears_months=3)
    since, today = harbour.members["Bea North"].joined_on, clock.today()
    said = f"Has a vote: full member, joined on {since:%-d %B %Y}, "
    assert told(harbour, "Bea North").sentence == f"{said}no dues owed."
    write(harbour, "Bea North", settled_until=today)
    assert told(harbour, "Bea North").sentence == f"{said}dues settled to {today:%-d %B %Y}."
    owed = today - timedelta(days=20)
    write(harbour, "Bea North", owed_since=owed)
    rests = months_after(owed, 3) + timedelta(days=1)
    sentence = f"dues owed since {owed:%-d %B %Y}, so that the vote rests from {rests:%-d %B %Y}."
    assert told(harbour, "Bea North").sentence == said + sentence
    assert told(harbour, "Bea North").has_a_vote
    assert standings_for(harbour.person("Bea North"), harbour.members["Bea North"].public_id, rests)[0].sentence == (
        f"No vote at present: dues are owed since {owed:%-d %B %Y}, for more than 3 months; the vote is back once they "
        "are settled."
    )


def test_the_day_on_which_the_sentence_says_the_vote_rests_is_the_first_without(harbour, mill):
    adopt(harbour, arrears_months=1)
    owed = clock.today() - timedelta(days=5)
    write(harbour, "Bea North", owed_since=owed)
    rests = months_after(owed, 1) + timedelta(days=1)
    number = harbour.members["Bea North"].public_id
    before, on = (standings_for(harbour.person("Bea North"), number, day) for day in (rests - timedelta(days=1), rests))
    assert [one[0].has_a_vote for one in (before, on)] == [True, False]
    assert [one[1].has_a_vote for one in (before, on)] == [True, True]  # the organisation has rules of its own


@pytest.mark.parametrize(
    ("state", "standing", "sentence"),
    [
        ("trial", "on_trial", "No vote yet: on trial, and full members vote."),
        ("supporter", "supporter", "No vote: supporters take part without a vote."),
        ("on_leave", "on_leave", "No vote at present: on leave; the vote is back with the member."),
        ("lapsed", "no_member", "No vote: the register says “lapsed”."),
    ],
)
def test_each_state_without_a_vote_says_so(harbour, mill, state, standing, sentence):
    write(harbour, "Bea North", state=state)
    one = told(harbour, "Bea North")
    assert (one.standing, one.sentence) == (standing, sentence)


def test_somebody_new_reads_from_when(harbour, mill):
    adopt(harbour, days_to_vote=30)
    today = clock.today()
    write(harbour, "Bea North", joined_on=today - timedelta(days=10))
    first = today + timedelta(days=20)
    joined = today - timedelta(days=10)
    assert told(harbour, "Bea North").sentence == (
        f"No vote yet: joined on {joined:%-d %B %Y}, and the rules give a vote 30 days after that, "
        f"from {first:%-d %B %Y}."
    )
    number = harbour.members["Bea North"].public_id
    assert standings_for(harbour.person("Bea North"), number, first)[0].has_a_vote


def test_roll_has_those_with_a_vote_and_refuses_arrears_with_the_day(harbour, mill):
    adopt(harbour, arrears_months=3)
    owed = months_before(clock.today(), 3) - timedelta(days=1)
    write(harbour, "Bea North", owed_since=owed)
    ballot = online_ballot(harbour, north_motion(harbour))
    on_roll = RollEntry.objects.filter(roll=ballot.roll).values_list("person__name", "reason")
    assert sorted(on_roll) == [(name, "full_member") for name in ("Ana Founder", "Cyd North", "Dan North", "Eve North")]
    refused = RollRefusal.objects.filter(roll=ballot.roll).values_list("person__name", "reason", "since")
    assert (list(refused), ballot.roll.entitled) == ([("Bea North", "in_arrears", owed)], 4)
    assert roll_digest(ballot.roll) == ballot.roll.digest
    said = f"You owe dues since {owed:%-d %B %Y}, longer than the rules allow. Settle them to be on the next roll."
    with refuses(RuleNotMet, "in_arrears", said):
        cast_vote(harbour.person("Bea North"), ballot=ballot, choice="for", key="key-of-bea-1")


def test_whoever_has_no_vote_counts_for_no_quorum(harbour, mill):
    adopt(harbour, arrears_months=0, days_to_vote=30)
    write(harbour, "Bea North", owed_since=clock.today() - timedelta(days=1))
    write(harbour, "Cyd North", joined_on=clock.today() + timedelta(days=5))
    assembly = opened_assembly(harbour)
    with clock.at(assembly.starts_at):
        assert quorum_of(assembly).entitled == 2  # Dan and Eve; Ana founded it ten days before


@st.composite
def members(draw):
    """Some members, and what they are held against."""
    days = st.integers(-40, 40)
    people = draw(
        st.lists(
            st.tuples(st.sampled_from(MembershipState.values), days, st.none() | days, st.booleans()),
            min_size=1,
            max_size=6,
        )
    )
    return people, draw(st.integers(0, 30)), draw(st.none() | st.integers(0, 2)), draw(st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=members())
def test_list_count_roll_and_sentence_agree_for_all_members(harbour, mill, given):
    people, wait, arrears, paid_vote = given
    rows = list(Membership.objects.filter(branch=harbour.branches["North"]).order_by("pk"))
    paid = []
    Membership.objects.filter(branch=harbour.branches["North"]).update(state="resigned", owed_since=None)
    for row, (state, joined, owed, holds) in zip(rows, people, strict=False):
        Membership.objects.filter(pk=row.pk).update(
            state=state,
            suspended_until=TODAY + timedelta(days=9) if state == "suspended" else None,
            joined_on=TODAY + timedelta(days=joined),
            owed_since=None if owed is None else TODAY + timedelta(days=owed),
        )
        if holds:
            paid.append(row.person_id)
    rules = rules_in_force(harbour.body("North"))
    rules.days_to_vote, rules.arrears_months, rules.paid_vote = wait, arrears, paid_vote
    measure = measure_of(rules, TODAY, paid)
    register = Membership.objects.filter(branch=harbour.branches["North"])
    listed = {row.pk: row for row in with_standing(register, measure)}
    voting = set(having_a_vote(register, measure).values_list("pk", flat=True))
    assert voting == {pk for pk, row in listed.items() if row.standing == Standing.FULL_MEMBER}
    for row in listed.values():
        owes = arrears is not None and row.owed_since is not None and row.owed_since < months_before(TODAY, arrears)
        kept = not paid_vote and row.person_id in paid
        new = row.joined_on + timedelta(days=wait) > TODAY
        assert (row.pk in voting) == (row.state == "full" and not new and not owes and not kept)
        assert standing_sentence(row, Standing(row.standing), measure).startswith("Has a vote") == (row.pk in voting)
    with clock.at(clock.now().replace(year=TODAY.year, month=TODAY.month, day=TODAY.day, hour=12)):
        rules.paid_vote = True  # who is paid comes from the roles, which have a test of their own
        roll = freeze_roll(harbour.body("North"), rules, None)
    without_paid = having_a_vote(register, measure_of(rules, TODAY))
    assert roll.entitled == without_paid.count() == RollEntry.objects.filter(roll=roll).count()
    belong = [row for row in listed.values() if row.state in BELONGING]
    assert RollRefusal.objects.filter(roll=roll).count() == len(belong) - roll.entitled


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(0, 120))
def test_a_month_later_and_earlier_meet_but_for_the_ends_of_months(day, months):
    there = months_after(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    back = months_before(there, months)
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day == min(day.day, there.day)


def test_months_before_all_calendars_is_the_first_day():
    assert months_before(date(1, 3, 4), 3) == date.min
    assert months_before(date(2, 1, 31), 12) == date(1, 1, 31)


def test_register_is_counted_in_one_query_and_listed_in_one(harbour, mill, django_assert_num_queries):
    write(harbour, "Bea North", state="trial")
    asked = register_standing(harbour.secretary, harbour.body("North"))
    with django_assert_num_queries(1):
        counts = asked.counted()
    assert {told.value: number for told, number in counts.items() if number} == {"full_member": 4, "on_trial": 1}
    with django_assert_num_queries(1):
        assert [row.person.name for row in asked.without_a_vote()] == ["Bea North"]
    assert [row.person.name for row in asked.with_a_vote()] == ["Ana Founder", "Cyd North", "Dan North", "Eve North"]


@pytest.mark.parametrize("days", [0, 5, 10_000])
@pytest.mark.parametrize("months", [None, 0, 3])
def test_what_is_counted_is_what_stands_beside_each_name(harbour, mill, days, months):
    today = clock.today()
    write(harbour, "Bea North", state="trial", owed_since=today - timedelta(days=400))
    write(harbour, "Cyd North", owed_since=today - timedelta(days=200))
    write(harbour, "Dan North", joined_on=today, owed_since=today - timedelta(days=200))
    write(harbour, "Eve North", owed_since=today - timedelta(days=20))
    write(harbour, "Gil South", state="on_leave")
    members = Membership.objects.filter(organisation=harbour.organisation, state__in=BELONGING)
    for without_vote in ((), (harbour.person("Cyd North").pk, harbour.person("Hal South").pk)):
        measure = Measure(today, days, months, without_vote)
        rows = Counter(Standing(row.standing) for row in with_standing(members, measure))
        assert {told: number for told, number in numbers_of(members, measure).items() if number} == dict(rows)


def test_only_those_who_keep_the_register_read_the_standing_of_others(harbour, mill):
    north, bea = harbour.body("North"), harbour.members["Bea North"]
    assert standings_for(harbour.secretary, bea.public_id)[0].has_a_vote
    for stranger in (harbour.person("Cyd North"), harbour.person("Fay South"), mill.secretary):
        with refuses(NotFound, "no_member"):
            standings_for(stranger, bea.public_id)
    for other in (harbour.person("Cyd North"), harbour.person("Fay South")):
        with refuses(NotPermitted, "power_missing"):
            register_standing_for(other, north.public_id)
    with refuses(NotFound, "no_body"):
        register_standing_for(mill.secretary, north.public_id)


def test_an_earlier_day_is_refused(harbour, mill):
    yesterday = clock.today() - timedelta(days=1)
    with refuses(Invalid, "standing_past"):
        register_standing(harbour.secretary, harbour.body("North"), yesterday)


def test_page_of_a_register_tells_who_has_no_vote_and_why(harbour, mill):
    write(harbour, "Bea North", state="on_leave")
    page = signed_in(harbour.secretary).get(f"/b/{harbour.body('North').public_id}/standing/")
    assert headline(page) == "4 members have a vote"
    assert "Bea North No vote at present: on leave; the vote is back with the member." in words(page)
    assert "Cyd North" not in words(page)
    late = signed_in(harbour.secretary).get(f"/b/{harbour.body('North').public_id}/standing/?on=2001-01-01")
    assert late.status_code == 422
    assert "Choose today or a later day." in to_put_right(late)[0]
    for person, status in ((harbour.person("Bea North"), 403), (mill.secretary, 404)):
        page = signed_in(person).get(f"/b/{harbour.body('North').public_id}/standing/")
        assert page.status_code == status
        assert "on leave" not in words(page)


def test_page_of_a_register_with_nobody_but_voters(mill, harbour):
    page = signed_in(mill.secretary).get(f"/b/{mill.body().public_id}/standing/")
    assert "Everybody who belongs has a vote." in words(page)


def test_member_and_keeper_read_the_same_sentence(harbour, mill):
    since = harbour.members["Bea North"].joined_on
    sentence = f"North Has a vote: full member, joined on {since:%-d %B %Y}."
    assert sentence in words(signed_in(harbour.person("Bea North")).get("/me/"))
    assert sentence in words(signed_in(harbour.secretary).get(f"/p/{harbour.members['Bea North'].public_id}/"))


def test_rules_that_say_nothing_measure_by_the_state_alone():
    assert measure_of(None, TODAY) == Measure(TODAY)
    assert measure_of(RuleSet(paid_vote=True), TODAY, [3]).without_vote == ()
    assert measure_of(RuleSet(paid_vote=False), TODAY, [3]).without_vote == (3,)
