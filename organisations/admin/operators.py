"""The admin for the operator of the site: bodies as their members see them, and a form with a reason (break-glass).

The operator changes nothing here but through an intervention. Higher floors hand in theirs with `add_intervention`,
for the kind of record each is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from organisations.actions.interventions import open_record
from organisations.models import Body
from organisations.rules import is_operator
from organisations.validators import LEAST_REASON
from organiser.base.admin import ScopedAdmin
from organiser.base.errors import NotFound
from organiser.base.forms import Form
from organiser.base.pages import UNPROCESSABLE, tried


class ReasonForm(Form):
    """Why the operator intervenes; the action refuses what is too short."""

    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"At least {LEAST_REASON} letters. All members of the body read it for 90 days, so name nobody.",
    )


@dataclass(frozen=True)
class Intervening:
    """One thing that the operator can do with a record.

    Args:
        verb: the word in the address.
        label: what the button says.
        purpose: the sentence above the form: what it is for, and what it does.
        act: calls the action with the operator, the record and the values of the form.
        done: the sentence afterwards.
        form: the fields; the reason always stands among them.
    """

    verb: str
    label: str
    purpose: str
    act: Callable[[Any, Any, dict[str, Any]], object]
    done: str
    form: type[ReasonForm] = ReasonForm


_interventions: dict[type[Model], dict[str, Intervening]] = {}


def add_intervention(intervening: Intervening, *models: type[Model]) -> None:
    """Offer an intervention for records of these kinds."""
    for model in models:
        _interventions.setdefault(model, {})[intervening.verb] = intervening


def interventions_for(model: type[Model]) -> dict[str, Intervening]:
    """What the operator can do with a record of this kind, by verb."""
    return _interventions.get(model, {})


class OperatedAdmin(ScopedAdmin):
    """Records of one's own bodies; for the operator also those that an intervention can be about.

    Args:
        operated: the records that the operator sees without belonging, and no other.
        operator_fields: what of them the operator sees; empty for all that a member reads.
    """

    operated: Callable[[], QuerySet[Any]]
    operator_fields: Sequence[str] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """One's own, and for the operator those to intervene in."""
        own = super().get_queryset(request)
        if not is_operator(request.user):
            return own
        either = Q(pk__in=own.values("pk")) | Q(pk__in=type(self).operated().values("pk"))
        return self.model._default_manager.filter(either)  # noqa: SLF001  # Django's documented way to a manager

    def is_foreign(self, request: HttpRequest, record: Any) -> bool:
        """Whether the operator looks at a record of a body in which she or he has nothing to do."""
        if record is None or not is_operator(request.user):
            return False
        return not super().get_queryset(request).filter(pk=record.pk).exists()

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[Any]:
        """For the operator what the intervention needs."""
        if self.operator_fields and self.is_foreign(request, obj):
            return [self._shown(name) for name in self.operator_fields]
        return super().get_fields(request, obj)

    def get_inlines(self, request: HttpRequest, obj: Model | None) -> Sequence[Any]:
        """The rows under a record are for those who work there; rules are read by all."""
        return () if self.operator_fields and self.is_foreign(request, obj) else super().get_inlines(request, obj)

    def body_of(self, record: Any) -> Body:
        """The body that a record is of."""
        return record.body

    def opened_as_operator(self, request: HttpRequest, record: Any) -> None:
        """Write down that the operator opened a record of a body to which she or he does not belong."""
        what, body = str(self.opts.verbose_name), self.body_of(record)
        open_record(request.user, body=body, what=what, subject=record.public_id)

    def get_urls(self) -> list[URLPattern]:
        """The address of the form stands before those of the page."""
        info = self.opts.app_label, self.opts.model_name
        view = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.intervene))
        return [
            path("<str:record>/intervene/<str:verb>/", view, name="{}_{}_intervene".format(*info)),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One record; for the operator with the ways to intervene, and written down where it is not her or his own."""
        found = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if found is not None and is_operator(request.user):
            if self.is_foreign(request, found):
                self.opened_as_operator(request, found)
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_intervene"
            context["interventions"] = [
                (one.label, reverse(name, args=[object_id, one.verb])) for one in interventions_for(self.model).values()
            ]
        return super().change_view(request, object_id, form_url, context)

    def intervene(self, request: HttpRequest, record: str, verb: str) -> HttpResponse:
        """Ask for the reason, then do it through its action.

        Raises:
            NotFound: for anybody but the operator, and where there is no such record or intervention.
        """
        found = self.get_object(request, record)
        intervening = interventions_for(self.model).get(verb)
        if found is None or intervening is None or not is_operator(request.user):
            raise NotFound("There is no such intervention here.", code="no_intervention")
        form = intervening.form(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            done = tried(form, lambda: intervening.act(request.user, found, form.cleaned_data))
            if done is not None:
                messages.success(request, intervening.done)
                return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": intervening.label,
            "intervening": intervening,
            "record": found,
            "of": self.body_of(found),
            "form": form,
        }
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "admin/intervene.html", context, status=status)
