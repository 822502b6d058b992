"""Open Hand: a political organisation with two branches and a programme, beside the mass organisations.

Its members work in them as members like all others; no path leads from here into any of them (invariant 4). One of
them is a tenant at Kranhafen too: she has an account in each, and neither of the two registers knows of the other.
"""

from datetime import datetime

from assemblies.enums import AgendaKind
from members.actions.joining import apply_to_join
from members.actions.memberships import admit
from members.models import Person
from members.queries.agreements import current_programme
from organisations.actions.founding import Charter
from organisations.enums import BodyForm, Ink, OrganisationKind, Site
from organisations.presets import POLITICAL_WITH_PROGRAMME
from seeds.example import open_hand_texts as texts
from seeds.example.calendar import FRIDAY, SATURDAY, SUNDAY, THURSDAY, Calendar, Story
from seeds.example.cast import FACILITATOR, SECRETARY, TREASURER, Cast, found_with, someone
from seeds.example.plans import Gathering, Question, Topic, elections, unwrapped
from seeds.example.scenes import called, held, moved, put_to_all
from skills.actions.founding import BranchPlan

KRANHAFEN, OBERFURT = "Open Hand Kranhafen", "Open Hand Oberfurt"
READING_ROOM = "Reading room, Fischmarkt 2, Kranhafen"
PROVIDED = "Childcare in the back room. Interpretation on request. Step-free by the yard. Soup at one."
BOTH, BOTH_NAME = "adaeze@example.org", "Adaeze Lindqvist"

FOUNDER = someone("Marisol Eichendorff", "es")
BRANCHES = {
    KRANHAFEN: (
        someone("Anatol Brzezicki", "pl"),
        someone("Deborah Nwosu-Hagen", "en"),
        someone("Ulrike Samtleben"),
        someone("Hakim Belkacem", "fr"),
        someone("Ioana Vlăsceanu", "ro"),
    ),
    OBERFURT: (
        someone("Frieda Mutombo"),
        someone("Xabier Etxeberria-Lang", "es"),
        someone("Kerstin Ahlgrimm"),
        someone("Duc Hauptmann", "vi"),
        someone("Esperanza Villanueva de los Monteros-Engel", "es"),
        someone("Sakari Lönnqvist", "fi", "post"),
    ),
}
RULES = {
    **POLITICAL_WITH_PROGRAMME,
    "name": "Statutes of Open Hand",
    "body": {**POLITICAL_WITH_PROGRAMME["body"], "days_to_stand": 30},
}
CHARTER = Charter(
    name="Open Hand",
    kind=OrganisationKind.POLITICAL,
    rules=RULES,
    aims=unwrapped(texts.AIMS),
    constituency="Whoever agrees with the programme and takes part in a mass organisation.",
    site=Site.BOTH,
    form=BodyForm.AFFINITY_GROUP,
    place="Kranhafen and Oberfurt",
    ink=Ink.PLUM,
)
PLANS = tuple(BranchPlan(name, BodyForm.AFFINITY_GROUP, name.rpartition(" ")[2]) for name in BRANCHES)


def founded_at(calendar: Calendar) -> datetime:
    """A Sunday ten months ago."""
    return calendar.week(-46, SUNDAY, 11)


def begin() -> Cast:
    """The founding, with a programme; everybody reads it, agrees and is admitted."""
    cast = found_with(FOUNDER, CHARTER, PLANS, programme=(texts.PROGRAMME_TITLE, unwrapped(texts.PROGRAMME)))
    for branch, people in BRANCHES.items():
        cast.enrol(people, branch)
    cast.begin_interim(OBERFURT, dict.fromkeys((SECRETARY, FACILITATOR, TREASURER), "Frieda Mutombo"))
    return cast


