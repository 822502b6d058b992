"""Recording that one does not share a part of the programme, and withdrawing it."""

from members.enums import BELONGING
from members.models import Dissent, Membership, Person
from members.rules import demand_no_programme
from organisations.models import ProgrammeVersion
from organisations.queries.paragraphs import paragraphs_of
from organiser.base import authority, clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.errors import Conflict, Invalid, NotPermitted
from organiser.base.text import one_line

LONGEST = 500


def _demand_own(actor: Person, membership: Membership) -> None:
    if actor.pk != membership.person_id or membership.state not in BELONGING:
        raise NotPermitted(
            "Members record and withdraw their own dissents, and nobody else’s.",
            code="own_dissent",
            rule="mission B11",
        )
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)


def _recorded(actor: Person, verb: str, dissent: Dissent) -> None:
    record(
        actor,
        verb,
        chain=dissent.organisation.public_id,
        body=dissent.organisation.public_id,
        subject=dissent.public_id,
        content={"version": dissent.version.public_id, "part": dissent.part, "reason": dissent.reason},
    )


@action
def record_dissent(
    actor: Person, *, membership: Membership, version: ProgrammeVersion, part: int, reason: str
) -> Dissent:
    """Write down that a member does not share one paragraph of the programme, for the organisation to read.

    Nothing follows from it: agreement, membership, vote and roles stay as they are (mission B11).

    Raises:
        NotPermitted: for another person's membership, or one that has ended.
        Invalid: in a mass organisation (mission A2), for a version of another organisation, a paragraph that there is
            not, or without a reason.
        Conflict: where this dissent is on record already.
    """
    _demand_own(actor, membership)
    demand_no_programme(membership.organisation, asked=True)
    if version.organisation_id != membership.organisation_id:
        raise Invalid("There is no such version of the programme.", code="programme_version", field="version")
    if not 1 <= part <= len(paragraphs_of(version.text)):
        raise Invalid("Choose the paragraph by its number.", code="part", field="part")
    reason = one_line(reason)
    if not reason or len(reason) > LONGEST:
        raise Invalid(f"Say why, in at most {LONGEST} letters.", code="reason", field="reason")
    membership = locked(membership)
    if Dissent.objects.filter(membership=membership, version=version, part=part, withdrawn_at=None).exists():
        raise Conflict(
            f"Your dissent from paragraph {part} is on record. To word it anew, withdraw it first.",
            code="dissent_there",
            field="part",
        )
    dissent = Dissent.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        version=version,
        part=part,
        reason=reason,
        recorded_at=clock.now(),
    )
    _recorded(actor, "record_dissent", dissent)
    return dissent


@action
def withdraw_dissent(actor: Person, *, dissent: Dissent) -> Dissent:
    """Withdraw one's own dissent; it stays readable as something that was once held. Doing it twice changes nothing.

    Raises:
        NotPermitted: for somebody else's.
    """
    _demand_own(actor, dissent.membership)
    dissent = locked(dissent)
    if dissent.withdrawn_at is not None:
        nothing_to_do()
        return dissent
    dissent.withdrawn_at = clock.now()
    dissent.save(update_fields=["withdrawn_at"])
    _recorded(actor, "withdraw_dissent", dissent)
    return dissent
