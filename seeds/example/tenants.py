"""The Kranhafen Tenants' Union: thirty tenants of one building, without branches, against their landlord."""

from collections.abc import Generator
from datetime import datetime

from assemblies.enums import AgendaKind
from assemblies.models import Assembly
from members.actions.erasures import ask_erasure
from members.actions.memberships import change_state
from members.enums import MembershipState
from members.models import Membership
from organisations.actions.founding import Charter
from organisations.enums import BodyForm, DecisionKind, Ink, OrganisationKind, Power, Site
from organisations.presets import SIMPLE_MAJORITY
from seeds.example import alliance, tenants_dues, tenants_numbers
from seeds.example import tenants_people as people
from seeds.example import tenants_texts as texts
from seeds.example.applications import tenants_ask
from seeds.example.calendar import SATURDAY, TUESDAY, Calendar, Story
from seeds.example.cast import FACILITATOR, SECRETARY, TREASURER, Cast, found_with
from seeds.example.letters import letters
from seeds.example.plans import Gathering, Proposal, Question, Topic, election, unwrapped
from seeds.example.scenes import called, held, moved, put_to_all

LAUNDRY = "Laundry of Werftstraße 9, ground floor"
PROVIDED = "Childcare next door with Rosalie. Turkish and Spanish whispered. No steps. Soup from half past six."

RULES = {
    **SIMPLE_MAJORITY,
    "name": "Rules of Werftstraße 9",
    "body": {**SIMPLE_MAJORITY["body"], "mail_second": True},
}
TWO_SECONDERS = {
    **RULES,
    "kinds": {**RULES["kinds"], "ordinary": {**RULES["kinds"]["ordinary"], "seconders": 2}},
}
CHARTER = Charter(
    name="Kranhafen Tenants’ Union",
    kind=OrganisationKind.MASS,
    rules=RULES,
    aims=unwrapped(texts.AIMS),
    constituency="Everybody who rents at Werftstraße 9, whoever’s name is on the contract.",
    site=Site.COMMUNITY,
    form=BodyForm.TENANTS_BUILDING,
    place="Werftstraße 9, Kranhafen",
    ink=Ink.RED,
)


def first_assembly(calendar: Calendar, cast: Cast) -> Generator[datetime, None, Assembly]:
    """The founders give back what they held in the interim; three people are elected."""
    plan = Gathering(
        title="First assembly",
        starts_at=calendar.week(-45, TUESDAY, 19),
        place=LAUNDRY,
        provisions="Childcare next door. No steps.",
        present=21,
        agenda=(
            Topic("Welcome, and how we decide", texts.HOW_WE_DECIDE),
            Question(election(SECRETARY, "Samira Quayle", "Mirela Okonjo", "Aylin Varga", texts.SAMIRA), (20, 0, 1)),
            Question(election(TREASURER, "Yusuf Abendroth", "Dov Castellane", "Priya Oduya", texts.YUSUF), (17, 2, 2)),
            Question(texts.REPAIRS_LIST, (21, 0, 0), texts.REPAIRS_SAID),
            Question(election(FACILITATOR, "Ngozi Petrov", "Hamid Solberg", "Femi Haugland", texts.NGOZI), (19, 1, 1)),
            Question(tenants_dues.SET_DUES, (19, 1, 1), texts.DUES_SAID),
        ),
    )
    return (yield from held(cast, "", plan))


def second_assembly(calendar: Calendar, cast: Cast, earlier: Assembly) -> Generator[datetime, None, Assembly]:
    """A change of rules, a committee, and a motion that falls."""
    rules = Proposal(
        **texts.SECONDERS_WORDS,
        kind=DecisionKind.RULES,
        effect="adopt_rules",
        payload=lambda _cast, _branch: {"rules": TWO_SECONDERS},
    )
    committee = Proposal(
        **texts.HEATING_GROUP_WORDS,
        effect="found_committee",
        payload=lambda _cast, _branch: {"name": "Heating accounts group", "scope": texts.HEATING_SCOPE},
    )
    plan = Gathering(
        title="Assembly on the repairs",
        starts_at=calendar.week(-31, TUESDAY, 19),
        place=LAUNDRY,
        provisions=PROVIDED,
        present=19,
        agenda=(
            Topic("Minutes of the first assembly", "Agreed without change."),
            Question(rules, (15, 3, 1), texts.SECONDERS_SAID),
            Question(committee, (18, 0, 1), texts.HEATING_SAID),
            Question(texts.LAWYER, (6, 11, 2), texts.LAWYER_SAID),
        ),
    )
    return (yield from held(cast, "", plan, earlier))


def third_assembly(calendar: Calendar, cast: Cast, earlier: Assembly) -> Generator[datetime, None, Assembly]:
    """A new role, and the answer to the rent increase."""
    role = Proposal(
        **texts.WELCOME_WORDS,
        effect="create_role",
        payload=lambda _cast, _branch: {"name": "Welcome", "powers": [Power.TEACH], "description": texts.WELCOME_DOES},
    )
    plan = Gathering(
        title="Assembly on the rent increase",
        starts_at=calendar.week(-17, TUESDAY, 19),
        place="Yard of Werftstraße 9, under the chestnut",
        provisions=PROVIDED,
        present=24,
        agenda=(
            Topic("Minutes of the assembly on the repairs", "Agreed with one name put right."),
            Question(texts.RENT_INCREASE, (22, 0, 2), texts.RENT_SAID),
            Question(role, (20, 1, 3), "Two offered to begin with it. The election is for the next assembly."),
        ),
    )
    return (yield from held(cast, "", plan, earlier))


