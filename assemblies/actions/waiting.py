"""Motions that wait for an agenda, and how long before an assembly they must be known."""

from django.db.models import Q

from assemblies.actions.items import write_item
from assemblies.enums import AgendaKind, AssemblyStatus, MotionStatus
from assemblies.models import Assembly, Motion
from assemblies.rules import demand_notice
from organisations.queries.agreements import concerns_before
from organisations.queries.rulesets import rule_for
from organiser.base.errors import RuleNotMet
from organiser.base.text import one_line


def demand_notice_of(motion: Motion, assembly: Assembly) -> None:
    """Go on only if there are as many days until the assembly as the rules want for this kind of decision.

    Raises:
        RuleNotMet: with the first moment that would do.
    """
    rule = rule_for(motion.body, motion.kind)
    if rule.notice_days and not rule.without_notice_numerator:
        what = f"The rules want a {motion.get_kind_display().lower()} to go out"
        demand_notice(assembly.starts_at, rule.notice_days, what, field="motion")


def put_on_agenda(motion: Motion, assembly: Assembly) -> None:
    """Write the item of a motion that nobody has to approve; for actions that hold the locks and record it."""
    write_item(assembly, AgendaKind.MOTION, motion.title, motion=motion)
    motion.status = MotionStatus.TABLED
    motion.save(update_fields=["status"])


def _fits(motion: Motion, assembly: Assembly) -> bool:
    try:
        demand_notice_of(motion, assembly)
    except RuleNotMet:
        return False
    return True


def table_brought_motion(motion: Motion) -> None:
    """Put a motion of a caucus, or an appeal, on the next agenda that is still being prepared; else it waits."""
    drafts = Assembly.objects.filter(body=motion.body_id, status=AssemblyStatus.DRAFT).order_by("starts_at", "pk")
    assembly = next((draft for draft in drafts.select_for_update() if _fits(motion, draft)), None)
    if assembly is not None:
        put_on_agenda(motion, assembly)


def table_concerns(assembly: Assembly) -> None:
    """Put what stands open in the alliances of an organisation on the agenda of its new assembly (mission E9)."""
    for concern in concerns_before(assembly.body):
        title = f"Concern in the alliance {concern.alliance.name}: {concern.title}"
        since = f"Open since {concern.raised_at:%-d %B %Y}, until a member of the alliance answers on its page."
        write_item(assembly, AgendaKind.TOPIC, one_line(title)[:200], since)


def table_waiting(assembly: Assembly) -> None:
    """Put what caucuses brought, and appeals, on the agenda of a new assembly: nobody can keep them off it."""
    waiting = Motion.objects.filter(
        Q(brought_by__isnull=False) | Q(appealed__isnull=False),
        body=assembly.body_id,
        status__in=[MotionStatus.SECONDED, MotionStatus.QUORUM_MISSED, MotionStatus.UNSETTLED],
    )
    for motion in waiting.order_by("moved_at", "pk"):
        if _fits(motion, assembly):
            put_on_agenda(motion, assembly)
