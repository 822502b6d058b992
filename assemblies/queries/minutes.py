"""Minutes put together from agenda, presence and results."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from assemblies.enums import MotionStatus
from assemblies.models import AgendaItem, Assembly, Ballot, Minutes, Result, Seconding
from assemblies.queries.assemblies import agenda_of, assemblies_visible_to
from assemblies.queries.quorum import quorum_of
from organiser.base import authority
from organiser.base.actor import Actor
from organiser.base.errors import NotFound
from organiser.base.words import join_names


@dataclass(frozen=True)
class MinutedItem:
    """One item of the minutes: what was said and what was decided, in sentences."""

    id: str
    position: int
    title: str
    said: str
    decided: list[str]
    motion: str = ""
    reference: str = ""
    mover: str = ""
    seconders: list[str] = field(default_factory=list)

    @property
    def by(self) -> str:
        """Who moved and seconded the motion, as the end of a sentence."""
        seconded = f", seconded by {join_names(self.seconders)}" if self.seconders else ""
        return f"moved by {self.mover}{seconded}"


@dataclass(frozen=True)
class BuiltMinutes:
    """The minutes of an assembly: plain values, so that they can be written down as they were agreed."""

    present: int
    quorum: str
    items: list[MinutedItem]


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


def _decided(ballots: list[Ballot]) -> list[str]:
    sentences: list[str] = []
    for ballot in ballots:
        result: Result | None = getattr(ballot, "result", None)
        if result is not None:
            said = result.verdict["sentences"]
            sentences.extend(said if ballot.decides_id is None else [f"In the run-off: {' '.join(said)}"])
    return sentences


def build_minutes(minutes: Minutes) -> BuiltMinutes:
    """The minutes: as they were agreed, or put together as they read now.

    A constant number of queries, whatever the length of the agenda.
    """
    if minutes.content:
        items = [MinutedItem(**item) for item in minutes.content["items"]]
        return BuiltMinutes(minutes.content["present"], minutes.content["quorum"], items)
    assembly = minutes.assembly
    secondings = Seconding.objects.select_related("person").order_by("at", "pk")
    agenda = agenda_of(assembly).prefetch_related(Prefetch("motion__secondings", queryset=secondings))
    return BuiltMinutes(
        present=assembly.attendances.count(), quorum=quorum_of(assembly).sentence, items=[_minuted(i) for i in agenda]
    )


def _minuted(item: AgendaItem) -> MinutedItem:
    motion = item.motion
    if motion is None:
        return MinutedItem(item.public_id, item.position, item.title, item.minutes, [])
    decided = _decided(getattr(motion, "held_here", []))
    if not decided and motion.status == MotionStatus.WITHDRAWN:
        decided = ["The movers withdrew the motion."]
    return MinutedItem(
        id=item.public_id,
        position=item.position,
        title=item.title,
        said=item.minutes,
        decided=decided,
        motion=motion.public_id,
        reference=motion.reference,
        mover=motion.mover.name,
        seconders=[seconding.person.name for seconding in motion.secondings.all()],
    )


def minutes_text(minutes: Minutes, built: BuiltMinutes | None = None) -> str:
    """The minutes as plain text: what is downloaded and digested. It names nobody but movers and seconders."""
    if minutes.text:
        return minutes.text
    built, assembly = built or build_minutes(minutes), minutes.assembly
    lines = [
        f"{assembly.body.name}: minutes of {assembly.title}",
        f"{assembly.starts_at:%-d %B %Y}, {assembly.place}",
        f"Present: {built.present}. {built.quorum}",
        "",
    ]
    for entry in built.items:
        lines.append(f"{entry.position}. {entry.title}")
        if entry.reference:
            lines.append(f"Motion {entry.reference}, {entry.by}.")
        lines.extend(part for part in (entry.said, *entry.decided) if part)
        lines.append("")
    return "\n".join(lines)
