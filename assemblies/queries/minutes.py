"""Minutes put together from agenda, presence and results."""

from dataclasses import dataclass

from assemblies.enums import MotionStatus
from assemblies.models import AgendaItem, Assembly, Ballot, Minutes, Result
from assemblies.queries.assemblies import agenda_of, assemblies_visible_to
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound


@dataclass(frozen=True)
class MinutedItem:
    """One item of the minutes: what was said and what was decided, in sentences."""

    item: AgendaItem
    said: str
    decided: tuple[str, ...]


@dataclass(frozen=True)
class BuiltMinutes:
    """The minutes of an assembly as they read now."""

    minutes: Minutes
    assembly: Assembly
    present: int
    items: tuple[MinutedItem, ...]


def minutes_for(viewer: Actor, assembly: Assembly) -> Minutes:
    """The minutes of an assembly for a member of its body; figures and names stay inside the body.

    Raises:
        NotFound: for others, and where the assembly is not over.
    """
    visible = assemblies_visible_to(viewer).filter(pk=assembly.pk, body__in=authority.bodies_of(viewer))
    minutes = Minutes.objects.filter(assembly__in=visible).select_related("assembly__body", "agreed_in").first()
    if minutes is None:
        raise NotFound("There are no minutes of this assembly yet.", code="no_minutes")
    return minutes


def _decided(ballots: list[Ballot]) -> tuple[str, ...]:
    sentences: list[str] = []
    for ballot in ballots:
        result: Result | None = getattr(ballot, "result", None)
        if result is not None:
            sentences.extend(result.verdict["sentences"])
    return tuple(sentences)


def build_minutes(minutes: Minutes) -> BuiltMinutes:
    """Put the minutes together: a constant number of queries, whatever the length of the agenda."""
    assembly = minutes.assembly
    items = []
    for item in agenda_of(assembly):
        ballots: list[Ballot] = getattr(item.motion, "held_here", [])
        decided = _decided(ballots)
        if item.motion is not None and not decided and item.motion.status == MotionStatus.WITHDRAWN:
            decided = ("The movers withdrew the motion.",)
        items.append(MinutedItem(item=item, said=item.minutes, decided=decided))
    return BuiltMinutes(minutes=minutes, assembly=assembly, present=assembly.attendances.count(), items=tuple(items))


def minutes_text(minutes: Minutes) -> str:
    """The minutes as plain text: what is agreed to, downloaded and digested. It names nobody but movers."""
    built = build_minutes(minutes)
    assembly = built.assembly
    lines = [
        f"{assembly.body.name}: minutes of {assembly.title}",
        f"{assembly.starts_at:%-d %B %Y}, {assembly.place}",
        f"Present: {built.present}",
        "",
    ]
    for entry in built.items:
        lines.append(f"{entry.item.position}. {entry.item.title}")
        if entry.item.motion is not None:
            lines.append(f"Motion {entry.item.motion.reference}, moved by {entry.item.motion.mover.name}.")
        lines.extend(part for part in (entry.said, *entry.decided) if part)
        lines.append("")
    return "\n".join(lines)
