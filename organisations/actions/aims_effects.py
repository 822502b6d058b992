"""Changing the aims of an organisation: the action, and the effect that a carried motion brings about."""

from django.db.models import Max

from organisations.actions.effects import Effect, Payload, register
from organisations.enums import BodyType, DecisionKind
from organisations.models import AimsVersion, Body, Decision, Organisation
from organisations.queries.spelled import spell_aims
from organisations.rules import demand_decision_of
from organisations.validators.payloads import word
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, RuleNotMet
from organiser.base.text import visible

LONGEST_AIMS = 20_000


def _clean_aims_text(text: str) -> str:
    text = visible(text).strip()
    if not text or len(text) > LONGEST_AIMS:
        raise Invalid(f"Write down the aims, in at most {LONGEST_AIMS} letters.", code="aims", field="aims")
    return text


def write_aims(organisation: Organisation, number: int, text: str, decision: Decision) -> AimsVersion:
    """Insert a version; for the actions that found an organisation or change its aims, which record it themselves."""
    return AimsVersion.objects.create(
        organisation=organisation, number=number, text=text, decision=decision, adopted_on=decision.effective_on
    )


@action
def change_aims(actor: Actor, *, organisation: Organisation, text: str, decision: Decision) -> AimsVersion:
    """Put new aims into force by a decision of the organisation (mission A2); the earlier ones stay readable.

    Raises:
        RuleNotMet: without a decision of this organisation.
        Invalid: without a text.
        Conflict: where these are the aims already.
    """
    demand_decision_of(
        decision,
        bodies={organisation.pk},
        kinds={DecisionKind.RULES},
        effect="change_aims",
        sentence=f"The aims of {organisation.name} change only by its own decision. Table a motion.",
    )
    locked(Body.objects.get(pk=organisation.pk))
    organisation = Organisation.objects.get(pk=organisation.pk)
    text = _clean_aims_text(text)
    if text == organisation.aims:
        raise Conflict(f"These are the aims of {organisation.name} already.", code="same_aims", field="aims")
    last = AimsVersion.objects.filter(organisation=organisation).aggregate(last=Max("number"))["last"]
    if last is None and organisation.founding_decision is not None:
        # Founded without aims: that there were none stays readable as the first version.
        last = write_aims(organisation, 1, organisation.aims, organisation.founding_decision).number
    version = write_aims(organisation, (last or 0) + 1, text, decision)
    organisation.aims = text
    organisation.save(update_fields=["aims"])
    record(
        actor,
        "change_aims",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=version.public_id,
        content={"number": version.number, "text": text, "decision": decision.public_id},
    )
    return version


def _clean(body: Body, payload: Payload) -> Payload:
    if body.type != BodyType.ORGANISATION:
        raise RuleNotMet("Only the organisation itself changes its aims.", code="not_organisation")
    text = _clean_aims_text(word(payload, "aims"))
    return {"aims": text}


def _apply(actor: Actor, decision: Decision, payload: Payload) -> None:
    organisation = Organisation.objects.get(pk=decision.body_id)
    change_aims(actor, organisation=organisation, text=payload["aims"], decision=decision)


register(
    Effect(
        name="change_aims",
        title="Change the aims",
        kinds=frozenset({DecisionKind.RULES}),
        clean=_clean,
        describe=lambda body, _payload: f"If this carries, {body.name} has the aims that the motion names.",
        apply=_apply,
        spell_out=spell_aims,
    )
)
