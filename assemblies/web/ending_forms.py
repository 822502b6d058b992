"""Forms of motions by which a body ends, or becomes two."""

from typing import Any

from django import forms

from assemblies.queries.choices import bodies_beside, bodies_to_end, bodies_without_successor, member_named
from assemblies.web.body_choices import BRANCH_FORMS, NOBODY, pairs
from assemblies.web.effect_forms import MotionForm
from organisations.enums import BodyForm, BodyType
from organiser.base.errors import Invalid


class DissolveForm(MotionForm):
    """The end of a body."""

    effect = "dissolve_body"
    ended = forms.ChoiceField(label="What is dissolved")
    successor = forms.ChoiceField(label="What takes its place", required=False)

    def prepare(self) -> None:
        """What this body can end, and what could follow."""
        self.fields["ended"].choices = pairs(bodies_to_end(self.body, committees=self.effect == "dissolve_committee"))
        self.fields["successor"].choices = NOBODY + pairs(bodies_beside(self.body))

    def payload(self) -> dict[str, Any]:
        """What ends, and what follows."""
        return {"body": self.cleaned_data["ended"], "successor": self.cleaned_data["successor"]}


class DissolveCommitteeForm(DissolveForm):
    """The end of a committee."""

    effect = "dissolve_committee"


class SuccessorForm(DissolveForm):
    """What took the place of a dissolved body."""

    effect = "name_successor"

    def prepare(self) -> None:
        """Dissolved bodies without a successor."""
        super().prepare()
        self.fields["ended"].label = "What was dissolved"
        self.fields["ended"].choices = pairs(bodies_without_successor(self.body))
        self.fields["successor"].required = True


class MergeForm(MotionForm):
    """Two branches become one."""

    effect = "merge_branch"
    branch = forms.ChoiceField(label="The branch that ends")
    into = forms.ChoiceField(label="The branch its members go to")

    def prepare(self) -> None:
        """The branches of now."""
        for name in ("branch", "into"):
            self.fields[name].choices = pairs(bodies_beside(self.body, BodyType.BRANCH))

    def payload(self) -> dict[str, Any]:
        """Both."""
        return {name: self.cleaned_data[name] for name in ("branch", "into")}


class SplitForm(MotionForm):
    """One branch becomes two."""

    effect = "split_branch"
    name = forms.CharField(label="Name of the new branch", max_length=120)
    form = forms.ChoiceField(label="Form", choices=BRANCH_FORMS, initial=BodyForm.LOCAL)
    place = forms.CharField(label="Place", max_length=120, required=False)
    members = forms.CharField(
        label="Who goes",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One in each line: the whole name as it stands in the register, or the member’s number.",
    )

    def clean_members(self) -> list[str]:
        """The members that are meant; an ambiguous or unknown name is refused at the field."""
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["members"].splitlines())):
            try:
                found.append(str(member_named(self.body, line).public_id))
            except Invalid as refusal:
                raise forms.ValidationError(f"{line}: {refusal.sentence}", code=refusal.code) from refusal
        return found

    def payload(self) -> dict[str, Any]:
        """Name, form, place and who goes."""
        return {name: self.cleaned_data[name] for name in ("name", "form", "place", "members")}
