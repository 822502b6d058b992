"""Calling, opening and closing assemblies."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from assemblies.actions.notices import end_notices, queue_notice
from assemblies.actions.reviews import bring_back_decision
from assemblies.actions.waiting import demand_notice_of, table_concerns, table_waiting
from assemblies.enums import ASSEMBLY_STEPS, AssemblyKind, AssemblyStatus, BallotStatus, MotionStatus
from assemblies.models import Assembly, Ballot, Minutes, Motion
from assemblies.queries.quorum import count_quorum
from assemblies.queries.reviews import to_review_by
from assemblies.rules import (
    EARLIEST_OPENING,
    demand_calls,
    demand_facilitates,
    demand_notice,
    demand_step,
)
from members.models import Person
from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organisations.rules import demand_exists
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid, RuleNotMet, WrongState
from organiser.base.text import one_line, visible
from skills.actions.ending import end_interim_terms
from skills.queries.offices import interim_terms_of

LONGEST_AHEAD = timedelta(days=731)


@dataclass(frozen=True)
class AssemblyPlan:
    """When and where a body meets, and what is provided; provisions are stated even where they are none (C13)."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    provisions: str = ""
    kind: str = AssemblyKind.ORDINARY


def clean_plan(plan: AssemblyPlan) -> dict[str, object]:
    """The values of an assembly's row.

    Raises:
        Invalid: naming the field.
    """
    title, place = one_line(plan.title), one_line(plan.place)
    if not title or len(title) > 200:
        raise Invalid("Give the assembly a name of at most 200 letters.", code="title", field="title")
    if not place or len(place) > 200:
        raise Invalid("Say where you meet, in at most 200 letters.", code="place", field="place")
    if plan.kind not in AssemblyKind.values:
        raise Invalid("Choose an ordinary or a special assembly.", code="kind", field="kind")
    if plan.starts_at > clock.now() + LONGEST_AHEAD:
        sentence = "An assembly is prepared at most two years ahead. Choose an earlier day."
        raise Invalid(sentence, code="too_far_ahead", field="starts_at")
    if plan.ends_at <= plan.starts_at:
        raise Invalid("The assembly ends before it begins. Choose a later end.", code="ends_at", field="ends_at")
    if plan.ends_at - plan.starts_at > timedelta(days=7):
        raise Invalid("An assembly lasts at most a week. Choose an earlier end.", code="ends_at", field="ends_at")
    return {
        "title": title,
        "place": place,
        "provisions": visible(plan.provisions).strip(),
        "kind": plan.kind,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
    }


def _recorded(actor: Person, verb: str, assembly: Assembly, **content: object) -> None:
    record(
        actor,
        verb,
        chain=assembly.organisation.public_id,
        body=assembly.body.public_id,
        subject=assembly.public_id,
        content={"title": assembly.title, "starts_at": assembly.starts_at, **content},
    )


def notice_days(body: Body, kind: str) -> int:
    """How many days before an assembly of this kind the notice goes out."""
    rules = rules_in_force(body)
    return rules.special_notice_days if kind == AssemblyKind.SPECIAL else rules.notice_days


@action
def prepare_assembly(actor: Person, *, body: Body, plan: AssemblyPlan) -> Assembly:
    """Begin an assembly as a draft, to which agenda items can be added before the notice goes out.

    What caucuses of the body have brought stands on its agenda from the beginning (mission E12).
    Decisions whose day of review comes until then stand on its agenda from the beginning (mission E17), and what stands
    open in the alliances of an organisation stands on that of its own assembly (mission E9).

    Raises:
        NotPermitted: for those who do not call assemblies of this body.
        RuleNotMet: inside the notice period.
        WrongState: where the body has been dissolved.
        Invalid: naming the field.
    """
    demand_calls(actor, body)
    demand_exists(body)
    values = clean_plan(plan)
    demand_notice(plan.starts_at, notice_days(body, plan.kind), "The rules want the notice to go out")
    assembly = Assembly.objects.create(
        organisation_id=body.organisation_key, body=body, called_by=actor, created_at=clock.now(), **values
    )
    table_waiting(assembly)
    table_concerns(assembly)
    for decision in to_review_by(body, timezone.localdate(assembly.starts_at)):
        bring_back_decision(actor, assembly=assembly, decision=decision)
    _recorded(actor, "prepare_assembly", assembly, place=assembly.place)
    return assembly


