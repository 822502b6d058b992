"""The Parcel Workers' Union of Oberfurt: a union at work with three branches, against a parcel company."""

from datetime import datetime

from assemblies.enums import AgendaKind
from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from organisations.presets import SIMPLE_MAJORITY
from seeds.example import alliance
from seeds.example import parcel_branches as branches
from seeds.example import parcel_moves as moves
from seeds.example import parcel_texts as texts
from seeds.example.calendar import SATURDAY, Calendar, Story
from seeds.example.cast import FACILITATOR, SECRETARY, TREASURER, Cast, found_with
from seeds.example.parcel_people import BRANCHES, FOUNDER, HALL, ROAD, YARD
from seeds.example.plans import Gathering, Question, Topic, elections, unwrapped
from seeds.example.scenes import called, held, moved, put_to_all
from skills.actions.founding import BranchPlan

HALL_OF_SONGS = "Choir hall, Mühlenweg 3, Oberfurt"
PROVIDED = "Childcare from one o’clock. Polish, Turkish and French interpreted. Step-free. Fares are paid back."

QUARTER = {"quorum_numerator": 1, "quorum_denominator": 4}
ALL_CAST = {"base": "cast"}
RULES = {
    **SIMPLE_MAJORITY,
    "name": "Rules of the Parcel Workers’ Union",
    "body": {**SIMPLE_MAJORITY["body"], "days_to_vote": 14, "recall_petition": 8, "speaking_minutes": 2},
    "kinds": {
        kind: {**rule, **QUARTER, **(ALL_CAST if kind == "ordinary" else {})}
        for kind, rule in SIMPLE_MAJORITY["kinds"].items()
    },
}
CHARTER = Charter(
    name="Parcel Workers’ Union of Oberfurt",
    kind=OrganisationKind.MASS,
    rules=RULES,
    aims=unwrapped(texts.AIMS),
    constituency="Everybody who works at the Flusspost depot in Oberfurt, whoever signs the contract.",
    site=Site.WORKPLACE,
    form=BodyForm.UNION,
    place="Oberfurt",
    ink=Ink.BLUE,
)
PLANS = (
    BranchPlan(HALL, BodyForm.WORKPLACE_SECTION, "Depot, hall 1 and 2", "Sorting, loading and the night shift"),
    BranchPlan(ROAD, BodyForm.WORKPLACE_SECTION, "Depot, gate 4", "Drivers of vans and bicycles, subcontractors too"),
    BranchPlan(YARD, BodyForm.WORKPLACE_SECTION, "Depot, yard", "Workshop, cleaning and canteen"),
)


def founded_at(calendar: Calendar) -> datetime:
    """A Saturday in the canteen, nine months ago."""
    return calendar.week(-40, SATURDAY, 13)


def begin() -> Cast:
    """The founding, the register of each branch, and who begins the two branches of which the founder is no member."""
    cast = found_with(FOUNDER, CHARTER, PLANS)
    for branch, people in BRANCHES.items():
        cast.enrol(people, branch)
    cast.begin_interim(ROAD, dict.fromkeys((SECRETARY, FACILITATOR, TREASURER), "Marek Oduor"))
    cast.begin_interim(YARD, dict.fromkeys((SECRETARY, FACILITATOR, TREASURER), "Rosa Tschudi"))
    return cast


def general_assemblies(calendar: Calendar, cast: Cast) -> Story:
    """Two assemblies of all branches together, then the one called for next week."""
    holders = {
        SECRETARY: ("Amina Traoré-Lindgren", texts.AMINA),
        TREASURER: ("Gunnar Petruschke", texts.GUNNAR),
        FACILITATOR: ("Rosa Tschudi", texts.ROSA),
    }
    first = Gathering(
        title="First general assembly",
        starts_at=calendar.week(-34, SATURDAY, 14),
        place=HALL_OF_SONGS,
        provisions=PROVIDED,
        present=36,
        agenda=(
            Topic("Greetings of the three branches", "Hall, road and yard each said in five minutes what must change."),
            Question(texts.DEMANDS, (33, 1, 2), texts.DEMANDS_SAID),
            *elections(holders, ((31, 2, 3), (29, 3, 4), (34, 0, 2)), "Solveig Achterberg"),
        ),
    )
    earlier = yield from held(cast, "", first)
    second = Gathering(
        title="Second general assembly",
        starts_at=calendar.week(-14, SATURDAY, 14),
        place=HALL_OF_SONGS,
        provisions=PROVIDED,
        present=31,
        agenda=(
            Topic("Minutes of the first general assembly", "Agreed without change."),
            Topic("Report on the talks with the company", texts.TALKS, kind=AgendaKind.REPORT),
            Question(texts.STRIKE_FUND, (27, 3, 1), texts.STRIKE_FUND_SAID),
            Question(texts.PAID_ORGANISER, (9, 17, 5), texts.PAID_ORGANISER_SAID),
        ),
    )
    yield from held(cast, "", second, earlier)
    third = Gathering(
        title="Third general assembly",
        starts_at=calendar.week(0, SATURDAY, 14),
        place=HALL_OF_SONGS,
        provisions=PROVIDED,
        agenda=(
            Topic("Minutes of the second general assembly"),
            Topic("Report of the treasurer on the strike fund", kind=AgendaKind.REPORT),
            Question(texts.PEAK),
        ),
    )
    yield from called(cast, "", third)


def ballot_of_all(calendar: Calendar, cast: Cast) -> Story:
    """A ballot over days of all members."""
    yield from put_to_all(
        cast, "", texts.OFFER, opens_at=calendar.day(-2, 6), closes_at=calendar.day(4, 22), votes=(7, 12, 2)
    )


def looking_for_a_seconder(calendar: Calendar, cast: Cast) -> Story:
    """A motion to all members that nobody has seconded yet."""
    yield from moved(cast, "", texts.NEWSPAPER, calendar.day(-4, 21))


def stories(calendar: Calendar, cast: Cast) -> list[Story]:
    """Everything that happens after the founding, in the union and in its branches."""
    acts = (general_assemblies, ballot_of_all, looking_for_a_seconder)
    return [act(calendar, cast) for act in acts] + [
        *branches.stories(calendar, cast),
        *moves.stories(calendar, cast),
        *alliance.stories(calendar, cast),
    ]
