"""The “what if” form on the page of rules: figures in, verdict out, by plain links that can be sent to others."""

from typing import Any

from django import forms
from django.http import HttpRequest

from assemblies.queries.what_if import (
    MOST,
    Answer,
    Supposed,
    figures_to_begin_with,
    kinds_under,
    rule_under,
    under_choices,
    what_if,
)
from organisations.enums import DecisionKind
from organisations.models import Body, RuleSet
from organisations.queries.versions import versions_of
from organisations.web.panels import RULES, register_panel
from organiser.base.forms import Form
from organiser.base.pages import tried

KINDS = [choice for choice in DecisionKind.choices if choice[0] != DecisionKind.FOUNDING]
LONGEST_ROW = 50  # as many assemblies as a rule can look back on


def _whole(label: str, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, help_text=hint)


class WhatIfForm(Form):
    """Which rule, and which figures."""

    under = forms.ChoiceField(label="Under which rules")
    kind = forms.ChoiceField(label="Kind of decision", choices=KINDS)
    votes_for = _whole("For, or agree")
    votes_against = _whole("Against, or block")
    abstentions = _whole("Abstain, or stand aside")
    present = _whole("Present", "In a ballot over days: all who voted.")
    entitled = _whole("Members with a vote")
    attended = forms.CharField(
        label="Came to the last assemblies, the latest first",
        help_text="Only where the quorum is a part of their average: 12, 9, 10.",
        max_length=500,
        required=False,
    )
    short_notice = forms.BooleanField(label="The motion came without its notice", required=False)

    round = forms.IntegerField(label="Round of consensus", min_value=1, max_value=99, required=False, initial=1)
    principled = forms.IntegerField(
        label="Find each block principled",
        min_value=0,
        max_value=MOST,
        required=False,
        help_text="Only where the rules ask the others about blocks.",
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="if", **kwargs)
        self.fields["under"].choices = choices

    def clean_attended(self) -> tuple[int, ...]:
        """The numbers between the commas."""
        given = [part.strip() for part in self.cleaned_data["attended"].split(",") if part.strip()]
        whole = all(part.isascii() and part.isdigit() and int(part) <= MOST for part in given)
        if not whole or len(given) > LONGEST_ROW:
            sentence = f"Write at most {LONGEST_ROW} whole numbers with commas between them, such as 12, 9, 10."
            raise forms.ValidationError(sentence, code="attended")
        return tuple(int(part) for part in given)

    def clean_round(self) -> int:
        """The first round where none is said."""
        return int(self.cleaned_data["round"] or 1)

    def clean_principled(self) -> int:
        """Nobody where nothing is said."""
        return int(self.cleaned_data["principled"] or 0)

    def supposed(self) -> Supposed:
        """The figures."""
        return Supposed(**{name: self.cleaned_data[name] for name in Supposed.__dataclass_fields__})


def what_if_panel(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The form and, once it was sent, what would come of it. Nothing is written."""
    versions = versions_of(request.user, body)
    choices = under_choices(versions)
    asked = "if-votes_for" in request.GET
    version = request.GET.get("version", "")
    shown = f"version-{version}" if f"version-{version}" in dict(choices) else choices[0][0]
    if not asked:
        ordinary = (one for one in kinds_under(body, versions, shown) if one.kind == DecisionKind.ORDINARY)
        begin = figures_to_begin_with(request.user, body, next(ordinary, None))
        return "assemblies/panels/what_if.html", {"form": WhatIfForm(choices, initial={"under": shown, **begin})}
    form = WhatIfForm(choices, request.GET)
    answer = tried(form, lambda: _answer(body, versions, form)) if form.is_valid() else None
    return "assemblies/panels/what_if.html", {"form": form, "answer": answer}


def _answer(body: Body, versions: list[RuleSet], form: WhatIfForm) -> Answer:
    given = form.cleaned_data
    return what_if(body, rule_under(body, versions, given["under"], given["kind"]), form.supposed())


def register_what_if() -> None:
    """Hand the form to the page of rules, when the addresses of the site are put together."""
    register_panel(10, what_if_panel, place=RULES)
