"""Forms of motions about bodies: their names, whom they are for, their page for everybody; and all of them together."""

from typing import Any

from django import forms

from assemblies.web.body_choices import BRANCH_FORMS
from assemblies.web.council_forms import ChangeCouncilForm, CouncilForm
from assemblies.web.effect_forms import MotionForm
from assemblies.web.ending_forms import DissolveCommitteeForm, DissolveForm, MergeForm, SplitForm, SuccessorForm
from organisations.enums import COMMITTEE_FORMS, BodyType
from organisations.models import Branch


class RenameForm(MotionForm):
    """Another name or form."""

    effect = "rename_body"
    name = forms.CharField(label="New name", max_length=120)
    form = forms.ChoiceField(label="Form")

    def prepare(self) -> None:
        """The name and form of now."""
        self.fields["name"].initial, self.fields["form"].initial = self.body.name, self.body.form
        own = [(form.value, form.label) for form in COMMITTEE_FORMS]
        self.fields["form"].choices = own if self.body.type == BodyType.COMMITTEE else BRANCH_FORMS

    def payload(self) -> dict[str, Any]:
        """Name and form."""
        return {name: self.cleaned_data[name] for name in ("name", "form")}


class ConstituencyForm(MotionForm):
    """Whom the organisation is for, and who cannot join."""

    effect = "change_constituency"
    constituency = forms.CharField(label="Whom we organise", max_length=300, required=False)
    incompatible = forms.CharField(
        label="Positions that cannot join",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One in each line, such as landlord. Who joins says that none applies; nothing is kept of it.",
    )

    def prepare(self) -> None:
        """What holds now."""
        organisation = self.body.organisation
        self.fields["constituency"].initial = organisation.constituency
        self.fields["incompatible"].initial = "\n".join(organisation.incompatible)

    def payload(self) -> dict[str, Any]:
        """Both."""
        given = self.cleaned_data
        return {"constituency": given["constituency"], "incompatible": given["incompatible"].splitlines()}


class JurisdictionForm(MotionForm):
    """Which places or workplaces a branch is for."""

    effect = "change_jurisdiction"
    jurisdiction = forms.CharField(label="Streets, houses or workplaces", max_length=300, required=False)
    place = forms.CharField(label="Place", max_length=120, required=False)

    def prepare(self) -> None:
        """What holds now."""
        branch = Branch.objects.filter(pk=self.body.pk).first()
        if branch is not None:
            self.fields["jurisdiction"].initial, self.fields["place"].initial = branch.jurisdiction, branch.place

    def payload(self) -> dict[str, Any]:
        """Both."""
        return {name: self.cleaned_data[name] for name in ("jurisdiction", "place")}


class PageForm(MotionForm):
    """The page for everybody."""

    effect = "show_page"
    shown = forms.ChoiceField(
        label="What everybody can read",
        choices=[
            ("page", "Aims, whom we organise and our rules"),
            ("nothing", "Nothing: close the page"),
        ],
        widget=forms.RadioSelect,
        initial="page",
        help_text="No member is ever named on it, and no decision is shown.",
    )

    def payload(self) -> dict[str, Any]:
        """Whether there is a page."""
        return {"page": self.cleaned_data["shown"] != "nothing"}


class BringForm(MotionForm):
    """A motion of a caucus for the assembly above it."""

    effect = "bring_to_parent"
    their_title = forms.CharField(label="Title of the motion there", max_length=200)
    their_text = forms.CharField(label="Text of the motion there", widget=forms.Textarea(attrs={"rows": 8}))

    def payload(self) -> dict[str, Any]:
        """What stands on the agenda above."""
        return {"title": self.cleaned_data["their_title"], "text": self.cleaned_data["their_text"]}


BODY_FORMS: dict[str, type[MotionForm]] = {
    form.effect: form
    for form in (
        *(CouncilForm, ChangeCouncilForm, RenameForm, ConstituencyForm, JurisdictionForm, PageForm, BringForm),
        *(MergeForm, SplitForm, DissolveCommitteeForm, DissolveForm, SuccessorForm),
    )
}
