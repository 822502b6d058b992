"""The form of new rules: every number and word of a rule set, filled with those it begins with."""

from typing import Any

from django import forms

from assemblies.web.effect_forms import AdoptRulesForm
from assemblies.web.rule_labels import BODY_LABELS, KIND_LABELS
from organisations.enums import DecisionKind
from organisations.models import Body, DecisionRule, RuleSet
from organisations.validators.fields import (
    BODY_FLAGS,
    BODY_NUMBERS,
    BODY_WORDS,
    KIND_DEFAULTS,
    KIND_FLAGS,
    KIND_NUMBERS,
    KIND_WORDS,
    MAY_BE_OPEN,
)

WORDS = {name: DecisionRule._meta.get_field(name).choices for name in KIND_WORDS}
# What only one kind of decision can say; the form does not ask the others for it.
OF_ONE_KIND = {"vacancies": DecisionKind.ELECTION}
BODY_CHOICES = {name: RuleSet._meta.get_field(name).choices for name in BODY_WORDS}


def names_for(kind: str) -> list[str]:
    """The rules that the form asks for in one kind of decision."""
    return [name for name in KIND_LABELS if OF_ONE_KIND.get(name, kind) == kind]


class RulesForm(AdoptRulesForm):
    """New rules for a body."""

    name = forms.CharField(label="Name of the rules", max_length=120)

    def __init__(self, body: Body, kinds: list[str], *args: Any, spec: dict[str, Any], **kwargs: Any) -> None:
        self.spec = spec
        super().__init__(body, kinds, *args, **kwargs)

    def prepare(self) -> None:
        """One field for each rule, with the value it begins with."""
        self.fields["name"].initial = self.spec["name"]
        for name, label in BODY_LABELS.items():
            value = self.spec["body"].get(name, RuleSet._meta.get_field(name).get_default())
            if name in BODY_FLAGS:
                field: forms.Field = forms.BooleanField(label=label, initial=value, required=False)
            elif name in BODY_WORDS:
                field = forms.ChoiceField(label=label, choices=BODY_CHOICES[name], initial=value)
            else:
                field = _number(label, BODY_NUMBERS[name], value, required=name not in MAY_BE_OPEN)
            self.fields[f"body-{name}"] = field
        for kind, values in self.spec["kinds"].items():
            given = KIND_DEFAULTS | values
            for name in names_for(kind):
                label = KIND_LABELS[name]
                if name in KIND_WORDS:
                    field = forms.ChoiceField(label=label, choices=WORDS[name], initial=given[name])
                elif name in KIND_FLAGS:
                    field = forms.BooleanField(label=label, initial=given[name], required=False)
                else:
                    field = _number(label, KIND_NUMBERS[name], given[name])
                self.fields[f"{kind}-{name}"] = field

    def name_of(self, field: str) -> str:
        """What a sentence calls a rule: with its kind of decision, since each number stands there for every kind."""
        kind, _dash, _rule = field.partition("-")
        label = super().name_of(field)
        return f"{label} ({DecisionKind(kind).label.lower()})" if kind in self.spec["kinds"] else label

    def body_fields(self) -> list[forms.BoundField]:
        """The fields about the body."""
        return [self["name"], *(self[f"body-{name}"] for name in BODY_LABELS)]

    def kind_fields(self) -> list[tuple[str, bool, list[forms.BoundField]]]:
        """For each kind of decision its name, whether something in it is to be put right, and its fields."""
        groups = []
        for kind in self.spec["kinds"]:
            fields = [self[f"{kind}-{name}"] for name in names_for(kind)]
            groups.append((DecisionKind(kind).label, any(field.errors for field in fields), fields))
        return groups

    def word_fields(self) -> list[forms.BoundField]:
        """The fields about the motion itself."""
        return [self[name] for name in ("kind", "title", "summary", "text")]

    def payload(self) -> dict[str, Any]:
        """The whole rule set."""
        given = self.cleaned_data
        rules = {
            "name": given["name"],
            "body": {name: given[f"body-{name}"] for name in BODY_LABELS},
            "kinds": {
                kind: {name: given.get(f"{kind}-{name}", KIND_DEFAULTS.get(name)) for name in KIND_LABELS}
                for kind in self.spec["kinds"]
            },
        }
        return {"rules": rules}


def _number(label: str, limits: tuple[int, int], value: Any, *, required: bool = True) -> forms.IntegerField:
    least, most = limits
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=value, required=required)
