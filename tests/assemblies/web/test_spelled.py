"""Nobody votes on what is not shown: every word and choice of every effect stands on the motion and on the ballot."""

from datetime import timedelta
from itertools import chain

import pytest
from django.urls import reverse

from assemblies.actions.ballots import open_ballot
from assemblies.actions.motions import write_motion
from assemblies.enums import MotionStatus
from organisations.actions.agreements import propose_agreement
from organisations.actions.common_ground import ask_common_ground
from organisations.actions.concerns import raise_concern
from organisations.actions.effects import all_effects, clean_effect, effect_named, spell_effect
from organisations.enums import (
    AffiliationStatus,
    Agreeing,
    AllianceKind,
    AllianceStage,
    BodyForm,
    DisclosedTo,
    Power,
    RepresentationMethod,
    Scope,
    SeatsVotes,
)
from organisations.models import Body, Committee, Council
from organisations.presets import SIMPLE_MAJORITY
from organisations.queries.spelled import Spelled
from organiser.base import clock
from tests.dues import first, north_dues, with_dues
from tests.federation import allied, done, found, invite
from tests.helpers import decide_online, north_motion
from tests.pages import signed_in, words
from tests.world import make_place

# These hold public ids, yes or no, and nothing else: their sentence names what the ids mean.
WITHOUT_WORDS = {
    *("accept_affiliation", "dissolve_body", "dissolve_committee", "elect", "end_affiliation", "fill_role"),
    *("invite_to_alliance", "leave_alliance", "leave_federation", "merge_branch", "name_successor", "pay_role"),
    *("recall", "rescind", "show_page", "supersede", "admit", "convert_basis", "ask_members"),
    *("exclude", "suspend", "reinstate"),  # grounds stand on the motion by themselves
}
CHOICES = {
    value: str(label).lower()
    for kind in (
        *(Power, DisclosedTo, BodyForm, Scope, AllianceKind, AllianceStage, Agreeing, AffiliationStatus),
        *(RepresentationMethod, SeatsVotes),
    )
    for value, label in kind.choices
}
LONG = "mark-long " + "bread and roses " * 30


def _own_dues(harbour):
    with_dues(harbour)
    north_dues(harbour)
    return {"from_on": first(1).isoformat()}


def _caucus(harbour):
    decide_online(
        harbour,
        north_motion(harbour, effect="found_committee", payload={"name": "Care", "scope": "Roof", "form": "caucus"}),
    )
    return Body.objects.select_related("organisation").get(pk=Committee.objects.get().pk)


def _branches(harbour):
    return [harbour.body(name).public_id for name in ("North", "South")]


def _council(harbour):
    done(harbour, "found_council", name="Council", scheme={"method": "one_per_body"}, bodies=_branches(harbour))
    return Council.objects.get().public_id


def _pact(harbour, mill):
    alliance = allied(harbour, mill)
    sides = {"alliance": alliance}
    version = propose_agreement(
        mill.secretary, title="Pact", text=LONG, agreement=None, organisation=mill.organisation, **sides
    )
    concern = raise_concern(
        mill.secretary, title="The costs", text="Who pays?", organisation=mill.organisation, **sides
    )
    weighed = [{"concern": concern.public_id, "taken_up": True, "reason": "mark-reason"}]
    return {"version": version.public_id, "concerns": weighed}


def _poll(harbour, mill):
    alliance = allied(harbour, mill)
    poll = ask_common_ground(
        mill.secretary, title="Rents", statements=["Rents fall."], organisation=mill.organisation, alliance=alliance
    )
    return {"common_ground": poll.public_id, "stances": {"1": "undecided"}}


def _invited(harbour, mill):
    alliance = found(mill)
    invite(mill, alliance, harbour)
    return {"alliance": alliance.public_id, "scope": "continental"}


