"""People who ask to join: in the tenants' union one in each state, on the campus where the assembly admits."""

from collections.abc import Generator
from datetime import datetime

from members.actions.answering import admit_applicant, decline_application, forget_answers, withdraw_application
from members.actions.applications import Wish
from members.actions.asking import ask_to_join, write_application
from members.actions.joining import apply_to_join
from members.actions.joining_pages import PageDraft, change_joining_page
from members.actions.people import PersonData
from members.enums import Asked, JoiningAccess
from members.models import Application
from organiser.base.actor import CLOCK, VISITOR
from seeds.actions.accounts import write_account
from seeds.example import tenants_people as people
from seeds.example.calendar import MONDAY, SATURDAY, Calendar, Story
from seeds.example.cast import SECRETARY, Cast
from seeds.example.plans import Proposal

PAPER = "Gülşah Özdemiroğlu"
NOT_HERE = "You rent at Dockgasse 4. The neighbours there are founding a union of their own; we have told them of you."
ADMIT = Proposal(
    title=f"Admit {PAPER}",
    text=f"The assembly admits {PAPER}, who filled in the form at the sit-in.",
    mover="Noa Feigenblatt",
    seconders=("Ebele Strandberg",),
    effect="admit",
    payload=lambda cast, _branch: {
        "applications": [Application.objects.get(membership=cast.memberships[PAPER]).public_id]
    },
)


def _asked(cast: Cast, data: PersonData, *replies: str) -> Application:
    person = write_account(CLOCK, data=data)
    membership = apply_to_join(person, organisation=cast.organisation, in_constituency=True, replies=replies)
    cast.memberships[data.name] = membership
    return membership.applications.get()


def tenants_ask(calendar: Calendar, cast: Cast) -> Story:
    """One is admitted, one declined, one withdraws, one waits, one has not confirmed the address yet."""
    yield calendar.week(-10, SATURDAY, 10)
    draft = PageDraft(
        JoiningAccess.PUBLIC,
        phone=Asked.ASKED,
        sentence="I rent at Werftstraße 9",
        questions=["On which floor do you live?", "What is broken at your place?"],
    )
    change_joining_page(cast.holder(SECRETARY), organisation=cast.organisation, draft=draft)
    yield calendar.week(-10, SATURDAY, 11)
    admitted = _asked(cast, people.ADMITTED, "Second", "The door bell.")
    admit_applicant(cast.holder(SECRETARY), application=admitted)
    yield calendar.day(-27, 4)  # thirty-one to thirty-seven days later, whatever weekday it is today
    forget_answers(CLOCK, application=admitted)
    yield calendar.day(-20, 18)
    elsewhere = _asked(cast, people.DECLINED, "Ground floor, Dockgasse 4")
    moving = _asked(cast, people.WITHDRAWN, "Fourth")
    yield calendar.day(-16, 19)
    decline_application(cast.holder(SECRETARY), application=elsewhere, reason=NOT_HERE)
    withdraw_application(cast.person(people.WITHDRAWN.name), application=moving)
    yield calendar.day(-5, 20)
    _asked(cast, people.APPLICANT, "Third, left", "The heating, since October.")
    yield calendar.day(-1, 21)
    wish = Wish(in_constituency=True, replies=("First",))
    ask_to_join(VISITOR, organisation=cast.organisation, data=people.UNCONFIRMED, wish=wish)


def paper_on_campus(calendar: Calendar, cast: Cast, data: PersonData) -> Generator[datetime, None, None]:
    """Somebody filled in a form on paper; the assembly answers it."""
    yield calendar.week(-5, MONDAY, 12)
    made = write_application(cast.holder(SECRETARY), body=cast.body(""), data=data)
    if made.membership is not None:
        cast.memberships[data.name] = made.membership


def waits_on_campus(calendar: Calendar, cast: Cast) -> Story:
    """Somebody waits for an assembly to admit her."""
    yield calendar.day(-4, 15)
    _asked(cast, PersonData(name="Jonna Rautavaara", email="jonna.rautavaara@example.org", language="fi"))
