"""The form of new rules: every number and word of a rule set, filled with those it begins with."""

from typing import Any

from django import forms

from assemblies.web.effect_forms import AdoptRulesForm
from organisations.enums import DecisionKind, RollMoment
from organisations.models import Body, DecisionRule
from organisations.validators import BODY_NUMBERS, KIND_NUMBERS, KIND_WORDS, MAY_BE_OPEN

BODY_LABELS = {
    "notice_days": "Days between the notice and an assembly",
    "special_notice_days": "Days between the notice and a special assembly",
    "roll_moment": "Who may vote is fixed",
    "days_to_vote": "Days of membership before somebody votes",
    "days_to_stand": "Days of membership before somebody stands for a role",
    "term_months": "Months that a role lasts",
    "terms_in_a_row": "Most terms in a row (empty: any number)",
    "recall_petition": "Members who can call for a recall",
    "interim_days": "Days that founders hold their roles at most",
    "speaking_minutes": "Minutes that a speech lasts at most (empty: any length)",
}
KIND_LABELS = {
    "comparison": "It carries with",
    "threshold_numerator": "Part: so many",
    "threshold_denominator": "of so many (1 of 2 is half)",
    "base": "measured against",
    "quorum_kind": "Quorum",
    "quorum_fixed": "Quorum: the fixed number",
    "quorum_numerator": "Quorum: the fraction, so many",
    "quorum_denominator": "of so many",
    "quorum_count": "Counted for the quorum",
    "tie_rule": "As many for as against",
    "seconders": "Seconders",
    "notice_days": "Days that it goes out before the assembly",
    "channel": "Where it is decided",
    "least_hours": "Hours that a ballot over days stays open at least",
}
KIND_DEFAULTS = {
    "quorum_kind": "none",
    "quorum_fixed": 0,
    "quorum_numerator": 0,
    "quorum_denominator": 1,
    "quorum_count": "present",
    "tie_rule": "fails",
    "notice_days": 0,
    "seconders": 1,
    "channel": "assembly",
    "least_hours": 24,
}
WORDS = {name: DecisionRule._meta.get_field(name).choices for name in KIND_WORDS}


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
            value = self.spec["body"].get(name)
            if name == "roll_moment":
                field: forms.Field = forms.ChoiceField(label=label, choices=RollMoment.choices, initial=value)
            else:
                field = _number(label, BODY_NUMBERS[name], value, required=name not in MAY_BE_OPEN)
            self.fields[f"body-{name}"] = field
        for kind, values in self.spec["kinds"].items():
            given = KIND_DEFAULTS | values
            for name, label in KIND_LABELS.items():
                if name in KIND_WORDS:
                    field = forms.ChoiceField(label=label, choices=WORDS[name], initial=given[name])
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
            fields = [self[f"{kind}-{name}"] for name in KIND_LABELS]
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
            "kinds": {kind: {name: given[f"{kind}-{name}"] for name in KIND_LABELS} for kind in self.spec["kinds"]},
        }
        return {"rules": rules}


def _number(label: str, limits: tuple[int, int], value: Any, *, required: bool = True) -> forms.IntegerField:
    least, most = limits
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=value, required=required)