SCHEME = {"method": "per_member", "per": 3, "seats_vs_votes": "members"}
# By the name of the effect: where it is moved, and a payload with a mark in every text and a word in every choice.
EXAMPLES = {
    "adopt_programme": ("political", lambda w: {"title": "mark-title", "text": LONG}),
    "adopt_rules": ("North", lambda w: {"rules": {**SIMPLE_MAJORITY, "name": "mark-name"}}),
    "affiliate": ("", lambda w: {"organisation": w["mill"].organisation.public_id, "wanted": "full"}),
    "be_named": ("", lambda w: {"to": "public", "named": True}),
    "bring_to_parent": ("caucus", lambda w: {"title": "mark-title", "text": LONG}),
    "change_aims": ("", lambda w: {"aims": LONG}),
    "change_constituency": ("", lambda w: {"constituency": "mark-whom", "incompatible": ["mark-lord", "mark-boss"]}),
    "change_council": (
        "",
        lambda w: {"council": _council(w["harbour"]), "scheme": SCHEME, "bodies": _branches(w["harbour"])},
    ),
    "change_jurisdiction": ("North", lambda w: {"jurisdiction": "mark-streets", "place": "mark-place"}),
    "create_role": (
        "North",
        lambda w: {
            "name": "mark-name",
            "description": "mark-description",
            "powers": ["keep_dues", "count"],
            "seats": 7,
            "paid": True,
        },
    ),
    "found_alliance": (
        "",
        lambda w: {"name": "mark-name", "purpose": LONG, "alliance_kind": "network", "scope": "national"},
    ),
    "found_branch": ("", lambda w: {"name": "mark-name", "form": "campus", "place": "mark-place"}),
    "found_committee": ("North", lambda w: {"name": "mark-name", "scope": LONG, "form": "working_group"}),
    "found_council": ("", lambda w: {"name": "mark-name", "scheme": SCHEME, "bodies": _branches(w["harbour"])}),
    "join_alliance": ("", lambda w: _invited(w["harbour"], w["mill"])),
    "move_alliance_stage": (
        "",
        lambda w: {"alliance": found(w["harbour"], w["mill"]).public_id, "stage": "alliance"},
    ),
    "ratify_agreement": ("", lambda w: _pact(w["harbour"], w["mill"])),
    "rename_body": ("North", lambda w: {"name": "mark-name", "form": "chapter"}),
    "drop_dues": ("North", lambda w: _own_dues(w["harbour"])),
    "set_dues": (
        "North",
        lambda w: {
            "currency": "EUR",
            "period": "quarter",
            "from_on": f"{clock.today().year + 1}-01-01",
            "bands": [{"label": "mark-low", "cents": 500}, {"label": "mark-high", "cents": 1000}],
            "least": 200,
            "usual": 500,
            "branch_share": [3, 5],
            "solidarity": True,
        },
    ),
    "split_branch": (
        "North",
        lambda w: {
            "name": "mark-name",
            "form": "campus",
            "place": "mark-place",
            "members": [w["harbour"].members["Eve North"].public_id],
        },
    ),
    "take_positions": ("", lambda w: _poll(w["harbour"], w["mill"])),
}


def leaves(value):
    """Every text inside a payload."""
    if isinstance(value, dict):
        return list(chain.from_iterable(leaves(one) for one in value.values()))
    if isinstance(value, list):
        return list(chain.from_iterable(leaves(one) for one in value))
    return [value] if isinstance(value, str) else []


def motion_with(body, mover, name, payload):
    """A seconded motion with this effect."""
    kind = min(effect_named(name).kinds)
    cleaned = clean_effect(body, kind, name, payload)
    return write_motion(
        body,
        mover=mover,
        text="The assembly thanks the cooks.",
        status=MotionStatus.SECONDED,
        title="Thanks",
        summary="They cooked for all of us.",
        kind=kind,
        effect=name,
        effect_payload=cleaned,
        scope_note="Roof" if body.type == "committee" else "",
    )


def world_of(harbour, where):
    """The body, and a full member of it who can count."""
    if where == "political":
        place = make_place("Black Thread", kind="political", founder="Una Thread")
        return place.body(), place.secretary
    body = _caucus(harbour) if where == "caucus" else harbour.body(where)
    return body, harbour.secretary


