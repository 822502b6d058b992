"""An alliance of the three mass organisations: rents, wages and fees at one table (mission A21, E7 to E10).

Each of them decides by itself, in a ballot over days: to found, invite and join, to go from contact to alliance, to be
named, to ratify, what it holds of statements. Two let themselves be named and ratify, the drivers and sorters do not,
because nobody has answered them yet. Whoever calls assemblies brings texts, concerns and questions; these bind nobody.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from organisations.actions.agreements import propose_agreement
from organisations.actions.common_ground import ask_common_ground
from organisations.actions.concerns import answer_concern, raise_concern
from organisations.enums import AllianceStage, Scope
from organisations.models import AgreementVersion, Alliance, CommonGround, Concern, Organisation
from seeds.example import alliance_texts as texts
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import SECRETARY, Cast
from seeds.example.plans import Proposal
from seeds.example.scenes import decided_over_days

TENANTS, PARCEL, CAMPUS = (
    "Kranhafen Tenants’ Union",
    "Parcel Workers’ Union of Oberfurt",
    "Lindmoor Students Against Tuition Rises",
)
Payload = Callable[[], dict[str, Any]]


def table() -> Alliance:
    """The alliance."""
    return Alliance.objects.get(name=texts.NAME)


def _of_table(**more: Any) -> dict[str, Any]:
    return {"alliance": table().public_id, **more}


def _invites(name: str) -> dict[str, Any]:
    return _of_table(organisation=Organisation.objects.get(name=name).public_id)


def _ratifies() -> dict[str, Any]:
    """The motion speaks of the concern that is still open, as it has to (mission E10)."""
    concern = Concern.objects.get(title=texts.COSTS["title"])
    weighed = {"concern": concern.public_id, "taken_up": True, "reason": texts.COSTS_WEIGHED}
    return {"version": AgreementVersion.objects.get(agreement__alliance=table()).public_id, "concerns": [weighed]}


def _positions(stances: str) -> dict[str, Any]:
    words = {"a": "agree", "d": "differ", "u": "undecided"}
    poll = CommonGround.objects.get(alliance=table())
    return {
        "common_ground": poll.public_id,
        "stances": {str(number): words[letter] for number, letter in enumerate(stances, start=1)},
    }


FOUNDING = {"name": texts.NAME, "purpose": texts.PURPOSE, "scope": Scope.LOCAL}
STAGE = partial(_of_table, stage=AllianceStage.ALLIANCE)
JOINS = partial(_of_table, scope=Scope.LOCAL)
NAMED = partial(_of_table, to="alliance", named=True)
# For each organisation: how many days ago the ballot opened, which words, which effect, what it is about.
Step = tuple[int, tuple[str, str], str, Payload]
STEPS: dict[str, tuple[Step, ...]] = {
    TENANTS: (
        (98, texts.FOUND, "found_alliance", lambda: dict(FOUNDING)),
        (91, texts.INVITE_PARCEL, "invite_to_alliance", partial(_invites, PARCEL)),
        (91, texts.INVITE_CAMPUS, "invite_to_alliance", partial(_invites, CAMPUS)),
        (77, texts.STAGE, "move_alliance_stage", STAGE),
        (70, texts.NAMED, "be_named", NAMED),
        (56, texts.RATIFY, "ratify_agreement", _ratifies),
        (49, texts.POSITIONS, "take_positions", partial(_positions, "aau")),
    ),
    PARCEL: (
        (84, texts.JOIN, "join_alliance", JOINS),
        (77, texts.STAGE, "move_alliance_stage", STAGE),
        (49, texts.POSITIONS, "take_positions", partial(_positions, "ada")),
    ),
    CAMPUS: (
        (84, texts.JOIN, "join_alliance", JOINS),
        (77, texts.STAGE, "move_alliance_stage", STAGE),
        (70, texts.NAMED, "be_named", NAMED),
        (56, texts.RATIFY, "ratify_agreement", _ratifies),
        (49, texts.POSITIONS, "take_positions", partial(_positions, "aaa")),
    ),
}
MOVERS: dict[str, tuple[str, tuple[str, ...], tuple[int, int, int]]] = {
    TENANTS: ("Priya Oduya", ("Dov Castellane", "Hamid Solberg"), (7, 1, 0)),
    PARCEL: ("Yolanda Ruiz de Alarcón", ("Gunnar Petruschke",), (10, 1, 1)),
    CAMPUS: ("Noa Feigenblatt", ("Tove Hallgrímsdóttir",), (4, 1, 0)),
}


def _brings(calendar: Calendar, cast: Cast) -> Story:
    """What is brought before the others by those who call assemblies."""
    name = cast.organisation.name
    if name == TENANTS:
        yield calendar.day(-66, 18)
        _says(propose_agreement, cast, **texts.PACT)
        yield calendar.day(-64, 18)
        concern = Concern.objects.get(title=texts.DATES["title"])
        secretary = cast.holder(SECRETARY)
        answer_concern(secretary, organisation=cast.organisation, concern=concern, text=texts.DATES_ANSWER)
    if name == CAMPUS:
        yield calendar.day(-65, 18)
        _says(raise_concern, cast, **texts.DATES)
        yield calendar.day(-62, 18)
        _says(ask_common_ground, cast, title=texts.QUESTION, statements=list(texts.STATEMENTS))
    if name == PARCEL:
        yield calendar.day(-63, 18)
        _says(raise_concern, cast, **texts.COSTS)


def _says(verb: Callable[..., Any], cast: Cast, **what: Any) -> None:
    verb(cast.holder(SECRETARY), organisation=cast.organisation, alliance=table(), **what)


def stories(calendar: Calendar, cast: Cast) -> list[Story]:
    """What one of the three decides about the alliance, and what it brings there."""
    name = cast.organisation.name
    mover, seconders, votes = MOVERS[name]
    told: list[Story] = [_brings(calendar, cast)]
    for number, (days_ago, (title, text), effect, about) in enumerate(STEPS[name]):
        proposal = Proposal(
            title=title,
            summary=texts.SUMMARIES.get(effect, ""),
            text=text,
            mover=mover,
            seconders=seconders,
            effect=effect,
            payload=lambda _cast, _branch, about=about: about(),
        )
        opens_at = calendar.day(-days_ago, 9, number)
        told.append(decided_over_days(cast, "", proposal, opens_at=opens_at, votes=votes))
    return told
