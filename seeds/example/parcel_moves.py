"""Who changes branch in the Parcel Workers' Union, and who was written down twice."""

from members.actions.duplicates import look_for_duplicates
from members.actions.enrolling import enrol_member
from members.actions.memberships import change_state
from members.actions.transfers import accept_transfer, ask_to_move, release_member
from members.enums import MembershipState
from seeds.example.calendar import MONDAY, Calendar, Story
from seeds.example.cast import SECRETARY, Cast, someone
from seeds.example.parcel_people import HALL, ROAD, YARD

TO_THE_YARD, TO_THE_ROAD, ASKS = "Ingmar Sjölander", "Lotte van der Waals-Ouedraogo", "Bogdan Ţepeluş"
# The same human being as Salma Haddad-Rinne, written down at a stall by somebody who did not look.
TWICE = someone("Salma Haddad Rinne", "ar", "message", phone="555 0117")


CHANGES = (
    (TO_THE_YARD, ROAD, YARD, 9, "Nothing is outstanding."),
    (TO_THE_ROAD, YARD, ROAD, 10, "Has the key of the cabinet with the work clothes."),
)


def changes_branch(calendar: Calendar, cast: Cast, name: str) -> Story:
    """A driver goes to the workshop, or somebody of the workshop goes driving."""
    _name, old, new, hour, note = next(change for change in CHANGES if change[0] == name)
    yield calendar.week(-4, MONDAY, hour)
    member = cast.memberships[name]
    transfer = ask_to_move(member.person, membership=member, to=cast.branches[new])
    yield calendar.week(-4, MONDAY, hour + 8)
    transfer = release_member(cast.holder(SECRETARY, old), transfer=transfer, note=note)
    yield calendar.week(-3, MONDAY, hour)
    accept_transfer(cast.holder(SECRETARY, new), transfer=transfer)


def asks_to_change(calendar: Calendar, cast: Cast) -> Story:
    """Another driver asks to come to the hall, and waits for an answer."""
    yield calendar.day(-4, 7)
    member = cast.memberships[ASKS]
    ask_to_move(member.person, membership=member, to=cast.branches[HALL])


def written_down_twice(calendar: Calendar, cast: Cast) -> Story:
    """Somebody is written into the register a second time; it is noticed when the register is looked through."""
    yield calendar.week(-12, MONDAY, 17)
    keeper, hall = cast.holder(SECRETARY, HALL), cast.body(HALL)
    twice = enrol_member(keeper, body=hall, data=TWICE, state=MembershipState.SUPPORTER)
    yield calendar.week(-11, MONDAY, 17)
    change_state(keeper, membership=twice, to=MembershipState.RESIGNED)
    yield calendar.day(-1, 19)
    look_for_duplicates(cast.holder(SECRETARY, HALL), body=hall)


def stories(calendar: Calendar, cast: Cast) -> list[Story]:
    """All of it."""
    changes = [changes_branch(calendar, cast, change[0]) for change in CHANGES]
    return [*changes, asks_to_change(calendar, cast), written_down_twice(calendar, cast)]
