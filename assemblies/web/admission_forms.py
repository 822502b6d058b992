"""Forms about who belongs: the motions to admit applicants, and to let people belong directly."""

from typing import Any

from django import forms

from assemblies.web.effect_forms import MotionForm

LONGEST = 1000


class AdmitForm(MotionForm):
    """A motion to admit applicants.

    They are named by the numbers of their applications, which those who keep the register have: no list of applicants
    is shown here to everybody who may move a motion.
    """

    effect = "admit"
    applications = forms.CharField(
        label="Numbers of the applications",
        max_length=LONGEST,
        help_text="Those who keep the register have them. Put a space between two numbers.",
    )

    def payload(self) -> dict[str, Any]:
        """The applications."""
        return {"applications": self.cleaned_data["applications"].replace(",", " ").split()}


class ConvertBasisForm(MotionForm):
    """A motion by which people belong directly; it needs nothing but its words."""

    effect = "convert_basis"


ADMISSION_FORMS: dict[str, type[MotionForm]] = {form.effect: form for form in (AdmitForm, ConvertBasisForm)}
