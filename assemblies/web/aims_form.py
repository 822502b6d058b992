"""The form of a motion that changes the aims: it begins with the aims that hold now."""

from typing import Any

from django import forms

from assemblies.web.effect_forms import EFFECT_FORMS, MotionForm


class ChangeAimsForm(MotionForm):
    """New aims."""

    effect = "change_aims"
    aims = forms.CharField(
        label="The whole aims",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="They take the place of the present ones, which stay readable.",
    )

    def prepare(self) -> None:
        """The present aims, to be reworded."""
        self.fields["aims"].initial = self.body.organisation.aims

    def payload(self) -> dict[str, Any]:
        """The new aims."""
        return {"aims": self.cleaned_data["aims"]}


EFFECT_FORMS[ChangeAimsForm.effect] = ChangeAimsForm
