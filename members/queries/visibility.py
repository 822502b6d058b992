"""Who sees what about a member, in plain sentences that name the roles and the people who hold them now.

The sentences are made from the same rules that the doors ask, and a test compares them with what pages, API and files
really show to each kind of viewer, so that they cannot say something else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from members.models import Membership
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority

# Who sees a field: the member alone, or those who keep the register as well.
OWN, KEEPERS = "own", "keepers"


@dataclass(frozen=True)
class Sight:
    """One thing that is known about a member, and who sees it.

    Args:
        field: the field of the form or record.
        label: what it is called on pages.
        seen_by: the widest circle: only oneself, or those who keep the register.
        more: a sentence about where else it is seen, empty where nowhere.
    """

    field: str
    label: str
    seen_by: str
    more: str = ""


NAMED = (
    "Other members read your name where you act: when you move or second a motion, stand for a role or hold one, or "
    "read somebody's record. They never read a list of members."
)
AMOUNTS = "What you owe, paid or were spared is read by you and by whoever keeps the dues, and by nobody else."
SIGHTS = (
    Sight("name", "Your name", KEEPERS, NAMED),
    Sight("email", "Your e-mail address", KEEPERS),
    Sight("phone", "Your telephone number", KEEPERS),
    Sight("address", "Street and house", KEEPERS),
    Sight("postcode", "Postcode", KEEPERS),
    Sight("town", "Town", KEEPERS),
    Sight("language", "Your language", KEEPERS),
    Sight("notices_by", "How you are told of assemblies", KEEPERS),
    Sight("number", "Your member number", KEEPERS),
    Sight("state", "Whether you are a full member, on trial, on leave, or have left and when", KEEPERS),
    Sight("joined_on", "Since when you belong", KEEPERS),
    Sight("dues", "To when your dues are settled", KEEPERS, AMOUNTS),
    Sight("history", "The history of your membership", KEEPERS),
    Sight("readings", "Who read your record", OWN),
    Sight("sessions", "Where you are signed in, your tokens and your passkeys", OWN),
)
FIELDS = {sight.field: sight for sight in SIGHTS}


@dataclass(frozen=True)
class Told:
    """What is told of one field: its label, who sees it, and where else."""

    field: str
    label: str
    sentence: str
    more: str


def _keepers(body: Body) -> str:
    found = authority.holders_of(Power.KEEP_REGISTER, body.pk)
    if not found:
        return ""
    people = ", ".join(f"{name} ({role})" for role, name in found)
    return f"whoever keeps the register of {body.name}: today {people}"


def circle_of_keepers(membership: Membership) -> str:
    """Who keeps the registers in which a membership stands, with the names of today."""
    bodies = [body for body in (membership.branch, membership.organisation) if body is not None]
    found = [said for body in bodies if (said := _keepers(body))]
    if not found:
        return f"nobody else today: no one keeps the register of {membership.organisation.name}"
    return "; and ".join(found)


def told_of(membership: Membership) -> Iterator[Told]:
    """Every field with its sentence, for the member it is about and those who keep the register."""
    keepers = circle_of_keepers(membership)
    sentences = {
        OWN: "You alone.",
        KEEPERS: f"You, and {keepers}.",
    }
    for sight in SIGHTS:
        yield Told(sight.field, sight.label, sentences[sight.seen_by], sight.more)


def sentences_by_field(membership: Membership) -> dict[str, Told]:
    """The same by the name of the field, for a form that says it beside each."""
    return {told.field: told for told in told_of(membership)}


def sees(field: str, *, oneself: bool, keeps: bool) -> bool:
    """Whether a viewer sees a field by the registry; the test holds the doors to it."""
    circle = FIELDS[field].seen_by
    return oneself or (circle == KEEPERS and keeps)
