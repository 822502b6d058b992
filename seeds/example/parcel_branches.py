"""What happens in the three branches of the Parcel Workers' Union."""

from dataclasses import dataclass
from datetime import datetime

from organiser.base import clock
from seeds.example import parcel_hall_texts as hall
from seeds.example import parcel_road_texts as road
from seeds.example import parcel_yard_texts as yard
from seeds.example.calendar import THURSDAY, WEDNESDAY, Calendar, Story
from seeds.example.cast import FACILITATOR, SECRETARY, TREASURER, Cast
from seeds.example.parcel_people import HALL, ROAD, YARD
from seeds.example.plans import Gathering, Proposal, Question, Topic, election, elections
from seeds.example.scenes import called, held, moved, put_to_all
from skills.actions.roles import resign_from_role
from skills.queries.powers import in_office

PROVIDED = "On paid time, as agreed with the shift. Coffee. Polish and Turkish whispered. Step-free."


@dataclass(frozen=True)
class BranchStory:
    """The texts of one branch, and when and where it meets."""

    branch: str
    place: str
    first_at: datetime
    second_at: datetime
    next_at: datetime
    holders: dict[str, tuple[str, str]]
    second: str
    first: tuple[Topic | Question, ...]
    first_votes: tuple[tuple[int, int, int], ...]
    later: tuple[Topic | Question, ...]
    coming: tuple[Topic | Question, ...]
    present: tuple[int, int]
    over_days: Proposal
    over_days_votes: tuple[int, int, int]
    alone: Proposal


def _assemblies(cast: Cast, told: BranchStory) -> Story:
    first = Gathering(
        title=f"First assembly of the branch {told.branch}",
        starts_at=told.first_at,
        place=told.place,
        provisions=PROVIDED,
        present=told.present[0],
        agenda=(*told.first, *elections(told.holders, told.first_votes, told.second)),
    )
    earlier = yield from held(cast, told.branch, first)
    second = Gathering(
        title="Branch assembly",
        starts_at=told.second_at,
        place=told.place,
        provisions=PROVIDED,
        present=told.present[1],
        agenda=(Topic("Minutes of the first assembly", "Agreed without change."), *told.later),
    )
    yield from held(cast, told.branch, second, earlier)
    third = Gathering(
        title="Branch assembly",
        starts_at=told.next_at,
        place=told.place,
        provisions=PROVIDED,
        agenda=(Topic("Minutes of the last assembly"), *told.coming),
    )
    yield from called(cast, told.branch, third)


def _over_days(calendar: Calendar, cast: Cast, told: BranchStory) -> Story:
    yield from put_to_all(
        cast,
        told.branch,
        told.over_days,
        opens_at=calendar.day(-2, 7),
        closes_at=calendar.day(3, 21),
        votes=told.over_days_votes,
    )


def _alone(calendar: Calendar, cast: Cast, told: BranchStory) -> Story:
    yield from moved(cast, told.branch, told.alone, calendar.day(-5, 22))


def _resignation(calendar: Calendar, cast: Cast) -> Story:
    """The treasurer of the drivers changes to another depot and lays the role down."""
    yield calendar.week(-13, THURSDAY, 17)
    person = cast.holder(TREASURER, ROAD)
    term = in_office(clock.today()).get(role=cast.role(TREASURER, ROAD))
    resign_from_role(person, term=term)


def _told(calendar: Calendar) -> tuple[BranchStory, ...]:
    return (
        BranchStory(
            branch=HALL,
            place="Canteen of hall 1",
            first_at=calendar.week(-33, WEDNESDAY, 21),
            second_at=calendar.week(-8, WEDNESDAY, 21),
            next_at=calendar.week(0, WEDNESDAY, 21),
            holders={
                SECRETARY: ("Dimitris Falkenrath", hall.DIMITRIS),
                TREASURER: ("Grażyna Wiśniewolska", hall.GRAZYNA),
                FACILITATOR: ("Branka Oyelaran", hall.BRANKA),
            },
            second="Tuğba Akarsu",
            first=(Question(hall.WATER, (14, 0, 0), hall.WATER_SAID),),
            first_votes=((13, 0, 1), (12, 1, 1), (11, 1, 2)),
            later=(
                Question(hall.SHIFT_PLAN, (12, 1, 0), hall.SHIFT_PLAN_SAID),
                Question(hall.RADIO, (4, 8, 1), hall.RADIO_SAID),
            ),
            coming=(Question(hall.SCANNERS), Topic("Who takes over the noticeboard")),
            present=(14, 13),
            over_days=hall.NIGHT_BUS,
            over_days_votes=(5, 1, 1),
            alone=hall.GLOVES,
        ),
        BranchStory(
            branch=ROAD,
            place="Shelter at gate 4",
            first_at=calendar.week(-33, THURSDAY, 18),
            second_at=calendar.week(-8, THURSDAY, 18),
            next_at=calendar.week(0, THURSDAY, 18),
            holders={
                SECRETARY: ("Fatoumata Kessler", road.FATOUMATA),
                TREASURER: ("Nikola Starčević", road.NIKOLA),
                FACILITATOR: ("Marek Oduor", road.MAREK),
            },
            second="Ayşe Demirbaş",
            first=(Question(road.PARCELS, (11, 0, 1), road.PARCELS_SAID),),
            first_votes=((11, 0, 1), (9, 2, 1), (12, 0, 0)),
            later=(
                Question(road.TYRES, (9, 0, 1), road.TYRES_SAID),
                Question(road.TIPS, (3, 6, 1), road.TIPS_SAID),
                Question(
                    election(TREASURER, "Delphine Arrighi", "Marek Oduor", "Rustam Alimov", road.DELPHINE), (9, 0, 1)
                ),
            ),
            coming=(Question(road.SUBCONTRACTORS), Topic("Report from the talks about the routes")),
            present=(12, 10),
            over_days=road.SATURDAYS,
            over_days_votes=(3, 3, 0),
            alone=road.BICYCLES,
        ),
        BranchStory(
            branch=YARD,
            place="Workshop, bay 2",
            first_at=calendar.week(-32, WEDNESDAY, 14),
            second_at=calendar.week(-7, WEDNESDAY, 14),
            next_at=calendar.week(0, WEDNESDAY, 14),
            holders={
                SECRETARY: ("Thandeka Möllering", yard.THANDEKA),
                TREASURER: ("Silvio Cadorin", yard.SILVIO),
                FACILITATOR: ("Irina Moldoveanu", yard.IRINA),
            },
            second="Oluwaseun Abt",
            first=(Question(yard.CHEMICALS, (9, 0, 0), yard.CHEMICALS_SAID),),
            first_votes=((9, 0, 0), (8, 0, 1), (7, 1, 1)),
            later=(
                Question(yard.CANTEEN, (5, 1, 1), yard.CANTEEN_SAID),
                Question(yard.MERGE, (2, 5, 0), yard.MERGE_SAID),
            ),
            coming=(Question(yard.CONTRACTS), Topic("Learning to read a pay slip", note="Silvio brings examples.")),
            present=(9, 7),
            over_days=yard.LOCKERS,
            over_days_votes=(4, 0, 0),
            alone=yard.HOSE,
        ),
    )


def stories(calendar: Calendar, cast: Cast) -> list[Story]:
    """Three branches: assemblies, a ballot over days, a motion on its own; and a resignation among the drivers."""
    made = [_resignation(calendar, cast)]
    for told in _told(calendar):
        made += [_assemblies(cast, told), _over_days(calendar, cast, told), _alone(calendar, cast, told)]
    return made
