"""What a motion plans besides its text: the decision it ends, and the tasks it gives."""

from dataclasses import dataclass
from datetime import date

from assemblies.models import Motion
from members.models import Membership
from organisations.enums import ENDING_EFFECTS
from organisations.models import Decision
from organisations.queries.decisions import decisions_visible_to
from organiser.base.actor import Actor
from skills.models import Role


@dataclass(frozen=True)
class Planned:
    """A task that is given if the motion carries."""

    what: str
    who: str
    until: date


def earlier_decision(viewer: Actor, motion: Motion) -> Decision | None:
    """The decision that a motion would rescind or replace, where the viewer may read it."""
    if motion.effect not in ENDING_EFFECTS:
        return None
    return decisions_visible_to(viewer).filter(public_id=motion.effect_payload.get("decision", "")).first()


def planned_tasks(motion: Motion) -> list[Planned]:
    """The tasks of a motion with the names of those who would hold them; for members of its body."""
    if not motion.tasks:
        return []
    keys = [task.get("member", "") for task in motion.tasks]
    members = Membership.objects.filter(public_id__in=keys).select_related("person")
    names = {member.public_id: member.person.name for member in members}
    roles = Role.objects.filter(public_id__in=[task.get("role", "") for task in motion.tasks])
    names |= {role.public_id: role.name for role in roles}
    return [
        Planned(
            task["what"], names.get(task.get("member") or task.get("role", ""), ""), date.fromisoformat(task["until"])
        )
        for task in motion.tasks
    ]
