"""Writing a synthetic register: founded through actions, the mass of its people in bulk with one ledger entry."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from members.actions.enrolling import enrol_member
from members.actions.people import PersonData
from members.models import Person
from organisations.actions.founding import Charter
from organisations.enums import BodyForm, OrganisationKind, Site
from organisations.models import Body, Branch, Organisation
from organisations.presets import SIMPLE_MAJORITY
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import CLOCK
from organiser.base.errors import Conflict, Invalid
from seeds.actions.accounts import founding_decision, write_account
from seeds.generator.ids import Ids
from seeds.generator.names import place
from seeds.generator.numbers import scattered
from seeds.generator.people import Invented, invented_people
from seeds.generator.rows import MEMBERSHIP, PERSON, SPAN, Register, write_part
from seeds.generator.tables import ahead, alone_with, by_copy, look_again_at, set_aside, stripped
from skills.actions.founding import BranchPlan, Founded, found
from skills.actions.roles import begin_term
from skills.enums import TermKind

TABLES = (PERSON, MEMBERSHIP, SPAN)
PART = 20_000
# From here on, where it at least doubles the table, it pays to build the indexes anew.
STRIPPED_FROM = 100_000
MOST_MEMBERS, MOST_BRANCHES = 10_000_000, 500


@dataclass(frozen=True)
class RegisterPlan:
    """What register is wanted: how many members in how many branches, from which seed, under which name."""

    members: int
    branches: int
    seed: int
    name: str


def demand_plan(plan: RegisterPlan) -> None:
    """Go on only with a plan that makes sense.

    Raises:
        Invalid: naming the argument.
        Conflict: where there is an organisation of that name, whose ids would come out the same.
    """
    if not 1 <= plan.members <= MOST_MEMBERS:
        raise Invalid(f"Choose from 1 to {MOST_MEMBERS:,} members.", code="members", field="members")
    if not 0 <= plan.branches <= MOST_BRANCHES:
        raise Invalid(f"Choose from 0 to {MOST_BRANCHES} branches.", code="branches", field="branches")
    if plan.branches > plan.members:
        raise Invalid(
            f"{plan.branches} branches need at least {plan.branches} members, one secretary each.",
            code="branches",
            field="branches",
        )
    if plan.seed < 0:
        raise Invalid("Choose a seed of 0 or more.", code="seed", field="seed")
    if Organisation.objects.filter(name=" ".join(plan.name.split())).exists():
        raise Conflict(
            f"There is an organisation called {plan.name} already. Choose another name with --organisation.",
            code="organisation_exists",
            field="organisation",
        )


def _person_data(made: Invented, email: str | None = None) -> PersonData:
    return PersonData(
        name=made.name,
        email=email or made.email or "",
        phone=made.phone,
        postcode=made.postcode,
        town=made.town,
        language=made.language,
        notices_by="" if email else made.notices_by,
    )


def _found(plan: RegisterPlan, people: Iterator[Invented], email: str, password: str) -> Founded:
    """Found the organisation and its branches; each branch has somebody who holds its roles in the interim."""
    founder = write_account(CLOCK, data=_person_data(next(people), email), password=password)
    charter = Charter(
        name=plan.name,
        kind=OrganisationKind.MASS,
        rules=SIMPLE_MAJORITY,
        aims="To try out, with invented people, whether this carries as many as we are.",
        site=Site.WORKPLACE,
        form=BodyForm.UNION,
        founded_on="2005",
    )
    branches = tuple(BranchPlan(place(n), BodyForm.LOCAL, place(n)) for n in range(plan.branches))
    made = found(founder, charter=charter, branches=branches)
    decision = founding_decision(made.organisation)
    for branch in made.branches[1:]:
        body = Body.objects.select_related("organisation").get(pk=branch.pk)
        secretary = enrol_member(founder, body=body, data=_person_data(next(people))).person
        for role in branch.roles.order_by("pk"):
            begin_term(founder, role=role, person=secretary, decision=decision, kind=TermKind.INTERIM)
    return made


@action
def write_people(
    actor: Person,
    *,
    organisation: Organisation,
    branches: tuple[Branch, ...],
    plan: RegisterPlan,
    people: Iterator[Invented],
    number: int,
    tell: Callable[[int], None],
) -> int:
    """Write so many invented people into a register in bulk; one entry in the ledger tells of all of them.

    Args:
        people: the stream they come from; it is read in parts, so that any number fits into little memory.
        tell: hears after each part how many have been written.
    """
    locked(Body.objects.get(pk=organisation.pk))
    with alone_with(TABLES):
        register = Register(
            organisation=str(organisation.pk),
            branches=[str(branch.pk) for branch in branches],
            ids=Ids(plan.seed, organisation.name),
            joined=f"{clock.today()} 00:00:00",
            person=set_aside(PERSON, number),
            membership=set_aside(MEMBERSHIP, number),
            numbers=scattered(plan.seed, number),
        )
        bare = by_copy() and number >= STRIPPED_FROM and number >= Person.objects.count()
        written = 0
        with stripped(TABLES) if bare else nullcontext():
            for part in ahead(register.parts(islice(people, number), PART, as_text=by_copy())):
                write_part(part)
                written += part.number
                tell(written)
    record(
        actor,
        "generate",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=organisation.public_id,
        content={"seed": plan.seed, "members": written, "branches": plan.branches},
    )
    return written


def generate_register(
    plan: RegisterPlan, *, email: str, password: str, tell: Callable[[int], None] = lambda _written: None
) -> Founded:
    """Found an organisation with as many members and branches as planned, all in one transaction.

    Args:
        email, password: the sign-in of whoever keeps the register of the whole and of the first branch.

    Raises:
        Invalid, Conflict: for a plan that makes no sense, or a name that is taken.
    """
    demand_plan(plan)
    people = invented_people(plan.seed, plan.branches, plan.members)
    with transaction.atomic():
        made = _found(plan, people, email, password)
        beginners = max(1, plan.branches)
        if plan.members > beginners:
            write_people(
                made.membership.person,
                organisation=made.organisation,
                branches=made.branches,
                plan=plan,
                people=people,
                number=plan.members - beginners,
                tell=tell,
            )
            look_again_at(TABLES)
    return made
