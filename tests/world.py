"""The small world in which tests happen: two mass organisations and a political one, written through actions.

Harbour Tenants has two branches, North and South; Mill Workers is the stranger whose data must never leak; Red Thread
is political. Everything is invented.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from assemblies.actions.agenda import table_motion
from assemblies.actions.assemblies import AssemblyPlan, open_assembly, prepare_assembly, send_notice
from assemblies.actions.attendance import check_in
from assemblies.actions.motions import MotionDraft, propose_motion
from assemblies.actions.seconding import second_motion
from assemblies.models import Assembly, Motion
from members.actions.enrolling import enrol_member
from members.actions.people import PersonData
from members.models import Membership, MembershipSpan, Person
from organisations.actions.founding import Charter
from organisations.enums import BodyForm, OrganisationKind
from organisations.models import Body, Branch, Organisation
from organisations.presets import PRESETS
from organiser.base import clock
from skills.actions.founding import BranchPlan, found
from skills.actions.roles import begin_term
from skills.enums import TermKind

PASSWORD = "a-long-enough-password"
_serial = count(1)
# Every motion of the tests says in plain words what it is about, as the vote on it asks for (mission B13).
SUMMARY = "It rains into the stairs, and we want it mended."


@dataclass
class Place:
    """An organisation with its bodies and people."""

    organisation: Organisation
    secretary: Person
    branches: dict[str, Branch] = field(default_factory=dict)
    members: dict[str, Membership] = field(default_factory=dict)
    numbered: int = 0

    def body(self, name: str = "") -> Body:
        """The body of a branch, or of the organisation."""
        pk = self.branches[name].pk if name else self.organisation.pk
        return Body.objects.select_related("organisation").get(pk=pk)

    def next_number(self) -> str:
        """The next of the numbers that tests know: 0001, 0002. Without one a number is drawn by chance."""
        self.numbered += 1
        return f"{self.numbered:04d}"

    def person(self, name: str) -> Person:
        """A member by name."""
        return self.members[name].person


def make_person(name: str, **more: object) -> Person:
    """A person with a password, in no organisation."""
    return Person.objects.create_user(name, password=PASSWORD, email=f"p{next(_serial)}@example.org", **more)


def make_place(
    name: str,
    *,
    kind: str = OrganisationKind.MASS,
    preset: str = "simple_majority",
    branches: tuple[str, ...] = (),
    founder: str = "Ana Founder",
) -> Place:
    """Found an organisation; the founder is secretary, facilitator and treasurer in the interim."""
    person = make_person(founder)
    programme = ("Programme", "What we hold.") if kind == OrganisationKind.POLITICAL else None
    charter = Charter(name=name, kind=kind, rules=PRESETS[preset], aims="Good homes for all.", form=BodyForm.UNION)
    founded = found(person, charter=charter, branches=tuple(BranchPlan(b) for b in branches), programme=programme)
    place = Place(founded.organisation, person)
    place.branches = {branch.name: branch for branch in founded.branches}
    place.members[founder] = founded.membership
    founded.membership.number = place.next_number()
    founded.membership.save(update_fields=["number"])
    return place


def add_member(place: Place, name: str, branch: str = "", *, keeper: Person | None = None) -> Membership:
    """Write somebody into the register of a branch or of the organisation; numbers count on unless a branch writes."""
    membership = enrol_member(
        keeper or place.secretary,
        body=place.body(branch),
        data=PersonData(name=name, email=f"p{next(_serial)}@example.org"),
        joined_on=clock.today() - timedelta(days=400),
        number=place.next_number() if keeper is None else "",
    )
    membership.person.set_password(PASSWORD)
    membership.person.save(update_fields=["password"])
    place.members[name] = membership
    return membership


def make_secretary_of(place: Place, branch: str, name: str) -> Person:
    """Write somebody into a branch that has no holders yet and give her or him its interim roles."""
    membership = add_member(place, name, branch)
    decision = place.organisation.founding_decision
    roles = {role.name: role for role in place.branches[branch].roles.all()}

    for role in roles.values():
        begin_term(place.secretary, role=role, person=membership.person, decision=decision, kind=TermKind.INTERIM)
    return membership.person


def make_assembly(place: Place, branch: str = "", *, days: int = 10) -> Assembly:
    """A draft assembly of a body so many days ahead."""
    start = clock.now() + timedelta(days=days)
    plan = AssemblyPlan(
        title="Monthly assembly", starts_at=start, ends_at=start + timedelta(hours=2), place="Hall", provisions="none"
    )
    return prepare_assembly(place.secretary, body=place.body(branch), plan=plan)


def make_motion(place: Place, mover: Person, branch: str = "", *seconders: Person, **draft: object) -> Motion:
    """A motion with its seconders."""
    values = {"title": "Repair the roof", "text": "The assembly asks for the repair of the roof.", **draft}
    values.setdefault("summary", SUMMARY)
    if values.get("kind") == "rules" and "effect" not in values:
        rules = {**PRESETS["simple_majority"], "name": "The same once more"}
        values |= {"effect": "adopt_rules", "payload": {"rules": rules}}
    motion = propose_motion(mover, body=place.body(branch), draft=MotionDraft(**values))
    for seconder in seconders:
        second_motion(seconder, motion=motion)
    motion.refresh_from_db()
    return motion


def hold_assembly(
    place: Place, motions: list[Motion], branch: str = "", present: list[Membership] | None = None
) -> Assembly:
    """Prepare, call and open an assembly with these motions, ten days ahead; the caller sets the clock to it.

    Gives the assembly, open, with the members in `present` checked in.
    """
    assembly = make_assembly(place, branch)
    for motion in motions:
        table_motion(place.secretary, motion=motion, assembly=assembly)
    assembly = send_notice(place.secretary, assembly=assembly)
    with clock.at(assembly.starts_at):
        assembly = open_assembly(place.secretary, assembly=assembly)
        if present:
            check_in(place.secretary, assembly=assembly, members=[member.public_id for member in present])
    return assembly


def moved_to_north(place: Place, name: str, days: int) -> None:
    """Write the move of a member as the two spans that it leaves behind."""
    membership, north = Membership.objects.get(person__name=name), place.branches["North"]
    day = clock.today() + timedelta(days=days)
    MembershipSpan.objects.filter(membership=membership).update(until_on=day)
    MembershipSpan.objects.create(
        organisation=place.organisation, membership=membership, state="full", branch=north, from_on=day
    )
    Membership.objects.filter(pk=membership.pk).update(branch=north)
