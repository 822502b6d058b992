"""Moving new rules on the pages: the form holds every rule, and the motion shows what would change."""

import pytest
from django.urls import reverse

from assemblies.actions.closing import close_ballot
from assemblies.actions.seconding import second_motion
from assemblies.models import Motion
from assemblies.queries.unmet import least_quorum, unmet, warnings_for
from members.queries.belonging import voters_of
from organisations.models import DecisionRule
from organisations.presets import SIMPLE_MAJORITY
from organisations.queries.rulesets import rules_in_force
from organisations.queries.sentences import rule_sentences
from organisations.queries.specs import sentences_of, spec_of
from organisations.validators import validate_rule_spec
from organiser.base import clock
from tests.helpers import cast, decide_online, north_motion, online_ballot, people_of
from tests.pages import said, signed_in, to_put_right, words

PLAIN = {"title": "New rules", "summary": "The old ones pinch.", "text": "The assembly adopts these rules."}


@pytest.fixture
def north(harbour, mill):
    return harbour.body("North")


@pytest.fixture
def client(harbour, north):
    return signed_in(harbour.person("Bea North"))


def new(body, effect, rules=""):
    url = reverse("motion_new", args=[body.public_id])
    return f"{url}?effect={effect}" + (f"&rules={rules}" if rules else "")


def the_motion():
    return Motion.objects.order_by("-pk").first()


def rules_form(spec):
    """What the form of rules would send if nothing was changed."""
    sent = {**PLAIN, "kind": "rules", "name": spec["name"]}
    sent |= {f"body-{name}": "" if value is None else value for name, value in spec["body"].items()}
    return sent | {f"{kind}-{name}": value for kind, values in spec["kinds"].items() for name, value in values.items()}


def test_the_present_rules_come_back_from_their_form_unchanged(client, north):
    spec = spec_of(rules_in_force(north))
    page = client.post(new(north, "adopt_rules"), rules_form(spec), follow=True)
    assert the_motion().effect_payload == {"rules": validate_rule_spec(spec)}
    assert "The rules in force say the same already." in words(page)


def test_one_changed_number_is_shown_as_one_changed_sentence(client, north):
    spec = spec_of(rules_in_force(north))
    sent = {**rules_form(spec), "body-notice_days": 5, "body-speaking_minutes": ""}
    page = client.post(new(north, "adopt_rules"), sent, follow=True)
    rules = the_motion().effect_payload["rules"]
    assert (rules["body"]["notice_days"], rules["body"]["speaking_minutes"]) == (5, None)
    assert rules["kinds"] == spec["kinds"]
    text = words(page).partition("What would change in the rules ")[2]
    assert text.startswith(
        "Notice of an assembly: was 7 days, becomes 5 days. Length of a speech: was 3 minutes, becomes any. "
    )


def test_what_changes_in_the_rules_stands_on_the_ballot_paper_and_stays_on_the_motion(client, north, harbour):
    rules = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "notice_days": 5}}
    motion = north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": rules})
    ballot = online_ballot(harbour, motion)
    changed = "What would change in the rules Notice of an assembly: was 7 days, becomes 5 days."
    assert changed in words(client.get(reverse("ballot", args=[ballot.public_id])))
    cast(ballot, people_of(harbour, "North")[:5], "+++++")
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    assert changed in words(client.get(reverse("motion", args=[motion.public_id])))


UNREACHABLE = {
    **SIMPLE_MAJORITY,
    "body": {**SIMPLE_MAJORITY["body"], "recall_petition": 30},
    "kinds": {
        **SIMPLE_MAJORITY["kinds"],
        "ordinary": {**SIMPLE_MAJORITY["kinds"]["ordinary"], "quorum_floor": 20},
        "election": {**SIMPLE_MAJORITY["kinds"]["election"], "quorum_kind": "fixed", "quorum_fixed": 20},
        "rescind": {**SIMPLE_MAJORITY["kinds"]["rescind"], "seconders": 8},
    },
}
UNMET = [
    "The quorum for ordinary decisions and elections would be 20, and 5 have a vote now: nothing could be decided.",
    "A mover and 29 seconders would be needed for recalls, and 5 have a vote now.",
    "A mover and 8 seconders would be needed for rescinding earlier decisions, and 5 have a vote now.",
]


