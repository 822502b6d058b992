"""Forms of motions that let a body choose: among alternatives, or somebody for a role."""

from dataclasses import replace
from typing import Any

from django import forms

from assemblies.actions.choices import MOST_ALTERNATIVES
from assemblies.actions.motions import MotionDraft
from assemblies.queries.choices import roles_to_fill, rules_by_kind
from assemblies.web.effect_forms import MotionForm
from organisations.enums import DecisionKind
from organisations.queries.ballot_phrases import choice_sentence


class ChoosingForm(MotionForm):
    """A motion that lets the body choose, by the method and within the limits that its rules name."""

    def how_marked(self) -> list[str]:
        """How the paper will be marked, once for all kinds of decision or for each of those it can be."""
        rules = rules_by_kind(self.body)
        said = {kind: choice_sentence(rules[kind]) for kind, _label in self.fields["kind"].choices}
        if len(set(said.values())) <= 1:
            return [*said.values()][:1]
        return [f"{DecisionKind(kind).label}: {sentence[0].lower()}{sentence[1:]}" for kind, sentence in said.items()]


class AlternativesForm(ChoosingForm):
    """A choice among several."""

    alternatives = forms.CharField(
        label="Alternatives",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One on each line. Any full member can bring more until the vote opens.",
    )
    choose = forms.IntegerField(label="How many are to be chosen", min_value=1, max_value=MOST_ALTERNATIVES, initial=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["kind", "scope_note", "title", "alternatives", "choose", "summary", "text"])

    def draft(self) -> MotionDraft:
        """The plain motion, with what it puts to the choice."""
        lines = [line.strip() for line in self.cleaned_data["alternatives"].split("\n")]
        return replace(
            super().draft(),
            choose=self.cleaned_data["choose"],
            alternatives=tuple((line, "") for line in lines if line),
        )


class ElectForm(ChoosingForm):
    """An election among several; who stands is said afterwards, by those who do."""

    effect = "elect"
    role = forms.ChoiceField(label="Role")
    choose = forms.IntegerField(
        label="How many are to be elected",
        min_value=1,
        max_value=MOST_ALTERNATIVES,
        initial=1,
        help_text="When the vote opens, so many seats of the role have to be free.",
    )

    def prepare(self) -> None:
        """The roles of the body."""
        self.fields["role"].choices = [(role.public_id, role.name) for role in roles_to_fill(self.body)]

    def payload(self) -> dict[str, Any]:
        """The role."""
        return {"role": self.cleaned_data["role"]}

    def draft(self) -> MotionDraft:
        """The motion, with the number of seats."""
        return replace(super().draft(), choose=self.cleaned_data["choose"])


CHOICE_FORMS: dict[str, type[MotionForm]] = {ElectForm.effect: ElectForm}
