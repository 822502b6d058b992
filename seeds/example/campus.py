"""Lindmoor Students Against Tuition Rises: fifteen people of one campus, against the board of their university."""

from datetime import datetime

from assemblies.enums import AgendaKind
from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from organisations.presets import SIMPLE_MAJORITY
from seeds.example import alliance
from seeds.example import campus_texts as texts
from seeds.example.applications import ADMIT, paper_on_campus, waits_on_campus
from seeds.example.calendar import MONDAY, WEDNESDAY, Calendar, Story
from seeds.example.cast import FACILITATOR, SECRETARY, TREASURER, Cast, found_with, someone
from seeds.example.plans import Gathering, Question, Topic, elections, unwrapped
from seeds.example.scenes import called, held, moved, put_to_all

ROOM = "Tool shed of the botanical institute, Lindmoor"
PROVIDED = "Somebody plays with the children outside. German Sign Language. No steps. Bread and olives."

FOUNDER = someone("Linnea Abubakari", "en")
FIRST = (
    someone("Matteo Grünwald-Ferrante", "it"),
    someone("Hoài An Lê", "vi"),
    someone("Yusra El-Amrani", "ar"),
    someone("Casimir Dombrowski"),
    someone("Tove Hallgrímsdóttir", "is"),
    someone("Ikram Bajraktari", "sq"),
    someone("Noa Feigenblatt", "en"),
    someone("Santiago Ñanculef", "es"),
    someone("小野寺 みのり", "ja", email="minori@example.org"),
    someone("Ebele Strandberg", "en"),
    someone("Ruth Weizenbaum-Kiprotich", reach="in_person"),
)
SECOND = (
    someone("Anouk Vandenbroucke", "nl"),
    someone("Pavlos Theodorakopoulos-Winterscheidt-Li", "el"),
)
ON_PAPER = someone("Gülşah Özdemiroğlu", "tr", "post")
CHARTER = Charter(
    name="Lindmoor Students Against Tuition Rises",
    kind=OrganisationKind.MASS,
    rules={
        **SIMPLE_MAJORITY,
        "name": "Rules of the Lindmoor campus body",
        "body": {**SIMPLE_MAJORITY["body"], "applications": "assembly"},
    },
    aims=unwrapped(texts.AIMS),
    constituency="Everybody who studies or wants to study at Lindmoor, and whoever works there and stands with them.",
    site=Site.BOTH,
    form=BodyForm.CAMPUS,
    place="Lindmoor",
    ink=Ink.GREEN,
)


def founded_at(calendar: Calendar) -> datetime:
    """A Wednesday five months ago, three days after the letter of the board."""
    return calendar.week(-22, WEDNESDAY, 18)


def begin() -> Cast:
    """The founding, and the first twelve names."""
    cast = found_with(FOUNDER, CHARTER)
    cast.enrol(FIRST)
    return cast


def assemblies(calendar: Calendar, cast: Cast) -> Story:
    """Three assemblies held, and one called for next week."""
    holders = {
        SECRETARY: ("Yusra El-Amrani", texts.YUSRA),
        TREASURER: ("Casimir Dombrowski", texts.CASIMIR),
        FACILITATOR: ("Linnea Abubakari", texts.LINNEA),
    }
    first = Gathering(
        title="First assembly",
        starts_at=calendar.week(-17, WEDNESDAY, 18),
        place=ROOM,
        provisions=PROVIDED,
        present=11,
        agenda=(
            Topic("What the letter of the board says", texts.LETTER_SAID),
            Question(texts.OPEN_BOOKS, (11, 0, 0), texts.OPEN_BOOKS_SAID),
            Question(texts.TWO_MORE, (11, 0, 0), texts.TWO_MORE_SAID),
            *elections(holders, ((10, 0, 1), (9, 1, 1), (10, 1, 0)), "Tove Hallgrímsdóttir"),
        ),
    )
    earlier = yield from held(cast, "", first)
    second = Gathering(
        title="Assembly before the meeting of the board",
        starts_at=calendar.week(-9, WEDNESDAY, 18),
        place="Steps of the main building",
        provisions=PROVIDED,
        present=13,
        agenda=(
            Topic("Minutes of the first assembly", "Agreed without change."),
            Question(texts.SIT_IN, (10, 2, 1), texts.SIT_IN_SAID),
            Question(texts.SPOKESPERSON, (3, 9, 1), texts.SPOKESPERSON_SAID),
        ),
    )
    earlier = yield from held(cast, "", second, earlier)
    third = Gathering(
        title="Assembly after the meeting of the board",
        starts_at=calendar.week(-3, WEDNESDAY, 18),
        place=ROOM,
        provisions=PROVIDED,
        present=12,
        agenda=(
            Topic("Minutes of the assembly before the meeting of the board", "Agreed without change."),
            Topic("Report from the sit-in", texts.SIT_IN_REPORT, kind=AgendaKind.REPORT),
            Question(texts.KITCHEN, (11, 0, 1), texts.KITCHEN_SAID),
            Question(ADMIT, (12, 0, 0), "She was welcomed with soup."),
        ),
    )
    yield from held(cast, "", third, earlier)
    fourth = Gathering(
        title="Assembly on the next term",
        starts_at=calendar.week(0, MONDAY, 18),
        place=ROOM,
        provisions=PROVIDED,
        agenda=(
            Topic("Minutes of the last assembly"),
            Question(texts.WORKERS),
            Topic("How to talk to first-years without a leaflet", note="Ebele and Santiago show how."),
        ),
    )
    yield from called(cast, "", fourth)


def newcomers(calendar: Calendar, cast: Cast) -> Story:
    """Three people who came after the sit-in was announced: two whom the first assembly took in, one on paper."""
    yield calendar.week(-12, MONDAY, 12)
    cast.enrol(SECOND, decided=texts.TWO_MORE.title)
    yield from paper_on_campus(calendar, cast, ON_PAPER)
    yield from waits_on_campus(calendar, cast)


def ballot(calendar: Calendar, cast: Cast) -> Story:
    """A ballot over days that is still open."""
    yield from put_to_all(
        cast, "", texts.FEE_STRIKE, opens_at=calendar.day(-2, 9), closes_at=calendar.day(3, 18), votes=(4, 2, 1)
    )


def looking_for_a_seconder(calendar: Calendar, cast: Cast) -> Story:
    """A motion that nobody has seconded yet."""
    yield from moved(cast, "", texts.FILM_EVENING, calendar.day(-3, 22))


def stories(calendar: Calendar, cast: Cast) -> list[Story]:
    """Everything that happens after the founding."""
    acts = (assemblies, newcomers, ballot, looking_for_a_seconder)
    return [*(act(calendar, cast) for act in acts), *alliance.stories(calendar, cast)]
