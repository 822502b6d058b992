"""The Uruguayan Anarchist Federation (FAU): a political organisation beside mass organisations (mission A24).

Known: founded in 1956; its members took part over many years in unions and in the housing movement, which it came to
call social insertion, and were not to seek control there. Two of this cast stand in the registers of
`seeds/history/uruguay.py` too, as persons of their own, the way `seeds/example/open_hand.py` explains. Invented:
people, words, days, votes.
"""

from datetime import datetime

from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from organisations.presets import POLITICAL_WITH_PROGRAMME
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import Cast, found_with
from seeds.example.plans import Proposal, Question
from seeds.example.scenes import held
from seeds.history.telling import meeting, on, people, rules, told
from seeds.history.uruguay import AT_HOME, AT_WORK

NAME = "Uruguayan Anarchist Federation (FAU)"
FOUNDER, *OTHERS = people("Elsa Barreiro", AT_WORK, AT_HOME, "Tabaré Moreira")
PROGRAMME = """We take part for long in the struggles of those among whom we work and live.
There we are members like all others: we persuade where we can, and impose nothing.
We do not gather offices in order to steer a union from outside."""
INSERTION = Proposal(
    title="Years, not visits",
    summary="Each of us stays in one union or one neighbourhood.",
    text="""Each of us takes part in one union or one neighbourhood, for years.
What is decided there is decided there. Here we talk about what we learned.""",
    mover=AT_WORK,
)
CHARTER = Charter(
    name=NAME,
    kind=OrganisationKind.POLITICAL,
    rules=rules("Rules of a federation, as an example", POLITICAL_WITH_PROGRAMME),
    aims=told("A society without rulers and bosses, prepared by people who learn to decide together."),
    constituency="Anarchists who take part in unions and neighbourhoods.",
    site=Site.BOTH,
    form=BodyForm.OTHER,
    place="Uruguay",
    ink=Ink.PLUM,
    founded_on="1956",
)


def founded_at(_calendar: Calendar) -> datetime:
    """A day in the year of the founding."""
    return on(1956, 10, 27)


def begin() -> Cast:
    """The founding, with a programme to which all agree."""
    cast = found_with(FOUNDER, CHARTER, programme=("Programme", PROGRAMME))
    cast.enrol(OTHERS)
    return cast


def assembly(cast: Cast) -> Story:
    """How to take part in mass organisations."""
    questions = (Question(INSERTION, (4, 0, 0)),)
    yield from held(cast, "", meeting("First assembly", on(1957, 3, 10), "Montevideo", *questions, notice_days=16))


def stories(_calendar: Calendar, cast: Cast) -> list[Story]:
    """One assembly."""
    return [assembly(cast)]
