"""The Red International of Labour Unions, which the CNT joined provisionally and left again (mission A23).

Known: founded in Moscow in 1921; libertarian unions withdrew when they were to be transmission belts of parties. The
essay has them join tentatively before the founding; here the asking is told in the year of the founding. Invented:
people, words, the days of the assemblies, the votes.
"""

from datetime import datetime

from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from organisations.models import Affiliation
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import Cast, found_with
from seeds.example.plans import Proposal, Question
from seeds.example.scenes import held
from seeds.history.cnt import INTERNATIONAL
from seeds.history.telling import meeting, on, people, rules, told

FOUNDER, *OTHERS = people("Vera Zamyatina", "Piotr Halaburda", "Louise Kerambrun")
CHARTER = Charter(
    name=INTERNATIONAL,
    kind=OrganisationKind.MASS,
    rules=rules("Rules of an international of unions"),
    aims=told("Unions of all countries stand together."),
    constituency="Unions of all countries.",
    site=Site.WORKPLACE,
    form=BodyForm.UNION,
    place="Moscow",
    ink=Ink.RED,
    founded_on="1921",
)


def founded_at(_calendar: Calendar) -> datetime:
    """The summer of the founding congress."""
    return on(1921, 7, 3)


def begin() -> Cast:
    """The founding."""
    cast = found_with(FOUNDER, CHARTER)
    cast.enrol(OTHERS)
    return cast


def taking_in(cast: Cast) -> Story:
    """An answer to what was asked, as far as it was asked."""
    yield on(1921, 9, 13)
    proposal = Proposal(
        title="Take in a confederation that asks",
        text="We take in, provisionally, the confederation that asked us.",
        mover="Louise Kerambrun",
        effect="accept_affiliation",
        payload=lambda cast, _branch: {
            "affiliation": Affiliation.objects.get(federation=cast.organisation).public_id,
        },
    )
    plan = meeting("Assembly on who asks", on(1921, 10, 2), "Moscow", Question(proposal, (3, 0, 0)), present=3)
    yield from held(cast, "", plan)


def stories(_calendar: Calendar, cast: Cast) -> list[Story]:
    """One answer; what became of it later is not told here."""
    return [taking_in(cast)]
