"""The form of a motion that says what members may say of themselves."""

from typing import Any

from django import forms

from assemblies.web.effect_forms import EFFECT_FORMS, MotionForm
from members.enums import ANSWERS, Question
from members.queries.describing import asked_in


class AskMembersForm(MotionForm):
    """Which of the fixed questions are asked."""

    effect = "ask_members"
    questions = forms.MultipleChoiceField(
        label="What members are asked",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (one.value, f"{one.label} ({', '.join(str(said.label) for said in ANSWERS[one])})") for one in Question
        ],
        help_text="Each may leave out each of them. With none, nothing is asked and what was said is deleted.",
    )

    def prepare(self) -> None:
        """Begin with what is asked now."""
        self.fields["questions"].initial = [one.value for one in asked_in(self.body.organisation_key)]

    def payload(self) -> dict[str, Any]:
        """The questions."""
        return {"questions": self.cleaned_data["questions"]}


EFFECT_FORMS[AskMembersForm.effect] = AskMembersForm
