"""Elections among several, for tests: a role of North with seats, candidates who accepted, an open ballot."""

from typing import Any

from assemblies.actions.nominations import answer_nomination, nominate_member
from assemblies.models import Motion, Nomination
from members.models import Person
from skills.models import Role
from tests.choices import adopt
from tests.helpers import decide_online, north_motion
from tests.world import Place

STV = {"choosing": "scottish-stv", "lot_order": False}


def office(place: Place, name: str = "Steward", seats: int = 2) -> Role:
    """A new role of North, which nobody holds."""
    payload = {"name": name, "powers": [], "seats": seats}
    decide_online(place, north_motion(place, kind="ordinary", effect="create_role", payload=payload))
    return Role.objects.get(body=place.branches["North"].pk, name=name)


def election(
    place: Place, role: Role | None = None, *, choose: int = 1, limits: dict[str, Any] | None = None, **rule: Any
) -> Motion:
    """A seconded election of North, whose candidates are not nominated yet."""
    adopt(place, "election", **{**STV, **rule})
    role = role or office(place)
    payload, title = {"role": role.public_id}, "Who is steward"
    draft = {"payload": payload, "choose": choose, "choose_settings": limits or {}}
    return north_motion(place, kind="election", effect="elect", title=title, **draft)


def nominated(place: Place, name: str = "Bea North") -> Nomination:
    """Somebody of North who was nominated for a role of the founding, and has not answered yet."""
    role = Role.objects.get(body=place.branches["North"].pk, name="Secretary")
    payload = {"role": role.public_id}
    motion = north_motion(place, kind="election", effect="elect", payload=payload, choose=1, title="Who is secretary")
    return nominate_member(place.secretary, motion=motion, member=place.members[name])


def nominate(place: Place, motion: Motion, *names: str, by: Person | None = None) -> list[Nomination]:
    """Nominate members, who accept, each with a statement of her or his own."""
    made = []
    for name in names:
        asked = nominate_member(by or place.secretary, motion=motion, member=place.members[name])
        if place.person(name) == (by or place.secretary):
            made.append(asked)
        else:
            statement = f"{name} wants dry stairs."
            made.append(answer_nomination(place.person(name), nomination=asked, accept=True, statement=statement))
    return made
