"""Forms of motions about bodies: their names, whom they are for, councils, their page for everybody, their end."""

from typing import Any

from django import forms

from assemblies.queries.choices import bodies_beside, bodies_to_end, bodies_without_successor, member_named
from assemblies.web.effect_forms import MotionForm
from organisations.enums import COMMITTEE_FORMS, BodyForm, BodyType
from organisations.models import Body, Branch
from organisations.scheme_presets import SCHEME_CHOICES, SCHEME_PRESETS
from organiser.base.errors import Invalid

BRANCH_FORMS = [(form.value, form.label) for form in BodyForm if form not in COMMITTEE_FORMS]
NOBODY = [("", "None")]


def pairs(bodies: list[Body]) -> list[tuple[str, str]]:
    """Bodies as choices."""
    return [(body.public_id, body.name) for body in bodies]


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


class CouncilForm(MotionForm):
    """A council of delegates."""

    effect = "found_council"
    name = forms.CharField(label="Name of the council", max_length=120)
    bodies = forms.MultipleChoiceField(label="Branches that send delegates", widget=forms.CheckboxSelectMultiple)
    scheme = forms.ChoiceField(label="How many delegates", choices=SCHEME_CHOICES)
    per = forms.IntegerField(
        label="Members for one delegate", min_value=1, required=False, help_text="Only where the choice above says so."
    )
    basis_date = forms.DateField(
        label="Day on which members are counted",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
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
