"""Forms about excluding or suspending somebody: the motion, taking it back, the answer, the appeal."""

from typing import Any

from django import forms

from assemblies.actions.exclusion_effects import LONGEST
from assemblies.queries.exclusions import to_reinstate
from assemblies.web.effect_forms import FillRoleForm, MotionForm
from organiser.base.forms import Form


class ExcludeForm(FillRoleForm):
    """A motion to exclude a member. Its text is the grounds."""

    effect = "exclude"
    role = None
    field_order = ("member",)

    def prepare(self) -> None:
        """The text is what the member gets to read and to answer."""
        self.fields["title"].help_text = "It stands on the agenda. Leave the grounds to the text."
        self.fields["text"].label = "The grounds"
        self.fields[
            "text"
        ].help_text = "What happened, when, and against which rule. The member gets this as it stands, and answers it."

    def payload(self) -> dict[str, Any]:
        """The member."""
        return {"member": self.cleaned_data["member"]}


class SuspendForm(ExcludeForm):
    """A motion to let somebody's vote rest."""

    effect = "suspend"
    months = forms.IntegerField(
        label="For how many months",
        min_value=1,
        max_value=LONGEST,
        help_text="She or he stays a member, pays dues and reads along, without a vote and without a role.",
    )
    field_order = ("member", "months")

    def payload(self) -> dict[str, Any]:
        """The member, and for how long."""
        return {"member": self.cleaned_data["member"], "months": self.cleaned_data["months"]}


class ReinstateForm(MotionForm):
    """Taking an exclusion or a suspension back."""

    effect = "reinstate"
    exclusion = forms.ChoiceField(label="Who should be taken back")

    def prepare(self) -> None:
        """Those whom this assembly excluded, and those who appealed to it."""
        self.fields["exclusion"].choices = [
            (one.public_id, f"{one.membership.person.name}, motion {one.motion.reference}")
            for one in to_reinstate(self.body)
        ]

    def payload(self) -> dict[str, Any]:
        """The exclusion."""
        return {"exclusion": self.cleaned_data["exclusion"]}


class AnswerForm(Form):
    """What somebody answers to the grounds."""

    prefix = "answer"
    text = forms.CharField(label="Your answer", max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))


class AppealForm(Form):
    """An appeal."""

    prefix = "appeal"
    text = forms.CharField(label="Why it should not stand", max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))


EXCLUSION_FORMS: dict[str, type[MotionForm]] = {form.effect: form for form in (ExcludeForm, SuspendForm, ReinstateForm)}
