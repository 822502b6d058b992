"""Agreements of an alliance: a text is proposed by one member and binds those that ratify it, each by itself."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from organisations.enums import AllianceStage
from organisations.models import (
    Agreement,
    AgreementVersion,
    Alliance,
    Body,
    Concern,
    Decision,
    Organisation,
    Ratification,
    Weighing,
)
from organisations.queries.agreements import is_bound, open_concerns
from organisations.queries.alliances import standing_of
from organisations.rules import demand_own_decision, demand_speaks_for
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, RuleNotMet
from organiser.base.text import one_line, visible


@dataclass(frozen=True)
class Weighed:
    """What a motion to ratify says of one concern."""

    concern: Concern
    taken_up: bool
    reason: str


@action
def propose_agreement(
    actor: Actor,
    *,
    organisation: Organisation,
    alliance: Alliance,
    title: str,
    text: str,
    agreement: Agreement | None = None,
) -> AgreementVersion:
    """Put a text before the members of an alliance, or a new wording of one; it binds nobody until it is ratified.

    Raises:
        NotPermitted: where the actor does not call assemblies of this organisation.
        RuleNotMet: while the alliance is only in contact.
        Invalid: without a title or a text.
    """
    demand_speaks_for(actor, organisation)
    locked(Body.objects.get(pk=alliance.pk))
    standing = standing_of(alliance, organisation)
    if standing.alliance.stage == AllianceStage.CONTACT:
        raise RuleNotMet(
            f"{alliance.name} is in contact only and makes no agreements. Every member decides before it is allied.",
            code="only_in_contact",
            rule="mission A20",
        )
    if agreement is not None and agreement.alliance_id != alliance.pk:
        raise Invalid("Choose an agreement of this alliance.", code="no_agreement", field="agreement")
    title, text = one_line(agreement.title if agreement else title), visible(text).strip()
    if not title or len(title) > 200 or not text:
        raise Invalid("Give the agreement a title of at most 200 letters and a text.", code="text", field="text")
    if agreement is None:
        agreement = Agreement.objects.create(alliance=alliance, title=title)
    last = AgreementVersion.objects.filter(agreement=agreement).aggregate(last=Max("number"))["last"]
    version = AgreementVersion.objects.create(
        agreement=agreement, number=(last or 0) + 1, text=text, by=standing, proposed_on=clock.today()
    )
    record(
        actor,
        "propose_agreement",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=version.public_id,
        content={"alliance": alliance.public_id, "title": title, "number": version.number, "text": text},
    )
    return version


def demand_concerns_weighed(alliance: Alliance, weighed: list[Weighed], until: datetime | None = None) -> None:
    """Go on only where every open concern is named, with a reason (mission E10).

    Args:
        until: leave out concerns that were raised after this moment, while the members were voting already.

    Raises:
        RuleNotMet: where one is left out.
        Invalid: where a reason is missing.
    """
    concerns = open_concerns(alliance)
    if until is not None:
        concerns = concerns.filter(raised_at__lte=until)
    named = {one.concern.pk for one in weighed}
    left_out = [concern.title for concern in concerns if concern.pk not in named]
    if left_out:
        raise RuleNotMet(
            f"A concern is open: {'; '.join(left_out)}. Say in the motion whether it is taken up, and why.",
            code="concern_open",
            rule="mission E10",
            field="concerns",
        )
    for one in weighed:
        if not one_line(one.reason) or len(one.reason) > 1000:
            raise Invalid(
                f"Give a reason of at most 1,000 letters for the concern “{one.concern.title}”.",
                code="reason",
                field="concerns",
            )


@action
def ratify_agreement(
    actor: Actor,
    *,
    organisation: Organisation,
    version: AgreementVersion,
    weighed: list[Weighed],
    until: datetime | None,
    decision: Decision,
) -> Ratification:
    """Bind this organisation, and no other, to one wording of an agreement (mission A21, E10).

    Raises:
        RuleNotMet: without a decision of this organisation, or while a concern is open that it does not speak of.
        NotFound: where it is no member of the alliance.
        Conflict: where it has ratified this wording.
    """
    demand_own_decision(decision, organisation, "ratify_agreement")
    alliance = version.agreement.alliance
    locked(Body.objects.get(pk=alliance.pk))
    standing = standing_of(alliance, organisation)
    if is_bound(organisation, version):
        raise Conflict(f"{organisation.name} has ratified this wording already.", code="ratified", field="version")
    demand_concerns_weighed(alliance, weighed, until)
    ratification = Ratification.objects.create(
        organisation=organisation, standing=standing, version=version, decision=decision, on=clock.today()
    )
    for one in weighed:
        Weighing.objects.create(
            organisation=organisation,
            ratification=ratification,
            concern=one.concern,
            taken_up=one.taken_up,
            reason=one_line(one.reason),
        )
    record(
        actor,
        "ratify_agreement",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=ratification.public_id,
        content={
            "version": version.public_id,
            "decision": decision.public_id,
            "concerns": [[one.concern.public_id, one.taken_up, one_line(one.reason)] for one in weighed],
        },
    )
    return ratification
