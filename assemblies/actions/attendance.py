"""Checking people in and out."""

from assemblies.enums import AssemblyStatus, AttendanceMode
from assemblies.models import Assembly, Attendance
from assemblies.rules import demand_any, demand_assembly
from members.models import Person
from members.queries.belonging import members_of
from organisations.enums import Power
from organiser.base import authority, clock
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.errors import Invalid, NotFound, WrongState

DOOR = (Power.FACILITATE, Power.KEEP_REGISTER, Power.TAKE_MINUTES)
NOT_OPEN = "People are checked in once the assembly is open, and until it is closed."


def _demand_door(actor: Person, assembly: Assembly) -> None:
    demand_any(
        actor, assembly.body, DOOR, f"Only those who facilitate or keep the register of {assembly.body.name} do this."
    )


@action
def check_in(
    actor: Person, *, assembly: Assembly, members: list[str], mode: str = AttendanceMode.HALL
) -> list[Attendance]:
    """Check members in at the door; those who are there already stay as they are.

    Args:
        members: public ids of memberships.

    Raises:
        NotPermitted: for those who do not keep the door; a member checks in alone with `check_in_myself`.
        NotFound: for somebody who is no member of this body.
        WrongState: where the assembly is not open.
    """
    _demand_door(actor, assembly)
    if mode not in AttendanceMode.values:
        raise Invalid("Choose hall or online.", code="mode", field="mode")
    assembly = locked(assembly)
    demand_assembly(assembly, (AssemblyStatus.OPEN,), NOT_OPEN)
    wanted = list(dict.fromkeys(members))
    people = list(members_of(assembly.body).filter(public_id__in=wanted).values_list("person_id", flat=True))
    if len(people) != len(wanted):
        raise NotFound(f"Not all of them are members of {assembly.body.name}.", code="no_member", field="members")
    return _write(actor, assembly, people, mode)


@action
def check_in_myself(actor: Person, *, assembly: Assembly, mode: str = AttendanceMode.ONLINE) -> list[Attendance]:
    """Check in alone, by phone or screen or on one's own phone in the hall.

    Raises:
        NotPermitted: through a token for another body.
        NotFound: for somebody who is no member of this body.
        WrongState: where the assembly is not open.
    """
    authority.demand_reach(actor, assembly.body_id)
    if mode not in AttendanceMode.values:
        raise Invalid("Choose hall or online.", code="mode", field="mode")
    if not members_of(assembly.body).filter(person=actor).exists():
        raise NotFound(f"Only members of {assembly.body.name} take part in its assembly.", code="no_member")
    assembly = locked(assembly)
    demand_assembly(assembly, (AssemblyStatus.OPEN,), NOT_OPEN)
    return _write(actor, assembly, [actor.pk], mode)


def _write(actor: Person, assembly: Assembly, people: list[int], mode: str) -> list[Attendance]:
    now = clock.now()
    known = {row.person_id: row for row in Attendance.objects.filter(assembly=assembly, person__in=people)}
    back = [row for row in known.values() if row.left_at is not None]
    for row in back:
        row.left_at, row.mode = None, mode
    Attendance.objects.bulk_update(back, ["left_at", "mode"])
    new = Attendance.objects.bulk_create(
        Attendance(
            organisation_id=assembly.organisation_id,
            assembly=assembly,
            person_id=person,
            mode=mode,
            came_at=now,
            checked_in_by=actor,
        )
        for person in people
        if person not in known
    )
    if not new and not back:
        nothing_to_do()
        return list(known.values())
    record(
        actor,
        "check_in",
        chain=assembly.organisation.public_id,
        body=assembly.body.public_id,
        subject=assembly.public_id,
        content={"came": len(new), "came_back": len(back), "mode": mode},
    )
    return [*known.values(), *new]


@action
def check_out(actor: Person, *, assembly: Assembly, person: Person) -> Attendance:
    """Note that somebody left; done by the person or at the door. The quorum counts those who are there.

    Raises:
        NotPermitted: for those who do not keep the door.
        WrongState: where the person is not there, or the assembly is not open.
    """
    if actor.pk != person.pk:
        _demand_door(actor, assembly)
    authority.demand_reach(actor, assembly.body_id)
    assembly = locked(assembly)
    demand_assembly(assembly, (AssemblyStatus.OPEN,), NOT_OPEN)
    row = Attendance.objects.filter(assembly=assembly, person=person, left_at__isnull=True).first()
    if row is None:
        raise WrongState("They are not checked in, so there is nobody to check out.", code="not_present")
    row.left_at = clock.now()
    row.save(update_fields=["left_at"])
    record(
        actor,
        "check_out",
        chain=assembly.organisation.public_id,
        body=assembly.body.public_id,
        subject=assembly.public_id,
        content={"left": 1},
    )
    return row
