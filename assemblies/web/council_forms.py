"""Forms of motions about councils."""

from typing import Any

from django import forms

from assemblies.queries.choices import bodies_beside
from assemblies.web.body_choices import pairs
from assemblies.web.effect_forms import MotionForm
from organisations.enums import BodyType
from organisations.scheme_presets import SCHEME_CHOICES, SCHEME_PRESETS
from organiser.base.forms import DayInput


class CouncilForm(MotionForm):
    """A council of delegates."""

    effect = "found_council"
    name = forms.CharField(label="Name of the council", max_length=120)
    bodies = forms.MultipleChoiceField(label="Branches that send delegates", widget=forms.CheckboxSelectMultiple)
    scheme = forms.ChoiceField(label="How many delegates", choices=SCHEME_CHOICES)
    per = forms.IntegerField(
        label="Members for one delegate", min_value=1, required=False, help_text="Only where the choice above says so."
    )
    total = forms.IntegerField(
        label="Seats of the whole council",
        min_value=1,
        required=False,
        help_text="Where they are shared out in proportion, all of them; by square roots, the most.",
    )
    basis_date = forms.DateField(
        label="Day on which members are counted",
        required=False,
        widget=DayInput,
        help_text="Left empty, they are counted on the day somebody looks.",
    )

    def prepare(self) -> None:
        """The branches of now."""
        self.fields["bodies"].choices = pairs(bodies_beside(self.body, BodyType.BRANCH))

    def payload(self) -> dict[str, Any]:
        """Name, branches and scheme."""
        return {"name": self.cleaned_data["name"], **self.made_up()}

    def made_up(self) -> dict[str, Any]:
        """Branches and scheme."""
        given = self.cleaned_data
        scheme = dict(SCHEME_PRESETS[given["scheme"]])
        if given["per"] and "per" in scheme:
            scheme["per"] = given["per"]
        if given["total"] and "total" in scheme:
            scheme["total"] = given["total"]
        if given["basis_date"]:
            scheme["basis_date"] = given["basis_date"].isoformat()
        return {"bodies": given["bodies"], "scheme": scheme}


class ChangeCouncilForm(CouncilForm):
    """Another make-up of a council."""

    effect = "change_council"
    name = None  # type: ignore[assignment]  # Django's way to leave a field of the class above out
    council = forms.ChoiceField(label="Council")

    def prepare(self) -> None:
        """The councils and branches of now."""
        super().prepare()
        self.fields["council"].choices = pairs(bodies_beside(self.body, BodyType.COUNCIL))

    def payload(self) -> dict[str, Any]:
        """Council, branches and scheme."""
        return {"council": self.cleaned_data["council"], **self.made_up()}
