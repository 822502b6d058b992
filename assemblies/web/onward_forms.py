"""What follows from a motion: from when it holds, when the body looks at it again, and who does what."""

from typing import Any

from django import forms

from assemblies.actions.tasks import MOST_TASKS, TaskDraft
from assemblies.queries.choices import task_holder
from organisations.models import Body
from organisations.validators import DecisionDates
from organiser.base.errors import Invalid
from organiser.base.forms import DayInput, Form

DATES = ("effective_on", "review_on", "expires_on")
WHO = "The whole name of a member or the number, or the name of a role."


def holder_of(body: Body, text: str) -> dict[str, str]:
    """The member or role that is meant, as a task takes it.

    Raises:
        ValidationError: where nobody is meant.
    """
    try:
        return task_holder(body, text)
    except Invalid as refusal:
        raise forms.ValidationError(refusal.sentence, code=refusal.code) from refusal


class OnwardForm(Form):
    """The dates of a motion, and up to ten tasks; all of it may stay empty."""

    body: Body
    effective_on = forms.DateField(
        label="In force from", widget=DayInput, required=False, help_text="Without a day, from the vote on."
    )
    review_on = forms.DateField(
        label="Look at it again on",
        widget=DayInput,
        required=False,
        help_text="It comes back onto an agenda by itself.",
    )
    expires_on = forms.DateField(
        label="Expires on", widget=DayInput, required=False, help_text="From this day on it no longer holds."
    )

    def add_tasks(self) -> None:
        """Rows for tasks, after all other fields."""
        for number in range(1, MOST_TASKS + 1):
            self.fields[f"task-{number}-what"] = forms.CharField(
                label="What is to be done", max_length=500, required=False
            )
            self.fields[f"task-{number}-who"] = forms.CharField(
                label="Who", max_length=200, required=False, help_text=WHO
            )
            self.fields[f"task-{number}-until"] = forms.DateField(label="Until", widget=DayInput, required=False)

    def main_fields(self) -> list[forms.BoundField]:
        """The fields of the motion itself."""
        return [self[name] for name in self.fields if name not in DATES and not name.startswith("task-")]

    def date_fields(self) -> list[forms.BoundField]:
        """The fields of its dates."""
        return [self[name] for name in DATES if name in self.fields]

    def task_rows(self) -> list[tuple[int, bool, list[forms.BoundField]]]:
        """For each task its number, whether something stands in it, and its fields."""
        rows = []
        for number in range(1, MOST_TASKS + 1):
            fields = [self[f"task-{number}-{part}"] for part in ("what", "who", "until")]
            rows.append((number, any(field.value() or field.errors for field in fields), fields))
        return rows

    @property
    def goes_on(self) -> bool:
        """Whether any date or task is filled in or to be put right."""
        return any(field.value() or field.errors for field in self.date_fields()) or any(
            filled for _number, filled, _fields in self.task_rows()
        )

    def clean(self) -> dict[str, Any]:
        """A task is whole or empty, and its holder is somebody."""
        given = super().clean() or {}
        self.drafts: list[TaskDraft] = []
        for number in range(1, MOST_TASKS + 1):
            names = {part: f"task-{number}-{part}" for part in ("what", "who", "until")}
            if any(name in self.errors for name in names.values()):
                continue
            values = {part: given.get(name) for part, name in names.items()}
            if not any(values.values()):
                continue
            missing = [part for part, value in values.items() if not value]
            for part in missing:
                self.add_error(names[part], "A task says what, who and until when.")
            if missing:
                continue
            try:
                holder = holder_of(self.body, values["who"])
            except forms.ValidationError as error:
                self.add_error(names["who"], error)
            else:
                self.drafts.append(TaskDraft(values["what"], values["until"], **holder))
        return given

    def dates(self) -> DecisionDates:
        """The dates that the action takes."""
        return DecisionDates(**{name: self.cleaned_data.get(name) for name in DATES})
