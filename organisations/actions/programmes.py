"""Adopting a version of the programme of a political organisation."""

from django.db.models import Max

from organisations.enums import DecisionKind
from organisations.models import Body, Decision, Organisation, ProgrammeVersion
from organisations.rules import demand_decision_of, demand_programme_allowed
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import one_line, visible


@action
def adopt_programme(
    actor: Actor, *, organisation: Organisation, title: str, text: str, decision: Decision
) -> ProgrammeVersion:
    """Adopt the next version of a programme by a decision of the organisation (mission A4, B11).

    Raises:
        RuleNotMet: for a mass organisation, or without a decision of this organisation.
        Invalid: without a text.
    """
    demand_programme_allowed(organisation)
    sentence = f"The programme of {organisation.name} changes only by its own decision."
    demand_decision_of(
        decision,
        bodies={organisation.pk},
        kinds={DecisionKind.FOUNDING, DecisionKind.RULES},
        effect="adopt_programme",
        sentence=sentence,
    )
    locked(Body.objects.get(pk=organisation.pk))
    if decision.kind == DecisionKind.FOUNDING and ProgrammeVersion.objects.filter(organisation=organisation).exists():
        raise RuleNotMet(sentence, code="decision_missing", rule="design, invariant 3")
    title, text = one_line(title), visible(text).strip()
    if not title or not text:
        raise Invalid("A programme needs a title and a text.", code="programme_text", field="text")
    last = ProgrammeVersion.objects.filter(organisation=organisation).aggregate(last=Max("number"))["last"]
    version = ProgrammeVersion.objects.create(
        organisation=organisation,
        number=(last or 0) + 1,
        title=title,
        text=text,
        decision=decision,
        adopted_on=clock.today(),
    )
    record(
        actor,
        "adopt_programme",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=version.public_id,
        content={"number": version.number, "title": version.title, "text": version.text},
    )
    return version
