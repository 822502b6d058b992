"""The National Confederation of Labour (CNT) in Spain: a mass organisation, at work and where people live.

Known: founded in Barcelona in 1910; unions of one industry since the congress of Sants in 1918; an international that
began after the October revolution joined provisionally, and left in 1922 (`seeds/history/international.py`); in spring
1931 the construction union of Barcelona set up a committee for the rent strike of that summer; in May 1936 a congress
at Zaragoza put assemblies of residents beside those of workplaces. Everything else here is invented.

Between its assemblies decades go by in which nobody holds a role; then what a body needs to meet falls to its members.
"""

from datetime import datetime

from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from organisations.models import Affiliation, Organisation
from organisations.presets import CNT_LIKE_UNION
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import SECRETARY, Cast, found_with, someone
from seeds.example.plans import Proposal, Question
from seeds.example.scenes import held
from seeds.history import cnt_texts as texts
from seeds.history.telling import effect, election_of, meeting, on, page_for_everybody, people, rules, told

NAME = "National Confederation of Labour (CNT)"
INTERNATIONAL = "Red International of Labour Unions"
BUILDERS, RURAL, CENTRE = "Construction Union, Barcelona", "Rural Union, Aragon", "Neighbourhood Centre, Barceloneta"
STRIKE = "Rent Strike Committee"
HALL = "A hall in Barcelona"

FOUNDER = someone("Jaume Rovirosa", reach="in_person")
FIRST = people("Engràcia Tubau", "Blai Montcada", "Feliu Sardà")
BY_BRANCH = {
    BUILDERS: people("Narcís Vilaplana", "Quim Bofarull", "Tomás Lanuza", "Rosend Peiret"),
    RURAL: people("Pascuala Monforte", "Hilario Celma"),
}
NEIGHBOURS = (someone("Remei Solanes", email="archive@example.org"), *people("Paulina Carceller", "Dolors Fontseca"))
CHARTER = Charter(
    name=NAME,
    kind=OrganisationKind.MASS,
    rules=rules("Rules of a confederation of unions", CNT_LIKE_UNION),
    aims=told(texts.AIMS),
    constituency="Whoever works for a wage, and the neighbours of those who do.",
    site=Site.BOTH,
    form=BodyForm.UNION,
    place="Spain",
    ink=Ink.BLACK,
    founded_on="1910",
)


def founded_at(_calendar: Calendar) -> datetime:
    """The last day of the founding congress."""
    return on(1910, 11, 1)


def begin() -> Cast:
    """The founding."""
    cast = found_with(FOUNDER, CHARTER)
    cast.enrol(FIRST)
    return cast


def _branch(name: str, form: str, mover: str, words: str, place: str) -> Question:
    made = effect("found_branch", name=name, form=form, place=place)
    said = f"In {place}, those whom it is for decide for themselves from now on."
    return Question(Proposal(title=f"Found the {name}", summary=said, text=words, mover=mover, **made), (4, 0, 0))


def unions_of_one_industry(cast: Cast) -> Story:
    """1918: two branches, and a secretary who writes their members down."""
    plan = meeting(
        "Assembly on unions of one industry",
        on(1918, 7, 14),
        HALL,
        _branch(BUILDERS, BodyForm.UNION, "Blai Montcada", texts.BUILDERS, "Barcelona"),
        _branch(RURAL, BodyForm.UNION, "Feliu Sardà", texts.RURAL, "Aragon"),
        Question(election_of(SECRETARY, "Engràcia Tubau", "Jaume Rovirosa"), (3, 0, 1)),
    )
    yield from held(cast, "", plan)
    yield on(1918, 7, 21)
    for branch, members in BY_BRANCH.items():
        cast.enrol(members, branch)


def join_and_leave(cast: Cast) -> Story:
    """1921 and 1922: asking the international provisionally, and leaving it by one decision of one's own."""
    asking = Proposal(
        **texts.ASKING,
        effect="affiliate",
        payload=lambda _cast, _branch: {
            "organisation": Organisation.objects.get(name=INTERNATIONAL).public_id,
            "wanted": "provisional",
        },
    )
    leaving = Proposal(
        **texts.LEAVING,
        effect="leave_federation",
        payload=lambda cast, _branch: {
            "affiliation": Affiliation.objects.get(affiliate=cast.organisation).public_id,
        },
    )
    plan = meeting("Assembly on the new international", on(1921, 9, 11), HALL, Question(asking, (4, 1, 0)))
    yield from held(cast, "", plan)
    last = meeting("Conference of Zaragoza", on(1922, 6, 11), "Zaragoza", Question(leaving, (4, 0, 1)))
    yield from held(cast, "", last)


def rent_strike(cast: Cast) -> Story:
    """1931: a neighbourhood centre, then a committee of the builders for the strike, ended when its task was over."""
    first = meeting(
        "Assembly on rents",
        on(1931, 2, 15),
        HALL,
        _branch(CENTRE, BodyForm.NEIGHBOURHOOD_CENTRE, "Engràcia Tubau", texts.CENTRE, "Barceloneta"),
        Question(election_of(SECRETARY, "Feliu Sardà", "Narcís Vilaplana"), (4, 0, 1)),
    )
    yield from held(cast, "", first)
    yield on(1931, 2, 22)
    cast.enrol(NEIGHBOURS, CENTRE)
    founding = Proposal(**texts.STRIKE, **effect("found_committee", name=STRIKE, scope=texts.STRIKE_SCOPE))
    spring = meeting("Assembly of the builders", on(1931, 4, 12), HALL, Question(founding, (4, 0, 0)), present=4)
    yield from held(cast, BUILDERS, spring)
    ending = Proposal(
        **texts.STRIKE_OVER,
        effect="dissolve_committee",
        payload=lambda cast, _branch: {"body": cast.organisation.bodies.get(name=STRIKE).public_id},
    )
    winter = meeting("Assembly of the builders", on(1931, 12, 13), HALL, Question(ending, (3, 1, 0)), present=4)
    yield from held(cast, BUILDERS, winter)


def residents_beside_workplaces(cast: Cast) -> Story:
    """May 1936: neighbourhoods are an equal building block."""
    plan = meeting(
        "Congress of Zaragoza",
        on(1936, 5, 10),
        "Zaragoza",
        Question(texts.EQUAL, (6, 0, 0)),
        page_for_everybody("Remei Solanes"),
        present=6,
    )
    yield from held(cast, "", plan)


def stories(_calendar: Calendar, cast: Cast) -> list[Story]:
    """Four chapters, one after the other."""

    def told_through() -> Story:
        for chapter in (unions_of_one_industry, join_and_leave, rent_strike, residents_beside_workplaces):
            yield from chapter(cast)

    return [told_through()]
