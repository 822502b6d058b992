"""Moves between branches and merged records, as programs read and write them."""

from typing import Any

from rest_framework import serializers

from members.api.serializers import MembershipRow, SpanRow
from members.enums import PairState, TransferState
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict, Text
from organiser.base.errors import Invalid

FIELDS = ("name", "email", "phone", "address", "postcode", "town", "language", "notices_by")


class TransferRow(Shown):
    """A move between branches. A branch that is null stands for members of the organisation without one."""

    id = serializers.CharField(source="public_id")
    state = serializers.ChoiceField(TransferState)
    organisation = BodyRef()
    membership = serializers.CharField(source="membership.public_id")
    number = serializers.CharField(source="membership.number")
    name = serializers.CharField(source="membership.person.name")
    joined_on = serializers.DateField(source="membership.joined_on")
    from_branch = BodyRef(allow_null=True)
    to_branch = BodyRef(allow_null=True)
    asked_at = serializers.DateTimeField()
    released_at = serializers.DateTimeField(allow_null=True)
    release_note = serializers.CharField(help_text="What the old branch said is outstanding.")
    answered_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(help_text="Why the new branch refused.")
    moved_on = serializers.DateField(allow_null=True)
    sight_until = serializers.DateField(
        allow_null=True, help_text="The last day on which the old branch still sees this."
    )


class TransferRecord(TransferRow):
    """A move with the history of the member until then, for the member and those who keep the old register."""

    history = SpanRow(many=True, allow_null=True, help_text="Null for those who do not keep the old register.")


class NewTransfer(Strict):
    """A wish to move."""

    membership = Id()
    to = Id(required=False, help_text="Public id of the branch; left out, the organisation without a branch.")


class Release(Strict):
    """What goes along with somebody who is let go."""

    note = Text(required=False, max_length=500, help_text="What is outstanding.")


class Refusing(Strict):
    """Why somebody is not taken in."""

    reason = Text(max_length=500)


class PairRow(Shown):
    """Two records that look like one person."""

    id = serializers.CharField(source="public_id")
    state = serializers.ChoiceField(PairState)
    organisation = BodyRef()
    likeness = serializers.IntegerField(help_text="From 0 to 100; only for the order of the list.")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="Why, in words.")
    first = MembershipRow()
    second = MembershipRow()
    found_at = serializers.DateTimeField()


class SearchRow(Shown):
    """What a look through a register came to."""

    body = BodyRef()
    looked_at = serializers.DateTimeField()
    people = serializers.IntegerField(help_text="Records that were looked at.")
    found = serializers.IntegerField(help_text="Pairs that look like one person.")
    crowded = serializers.IntegerField(help_text="Names or addresses that too many share to say anything.")
    left_out = serializers.IntegerField(
        help_text="Pairs of which only the names are near, and which were too many to be proposed now."
    )


class Merge(Strict):
    """Two records to become one."""

    keep = Id(help_text="Public id of the membership that stays.")
    drop = Id(help_text="Public id of the one that becomes part of it.")
    take = serializers.ListField(
        child=Text(max_length=20),
        required=False,
        max_length=len(FIELDS),
        help_text=f"The fields whose value comes from the dropped one: {', '.join(FIELDS)}.",
    )


class MergeRow(Shown):
    """Two records that became one."""

    id = serializers.CharField(source="public_id")
    organisation = BodyRef()
    kept = MembershipRow()
    number = serializers.CharField(help_text="The number that leads to the kept record.")
    merged_at = serializers.DateTimeField()
    undone_at = serializers.DateTimeField(allow_null=True)


def choices_of(taken: list[Any]) -> dict[str, str]:
    """The choices that a payload makes.

    Raises:
        Invalid: for a field that there is not.
    """
    unknown = sorted(set(taken) - set(FIELDS))
    if unknown:
        raise Invalid(f"There is no such field here. Fields: {', '.join(FIELDS)}.", code="choices", field="take")
    return dict.fromkeys(taken, "drop")
