"""Tasks of decisions: reading one and reporting back, and giving a new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assemblies.actions.tasks import GIVES, TaskDraft, add_decision_task, may_report, report_on_task
from assemblies.enums import TASK_STEPS, TaskStatus
from assemblies.models import DecisionTask
from assemblies.queries.tasks import task_for
from assemblies.rules import demand_any
from assemblies.web.onward_forms import WHO, holder_of
from organisations.enums import Power
from organisations.models import Body
from organisations.queries.decisions import decision_for
from organiser.base import clock
from organiser.base.forms import DayInput, Form
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried


class TaskForm(Form):
    """Something to do, for somebody, until a day."""

    what = forms.CharField(label="What is to be done", max_length=500)
    member = forms.CharField(label="Who", max_length=200, help_text=WHO)
    due_on = forms.DateField(label="Until", widget=DayInput)

    def __init__(self, body: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body

    def clean_member(self) -> dict[str, str]:
        """The member or role that is meant."""
        return holder_of(self.body, self.cleaned_data["member"])

    def draft(self) -> TaskDraft:
        """What the action takes."""
        given = self.cleaned_data
        return TaskDraft(given["what"], given["due_on"], **given["member"])


class ReportForm(Form):
    """What came of a task."""

    done = forms.ChoiceField(
        label="Is it done?", choices=[("yes", "It is done"), ("no", "It is not done")], widget=forms.RadioSelect
    )
    report = forms.CharField(
        label="What came of it",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A few sentences for the others. If it is not done, say why.",
    )


def holder_words(task: DecisionTask) -> str:
    """Who holds a task, in words."""
    if task.person is not None:
        return task.person.name
    return task.role.name if task.role is not None else f"Whoever may {Power(task.power).label.lower()}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, task: str) -> HttpResponse:
    """One task, with the form to report back for whoever holds it."""
    shown = task_for(request.user, task)
    open_steps = TASK_STEPS[TaskStatus(shown.status)]
    reports = bool(open_steps) and may_report(request.user, shown)
    form = ReportForm(request.POST or None)
    if TaskStatus.NOT_DONE not in open_steps:
        form.fields["done"].choices = form.fields["done"].choices[:1]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = tried(
            form,
            lambda: report_on_task(
                request.user, task=shown, done=given["done"] == "yes", report=given["report"].replace("\r\n", "\n")
            ),
        )
        if told is not None:
            messages.success(request, "Your report stands with the decision.")
            return redirect("decision", shown.decision.public_id)
    context = {
        "task": shown,
        "who": holder_words(shown),
        "late": shown.status == TaskStatus.OPEN and shown.due_on < clock.today(),
        "form": form if reports or form.errors else None,
    }
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "assemblies/task.html", context, body=shown.body, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def task_new(request: HttpRequest, decision: str) -> HttpResponse:
    """Give somebody something to do, so that a decision is carried out."""
    found = decision_for(request.user, decision)
    sentence = f"Only those who facilitate, call assemblies or take minutes for {found.body.name} give tasks."
    demand_any(request.user, found.body, GIVES, sentence)
    form = TaskForm(found.body, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = tried(form, lambda: add_decision_task(request.user, decision=found, draft=form.draft()))
        if given is not None:
            messages.success(request, f"The task stands with decision {found.reference}.")
            return redirect("decision", found.public_id)
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "assemblies/task_new.html", {"decision": found, "form": form}, body=found.body, status=status)
