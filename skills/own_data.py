"""What this floor tells a person of herself or himself; see organiser/base/own_data.py."""

from members.models import Person
from organiser.base.own_data import Row, register
from skills.models import Term


def roles(person: Person) -> list[Row]:
    """The roles one holds or held."""
    found = Term.objects.filter(person=person).select_related("role__body").order_by("starts_on", "pk")
    return [
        {
            "role": term.role.name,
            "body": term.role.body.name,
            "kind": term.kind,
            "starts_on": term.starts_on,
            "ends_on": term.ends_on,
            "ended_on": term.ended_on,
        }
        for term in found
    ]


register("roles", "Roles you hold or held", roles, keys=["skills.Term.person"])
