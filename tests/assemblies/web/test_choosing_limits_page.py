"""A choice and an election within the limits of the rules, from the form that moves them to the result."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assemblies.actions.seconding import second_motion
from assemblies.models import Ballot, Motion
from organisations.presets import IWW_LIKE_BRANCH, SIMPLE_MAJORITY
from organisations.queries.rulesets import rules_in_force
from organisations.queries.specs import spec_of
from organiser.base import clock
from tests.choices import adopt, choice_motion
from tests.elections import nominate, office
from tests.helpers import decide_online, north_motion, people_of
from tests.pages import said, signed_in, to_put_right, words

WORDS = {"title": "What next", "summary": "We choose.", "text": "The assembly chooses."}
NOTE = "A choice among several options is made by"


@pytest.fixture
def ana(harbour, mill):
    return signed_in(harbour.secretary)


def new(place, effect):
    return f"{reverse('motion_new', args=[place.body('North').public_id])}?effect={effect}"


def moved(place, client, effect, **given):
    """A motion moved through its form and seconded."""
    answer = client.post(new(place, effect), {**WORDS, **given}, follow=True)
    assert answer.status_code == 200, to_put_right(answer)
    motion = Motion.objects.latest("pk")
    second_motion(place.person("Cyd North"), motion=motion)
    return motion


def opened(client, motion):
    """Its ballot, opened on the page for three days."""
    when = timezone.localtime(clock.now() + timedelta(days=3))
    page = reverse("ballot_open", args=[motion.public_id])
    sent = {"where": "online", "day": f"{when:%Y-%m-%d}", "closes_at": f"{when:%H:%M}"}
    assert said(client.post(page, sent, follow=True)) == [
        f"The ballot on motion {motion.reference} is open. 5 can vote."
    ]
    return Ballot.objects.get(motion=motion)


def checked(person, ballot, **marks):
    return signed_in(person).post(reverse("ballot_check", args=[ballot.public_id]), marks)


def voted(person, ballot, **marks):
    """A paper filled in, checked and cast on the page."""
    check = checked(person, ballot, **marks)
    assert check.status_code == 200, words(check)
    sent = {name: check.context[name] for name in ("choice", "key")}
    answer = signed_in(person).post(reverse("ballot_cast", args=[ballot.public_id]), sent, follow=True)
    assert answer.status_code == 200


def result(client, ballot):
    """What the page says once the ballot was closed on it."""
    with clock.at(ballot.closes_at):
        client.post(reverse("ballot_close", args=[ballot.public_id]), {"sure": "yes"})
        return words(client.get(reverse("ballot", args=[ballot.public_id])))


def test_an_election_by_points_goes_from_its_form_to_its_result_without_a_setting(harbour, mill, ana):
    role = office(harbour, seats=1)
    adopt(harbour, "election", choosing="points", lot_order=False)
    assert f"{NOTE} points given to them, 10 in all." in words(ana.get(new(harbour, "elect")))
    motion = moved(harbour, ana, "elect", kind="election", role=role.public_id, choose="1")
    nominate(harbour, motion, "Bea North", "Cyd North", "Dan North")
    ballot = opened(ana, motion)
    people = people_of(harbour, "North")
    paper = words(signed_in(people[1]).get(reverse("ballot", args=[ballot.public_id])))
    assert "You have 10 points." in paper
    wrong = checked(people[0], ballot, o1="6", o2="5")
    assert (wrong.status_code, "it gives 11 points, and there are 10 to give" in words(wrong).lower()) == (422, True)
    for person, marks in zip(people, ({"o1": "6", "o2": "4"}, {"o2": "7"}, {"o3": "10"}), strict=False):
        voted(person, ballot, **marks)
    assert "Chosen: Cyd North" in result(ana, ballot)
    assert list(role.terms.values_list("person__name", flat=True)) == ["Cyd North"]


def test_a_choice_of_n_of_m_goes_from_its_form_to_its_result_without_a_setting(harbour, mill, ana):
    adopt(harbour, lot_order=False, marks="number", most_marks=2)
    form = words(ana.get(new(harbour, "choose")))
    assert f"{NOTE} approval, with at most 2 options marked." in form
    motion = moved(harbour, ana, "choose", kind="ordinary", alternatives="Anchor\r\nBuoy\r\nCable", choose="2")
    ballot = opened(ana, motion)
    people = people_of(harbour, "North")
    assert "Mark 2 at most." in words(signed_in(people[1]).get(reverse("ballot", args=[ballot.public_id])))
    wrong = checked(people[0], ballot, o1="for", o2="for", o3="for")
    assert (wrong.status_code, "it has 3 marks, and no more than 2 may be made" in words(wrong).lower()) == (422, True)
    for person, marks in zip(people, ({1, 2}, {1, 3}, {1, 3}), strict=False):
        voted(person, ballot, **{f"o{place}": "for" for place in marks})
    assert "Chosen: Anchor and Cable" in result(ana, ballot)


def test_the_form_says_for_each_kind_how_its_paper_is_marked_where_they_differ(harbour, mill, ana):
    form = words(ana.get(new(harbour, "choose")))
    assert form.count(NOTE) == 1
    emergency = {**IWW_LIKE_BRANCH["kinds"]["emergency"], "choosing": "points"}
    rules = {**SIMPLE_MAJORITY, "kinds": {**SIMPLE_MAJORITY["kinds"], "emergency": emergency}}
    decide_online(harbour, north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": rules}))
    form = words(ana.get(new(harbour, "choose")))
    assert "Ordinary decision: a choice among several options is made by approval, with every option" in form
    assert "Emergency decision: a choice among several options is made by points given to them, 10 in all." in form
    plain = words(ana.get(new(harbour, "")))
    assert "choice among several options" not in plain


def test_whoever_opens_a_ballot_reads_how_it_is_marked_and_that_the_mover_asked_for_less(harbour, mill, ana):
    adopt(harbour, choosing="points", lot_order=False)
    plain, less = choice_motion(harbour), choice_motion(harbour, title="Less", choose_settings={"budget": 3})
    pages = [words(ana.get(reverse("ballot_open", args=[motion.public_id]))) for motion in (plain, less)]
    narrower = "The mover asked for narrower limits, and they stand on the paper."
    assert [(f"{NOTE} points given to them, 10 in all." in page, narrower in page) for page in pages] == [
        (True, False),
        (True, True),
    ]


def test_the_paper_says_what_strikes_do_and_how_many_must_mark_an_option(harbour, mill, ana):
    half = {"approval_numerator": 1, "approval_denominator": 2, "approval_comparison": "more_than"}
    adopt(harbour, lot_order=False, strikes=1, **half)
    ballot = opened(ana, choice_motion(harbour))
    paper = words(ana.get(reverse("ballot", args=[ballot.public_id])))
    for sentence in (
        "You can mark against 1 at most.",
        "Each mark against takes one mark away.",
        "Only what more than half of all papers mark can be chosen.",
    ):
        assert sentence in paper


def test_the_paper_says_how_many_must_prefer_an_option_to_doing_nothing(harbour, mill, ana):
    adopt(harbour, lot_order=False, choosing="debian-schulze", default_quorum=3)
    ballot = opened(ana, choice_motion(harbour))
    sentence = "Only what 3 papers or more put above “None of these” can be chosen."
    assert sentence in words(ana.get(reverse("ballot", args=[ballot.public_id])))


def test_limits_are_written_into_the_form_of_new_rules_and_refused_at_their_field(harbour, mill, ana):
    spec = spec_of(rules_in_force(harbour.body("North")))
    sent = {**WORDS, "kind": "rules", "name": spec["name"]}
    sent |= {f"body-{name}": "" if value is None else value for name, value in spec["body"].items()}
    sent |= {f"{kind}-{name}": value for kind, values in spec["kinds"].items() for name, value in values.items()}
    by_points = {"ordinary-choosing": "points", "ordinary-points_in_all": 6, "ordinary-points_each": 3}
    wrong = ana.post(new(harbour, "adopt_rules"), {**sent, **by_points, "ordinary-points_each": 7})
    assert (wrong.status_code, to_put_right(wrong)) == (
        422,
        ["A paper for ordinary would have fewer points than one option may be given. Choose a smaller number."],
    )
    page = words(ana.post(new(harbour, "adopt_rules"), {**sent, **by_points}, follow=True))
    assert "becomes by points given to them, 6 in all, at most 3 to each." in page
    kept = Motion.objects.latest("pk").effect_payload["rules"]["kinds"]["ordinary"]
    assert (kept["choosing"], kept["points_in_all"], kept["points_each"]) == ("points", 6, 3)
