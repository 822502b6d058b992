"""The agenda, and what the minutes say under each item."""

from assemblies.actions.items import record_item, write_item
from assemblies.actions.notices import queue_notice
from assemblies.actions.waiting import demand_notice_of
from assemblies.enums import BY_HAND, AgendaKind, AssemblyStatus, MinutesStatus, MotionStatus
from assemblies.models import AgendaItem, Assembly, Minutes, Motion
from assemblies.rules import demand_any, demand_assembly, demand_calls, demand_motion_step
from members.models import Person
from organisations.enums import Power
from organisations.queries.rulesets import rule_for
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.errors import Conflict, Invalid, RuleNotMet, WrongState
from organiser.base.text import one_line, visible

OPEN_TO_CHANGE = (AssemblyStatus.DRAFT, AssemblyStatus.CALLED, AssemblyStatus.OPEN)


@action
def add_agenda_item(
    actor: Person, *, assembly: Assembly, title: str, kind: str = AgendaKind.TOPIC, note: str = ""
) -> AgendaItem:
    """Put a topic or a report on the agenda; motions go through `table_motion`.

    Raises:
        NotPermitted: for those who do not call assemblies of this body.
        WrongState: once the assembly is over.
        Invalid: without a title.
    """
    demand_calls(actor, assembly.body)
    assembly = locked(assembly)
    demand_assembly(assembly, OPEN_TO_CHANGE, "This assembly is over. Put the item on the next agenda.")
    title = one_line(title)
    if not title or len(title) > 200:
        raise Invalid("Give the item a title of at most 200 letters.", code="title", field="title")
    if kind not in BY_HAND:
        raise Invalid("Choose topic, report or election.", code="kind", field="kind")
    item = write_item(assembly, kind, title, visible(note).strip())
    record_item(actor, "add_agenda_item", item)
    return item


@action
def table_motion(actor: Person, *, motion: Motion, assembly: Assembly) -> AgendaItem:
    """Put a seconded motion on the agenda of an assembly of the same body.

    Raises:
        NotPermitted: for those who neither call nor facilitate.
        RuleNotMet: without enough seconders, inside the notice of this kind of decision, or on another body's agenda.
        WrongState, Conflict: once the assembly is over, or where the motion is on this agenda.
    """
    powers = (Power.CALL_ASSEMBLIES, Power.FACILITATE)
    demand_any(actor, assembly.body, powers, f"Only those who call assemblies of {assembly.body.name} set the agenda.")
    if motion.body_id != assembly.body_id:
        raise RuleNotMet(
            f"Motion {motion.reference} was moved in {motion.body.name}. It cannot be decided by {assembly.body.name}.",
            code="other_body",
            rule="mission B9",
        )
    assembly = locked(assembly)
    motion = locked(motion)
    demand_assembly(assembly, OPEN_TO_CHANGE, "This assembly is over. Put the motion on the next agenda.")
    if assembly.items.filter(motion=motion).exists():
        raise Conflict(f"Motion {motion.reference} is on this agenda already.", code="on_agenda")
    demand_motion_step(motion, MotionStatus.TABLED)
    demand_notice_of(motion, assembly)
    motion.status = MotionStatus.TABLED
    motion.save(update_fields=["status"])
    item = write_item(assembly, AgendaKind.MOTION, motion.title, motion=motion)
    if assembly.notice_sent_at is not None and rule_for(motion.body, motion.kind).notice_days:
        # The notice has gone out without it, so a second one tells every member in time.
        item.announced_at = clock.now()
        item.save(update_fields=["announced_at"])
        queue_notice(actor, assembly, added=item)
    record_item(actor, "table_motion", item)
    return item


@action
def write_minutes(actor: Person, *, item: AgendaItem, text: str) -> AgendaItem:
    """Write or change what the minutes say under an agenda item, until they are agreed.

    Raises:
        NotPermitted: for those who do not take the minutes of this body.
        WrongState: before the assembly opens or after its minutes are agreed.
    """
    body = item.assembly.body
    demand_any(actor, body, (Power.TAKE_MINUTES,), f"Only those who take the minutes of {body.name} can write them.")
    assembly = locked(item.assembly)
    allowed = (AssemblyStatus.OPEN, AssemblyStatus.CLOSED)
    demand_assembly(assembly, allowed, "Minutes are written once the assembly is open.")
    if Minutes.objects.filter(assembly=assembly, status=MinutesStatus.AGREED).exists():
        raise WrongState("These minutes are agreed. Bring a correction to the next assembly.", code="minutes_agreed")
    item = locked(item)
    item.minutes = visible(text).strip()
    item.save(update_fields=["minutes"])
    record_item(actor, "write_minutes", item)
    return item