def last_assembly(calendar: Calendar, cast: Cast, earlier: Assembly) -> Generator[datetime, None, Assembly]:
    """The assembly four weeks before next week's; its minutes are still a draft."""
    welcome = election("Welcome", "Femi Haugland", "Wanda Kjeldsen", "Tomasz Wierzbicki", texts.FEMI)
    plan = Gathering(
        title="Monthly assembly",
        starts_at=calendar.week(-4, TUESDAY, 19),
        place=LAUNDRY,
        provisions=PROVIDED,
        present=23,
        agenda=(
            Topic("Minutes of the assembly on the rent increase", "Agreed without change."),
            Topic("Report: what the landlord answered", texts.LANDLORD_SAID, kind=AgendaKind.REPORT),
            Question(texts.LAUNDRY_FUND, (18, 2, 3), texts.FUND_SAID),
            Question(texts.CONTRIBUTION, (8, 12, 3), texts.CONTRIBUTION_SAID),
            Question(welcome, (22, 0, 1)),
        ),
    )
    return (yield from held(cast, "", plan, earlier))


def people_come_and_go(calendar: Calendar, cast: Cast) -> Story:
    """New neighbours, one who moves out and asks to be erased, one on leave, one supporter."""
    yield calendar.week(-40, SATURDAY, 11)
    cast.enrol([*people.SECOND, people.MOVED_OUT])
    yield calendar.week(-10, SATURDAY, 11)
    cast.enrol(people.THIRD)
    secretary = cast.holder(SECRETARY)
    change_state(secretary, membership=cast.memberships["Hedwig Stellmacher"], to=MembershipState.ON_LEAVE)
    change_state(secretary, membership=cast.memberships["Kwabena Frischmuth"], to=MembershipState.SUPPORTER)
    yield calendar.week(-9, SATURDAY, 11)
    gone = cast.memberships[people.MOVED_OUT.name]
    change_state(gone.person, membership=gone, to=MembershipState.RESIGNED)
    yield calendar.day(-5, 20)
    ask_erasure(cast.holder(SECRETARY), membership=Membership.objects.get(pk=gone.pk))


def next_assembly(calendar: Calendar, cast: Cast) -> Story:
    """The assembly called for next week."""
    plan = Gathering(
        title="Monthly assembly",
        starts_at=calendar.week(0, TUESDAY, 19),
        place=LAUNDRY,
        provisions=PROVIDED,
        agenda=(
            Topic("Minutes of the last assembly"),
            Topic("Report: what the heating accounts say so far", kind=AgendaKind.REPORT),
            Question(texts.DOCKGASSE),
            Topic("Who stands for the three roles whose terms end", kind=AgendaKind.ELECTION),
            Topic("What we learned tonight", note="One sentence each."),
        ),
    )
    yield from called(cast, "", plan)


def heating_ballot(calendar: Calendar, cast: Cast) -> Story:
    """A ballot over days that is still open."""
    yield from put_to_all(
        cast,
        "",
        texts.ACCOUNTS,
        opens_at=calendar.day(-2, 8),
        closes_at=calendar.day(3, 20),
        votes=(11, 2, 1),
        but=("Mirela Okonjo", "Samira Quayle", "Ngozi Petrov", "Adaeze Lindqvist"),
    )


def bicycles(calendar: Calendar, cast: Cast) -> Story:
    """The motion that lacks one seconder."""
    yield from moved(cast, "", texts.BICYCLES, calendar.day(-3, 9))


def assemblies(calendar: Calendar, cast: Cast) -> Story:
    """One assembly after the other, each agreeing to the minutes of the one before."""
    earlier = yield from first_assembly(calendar, cast)
    earlier = yield from second_assembly(calendar, cast, earlier)
    earlier = yield from third_assembly(calendar, cast, earlier)
    yield from last_assembly(calendar, cast, earlier)


def founded_at(calendar: Calendar) -> datetime:
    """A Saturday, a year ago and some weeks."""
    return calendar.week(-56, SATURDAY, 16)


def begin() -> Cast:
    """The founding, and the first twenty-three names of the register."""
    cast = found_with(people.FOUNDER, CHARTER)
    cast.enrol(people.FIRST)
    return cast


def stories(calendar: Calendar, cast: Cast) -> list[Story]:
    """Everything that happens after the founding."""
    acts = (
        assemblies,
        people_come_and_go,
        letters,
        tenants_ask,
        next_assembly,
        heating_ballot,
        bicycles,
        tenants_dues.keeping,
        tenants_numbers.whom_we_could_reach,
        tenants_numbers.who_we_are,
    )
    return [*(act(calendar, cast) for act in acts), *alliance.stories(calendar, cast)]
