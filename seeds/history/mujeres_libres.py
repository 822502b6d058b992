"""Mujeres Libres: a second political organisation beside the FAI, neither of them above the other (mission A12, E12).

Known: founded in Spain in 1936 for working-class and peasant women; women's liberation and that of their class were to
it two things of equal importance; it taught reading, speaking and trades, so that women could take part, which it
called capacitación. Invented: people, words, the day, votes.
"""

from datetime import datetime

from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from organisations.presets import POLITICAL_WITH_PROGRAMME
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import Cast, found_with
from seeds.example.plans import Proposal, Question
from seeds.example.scenes import held
from seeds.history.telling import meeting, on, page_for_everybody, people, rules, told

NAME = "Mujeres Libres"
FOUNDER, *OTHERS = people("Llibertat Anglada", "Consuelo Barrachina", "Teresa Roigé", "Encarna Melero")
AIMS = """To free women of the triple bondage of ignorance, of their sex and of wage labour.
The freedom of women and the freedom of their class are two things, of equal importance; neither waits for the
    other."""
PROGRAMME = """We organise ourselves, because nobody frees anybody else.
We learn and teach: to read, to speak in an assembly, to do every trade.
In the union each of us has her vote there, and asks nobody outside how to use it."""
CLASSES = Proposal(
    title="Classes that make us able",
    summary="We learn to read, to speak and a trade, with somebody to look after the children.",
    text="""We open classes in reading and writing, in speaking before others, and in the trades.
Children are looked after in the next room while we learn.
Whoever has learned something teaches it to the next.""",
    mover="Teresa Roigé",
)
CHARTER = Charter(
    name=NAME,
    kind=OrganisationKind.POLITICAL,
    rules=rules("Rules of Mujeres Libres, as an example", POLITICAL_WITH_PROGRAMME),
    aims=told(AIMS),
    constituency="Working-class and peasant women.",
    site=Site.BOTH,
    form=BodyForm.OTHER,
    place="Spain",
    ink=Ink.VIOLET,
    founded_on="1936",
)


def founded_at(_calendar: Calendar) -> datetime:
    """Late summer of the year of the founding."""
    return on(1936, 9, 6)


def begin() -> Cast:
    """The founding, with a programme to which all agree."""
    cast = found_with(FOUNDER, CHARTER, programme=("Programme", PROGRAMME))
    cast.enrol(OTHERS)
    return cast


def first_assembly(cast: Cast) -> Story:
    """What it decides by itself."""
    questions = (Question(CLASSES, (4, 0, 0)), page_for_everybody("Encarna Melero"))
    yield from held(cast, "", meeting("First assembly", on(1936, 11, 22), "Barcelona", *questions, notice_days=16))


def stories(_calendar: Calendar, cast: Cast) -> list[Story]:
    """One assembly."""
    return [first_assembly(cast)]
