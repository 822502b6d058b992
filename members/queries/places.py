"""Where one person belongs, read once for a page that only reads; asked anew everywhere else."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from members.enums import VOTING
from members.queries import belonging
from organisations.models import Body, Organisation
from organiser.base.actor import Actor
from organiser.base.kept import Known, is_kept, once, was_asked

# A body, the one that it is a committee of, and the day on which it was dissolved.
Row = tuple[int, int | None, str]


@dataclass(frozen=True)
class Own:
    """What a person's memberships name, as keys, without the committees and whatever a token reaches.

    Args:
        organisations: the organisations.
        branches: the branches, also those in which somebody was until they were dissolved.
        voting: the organisations and branches of a full member.
        home: the branch, or the organisation where there is none, that was joined first.
    """

    organisations: frozenset[int]
    branches: frozenset[int]
    voting: frozenset[int]
    home: int | None


def own_of(viewer: Actor) -> Own:
    """What the memberships of a person name."""

    def read() -> Own:
        spans = ("spans__branch_id", "spans__branch__dissolved_on")
        memberships = belonging.memberships_of(viewer).order_by("pk")
        rows = list(memberships.values_list("organisation_id", "branch_id", "state", *spans))
        branches = {branch for _whole, branch, *_rest in rows} | {was for *_rest, was, over in rows if over}
        voting = {key for *own, state, _was, _over in rows if state in VOTING for key in own}
        organisations = frozenset(whole for whole, *_rest in rows)
        home = rows[0][1] or rows[0][0] if rows else None
        return Own(organisations, frozenset(branches - {None}), frozenset(voting - {None}), home)

    return once(("own", viewer.pk), read)


def _rows(viewer: Actor) -> list[Row]:
    def read() -> list[Row]:
        if was_asked(("own", viewer.pk)):
            keys = own_of(viewer).organisations | own_of(viewer).branches
            found = Body.objects.filter(Q(pk__in=keys) | Q(as_committee__parent__in=keys))
        else:
            found = belonging.bodies_belonged_to(viewer)
        return list(found.order_by().values_list("pk", "as_committee__parent_id", "dissolved_on"))

    return once(("bodies", viewer.pk), read)


def _reached(keys: set[int], viewer: Actor) -> set[int]:
    return keys if viewer.bound_body_id is None else keys & {viewer.bound_body_id}


def voting_in(viewer: Actor) -> set[int]:
    """The keys of the bodies, none of them dissolved, that somebody is a full member of."""
    full = own_of(viewer).voting
    held = {key for key, parent, dissolved in _rows(viewer) if not dissolved and not full.isdisjoint({key, parent})}
    return _reached(held, viewer)


def bodies_of(viewer: Actor) -> QuerySet[Body]:
    """The bodies a person is a member of; the answer that the ground floor asks for."""
    if not is_kept():
        return belonging.bodies_of(viewer)
    return Known.of(Body, _reached({key for key, _parent, _dissolved in _rows(viewer)}, viewer))


def organisations_of(viewer: Actor) -> QuerySet[Organisation]:
    """The organisations a person belongs to; the answer that the ground floor asks for."""
    return Known.of(Organisation, own_of(viewer).organisations) if is_kept() else belonging.organisations_of(viewer)