def test_rules_that_cannot_be_met_are_warned_about_and_not_refused(client, north, harbour):
    sent = {**rules_form(spec_of(rules_in_force(north))), **rules_form(UNREACHABLE)}
    page = client.post(new(north, "adopt_rules"), sent, follow=True)
    motion = the_motion()
    assert said(page)[:3] == UNMET
    assert f"What you could not meet now {' '.join(UNMET)} The rules can be adopted all the same." in words(page)
    for seconder in [person for person in people_of(harbour, "North") if person != motion.mover][:3]:
        second_motion(seconder, motion=motion)
    ballot = online_ballot(harbour, motion)
    paper = words(client.get(reverse("ballot", args=[ballot.public_id])))
    assert f"What you could not meet now {' '.join(UNMET)}" in paper
    assert warnings_for(harbour.person("Bea North"), motion) == UNMET
    assert decide_and_read(client, ballot, harbour).count("What you could not meet now") == 0


def decide_and_read(client, ballot, harbour):
    cast(ballot, people_of(harbour, "North")[:5], "+++++")
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    return words(client.get(reverse("motion", args=[ballot.motion.public_id])))


def test_warnings_with_figures_stay_inside_the_body(north, harbour, mill):
    motion = north_motion(harbour, kind="rules", effect="adopt_rules", payload={"rules": UNREACHABLE})
    outside = signed_in(harbour.person("Gil South"))
    text = words(outside.get(reverse("motion", args=[motion.public_id])))
    assert ("What would change in the rules" in text, "What you could not meet now" in text) == (True, False)
    assert "have a vote now" not in text
    assert warnings_for(harbour.person("Gil South"), motion) == warnings_for(mill.secretary, motion) == []


def test_a_quorum_of_a_preset_is_warned_about_before_the_motion_is_moved(client, north, harbour):
    assert "What you could not meet now" not in words(client.get(new(north, "adopt_rules", "iww_like_branch")))
    friends = signed_in(harbour.secretary)
    page = words(friends.get(new(harbour.body(), "adopt_rules", "iww_like_branch")))
    assert page.count("What you could not meet now") == (voters_of(harbour.body()).count() < 5)


def test_taking_turns_with_too_few_members_is_warned_about(harbour):
    role = north_motion(
        harbour, effect="create_role", payload={"name": "Steward", "description": "", "powers": [], "seats": 3}
    )
    decide_online(harbour, role)
    turns = "Steward has 3 seats, so taking turns needs 6 members, and 5 have a vote now."
    said_so = f"Nobody would hold a role for more than 2 terms in a row. {turns}"
    assert unmet(harbour.body("North"), SIMPLE_MAJORITY) == [said_so]
    open_ended = {**SIMPLE_MAJORITY, "body": {**SIMPLE_MAJORITY["body"], "terms_in_a_row": None}}
    assert unmet(harbour.body("North"), open_ended) == []


def changed(kind, **values):
    kinds = SIMPLE_MAJORITY["kinds"]
    return {**SIMPLE_MAJORITY, "kinds": {**kinds, kind: {**kinds[kind], **values}}}


def test_secrecy_among_so_few_that_each_vote_can_be_worked_out_is_warned_about(harbour):
    secret = changed("election", secrecy="secret")
    assert unmet(harbour.body("North"), secret) == []  # five have a vote
    for person in people_of(harbour, "North")[3:]:
        person.memberships.update(state="trial")
    plain = unmet(harbour.body("North"), SIMPLE_MAJORITY)
    assert [said for said in unmet(harbour.body("North"), secret) if said not in plain] == [
        "Ballots on elections would be secret, and 3 have a vote now: so few can work out each vote."
    ]
    assert unmet(harbour.body("North"), changed("election", secrecy="chosen")) == plain