def test_every_effect_has_an_example_or_holds_no_words():
    assert {effect.name for effect in all_effects()} == set(EXAMPLES) | WITHOUT_WORDS
    assert set(EXAMPLES) & WITHOUT_WORDS == set()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_word_of_an_effect_stands_on_the_motion_and_on_the_ballot(harbour, mill, name):
    where, payload_of = EXAMPLES[name]
    body, voter = world_of(harbour, where)
    motion = motion_with(body, voter, name, payload_of({"harbour": harbour, "mill": mill}))
    ballot = open_ballot(voter, motion=motion, closes_at=clock.now() + timedelta(days=6))
    texts = leaves(motion.effect_payload)
    marks = [text.strip() for text in texts if text.startswith("mark-")]
    if name == "ratify_agreement":
        marks.append(LONG.strip())
    chosen = [CHOICES[text] for text in texts if text in CHOICES] if name not in WORDS_ELSEWHERE else []
    client = signed_in(voter)
    paper = client.get(reverse("ballot", args=[ballot.public_id]))
    check = client.post(reverse("ballot_check", args=[ballot.public_id]), {"choice": "for"})
    for page in (client.get(reverse("motion", args=[motion.public_id])), paper, check):
        shown = words(page)
        assert [mark for mark in marks if mark not in shown] == []
        assert [word for word in chosen if word not in shown.lower()] == []


# Rules stand as sentences that say what changes; the method of a council as a sentence with its figures.
WORDS_ELSEWHERE = {"adopt_rules"}


def test_powers_and_seats_of_a_role_are_spelled_out(harbour):
    where, payload_of = EXAMPLES["create_role"]
    motion = motion_with(harbour.body(where), harbour.secretary, "create_role", payload_of({}))
    assert spell_effect(motion.body, motion.effect, motion.effect_payload) == [
        Spelled("What it is for", "mark-description"),
        Spelled("Powers", "Count votes, Keep the dues"),
        Spelled("Seats", "7"),
        Spelled("Paid", "Yes"),
    ]  # fmt: skip


def test_new_aims_stand_beside_the_present_ones_until_they_are_decided(harbour, mill):
    payload = {"aims": "Good homes for everybody."}
    body = harbour.body()
    assert spell_effect(body, "change_aims", payload) == [
        Spelled("Aims", "Good homes for everybody.", "Good homes for all.")
    ]
    assert spell_effect(body, "change_aims", payload, decided=True) == [Spelled("Aims", "Good homes for everybody.")]
    client = signed_in(harbour.secretary)
    motion = motion_with(body, harbour.secretary, "change_aims", payload)
    text = words(client.get(reverse("motion", args=[motion.public_id])))
    assert "Aims Was: Good homes for all. Becomes: Good homes for everybody." in text


def test_an_effect_without_words_and_one_whose_object_is_gone_spell_nothing(harbour):
    body = harbour.body()
    assert spell_effect(body, "", {}) == []
    assert spell_effect(body, "show_page", {"page": True}) == []
    assert spell_effect(body, "ratify_agreement", {"version": "gone", "concerns": []}) == []


def test_long_texts_are_folded_on_the_ballot_and_open_on_the_motion(harbour):
    motion = motion_with(harbour.body(), harbour.secretary, "change_aims", {"aims": LONG})
    ballot = open_ballot(harbour.secretary, motion=motion, closes_at=clock.now() + timedelta(days=6))
    client = signed_in(harbour.secretary)
    pages = [reverse("ballot", args=[ballot.public_id]), reverse("motion", args=[motion.public_id])]
    shown = [client.get(page).content.decode() for page in pages]
    assert ['<details class="spelled">' in page for page in shown] == [True, False]
    assert ['<details class="spelled" open>' in page for page in shown] == [False, True]


def test_a_decision_keeps_what_it_said_for_members_of_the_body(harbour, mill):
    payload = {"name": "Roof group", "scope": "The roof and nothing else."}
    decision = decide_online(harbour, north_motion(harbour, effect="found_committee", payload=payload)).decision
    page = reverse("decision", args=[decision.public_id])
    shown = "What it would change, in full Scope The roof and nothing else."
    assert shown in words(signed_in(harbour.person("Bea North")).get(page))
    assert shown not in words(signed_in(harbour.person("Gil South")).get(page))
    assert signed_in(mill.secretary).get(page).status_code == 404


def test_an_effect_that_names_people_is_spelled_out_to_its_own_body_alone(harbour):
    where, payload_of = EXAMPLES["split_branch"]
    motion = motion_with(harbour.body(where), harbour.secretary, "split_branch", payload_of({"harbour": harbour}))
    page = reverse("motion", args=[motion.public_id])
    assert "mark-place" in words(signed_in(harbour.person("Bea North")).get(page))
    assert "mark-place" not in words(signed_in(harbour.person("Gil South")).get(page))
