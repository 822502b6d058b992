"""Choosing for whole columns what becomes of cells that cannot be read."""

from typing import Any

from django import forms

from members.actions.import_offers import TODAY, offers_of, undated_rows, undated_since
from members.models import ImportBatch
from members.web.repair_words import answers, asked, undated_asked
from organiser.base.forms import DayField, Form

DAY = "day"


class RepairForm(Form):
    """One choice for each kind of problem in each column, and one for those without a day of joining."""

    def __init__(self, batch: ImportBatch, *args: Any, **kwargs: Any) -> None:
        """Ask what can be chosen for a file, with what was chosen for it before."""
        super().__init__(*args, **kwargs)
        self.offers = {f"{offer['field']}-{offer['problem']}": offer for offer in offers_of(batch)}
        for name, offer in self.offers.items():
            self.fields[name] = forms.ChoiceField(
                label=asked(offer),
                choices=answers(offer),
                initial=offer["choice"],
                required=False,
                widget=forms.RadioSelect,
            )
        if count := undated_rows(batch):
            since = undated_since(batch)
            self.fields["undated"] = forms.ChoiceField(
                label=undated_asked(count),
                choices=[
                    ("", "I have not decided: they belong since the day of the import"),
                    (TODAY, "They join today"),
                    (DAY, "They belong since this day:"),
                ],
                initial=since if since in {"", TODAY} else DAY,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields["undated_day"] = DayField(
                label="They belong since",
                required=False,
                initial=None if since in {"", TODAY} else since,
                help_text="Rules that ask for some time of membership count from this day.",
            )

    def clean(self) -> dict[str, Any]:
        """A day is needed where one was promised; one that was written is meant."""
        given = super().clean() or self.cleaned_data
        day, undated = given.get("undated_day"), given.get("undated")
        if undated == DAY and day is None and "undated_day" not in self.errors:
            self.add_error("undated_day", "Write the day since when they belong, or choose another answer.")
        return given

    def repairs(self) -> dict[str, dict[str, str]]:
        """What was chosen, by field and problem."""
        chosen: dict[str, dict[str, str]] = {}
        for name, offer in self.offers.items():
            chosen.setdefault(offer["field"], {})[offer["problem"]] = self.cleaned_data[name]
        return chosen

    def undated(self) -> str:
        """Since when those without a day belong."""
        undated, day = self.cleaned_data.get("undated", ""), self.cleaned_data.get("undated_day")
        return day.isoformat() if undated == DAY and day else undated


def repair_form(batch: ImportBatch, *args: Any) -> RepairForm | None:
    """The form, where there is anything to choose and the file is still at hand."""
    if not batch.upload or not (offers_of(batch) or undated_rows(batch)):
        return None
    return RepairForm(batch, *args)
