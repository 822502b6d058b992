"""The people of an organisation: founding it, writing them into its register, finding who holds what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from members.actions.agreements import agree_to_programme
from members.actions.enrolling import enrol_member
from members.actions.memberships import admit
from members.actions.people import PersonData
from members.models import Membership, Person
from members.queries.agreements import current_programme
from members.queries.belonging import voters_of
from organisations.actions.founding import Charter
from organisations.enums import BodyType, OrganisationKind
from organisations.models import Body, Branch, Decision, Organisation
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.text import without_accents
from seeds.actions.accounts import founding_decision, write_account
from skills.actions.founding import INTERIM_ROLES, BranchPlan, found
from skills.actions.roles import begin_term
from skills.enums import TermKind
from skills.models import Role
from skills.queries.powers import in_office

SECRETARY, FACILITATOR, TREASURER = (name for name, _powers, _text in INTERIM_ROLES)


def someone(name: str, language: str = "", reach: str = "email", **more: str) -> PersonData:
    """An invented person, who has an e-mail address made of the name unless she or he is reached otherwise."""
    if reach != "email":
        return PersonData(name=name, language=language, notices_by=reach, **more)
    letters = re.sub(r"[^a-z]+", ".", without_accents(name).casefold()).strip(".")
    return PersonData(name=name, language=language, **{"email": f"{letters}@example.org", **more})


@dataclass
class Cast:
    """An organisation of the example world with its people by name."""

    organisation: Organisation
    branches: dict[str, Branch]
    memberships: dict[str, Membership] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)

    def body(self, branch: str = "") -> Body:
        """The body of a branch, or of the organisation, read once: what a story asks of it never changes."""
        if branch not in self.bodies:
            own = self.organisation.bodies.select_related("organisation")
            found = own.filter(type=BodyType.BRANCH, name=branch) if branch else own.filter(pk=self.organisation.pk)
            self.bodies[branch] = found.get()
        return self.bodies[branch]

    def person(self, name: str) -> Person:
        """A member by name."""
        return self.memberships[name].person

    def holder(self, role: str, branch: str = "") -> Person:
        """Who holds a role at this moment of the story; while nobody does, a full member, to whom its powers fall.

        Whoever calls assemblies leads them too where there is no facilitator.
        """
        body = self.body(branch)
        terms = in_office(clock.today()).filter(role__body=body, role__name=role)
        term = terms.select_related("person").order_by("pk").first()
        if term is not None:
            return term.person
        if role == FACILITATOR:
            return self.holder(SECRETARY, branch)
        return voters_of(body).select_related("person").order_by("pk")[0].person

    def role(self, name: str, branch: str = "") -> Role:
        """A role of a body."""
        return Role.objects.get(body=self.body(branch), name=name)

    def enrol(self, people: Iterable[PersonData], branch: str = "", decided: str = "") -> None:
        """Write people into the register; in a political organisation they agree to the programme and are admitted.

        Args:
            decided: the title of the decision by which the assembly took them in, where it admits.
        """
        body, keeper = self.body(branch), self.holder(SECRETARY)
        decision = Decision.objects.get(body=body, title=decided) if decided else None
        for data in people:
            membership = enrol_member(keeper, body=body, data=data, decision=decision)
            self.memberships[data.name] = membership
            if self.organisation.kind == OrganisationKind.POLITICAL:
                self.agree(data.name)
                self.memberships[data.name] = admit(keeper, membership=membership)

    def agree(self, name: str) -> None:
        """Let a member agree to the programme."""
        version = current_programme(self.organisation)
        if version is not None:
            agree_to_programme(self.person(name), membership=self.memberships[name], version=version)

    def begin_interim(self, branch: str, holders: dict[str, str]) -> None:
        """Give the first roles of a branch to those who begin it."""
        decision = founding_decision(self.organisation)
        for role, name in holders.items():
            begin_term(
                self.holder(SECRETARY),
                role=self.role(role, branch),
                person=self.person(name),
                decision=decision,
                kind=TermKind.INTERIM,
            )


def found_with(
    founder: PersonData,
    charter: Charter,
    branches: tuple[BranchPlan, ...] = (),
    programme: tuple[str, str] | None = None,
) -> Cast:
    """Found an organisation of the example world."""
    person = write_account(CLOCK, data=founder)
    made = found(person, charter=charter, branches=branches, programme=programme)
    cast = Cast(made.organisation, {branch.name: branch for branch in made.branches})
    cast.memberships[founder.name] = made.membership
    if programme is not None:
        cast.agree(founder.name)
    return cast
