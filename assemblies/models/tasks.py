"""Tasks: who carries out what a body decided, and until when."""

from django.db import models
from django.db.models import Q

from assemblies.enums import TaskStatus
from organisations.enums import Power
from organiser.base.fields import PublicIdField

ONE_HOLDER = (
    Q(person__isnull=False, role__isnull=True, power="")
    | Q(person__isnull=True, role__isnull=False, power="")
    | (Q(person__isnull=True, role__isnull=True) & ~Q(power=""))
)


class DecisionTask(models.Model):
    """One thing that a decision wants done, until a day, by a member, by a role, or by those who hold a power.

    What, who and until when are never changed (a trigger refuses it); whoever holds it reports back along `TASK_STEPS`
    (mission E24). It stands on this floor because it points to people and roles.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="decision_tasks")
    decision = models.ForeignKey("organisations.Decision", on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=500)
    person = models.ForeignKey(
        "members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="decision_tasks"
    )
    role = models.ForeignKey(
        "skills.Role", null=True, blank=True, on_delete=models.PROTECT, related_name="decision_tasks"
    )
    power = models.CharField(max_length=30, choices=Power, blank=True)
    due_on = models.DateField()
    status = models.CharField(max_length=20, choices=TaskStatus, default=TaskStatus.OPEN)
    report = models.TextField(blank=True)
    reported_on = models.DateField(null=True, blank=True)
    reported_by = models.ForeignKey("members.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_HOLDER, name="task_has_one_holder"),
            models.CheckConstraint(
                condition=Q(status=TaskStatus.OPEN, reported_on__isnull=True)
                | (~Q(status=TaskStatus.OPEN) & Q(reported_on__isnull=False)),
                name="task_report_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["body", "status", "due_on"], name="task_by_body")]

    def __str__(self) -> str:
        return self.what
