"""Tasks of decisions."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assemblies.api.serializers.shared import Named, named
from assemblies.enums import TaskStatus
from assemblies.models import DecisionTask
from organisations.enums import Power
from organiser.base.api.serializers import BodyRef, Id, Shown, Strict, Text, Word

REPORTS = [choice for choice in TaskStatus.choices if choice[0] != TaskStatus.OPEN]


class RoleRef(serializers.Serializer[Any]):
    """A role, as a task points to it."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()


class TaskRow(Shown):
    """Something that a decision wants done, with what was reported. Listed for members of the body alone."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    decision = serializers.CharField(source="decision.public_id")
    what = serializers.CharField()
    due_on = serializers.DateField()
    holder = serializers.SerializerMethodField(help_text="The member who holds it; null where a role or a power does.")
    role = RoleRef(allow_null=True)
    power = serializers.ChoiceField(Power, allow_blank=True, help_text="Whoever has it holds the task; mostly empty.")
    status = serializers.ChoiceField(TaskStatus)
    report = serializers.CharField()
    reported_on = serializers.DateField(allow_null=True)

    @extend_schema_field(Named(allow_null=True))
    def get_holder(self, task: DecisionTask) -> dict[str, str | None] | None:
        """Who holds it by name."""
        return named(task.holder_member, task.person.name) if task.person is not None else None


class PlannedTask(Strict):
    """A task that a motion would give: to a member or to a role of the body."""

    what = Text(max_length=500)
    due_on = serializers.DateField()
    member = Id(required=False)
    role = Id(required=False)


class NewTask(PlannedTask):
    """A task of a decision that holds."""

    decision = Id()


class Report(Strict):
    """What came of a task."""

    status = Word(REPORTS)
    report = Text(required=False, max_length=2000)
