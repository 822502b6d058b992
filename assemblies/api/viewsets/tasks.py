"""Addresses of the tasks of decisions: giving them and reporting back."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.tasks import TaskDraft, add_decision_task, report_on_task
from assemblies.api.filters import TaskFilters
from assemblies.api.serializers.tasks import NewTask, Report, TaskRow
from assemblies.enums import TaskStatus
from assemblies.models import DecisionTask
from assemblies.queries.tasks import named_task, named_tasks, task_for
from organisations.queries.decisions import decision_for
from organiser.base.api.views import Listing, change, told


@extend_schema_view(
    list=told("List tasks of decisions", "Of the bodies you are a member of, the one due first standing first."),
    retrieve=told("Read a task of a decision"),
)
class TaskViewSet(Listing):
    """Tasks of decisions."""

    model = DecisionTask
    visible = staticmethod(named_tasks)
    found = staticmethod(named_task)
    serializer_class = TaskRow
    filterset_class = TaskFilters
    ordering = ("due_on", "public_id")

    @change(
        "Give a task",
        "For those who facilitate, call assemblies or take minutes. Name either a member or a role of the body.",
        TaskRow,
        NewTask,
        201,
    )
    def create(self, request: Request) -> Response:
        """A task of a decision."""
        given = self.sent(NewTask)
        decision = decision_for(self.viewer, given.pop("decision"))
        task = add_decision_task(self.viewer, decision=decision, draft=TaskDraft(**given))
        return self.made(named_task(self.viewer, task.public_id))

    @change("Report on a task", "For whoever holds it, and for those who take the minutes.", TaskRow, Report)
    @action(detail=True, methods=["post"])
    def report(self, request: Request, **_: str) -> Response:
        """The task with the report."""
        task, given = task_for(self.viewer, self.named), self.sent(Report)
        done = given["status"] == TaskStatus.DONE
        report_on_task(self.viewer, task=task, done=done, report=given.get("report", ""))
        return self.shown(named_task(self.viewer, self.named))