def branch_assembly(calendar: Calendar, cast: Cast, branch: str, weekday: int) -> Story:
    """The first assembly of a branch, which elects."""
    names = ("Anatol Brzezicki", "Ulrike Samtleben", "Hakim Belkacem", "Ioana Vlăsceanu")
    if branch == OBERFURT:
        names = ("Frieda Mutombo", "Duc Hauptmann", "Kerstin Ahlgrimm", "Xabier Etxeberria-Lang")
    holders = dict(zip((SECRETARY, TREASURER, FACILITATOR), ((name, texts.ELECTED) for name in names[:3]), strict=True))
    plan = Gathering(
        title=f"First assembly of {branch}",
        starts_at=calendar.week(-35, weekday, 19),
        place=READING_ROOM if branch == KRANHAFEN else "Back room of the bicycle kitchen, Oberfurt",
        provisions=PROVIDED,
        present=5,
        notice_days=16,
        agenda=(
            Topic("Where each of us works in a mass organisation", texts.WHERE_WE_WORK),
            *elections(holders, ((5, 0, 0), (4, 0, 1), (5, 0, 0)), names[3]),
        ),
    )
    yield from held(cast, branch, plan)


def assemblies(calendar: Calendar, cast: Cast) -> Story:
    """Two assemblies of the whole, and one called for next week."""
    holders = {
        SECRETARY: ("Deborah Nwosu-Hagen", texts.ELECTED),
        TREASURER: ("Kerstin Ahlgrimm", texts.ELECTED),
        FACILITATOR: ("Marisol Eichendorff", texts.ELECTED),
    }
    first = Gathering(
        title="First general assembly",
        starts_at=calendar.week(-35, SUNDAY, 11),
        place=READING_ROOM,
        provisions=PROVIDED,
        present=11,
        notice_days=16,
        agenda=(
            Question(texts.NO_ORDERS, (10, 0, 1), texts.NO_ORDERS_SAID),
            *elections(holders, ((10, 0, 1), (9, 1, 1), (11, 0, 0)), "Xabier Etxeberria-Lang"),
        ),
    )
    earlier = yield from held(cast, "", first)
    second = Gathering(
        title="Second general assembly",
        starts_at=calendar.week(-9, SUNDAY, 11),
        place="Bicycle kitchen, Oberfurt",
        provisions=PROVIDED,
        present=10,
        notice_days=16,
        agenda=(
            Topic("Minutes of the first general assembly", "Agreed without change."),
            Question(texts.SCHOOL, (9, 0, 1), texts.SCHOOL_SAID),
            Question(texts.PARTY_NAME, (2, 7, 1), texts.PARTY_NAME_SAID),
        ),
    )
    yield from held(cast, "", second, earlier)
    third = Gathering(
        title="Third general assembly",
        starts_at=calendar.week(0, SUNDAY, 11),
        place=READING_ROOM,
        provisions=PROVIDED,
        notice_days=16,
        agenda=(
            Topic("Minutes of the second general assembly"),
            Topic("What we learned in the unions this year", kind=AgendaKind.REPORT),
            Question(texts.LIBRARY),
        ),
    )
    yield from called(cast, "", third)


def one_who_belongs_to_two(calendar: Calendar, cast: Cast) -> Story:
    """A member of the tenants' union asks to join; here she is a person of her own, and no row joins the two."""
    yield calendar.week(-24, FRIDAY, 20)
    tenant = Person.objects.get(email=BOTH)
    membership = apply_to_join(
        tenant,
        organisation=cast.organisation,
        branch=cast.branches[KRANHAFEN],
        programme_version=current_programme(cast.organisation),
    )
    yield calendar.week(-22, SATURDAY, 12)
    cast.memberships[BOTH_NAME] = admit(cast.holder(SECRETARY, KRANHAFEN), membership=membership)


def ballot(calendar: Calendar, cast: Cast) -> Story:
    """A ballot over days that is still open."""
    yield from put_to_all(
        cast,
        "",
        texts.CONTRIBUTION,
        opens_at=calendar.day(-2, 10),
        closes_at=calendar.day(4, 20),
        votes=(4, 1, 1),
        but=(BOTH_NAME,),
    )


def looking_for_a_seconder(calendar: Calendar, cast: Cast) -> Story:
    """A motion that nobody has seconded yet."""
    yield from moved(cast, "", texts.SUMMER_CAMP, calendar.day(-4, 20))


def stories(calendar: Calendar, cast: Cast) -> list[Story]:
    """Everything that happens after the founding."""
    acts = (assemblies, one_who_belongs_to_two, ballot, looking_for_a_seconder)
    return [
        branch_assembly(calendar, cast, KRANHAFEN, THURSDAY),
        branch_assembly(calendar, cast, OBERFURT, FRIDAY),
        *(act(calendar, cast) for act in acts),
    ]
