"""The effects by which an organisation ratifies, takes positions, and says whether it may be named in alliances."""

from datetime import datetime

from organisations.actions.agreements import Weighed, demand_concerns_weighed, ratify_agreement
from organisations.actions.common_ground import clean_stances, take_positions
from organisations.actions.disclosures import be_named, demand_disclosable
from organisations.actions.effects import Effect, Payload, register
from organisations.enums import Agreeing, AllianceStanding, DecisionKind, DisclosedTo
from organisations.models import AgreementVersion, Alliance, Body, CommonGround, Decision
from organisations.queries.alliances import alliances_of, standing_of
from organisations.queries.payloads import alliance_of, whole
from organisations.queries.spelled import spell_agreement
from organisations.validators.payloads import word
from organiser.base import clock
from organiser.base.actor import Actor
from organiser.base.errors import Invalid
from organiser.base.text import one_line

KINDS = frozenset({DecisionKind.ORDINARY, DecisionKind.RULES})


def _weighed(alliance: Alliance, payload: Payload) -> list[Weighed]:
    given = payload.get("concerns", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise Invalid("Send the concerns as a list.", code="concerns", field="concerns")
    known = {concern.public_id: concern for concern in alliance.concerns.order_by("pk")}
    weighed = {}
    for one in given:
        concern, taken_up = known.get(word(one, "concern")), one.get("taken_up")
        if concern is None or not isinstance(taken_up, bool):
            raise Invalid(
                "Name a concern of this alliance, and whether it is taken up.", code="concerns", field="concerns"
            )
        weighed[concern.pk] = Weighed(concern, taken_up, word(one, "reason"))
    return list(weighed.values())


def _version(body: Body, payload: Payload) -> AgreementVersion:
    rows = AgreementVersion.objects.filter(agreement__alliance__in=alliances_of(body, *AllianceStanding))
    found = rows.select_related("agreement__alliance").filter(public_id=word(payload, "version")).first()
    if found is None:
        raise Invalid(f"{body.name} knows of no such text.", code="no_version", field="version")
    return found


def _clean_ratify(body: Body, payload: Payload) -> Payload:
    whole(body)
    version = _version(body, payload)
    standing_of(version.agreement.alliance, body)
    weighed = _weighed(version.agreement.alliance, payload)
    demand_concerns_weighed(version.agreement.alliance, weighed)
    return {
        "version": version.public_id,
        "concerns": [
            {"concern": one.concern.public_id, "taken_up": one.taken_up, "reason": one_line(one.reason)}
            for one in weighed
        ],
        "until": clock.now().isoformat(),
    }


def _describe_ratify(body: Body, payload: Payload) -> str:
    version = _version(body, payload)
    said = [
        f" The concern “{one.concern.title}” is {'taken up' if one.taken_up else 'not taken up'}: "
        f"{one.reason.rstrip('.')}."
        for one in _weighed(version.agreement.alliance, payload)
    ]
    return f"If this carries, {body.name} is bound by “{version}” of {version.agreement.alliance.name}.{''.join(said)}"


def _apply_ratify(actor: Actor, decision: Decision, payload: Payload) -> None:
    version = _version(decision.body, payload)
    ratify_agreement(
        actor,
        organisation=whole(decision.body),
        version=version,
        weighed=_weighed(version.agreement.alliance, payload),
        until=datetime.fromisoformat(payload["until"]),
        decision=decision,
    )


def _poll(body: Body, payload: Payload) -> CommonGround:
    rows = CommonGround.objects.filter(alliance__in=alliances_of(body, *AllianceStanding))
    found = rows.select_related("alliance").filter(public_id=word(payload, "common_ground")).first()
    if found is None:
        raise Invalid(f"{body.name} was not asked that.", code="no_common_ground", field="common_ground")
    return found


def _stances(payload: Payload) -> dict[int, str]:
    given = payload.get("stances")
    if not isinstance(given, dict) or not all(str(number).isdecimal() for number in given):
        raise Invalid("Send a word for the number of each statement.", code="stances", field="stances")
    return {int(number): str(stance) for number, stance in given.items()}


def _clean_positions(body: Body, payload: Payload) -> Payload:
    whole(body)
    poll = _poll(body, payload)
    standing_of(poll.alliance, body)
    stances = clean_stances(poll, _stances(payload))
    return {
        "common_ground": poll.public_id,
        "stances": {str(number): stance for number, stance in sorted(stances.items())},
    }


def _describe_positions(body: Body, payload: Payload) -> str:
    poll, stances = _poll(body, payload), _stances(payload)
    said = [
        f" {Agreeing(stances[statement.number]).label}: “{statement.text}”."
        for statement in poll.statements.all()
        if statement.number in stances
    ]
    return f"If this carries, {body.name} says this to “{poll.title}”.{''.join(said)}"


def _apply_positions(actor: Actor, decision: Decision, payload: Payload) -> None:
    poll, organisation = _poll(decision.body, payload), whole(decision.body)
    take_positions(actor, organisation=organisation, common_ground=poll, stances=_stances(payload), decision=decision)


def _disclosed(body: Body, payload: Payload) -> tuple[str, Alliance | None, bool]:
    to, named = word(payload, "to"), payload.get("named", True)
    alliance = alliance_of(body, payload, AllianceStanding.MEMBER) if to == DisclosedTo.ALLIANCE else None
    demand_disclosable(body, to, alliance)
    if not isinstance(named, bool):
        raise Invalid("Say yes or no: whether your organisation may be named.", code="named", field="named")
    return to, alliance, named


def _clean_named(body: Body, payload: Payload) -> Payload:
    whole(body)
    to, alliance, named = _disclosed(body, payload)
    return {"to": to, "alliance": alliance.public_id if alliance else "", "named": named}


def _describe_named(body: Body, payload: Payload) -> str:
    to, alliance, named = _disclosed(body, payload)
    readers = f"the members of {alliance.name}" if alliance else DisclosedTo(to).label.lower()
    if named:
        return f"If this carries, {body.name} may be named to {readers}."
    return f"If this carries, {body.name} may no longer be named to {readers}."


def _apply_named(actor: Actor, decision: Decision, payload: Payload) -> None:
    to, alliance, named = _disclosed(decision.body, payload)
    organisation = whole(decision.body)
    be_named(actor, organisation=organisation, to=to, alliance=alliance, named=named, decision=decision)


register(
    Effect(
        name="ratify_agreement",
        title="Ratify an agreement of an alliance",
        kinds=KINDS,
        clean=_clean_ratify,
        describe=_describe_ratify,
        apply=_apply_ratify,
        spell_out=lambda body, payload: spell_agreement(body, _version(body, payload)),
    )
)
register(
    Effect(
        name="take_positions",
        title="Say what we hold of statements of an alliance",
        kinds=KINDS,
        clean=_clean_positions,
        describe=_describe_positions,
        apply=_apply_positions,
    )
)
register(
    Effect(
        name="be_named",
        title="Say whether we may be named",
        kinds=KINDS,
        clean=_clean_named,
        describe=_describe_named,
        apply=_apply_named,
    )
)
