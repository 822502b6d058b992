"""What must be cleaned on this floor when a person is erased; see organiser/base/erasing.py.

Who held a role, and when, is on record: a term keeps the row of the person, which has no name any more.
"""

from members.models import Person
from organiser.base import clock
from organiser.base.erasing import holds_none, leaves_behind
from skills.queries.powers import in_office


def roles_held(person: Person) -> list[str]:
    """The roles that are without a holder once the person is gone."""
    terms = in_office(clock.today()).filter(person=person).select_related("role__body").order_by("role__name", "pk")
    return [
        f"You hold the role {term.role.name} of {term.role.body.name}, which ends today. Hand over keys, papers and "
        "accounts first, and tell the next assembly that somebody is to be elected."
        for term in terms
    ]


leaves_behind("skills.roles", roles_held)

holds_none(
    "it describes a role, whoever holds it", "skills.Role.name", "skills.Role.description", "skills.RolePower.power"
)
