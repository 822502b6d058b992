"""Taking somebody through an exclusion: the motion, the notice, the hearing, the vote, the appeal."""

from assemblies.actions.agenda import table_motion
from assemblies.actions.assemblies import AssemblyPlan, open_assembly, prepare_assembly, send_notice
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.actions.exclusions import give_exclusion_notice, write_hearing
from assemblies.models import Assembly, Exclusion, Motion
from members.models import Membership, Person
from organiser.base import clock
from tests.helpers import cast, clock_days, decide_online, north_motion
from tests.world import Place, make_motion

GROUNDS = "Eve took the strike fund."


def moved(place: Place, member: Membership | None = None, *, branch: str = "North", seconders: int = 3) -> Motion:
    """A motion to exclude a member, by default the last of the branch North, with its seconders."""
    member = member or place.members["Eve North"]
    people = [m.person for m in _of(place, branch) if m.pk != member.pk]
    draft = {"kind": "exclusion", "effect": "exclude", "payload": {"member": member.public_id}}
    return make_motion(place, people[0], branch, *people[1 : seconders + 1], title="Exclusion", text=GROUNDS, **draft)


def _of(place: Place, branch: str) -> list[Membership]:
    key = place.branches[branch].pk if branch else None
    return list(Membership.objects.filter(organisation=place.organisation, branch=key, state="full").order_by("pk"))


def noticed(place: Place, name: str = "Eve North", *, branch: str = "North") -> Exclusion:
    """The same with the notice given, by the secretary."""
    motion = moved(place, place.members[name], branch=branch)
    return give_exclusion_notice(place.secretary, motion=motion)


def ready(place: Place, name: str = "Eve North", *, branch: str = "North") -> Exclusion:
    """The same after a hearing."""
    exclusion = noticed(place, name, branch=branch)
    person = place.secretary
    outcome = "heard"
    if exclusion.membership.person_id == person.pk:
        outcome = "declined"
    return write_hearing(person, exclusion=exclusion, outcome=outcome)


def meeting(place: Place, motion: Motion, branch: str) -> tuple[Assembly, list[Person]]:
    """An open assembly with the motion on its agenda and everybody there; the caller sets the clock to its start."""
    members, keeper = _of(place, branch), place.secretary
    start = clock.now() + clock_days(20)
    plan = AssemblyPlan("Assembly", start, start + clock_days(1) / 12, "Hall", "none")
    assembly = prepare_assembly(keeper, body=place.body(branch), plan=plan)
    if not assembly.items.filter(motion=motion).exists():
        table_motion(keeper, motion=motion, assembly=assembly)
    assembly = send_notice(keeper, assembly=assembly)
    with clock.at(assembly.starts_at):
        assembly = open_assembly(keeper, assembly=assembly)
        check_in(keeper, assembly=assembly, members=[m.public_id for m in members])
    return assembly, [m.person for m in members]


def in_person(place: Place, exclusion: Exclusion, choices: str = "", branch: str = "North") -> Exclusion:
    """Put it to the vote in an assembly; the votes in the order of the register, all for it by default."""
    assembly, people = meeting(place, exclusion.motion, branch)
    with clock.at(assembly.starts_at):
        ballot = open_ballot(place.secretary, motion=exclusion.motion, assembly=assembly)
        cast(ballot, people, choices or "+" * len(people))
        close_ballot(place.secretary, ballot=ballot)
    return Exclusion.objects.select_related("motion__decision", "membership__person", "body").get(pk=exclusion.pk)


def decided(place: Place, exclusion: Exclusion, choices: str = "", branch: str = "North") -> Exclusion:
    """The same, as it stands afterwards."""
    return in_person(place, exclusion, choices, branch)


def excluded(place: Place, name: str = "Eve North", *, branch: str = "North") -> Exclusion:
    """A member who has been excluded."""
    return decided(place, ready(place, name, branch=branch), branch=branch)


def whole_decides(place: Place, motion: Motion, choices: str) -> Motion:
    """The assembly of the organisation decides, by a ballot over days."""
    return decide_online(place, motion, choices, branch="South")


def with_rules(place: Place, rules: dict[str, object]) -> None:
    """North adopts rules."""
    decide_online(place, north_motion(place, kind="rules", effect="adopt_rules", payload={"rules": rules}))
