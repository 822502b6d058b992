"""Who in the room has not voted yet, for those who write down votes by card."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from assemblies.models import Attendance, Ballot, RollEntry, Vote
from assemblies.queries.batches import standing_votes
from members.models import Membership
from members.queries.belonging import members_of
from members.queries.register import searched


def without_vote(ballot: Ballot, text: str = "") -> QuerySet[Membership]:
    """Members who stand on the roll and have no vote in the box, by name; of an assembly those in the room."""
    there = Attendance.objects.filter(assembly__ballots=ballot, person=OuterRef("person"), left_at__isnull=True)
    entry = RollEntry.objects.filter(roll_id=ballot.roll_id, person=OuterRef("person"))
    voted = standing_votes(Vote.objects.filter(ballot=ballot, entry__person=OuterRef("person")))
    members = searched(members_of(ballot.body), text).select_related("person")
    if ballot.assembly_id is not None:
        members = members.filter(Exists(there))
    return members.filter(Exists(entry), ~Exists(voted)).order_by("sort_name", "pk")


def entries_by_member(ballot: Ballot, members: Sequence[str]) -> dict[str, RollEntry]:
    """The places on the roll of a ballot by the public ids of memberships; those who have none are left out."""
    people = dict(
        Membership.objects.filter(public_id__in=members, organisation_id=ballot.organisation_id).values_list(
            "person_id", "public_id"
        )
    )
    entries = RollEntry.objects.filter(roll_id=ballot.roll_id, person__in=people).select_related("person")
    return {people[entry.person_id]: entry for entry in entries}
