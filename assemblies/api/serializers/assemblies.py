"""Assemblies, agendas and presence."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.api.serializers.notices import NoticeRow
from assemblies.api.serializers.shared import Named, named
from assemblies.enums import BY_HAND, AgendaKind, AssemblyKind, AssemblyStatus, AttendanceMode
from assemblies.models import AgendaItem, Assembly
from organiser.base.api.serializers import BodyRef, Id, Moment, Shown, Strict, Text, Word

MOST_AT_ONCE = 500


class AssemblyRow(Shown):
    """A meeting at which a body decides."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    kind = serializers.ChoiceField(AssemblyKind)
    title = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    place = serializers.CharField()
    provisions = serializers.CharField(help_text="What is provided: childcare, interpretation, access.")
    status = serializers.ChoiceField(AssemblyStatus)
    notice_sent_at = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)


class AgendaRow(Shown):
    """One point of an agenda."""

    inside = ("minutes",)
    body_path = "assembly__body_id"

    id = serializers.CharField(source="public_id")
    position = serializers.IntegerField()
    kind = serializers.ChoiceField(AgendaKind)
    title = serializers.CharField()
    note = serializers.CharField()
    motion = serializers.CharField(source="motion.public_id", allow_null=True, default=None)
    decision = serializers.CharField(
        source="decision.public_id", allow_null=True, default=None, help_text="A decision that is looked at again."
    )
    ballots = serializers.SerializerMethodField(help_text="Ballots held here on the motion.")
    minutes = serializers.CharField(allow_null=True, help_text="What was said; null outside the body.")

    def get_ballots(self, item: AgendaItem) -> list[str]:
        """Their public ids."""
        return [ballot.public_id for ballot in getattr(item.motion, "held_here", [])]


class QuorumRow(serializers.Serializer[Any]):
    """The quorum of an assembly as it stands."""

    present = serializers.IntegerField()
    entitled = serializers.IntegerField()
    needed = serializers.IntegerField(allow_null=True)
    reached = serializers.BooleanField()
    sentence = serializers.CharField()


class AssemblyRecord(AssemblyRow):
    """An assembly with its agenda; who called it and the quorum are for members of the body."""

    inside = ("called_by", "quorum", "here")

    called_by = serializers.SerializerMethodField()
    here = serializers.SerializerMethodField(help_text="Whether you are checked in now; null outside the body.")
    quorum = serializers.SerializerMethodField(help_text="Once the assembly has opened; null outside the body.")
    notices = serializers.SerializerMethodField(
        help_text="Who was told; null for those who neither call the assembly nor keep the register of its members."
    )
    agenda = serializers.SerializerMethodField()

    @extend_schema_field(Named(allow_null=True))
    def get_called_by(self, assembly: Assembly) -> dict[str, str | None]:
        """The member who called it."""
        return named(assembly.caller, assembly.called_by.name)

    def get_here(self, _assembly: Assembly) -> bool | None:
        """Whether the viewer is checked in."""
        return self.context["here"]

    @extend_schema_field(QuorumRow(allow_null=True))
    def get_quorum(self, _assembly: Assembly) -> dict[str, Any] | None:
        """The quorum, once there is somebody to count."""
        quorum = self.context["quorum"]
        return QuorumRow(quorum).data if quorum is not None else None

    @extend_schema_field(NoticeRow(many=True, allow_null=True))
    def get_notices(self, _assembly: Assembly) -> list[dict[str, Any]] | None:
        """What became of each."""
        told = self.context["notices"]
        return NoticeRow(told, many=True).data if told is not None else None

    @extend_schema_field(AgendaRow(many=True))
    def get_agenda(self, _assembly: Assembly) -> list[dict[str, Any]]:
        """The items in order."""
        return AgendaRow(self.context["items"], many=True, context=self.context).data


class NewAssembly(Strict):
    """When and where a body meets. It begins as a draft."""

    body = Id()
    title = Text(max_length=200)
    starts_at = Moment()
    ends_at = Moment()
    place = Text(max_length=200)
    provisions = Text(required=False, max_length=10_000, help_text="Write none if there is nothing.")
    kind = Word(AssemblyKind, required=False)


class NewItem(Strict):
    """Something to put on an agenda: a motion, or else a title."""

    motion = Id(required=False)
    title = Text(required=False, max_length=200)
    kind = Word([(kind.value, kind.label) for kind in BY_HAND], required=False)
    note = Text(required=False, max_length=10_000)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """A motion brings its own title."""
        if "motion" in given and len(given) > 1:
            raise serializers.ValidationError({"motion": "A motion brings its own title. Send it alone."})
        if "motion" not in given and "title" not in given:
            raise serializers.ValidationError({"title": "Send a title, or a motion."})
        return given


class AttendanceRow(Shown):
    """Somebody who came."""

    member = serializers.CharField(allow_null=True)
    name = serializers.CharField(source="person.name")
    mode = serializers.ChoiceField(AttendanceMode)
    came_at = serializers.DateTimeField()
    left_at = serializers.DateTimeField(allow_null=True)


class CheckedIn(Shown):
    """Those who were checked in."""

    results = AttendanceRow(many=True)


class AwaitedRow(Shown):
    """A member of the body who is not in the room."""

    member = serializers.CharField(source="public_id")
    number = serializers.CharField()
    name = serializers.CharField(source="person.name")


class CheckIn(Strict):
    """Members who have come."""

    members = serializers.ListField(child=Id(), min_length=1, max_length=MOST_AT_ONCE)
    mode = Word(AttendanceMode, required=False)


class CheckOut(Strict):
    """A member who leaves."""

    member = Id()


class Here(Strict):
    """How you take part."""

    mode = Word(AttendanceMode, required=False)


class HereRow(serializers.Serializer[Any]):
    """Whether you are checked in now."""

    here = serializers.BooleanField()


class Said(Strict):
    """What the minutes say under an item of the agenda."""

    item = Id()
    text = Text(max_length=50_000)
