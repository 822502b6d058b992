"""A free municipality in Aragon: an assembly of residents decides, and a committee comes from it (mission A16, A17).

Known of many villages of Aragon in autumn 1936: rural unions of the CNT overthrew the old municipal council and called
the residents together; their assembly elected a revolutionary committee; land was worked in common, and nobody was to
hold more than her or his own labour works. In August 1937 the Council of Aragon was put down. Invented: this village,
its people, their words and votes, and that its assembly ended the committee by itself.
"""

from datetime import datetime

from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import Cast, found_with
from seeds.example.plans import Proposal, Question
from seeds.example.scenes import held
from seeds.history.telling import AFTER_MANY, effect, election_of, meeting, on, page_for_everybody, people, rules, told

NAME = "Assembly of Valdecierzo"
COMMITTEE, SEAT = "Revolutionary Committee", "Member of the committee"
SQUARE = "The square of Valdecierzo"

FOUNDER, *RESIDENTS = people(
    "Pilar Escartín",
    "Mariano Abizanda",
    "Orosia Lacasta",
    "Vicente Buil",
    "Joaquina Palacín",
    "Simón Arnal",
)
AIMS = """Whoever lives here decides here, in the square.
The land that nobody works with her or his own hands belongs to all of us."""
LAND = Proposal(
    title="Nobody holds more land than own labour works",
    summary="Who farms alone keeps what they can work; the rest is everybody’s.",
    text="""Whoever wants to farm alone keeps what the household works without hired hands.
All other land is worked in common, and its fruit is shared out by the assembly.""",
    mover="Orosia Lacasta",
)
COMMITTEE_WORDS = {
    "title": "A revolutionary committee instead of the old council",
    "summary": "The landowners’ council goes, and a committee does what this assembly decides.",
    "text": """The municipal council of the landowners has no say any more.
We set up a committee that carries out what this assembly decides, and that this assembly can recall.""",
    "mover": "Vicente Buil",
}
SCOPE = "To carry out what the assembly decides: harvest, mill, bread, school, guard. It decides nothing by itself."
SEATS = {
    "title": "Two seats on the committee",
    "summary": "Two of us at a time, for ten months each.",
    "text": "Two of us sit on the committee, for ten months, and then two others.",
    "mover": "Joaquina Palacín",
}
OVER = {
    "title": "The committee ends",
    "text": """The Council of Aragon has been put down and troops are in the next village.
Our committee ends today, before others end it. The book of the harvest stays with Joaquina.""",
    "mover": "Joaquina Palacín",
}
CHARTER = Charter(
    name=NAME,
    kind=OrganisationKind.MASS,
    rules=rules("Rules of the square", notice_days=1, special_notice_days=1, term_months=10),
    aims=told(AIMS, AFTER_MANY),
    constituency="Everybody who lives in the village.",
    site=Site.COMMUNITY,
    form=BodyForm.COMMUNITY_ASSEMBLY,
    place="Aragon",
    ink=Ink.OLIVE,
    founded_on="1936",
)


def founded_at(_calendar: Calendar) -> datetime:
    """The rural union calls the residents together."""
    return on(1936, 9, 27)


def begin() -> Cast:
    """Who was called and came."""
    cast = found_with(FOUNDER, CHARTER)
    cast.enrol(RESIDENTS)
    return cast


def first_the_assembly(cast: Cast) -> Story:
    """Residents meet; the committee, the land, and who sits on the committee are theirs to decide, in this order."""
    founding = Proposal(**COMMITTEE_WORDS, **effect("found_committee", name=COMMITTEE, scope=SCOPE))
    seats = Proposal(**SEATS, **effect("create_role", name=SEAT, powers=[], seats=2, description=SCOPE))
    first = meeting(
        "Assembly of the residents",
        on(1936, 10, 4),
        SQUARE,
        Question(founding, (5, 0, 1)),
        Question(LAND, (5, 1, 0)),
        Question(seats, (6, 0, 0)),
        present=6,
        notice_days=2,
    )
    yield from held(cast, "", first)
    second = meeting(
        "Assembly of the residents",
        on(1936, 10, 18),
        SQUARE,
        Question(election_of(SEAT, "Orosia Lacasta", "Simón Arnal"), (5, 0, 0)),
        Question(election_of(SEAT, "Mariano Abizanda", "Simón Arnal"), (4, 1, 0)),
        page_for_everybody("Pilar Escartín"),
        notice_days=2,
    )
    yield from held(cast, "", second)


def the_end_of_the_committee(cast: Cast) -> Story:
    """August 1937: the two seats have run out, and the assembly ends the committee."""
    ending = Proposal(
        **OVER,
        effect="dissolve_committee",
        payload=lambda cast, _branch: {"body": cast.organisation.bodies.get(name=COMMITTEE).public_id},
    )
    last = meeting("Assembly of the residents", on(1937, 8, 15), SQUARE, Question(ending, (4, 0, 1)), notice_days=2)
    yield from held(cast, "", last)


def stories(_calendar: Calendar, cast: Cast) -> list[Story]:
    """Its beginning and the end of its committee."""
    return [first_the_assembly(cast), the_end_of_the_committee(cast)]
