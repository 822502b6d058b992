"""Who sees what somebody does in assemblies and ballots; see organiser/base/sight.py."""

from members.models import Membership
from organisations.enums import Power
from organiser.base import authority
from organiser.base.sight import Seen, register


def _holders(power: str, membership: Membership) -> str:
    body = membership.branch or membership.organisation
    found = authority.holders_of(power, body.pk)
    names = ", ".join(f"{name} ({role})" for role, name in found)
    return f"today {names}" if names else "today nobody"


def assemblies_seen(membership: Membership) -> list[Seen]:
    """Attendance, votes, motions: what a member does in the open, and what nobody is told."""
    body = membership.branch or membership.organisation
    return [
        Seen(
            "That you were at an assembly",
            f"Whoever facilitates or keeps the door in {body.name}: {_holders(Power.FACILITATE, membership)}. "
            "Everybody else reads how many were there, and not who.",
        ),
        Seen(
            "How you vote",
            "Votes here are open: after the ballot closed, the members of the body can read who voted how, so that "
            "anybody can count again. You alone read your receipt before that. Where consensus is sought they also "
            "read the reason you gave, and whether you found a block principled.",
        ),
        Seen(
            "That you could vote, or why not",
            f"You, and whoever counts, facilitates or keeps the register of {body.name}.",
        ),
        Seen(
            "Motions you move, second or speak to",
            f"The members of {body.name}, with your name.",
        ),
        Seen(
            "That you were nominated, whether you stand, and what you say to it",
            f"The members of {body.name}, with your name and with that of whoever nominated you.",
        ),
        Seen(
            "That papers name you for a seat that fell free, and whether you take it",
            f"The members of {body.name}, with your name.",
        ),
    ]


register(assemblies_seen)
