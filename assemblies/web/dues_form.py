"""The form of a motion that sets the dues: a scale line by line, amounts as people write them."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assemblies.web.effect_forms import EFFECT_FORMS, MotionForm
from members.counting import add_months, period_at
from members.dues_spec import MOST_PARTS
from members.enums import DuesPeriod
from members.queries.dues_schemes import scheme_on
from members.web.dues_forms import AmountField
from organiser.base import clock
from organiser.base.errors import Invalid
from organiser.base.forms import DayField
from organiser.base.money import read_cents, written


class SetDuesForm(MotionForm):
    """What is asked of members."""

    effect = "set_dues"
    currency = forms.CharField(label="Currency", max_length=3, help_text="Three letters, such as EUR.")
    period = forms.ChoiceField(label="Owed", choices=DuesPeriod.choices)
    from_on = DayField(
        label="From",
        help_text="The first day of a month, quarter or year.",
    )
    bands = forms.CharField(
        label="Steps of the scale",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line, the name and the amount: Low wage = 5.00. Members choose their own step.",
    )
    least = AmountField(
        label="Least amount of one’s own", required=False, help_text="Empty: members choose one of the steps."
    )
    usual = AmountField(label="What is asked of whoever has chosen nothing")
    branch_share = forms.CharField(
        label="Share of the branch",
        max_length=20,
        initial="0",
        help_text="What of each payment stays with the branch: 3/5, 60% or 0. The rest goes to the organisation.",
    )
    solidarity = forms.BooleanField(label="Members can give more, for those who cannot pay", required=False)

    def prepare(self) -> None:
        """Begin with what holds now, from the next month."""
        scheme = scheme_on(self.body, clock.today())
        self.fields["from_on"].initial = add_months(clock.today(), 1)
        self.fields["currency"].initial = scheme.currency if scheme else "EUR"
        if scheme is None:
            return
        first = {
            "period": scheme.period,
            "bands": "\n".join(f"{band['label']} = {written(band['cents'])}" for band in scheme.bands),
            "least": "" if scheme.least_cents is None else written(scheme.least_cents),
            "usual": written(scheme.usual_cents),
            "branch_share": f"{scheme.branch_numerator}/{scheme.branch_denominator}",
            "solidarity": scheme.solidarity,
        }
        for name, value in first.items():
            self.fields[name].initial = value

    def clean_bands(self) -> list[dict[str, Any]]:
        """The steps, each with its cents."""
        bands = []
        for line in self.cleaned_data["bands"].splitlines():
            if not line.strip():
                continue
            label, _, amount = line.rpartition("=")
            try:
                bands.append({"label": label.strip(), "cents": read_cents(amount)})
            except Invalid as refusal:
                sentence = f"“{line.strip()[:60]}” cannot be understood. Write it as Low wage = 5.00."
                raise ValidationError(sentence, code=refusal.code) from refusal
        return bands

    def clean_branch_share(self) -> list[int]:
        """The share as a fraction."""
        text = self.cleaned_data["branch_share"].strip()
        percent = text.endswith("%")
        try:
            share = Fraction(text.removesuffix("%").strip().replace(" ", "")) / (100 if percent else 1)
        except (ValueError, ZeroDivisionError) as error:
            raise ValidationError("Write the share as 3/5, 60% or 0.", code="share") from error
        if not 0 <= share <= 1 or share.denominator > MOST_PARTS:
            raise ValidationError("Write the share as 3/5, 60% or 0.", code="share")
        return [share.numerator, share.denominator]

    def payload(self) -> dict[str, Any]:
        """The scheme."""
        given = self.cleaned_data
        names = ("currency", "period", "bands", "least", "usual", "branch_share", "solidarity")
        return {**{name: given[name] for name in names}, "from_on": given["from_on"].isoformat()}


class DropDuesForm(MotionForm):
    """A branch gives up its own dues."""

    effect = "drop_dues"
    from_on = DayField(
        label="From",
        help_text="The first day of a month, quarter or year, as the branch charges now and the organisation then.",
    )

    def prepare(self) -> None:
        """Begin with the next period."""
        scheme = scheme_on(self.body, clock.today())
        period = scheme.period if scheme else DuesPeriod.MONTH.value
        first = period_at(clock.today(), period).last + timedelta(days=1)
        above = scheme_on(self.body.organisation, first)
        if above is not None and period_at(first, above.period).first != first:
            first = period_at(first, above.period).last + timedelta(days=1)
        self.fields["from_on"].initial = first

    def payload(self) -> dict[str, Any]:
        """The day."""
        return {"from_on": self.cleaned_data["from_on"].isoformat()}


EFFECT_FORMS[SetDuesForm.effect] = SetDuesForm
EFFECT_FORMS[DropDuesForm.effect] = DropDuesForm