@action
def send_notice(actor: Person, *, assembly: Assembly) -> Assembly:
    """Call the assembly: the notice with the agenda goes to every member of the body.

    Raises:
        NotPermitted: for those who do not call assemblies of this body.
        WrongState: where it has been called or cancelled.
        RuleNotMet: inside the notice period, or without any agenda item.
    """
    demand_calls(actor, assembly.body)
    assembly = locked(assembly)
    demand_step(assembly.status, AssemblyStatus.CALLED, ASSEMBLY_STEPS, "This assembly")
    demand_notice(assembly.starts_at, notice_days(assembly.body, assembly.kind), "The rules want the notice to go out")
    for motion in Motion.objects.filter(agenda_items__assembly=assembly).select_related("body"):
        demand_notice_of(motion, assembly)
    if not assembly.items.exists():
        raise RuleNotMet("The agenda is empty. Add what is to be decided first.", code="agenda_empty")
    if not assembly.provisions:
        raise RuleNotMet(
            "Say what is provided: childcare, interpretation, access. Write “none” if there is nothing.",
            code="provisions_missing",
            rule="mission C13",
            field="provisions",
        )
    assembly.status, assembly.notice_sent_at = AssemblyStatus.CALLED, clock.now()
    assembly.save(update_fields=["status", "notice_sent_at"])
    assembly.items.update(announced_at=assembly.notice_sent_at)
    told = queue_notice(actor, assembly)
    items = list(assembly.items.values_list("title", flat=True))
    _recorded(actor, "send_notice", assembly, items=items, **told)
    return assembly


@action
def open_assembly(actor: Person, *, assembly: Assembly) -> Assembly:
    """Open the assembly: from now people are checked in and ballots can be opened.

    Raises:
        NotPermitted: for those who do not facilitate for this body.
        WrongState: where it was not called, or more than two hours too early.
    """
    demand_facilitates(actor, assembly.body)
    assembly = locked(assembly)
    demand_step(assembly.status, AssemblyStatus.OPEN, ASSEMBLY_STEPS, "This assembly")
    if clock.now() < assembly.starts_at - EARLIEST_OPENING:
        raise WrongState(
            f"This assembly begins on {assembly.starts_at:%-d %B at %H:%M}. It can be opened two hours before.",
            code="too_early",
        )
    assembly.status, assembly.opened_at = AssemblyStatus.OPEN, clock.now()
    assembly.save(update_fields=["status", "opened_at"])
    _recorded(actor, "open_assembly", assembly)
    return assembly


def settle_assembly(assembly: Assembly) -> Assembly:
    """End an assembly that is locked: quorum and minutes are written, motions wait for the next one.

    Raises:
        WrongState: where it is not open, or a ballot in it is.
    """
    demand_step(assembly.status, AssemblyStatus.CLOSED, ASSEMBLY_STEPS, "This assembly")
    open_ballot = Ballot.objects.filter(assembly=assembly, status=BallotStatus.OPEN).first()
    if open_ballot is not None:
        raise WrongState(f"The ballot “{open_ballot.question}” is still open. Close it first.", code="ballot_open")
    now, quorum = clock.now(), count_quorum(assembly, only_now=False)
    assembly.status, assembly.closed_at = AssemblyStatus.CLOSED, now
    assembly.voters_came, assembly.voters_entitled = quorum.present, quorum.entitled
    assembly.quorum_needed = quorum.needed
    assembly.save(update_fields=["status", "closed_at", "voters_came", "voters_entitled", "quorum_needed"])
    assembly.attendances.filter(left_at__isnull=True).update(left_at=now)
    Motion.objects.filter(agenda_items__assembly=assembly, status=MotionStatus.TABLED).update(
        status=MotionStatus.SECONDED
    )
    Minutes.objects.create(organisation_id=assembly.organisation_id, assembly=assembly)
    return assembly


@action
def close_assembly(actor: Person, *, assembly: Assembly) -> Assembly:
    """Close the assembly: its minutes begin as a draft, and motions that were not reached wait for the next one.

    Where as many came as a quorum asks for, the interim terms of the founders end with it: the body has met.

    Raises:
        NotPermitted: for those who do not facilitate for this body.
        WrongState: where it is not open, or a ballot in it is.
    """
    demand_facilitates(actor, assembly.body)
    assembly = settle_assembly(locked(assembly))
    _recorded(actor, "close_assembly", assembly, present=assembly.attendances.count())
    could_decide = (assembly.voters_came or 0) >= max(assembly.quorum_needed or 0, 1)
    if could_decide and interim_terms_of(assembly.body).exists():
        end_interim_terms(actor, body=assembly.body)
    return assembly


@action
def cancel_assembly(actor: Person, *, assembly: Assembly) -> Assembly:
    """Call an assembly off; motions on its agenda wait for another one.

    Raises:
        NotPermitted, WrongState: as for calling it.
    """
    demand_calls(actor, assembly.body)
    assembly = locked(assembly)
    demand_step(assembly.status, AssemblyStatus.CANCELLED, ASSEMBLY_STEPS, "This assembly")
    assembly.status = AssemblyStatus.CANCELLED
    assembly.save(update_fields=["status"])
    end_notices(assembly)
    Motion.objects.filter(agenda_items__assembly=assembly, status=MotionStatus.TABLED).update(
        status=MotionStatus.SECONDED
    )
    _recorded(actor, "cancel_assembly", assembly)
    return assembly
