"""People as other rows point to them: by the public id of their membership and never by a key of the person.

A person may belong to two organisations. A name of the person that is the same in both would let whoever reads both
join them (invariant 7); a membership belongs to one organisation alone.
"""

from django.db.models import OuterRef, Subquery

from members.models import Membership


def member_id(person: str, organisation: str = "organisation") -> Subquery:
    """The public id of the membership by which the person of a row belongs to the organisation of the row.

    Args:
        person, organisation: where the row names their keys.
    """
    memberships = Membership.objects.filter(person=OuterRef(person), organisation=OuterRef(organisation))
    return Subquery(memberships.values("public_id")[:1])


def branch_of(person: str, organisation: str = "organisation") -> Subquery:
    """The key of the branch to which the person of a row belongs now, in the organisation of the row."""
    memberships = Membership.objects.filter(person=OuterRef(person), organisation=OuterRef(organisation))
    return Subquery(memberships.values("branch")[:1])
