"""Two mass organisations of Uruguay in which people of the FAU took part (mission A24): unions, and people who build.

Known: the National Convention of Workers (CNT) brought the unions of Uruguay together from 1964; from 1966 people built
housing cooperatives by mutual aid, and a law of December 1968 gave them a form. The years are kept as years. Invented:
people, words, days, votes, and that the cooperatives met under one name before their federation of later years.

Neither knows who of its members belongs to the FAU, and nothing here says so: whoever belongs to both is a person in
each register, and no row joins the two. That is presence without a path of control.
"""

from dataclasses import dataclass
from datetime import datetime

from members.actions.people import PersonData
from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import Cast, found_with
from seeds.example.plans import Gathering, Proposal, Question
from seeds.example.scenes import held
from seeds.history.telling import AFTER_MANY, meeting, on, people, rules, told

CONVENTION, COOPERATIVES = "National Convention of Workers (CNT), Uruguay", "Housing Cooperatives of Mutual Aid"
AT_WORK, AT_HOME = "Mirta Olascoaga", "Rubén Etchebarne"

BY_OURSELVES = Proposal(
    title="Unions decide for themselves",
    summary="No party and no federation decides what the unions do.",
    text="""What the convention does is decided by the unions in it, in assemblies, and by nobody outside.
Whoever is in a party or a federation speaks here as a worker among workers.""",
    mover=AT_WORK,
)
HOURS = Proposal(
    title="Everybody builds, everybody decides",
    summary="Each household builds the same number of hours, and the houses belong to all.",
    text="""Each household gives the same number of hours to the building, whatever it earns.
The houses belong to the cooperative. The new law has a form for that; the assembly fills it in.""",
    mover=AT_HOME,
)


@dataclass(frozen=True)
class MassOrganisation:
    """One of the two: how it began, and its one assembly."""

    charter: Charter
    founder: PersonData
    others: tuple[PersonData, ...]
    began: datetime
    plan: Gathering

    def founded_at(self, _calendar: Calendar) -> datetime:
        """A day in the year of the founding."""
        return self.began

    def begin(self) -> Cast:
        """The founding."""
        cast = found_with(self.founder, self.charter)
        cast.enrol(self.others)
        return cast

    def stories(self, _calendar: Calendar, cast: Cast) -> list[Story]:
        """Its one assembly."""
        return [held(cast, "", self.plan)]


convention = MassOrganisation(
    charter=Charter(
        name=CONVENTION,
        kind=OrganisationKind.MASS,
        rules=rules("Rules of a convention of unions"),
        aims=told("To bring the unions of the country together, whatever their members think, and to act together."),
        constituency="Whoever works in Uruguay.",
        site=Site.WORKPLACE,
        form=BodyForm.UNION,
        place="Montevideo",
        ink=Ink.BLUE,
        founded_on="1964",
    ),
    founder=people("Washington Berruti")[0],
    others=people(AT_WORK, "Nélida Sosa", "Julio Varese", "Irma Techera"),
    began=on(1964, 9, 6),
    plan=meeting(
        "Assembly of the unions",
        on(1966, 10, 2),
        "Montevideo",
        Question(BY_OURSELVES, (4, 1, 0)),
    ),
)
cooperatives = MassOrganisation(
    charter=Charter(
        name=COOPERATIVES,
        kind=OrganisationKind.MASS,
        rules=rules("Rules of those who build"),
        aims=told("To build our houses with our own hands, together, and to keep them out of the market.", AFTER_MANY),
        constituency="Whoever has no house and gives hours to build.",
        site=Site.COMMUNITY,
        form=BodyForm.NEIGHBOURHOOD,
        place="Uruguay",
        ink=Ink.TEAL,
        founded_on="1966",
    ),
    founder=people("Delia Furtado")[0],
    others=people(AT_HOME, "Omar Piriz", "Blanca Silveira", "Hugo Larrosa"),
    began=on(1966, 5, 8),
    plan=meeting(
        "Assembly on the new law",
        on(1968, 12, 22),
        "Florida, Uruguay",
        Question(HOURS, (5, 0, 0)),
    ),
)