def test_a_method_that_fills_one_seat_is_warned_about_where_a_role_has_several(harbour):
    role = {"name": "Steward", "description": "", "powers": [], "seats": 2}
    decide_online(harbour, north_motion(harbour, effect="create_role", payload=role))
    assert unmet(harbour.body("North"), changed("election", choosing="debian-schulze")) == [
        "Schulze’s method against doing nothing fills one seat, and Steward has 2 seats."
    ]
    for kind, method in (("ordinary", "debian-schulze"), ("election", "schulze")):
        assert unmet(harbour.body("North"), changed(kind, choosing=method)) == []
    assert unmet(harbour.body("South"), changed("election", choosing="debian-schulze")) == []


def test_a_box_of_the_form_that_is_not_ticked_says_no(client, north):
    spec = spec_of(rules_in_force(north))
    sent = {name: value for name, value in rules_form(spec).items() if name != "ordinary-lot_order"}
    client.post(new(north, "adopt_rules"), {**sent, "ordinary-changeable": "on", "recall-secrecy": "open"})
    kinds = the_motion().effect_payload["rules"]["kinds"]
    assert (kinds["ordinary"]["lot_order"], kinds["ordinary"]["changeable"]) == (False, True)
    assert (kinds["rules"]["lot_order"], kinds["rules"]["changeable"], kinds["recall"]["secrecy"]) == (
        True, False, "open",
    )  # fmt: skip


def test_a_tally_of_a_secret_ballot_is_refused_at_its_field(client, north):
    sent = rules_form(spec_of(rules_in_force(north)))
    page = client.post(
        new(north, "adopt_rules"), {**sent, "election-secrecy": "secret", "election-running_results": "on"}
    )
    sentence = (
        "Nobody sees how a secret ballot stands before it closes. Let votes for election be by name, or keep the tally "
        "hidden."
    )
    assert (page.status_code, to_put_right(page), Motion.objects.count()) == (422, [sentence], 0)


@pytest.mark.parametrize(
    ("values", "members", "needed"),
    [
        ({"quorum_kind": "none"}, 9, 0),
        ({"quorum_kind": "fixed", "quorum_fixed": 7}, 9, 7),
        ({"quorum_kind": "majority_members"}, 9, 5),
        ({"quorum_kind": "majority_members"}, 10, 6),
        ({"quorum_kind": "fraction_entitled", "quorum_numerator": 1, "quorum_denominator": 5}, 9, 2),
        ({"quorum_kind": "fraction_average", "quorum_numerator": 1, "quorum_denominator": 5, "quorum_floor": 6}, 9, 6),
    ],
)
def test_the_least_quorum_of_a_rule_is_known_from_the_members(values, members, needed):
    assert least_quorum(DecisionRule(**values), members) == needed


def test_a_preset_fills_the_form(client, north):
    page = client.get(new(north, "adopt_rules", "iww_like_branch")).content.decode()
    assert ('value="IWW-like branch"' in page, 'name="emergency-least_hours" value="24"' in page) == (True, True)
    page = client.get(new(north, "adopt_rules", "no_such_rules")).content.decode()
    assert 'value="Simple majority branch"' in page


def test_a_threshold_that_nobody_can_reach_is_refused(client, north):
    spec = spec_of(rules_in_force(north))
    sent = {**rules_form(spec), "ordinary-threshold_numerator": 3, "ordinary-threshold_denominator": 2}
    page = client.post(new(north, "adopt_rules"), sent)
    sentence = "Nobody can reach 3 of 2 for ordinary. Choose a smaller fraction."
    assert (page.status_code, to_put_right(page), Motion.objects.count()) == (422, [sentence], 0)


def test_the_sentences_of_a_spec_are_those_of_the_rules_it_was_made_of(north):
    rules = rules_in_force(north)
    assert sentences_of(spec_of(rules)) == [sentence.text for sentence in rule_sentences(rules)]


def test_B1_rules_that_would_take_something_from_the_assembly_are_warned_about(harbour):
    north = harbour.body("North")
    kinds = {kind: rule for kind, rule in SIMPLE_MAJORITY["kinds"].items() if kind in {"ordinary", "rules"}}
    assert unmet(north, {**SIMPLE_MAJORITY, "kinds": kinds}) == [
        "Nobody could be elected to a role any more: these rules do not say how.",
        "Nobody could be recalled from a role any more: these rules do not say how.",
        "No earlier decision could be taken back any more: these rules do not say how.",
    ]
    assert unmet(north, SIMPLE_MAJORITY) == []
