"""Forms of dues: amounts are typed as people write them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from members.models import DuesPlan, DuesScheme
from members.reading.bank import FIELDS, LABELS, ORDERS
from organiser.base.errors import Invalid
from organiser.base.forms import DayField, Form
from organiser.base.money import read_cents, written

OWN = "own"
BAND = "band-"


class AmountField(forms.CharField):
    """An amount, which becomes whole cents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> int | None:
        """The cents; None where nothing was written and nothing has to be."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_cents(text)
        except Invalid as refusal:
            raise ValidationError(refusal.sentence, code=refusal.code) from refusal


class MoneyForm(Form):
    """Money that came or went."""

    cents = AmountField(label="Amount", help_text="As 12.50 or 12,50.")
    day = DayField(label="Day", required=False, help_text="Empty: today.")
    note = forms.CharField(
        label="Note", required=False, max_length=300, help_text="Only the treasurer and the member read it."
    )


class OpeningForm(Form):
    """How an account stood before it was kept here."""

    settled_until = DayField(
        label="Dues settled to", required=False, help_text="The last day that was paid for; at most a year ahead."
    )
    owes = AmountField(
        label="Owes", required=False, help_text="As 40.00, with the period under way. Empty: nothing is owed."
    )

    def stood(self) -> dict[str, Any]:
        """What the action takes."""
        return {"settled_until": self.cleaned_data["settled_until"], "owes": self.cleaned_data["owes"] or 0}


class WaiveForm(Form):
    """Asking nothing for a period."""

    note = forms.CharField(
        label="Note", required=False, max_length=300, help_text="Only the treasurer and the member read it."
    )
    from_pot = forms.BooleanField(label="As a solidarity seat, paid from what others gave on top", required=False)


class ReasonForm(Form):
    """Taking a line back."""

    reason = forms.CharField(label="Why", max_length=300)


class DuesChoiceForm(Form):
    """What somebody pays: a step of the scale, or an amount of her or his own."""

    choice = forms.ChoiceField(label="What you pay", widget=forms.RadioSelect)
    cents = AmountField(label="Amount of your own", required=False)
    extra_cents = AmountField(label="On top, for the solidarity seats of others", required=False)

    def __init__(self, scheme: DuesScheme, *args: Any, plan: DuesPlan | None = None, **kwargs: Any) -> None:
        """Offer what a scheme offers, with what was chosen before."""
        kwargs.setdefault("initial", _initial(plan))
        super().__init__(*args, **kwargs)
        choices = [
            (f"{BAND}{place}", f"{band['label']}: {written(band['cents'], scheme.currency)}")
            for place, band in enumerate(scheme.bands)
        ]
        self.scheme = scheme
        if scheme.least_cents is None:
            del self.fields["cents"]
        else:
            choices.append((OWN, "An amount of my own"))
            least = written(scheme.least_cents, scheme.currency)
            self.fields["cents"].help_text = f"At least {least}. Fill it in where you chose an amount of your own."
        if not scheme.solidarity:
            del self.fields["extra_cents"]
        self.fields["choice"].choices = choices
        if plan is not None and plan.band:
            labels = [band["label"] for band in scheme.bands]
            self.initial["choice"] = f"{BAND}{labels.index(plan.band)}" if plan.band in labels else ""

    def chosen(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        extra = given.get("extra_cents") or 0
        if given["choice"] == OWN:
            return {"cents": given.get("cents"), "extra_cents": extra}
        band = self.scheme.bands[int(given["choice"].removeprefix(BAND))]
        return {"band": band["label"], "extra_cents": extra}


def _initial(plan: DuesPlan | None) -> dict[str, Any]:
    if plan is None:
        return {}
    own = {"choice": OWN, "cents": written(plan.cents)} if plan.cents is not None else {}
    return {**own, "extra_cents": written(plan.extra_cents) if plan.extra_cents else ""}


class ArrearsForm(Form):
    """For how long something is owed."""

    months = forms.IntegerField(label="Owed for more than so many months", required=False, min_value=0, max_value=120)


class ReminderForm(Form):
    """What the treasurer adds to a reminder."""

    text = forms.CharField(
        label="In your own words",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It stands between what is owed and how to pay. The rest is written for you.",
    )


COLUMNS = [("", "Leave out"), *((field, LABELS[field].capitalize()) for field in FIELDS)]


class StatementForm(Form):
    """A file of a bank, and what its columns mean where we do not know."""

    file = forms.FileField(
        label="Bank statement",
        allow_empty_file=True,
        max_length=200,
        widget=forms.ClearableFileInput({"accept": ".csv,.txt,.xml,text/csv,application/xml,text/xml"}),
        help_text="CSV as your bank exports it, or CAMT.053 (XML). At most 50 MB.",
        error_messages={"required": "Choose a file.", "max_length": "The file’s name is too long. Shorten it."},
    )
    day_order = forms.ChoiceField(
        label="Day and month",
        required=False,
        choices=[("", "Find out from the file"), *ORDERS.items()],
        help_text="Only where a table writes days such as 03/04/2026 and no line tells which comes first.",
    )

    def __init__(
        self, *args: Any, headings: list[str] | None = None, meanings: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        """Ask for a file; with headings, for what each of them means too, and what they mean so far."""
        super().__init__(*args, **kwargs)
        self.headings = [heading for heading in dict.fromkeys(headings or []) if heading and "\0" not in heading][:100]
        for place, heading in enumerate(self.headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=f"“{heading}”", required=False, choices=COLUMNS, initial=(meanings or {}).get(heading, "")
            )

    def columns(self) -> dict[str, str] | None:
        """Which heading means what; None where nothing was asked."""
        if not self.headings:
            return None
        return {heading: self.cleaned_data[f"column_{place}"] for place, heading in enumerate(self.headings)}
