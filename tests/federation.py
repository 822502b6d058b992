"""Organisations beside one another: decisions of each, affiliations, an alliance, a network."""

from typing import Any

from organisations.actions.agreements import propose_agreement
from organisations.actions.common_ground import ask_common_ground
from organisations.actions.concerns import answer_concern, raise_concern
from organisations.actions.decisions import Decided, record_decision
from organisations.actions.effects import clean_effect
from organisations.models import Alliance, Body, Decision
from tests.world import Place


def carried(place: Place, effect: str, branch: str = "", **payload: Any) -> Decision:
    """What a body decided, written down as a ballot that closes does it, with its effect."""
    body = place.body(branch)
    cleaned = clean_effect(body, "ordinary", effect, payload)
    decided = Decided(
        kind="ordinary",
        title=effect,
        text=effect,
        outcome="carried",
        working=[],
        source="ballot",
        effect=effect,
        payload=cleaned,
    )
    return record_decision(place.secretary, body=body, decided=decided)


def done(place: Place, effect: str, **payload: Any) -> Decision:
    """The same, and it took effect."""
    decision = carried(place, effect, **payload)
    assert decision.effect_failed == ""
    return decision


def found(place: Place, *invited: Place, name: str = "Common Table", **more: Any) -> Alliance:
    """An alliance that a place founded and to which it invited others, who joined."""
    done(place, "found_alliance", **{"name": name, "purpose": "Bread and homes.", "scope": "local", **more})
    alliance = Alliance.objects.latest("pk")
    for other in invited:
        invite(place, alliance, other)
        done(other, "join_alliance", alliance=alliance.public_id, scope="local")
    return alliance


def invite(place: Place, alliance: Alliance, other: Place) -> None:
    """One organisation more may join."""
    done(place, "invite_to_alliance", alliance=alliance.public_id, organisation=other.organisation.public_id)


def allied(place: Place, *others: Place, **more: Any) -> Alliance:
    """An alliance that every member has taken out of mere contact."""
    alliance = found(place, *others, **more)
    for one in (place, *others):
        done(one, "move_alliance_stage", alliance=alliance.public_id, stage="alliance")
    return Alliance.objects.get(pk=alliance.pk)


def named(place: Place, to: str = "all_alliances", alliance: Alliance | None = None) -> Decision:
    """An organisation may be named."""
    return done(place, "be_named", to=to, alliance=alliance.public_id if alliance else "", named=True)


def standing(alliance: Alliance, place: Place) -> Any:
    """Where a place stands in an alliance, the latest of its standings."""
    return alliance.standings.filter(organisation=place.organisation.pk).latest("pk")


def body_of(alliance: Alliance) -> Body:
    """The body of an alliance."""
    return Body.objects.get(pk=alliance.pk)


def busy_alliance(first: Place, second: Place, third: Place) -> Alliance:
    """An alliance of three with something of everything: two are named, a pact that one ratified, concerns, a poll."""
    alliance = allied(first, second, third)
    named(first)
    named(second, "alliance", alliance)
    done(second, "be_named", to="alliance", alliance=alliance.public_id, named=False)
    named(second, "public")
    sides = {"alliance": alliance}
    speakers = [{"organisation": one.organisation, **sides} for one in (first, second, third)]
    for text in ("We strike together.", "We strike together in May."):
        agreement = alliance.agreements.first()
        pact = propose_agreement(first.secretary, title="Pact", text=text, agreement=agreement, **speakers[0])
    answered = raise_concern(third.secretary, title="The dates", text="They come too soon.", **speakers[2])
    answer_concern(second.secretary, organisation=second.organisation, concern=answered, text="We move them.")
    still = raise_concern(second.secretary, title="The costs", text="Who pays?", **speakers[1])
    weighed = [{"concern": still.public_id, "taken_up": True, "reason": "We share them."}]
    earlier = pact.agreement.versions.get(number=1)
    done(first, "ratify_agreement", version=earlier.public_id, concerns=weighed)
    poll = ask_common_ground(third.secretary, title="Rents", statements=["Rents fall.", "We build."], **speakers[2])
    done(first, "take_positions", common_ground=poll.public_id, stances={"1": "agree"})
    return alliance
