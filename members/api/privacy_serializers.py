"""What the API says of erasures and of the panic switch."""

from rest_framework import serializers

from members.enums import ErasureGround, ErasureState, NotedFrom
from organiser.base.api.serializers import BodyRef, Day, Id, Shown, Strict, Whole, Word, Yes


class ErasureRow(Shown):
    """A record that is locked for erasure, as its keepers see it."""

    id = serializers.CharField(source="public_id")
    membership = serializers.CharField(source="membership.public_id")
    name = serializers.CharField(source="membership.person.name")
    ground = serializers.ChoiceField(ErasureGround)
    state = serializers.ChoiceField(ErasureState)
    asked_at = serializers.DateTimeField()
    locked_until = serializers.DateField()


class AskedErasureRow(Shown):
    """An erasure just asked for, with the code that takes it back."""

    erasure = ErasureRow()
    code = serializers.CharField(help_text="Told once. With it the member takes the erasure back.")


class OnPaper(Strict):
    """What a keeper says of the wish of a member."""

    on_paper = Yes(required=False, help_text="That the member's signed wish is held on paper.")
    document = Word(NotedFrom, required=False, help_text="What that is.")
    document_on = Day(required=False, help_text="Its day; today, where it is left out.")


class PanicRow(Shown):
    """All ways into a body were ended."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    at = serializers.DateTimeField()
    closed_until = serializers.DateTimeField(allow_null=True)


class NewPanic(Strict):
    """The body whose ways in end, and for how long sign-in is closed."""

    body = Id()
    hours = Whole(min_value=0, max_value=72, required=False)
