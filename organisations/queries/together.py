"""The steps of an organisation towards others: affiliations, alliances and their stages, as its own people read them.

What another organisation is called here follows from what it disclosed (mission E8), as on the page of alliances.
"""

from datetime import date

from organisations.enums import AFFILIATION_OVER, AffiliationStatus, BodyType
from organisations.models import AffiliationStep, AllianceMember, Body, StageConsent
from organisations.queries.affiliations import AffiliationSeen, affiliations_of
from organisations.queries.alliances import KNOWN
from organisations.queries.disclosures import eyes_of
from organisations.queries.told import Happened
from organiser.base.actor import Actor

FEWEST = 2
TAKEN_IN = (AffiliationStatus.PROVISIONAL, AffiliationStatus.FULL)
# The first sentence is that of the affiliate, the second that of the federation.
STEPS = {
    AffiliationStatus.ASKED: ("It asked to belong to {other}", "It was asked by {other} to be taken in"),
    AffiliationStatus.PROVISIONAL: ("Taken in provisionally by {other}", "It took in {other} provisionally"),
    AffiliationStatus.FULL: ("Taken in as a full member by {other}", "It took in {other} as a full member"),
    AffiliationStatus.WITHDRAWN: ("It left {other}", "It was left by {other}"),
    AffiliationStatus.ENDED: ("Its affiliation was ended by {other}", "It ended the affiliation of {other}"),
}
DECLINED = ("It was not taken in by {other}", "It did not take in {other}")
GAVE_UP = ("It no longer asked to belong to {other}", "It was no longer asked by {other}")


def happened_together(viewer: Actor, body: Body) -> list[Happened]:
    """Every dated step, for those who belong to the organisation; of other bodies there are none."""
    if body.type != BodyType.ORGANISATION or body.pk not in eyes_of(viewer):
        return []
    entries = [entry for seen in affiliations_of(viewer, body.organisation) for entry in _of_affiliation(seen)]
    return entries + _of_alliances(body)


def _of_affiliation(seen: AffiliationSeen) -> list[Happened]:
    entries: list[Happened] = []
    taken = False
    for step in seen.steps:
        taken = taken or step.status in TAKEN_IN
        title = _step_words(step, taken=taken)[0 if seen.outward else 1].format(other=seen.other)
        ours = step.organisation_id == seen.ours.pk
        decision = step.decision if ours else None
        entries.append(Happened(step.on.isoformat(), title, decision, by="" if ours else seen.other))
    return entries


def _step_words(step: AffiliationStep, *, taken: bool) -> tuple[str, str]:
    status = AffiliationStatus(step.status)
    if status in AFFILIATION_OVER and not taken:
        return DECLINED if status == AffiliationStatus.ENDED else GAVE_UP
    return STEPS[status]


def _of_alliances(body: Body) -> list[Happened]:
    """Where it joined and left, what it decided of stages, and when a stage was reached while it was a member."""
    rows = AllianceMember.objects.filter(organisation=body.pk, joined_on__isnull=False).order_by("pk")
    standings = list(rows.select_related("alliance__body", "decision__body", "left_by__body"))
    known = set(
        AllianceMember.objects.filter(organisation=body.pk, status__in=KNOWN).values_list("alliance", flat=True)
    )
    entries: list[Happened] = []
    for row in standings:
        link = row.alliance.body if row.alliance_id in known else None
        entries.append(Happened(_day(row.joined_on), f"It joined {row.alliance}", row.decision, link))
        if row.left_on is not None:
            entries.append(Happened(_day(row.left_on), f"It left {row.alliance}", row.left_by, link))
    return entries + _of_stages(standings, known)


def _of_stages(standings: list[AllianceMember], known: set[int]) -> list[Happened]:
    alliances = {row.alliance_id: row.alliance for row in standings}
    own = {row.pk: row for row in standings}
    members: dict[int, list[AllianceMember]] = {}
    for member in AllianceMember.objects.filter(alliance__in=alliances, joined_on__isnull=False).order_by("pk"):
        members.setdefault(member.alliance_id, []).append(member)
    consents = StageConsent.objects.filter(standing__alliance__in=alliances)
    goes: dict[tuple[int, str, int], list[StageConsent]] = {}
    for consent in consents.select_related("standing", "decision__body").order_by("on", "pk"):
        goes.setdefault((consent.standing.alliance_id, consent.stage, consent.attempt), []).append(consent)
    entries: list[Happened] = []
    for (alliance, _stage, _attempt), given in goes.items():
        link = alliances[alliance].body if alliance in known else None
        label = f"the stage “{given[0].get_stage_display()}”"
        for one in given:
            if one.standing_id in own and one.decision_id != own[one.standing_id].decision_id:
                title = f"It decided for {label} of {alliances[alliance]}"
                entries.append(Happened(_day(one.on), title, one.decision, link))
        day = _reached(members[alliance], given)
        if day is not None and any(_in(row, day) for row in standings if row.alliance_id == alliance):
            entries.append(Happened(_day(day), f"{alliances[alliance]} reached {label}", None, link))
    return entries


def _reached(members: list[AllianceMember], given: list[StageConsent]) -> date | None:
    """The first day at whose end every member, and at least two, had decided for a stage."""
    ends = [row.left_on for row in members if row.left_on is not None]
    for day in sorted({*(one.on for one in given), *ends}):
        agreed = {one.standing_id for one in given if one.on <= day}
        there = {row.pk for row in members if _in(row, day)}
        if len(there) >= FEWEST and there <= agreed:
            return day
    return None


def _in(row: AllianceMember, day: date) -> bool:
    return row.joined_on is not None and row.joined_on <= day and (row.left_on is None or row.left_on > day)


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
