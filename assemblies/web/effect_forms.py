"""Forms of a motion, one for each effect: the words of the motion, and what it would do."""

from typing import Any

from django import forms

from assemblies.actions.motions import MotionDraft
from assemblies.queries.choices import decisions_to_rescind, member_named, roles_to_fill, terms_to_end
from assemblies.web.onward_forms import OnwardForm
from organisations.enums import COMMITTEE_FORMS, BodyForm, BodyType, DecisionKind, Power
from organisations.models import Body
from organiser.base.errors import Invalid


class MotionForm(OnwardForm):
    """A motion without an effect; the others add to it."""

    effect = ""
    kind = forms.ChoiceField(label="Kind of decision")
    title = forms.CharField(label="Title", max_length=200, help_text="What the assembly would decide, in a few words.")
    summary = forms.CharField(
        label="In one sentence, in plain words",
        max_length=300,
        required=False,
        help_text="What would change, and why. It can wait until the vote opens, and no longer.",
    )
    text = forms.CharField(
        label="Text of the motion",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="It is shown with numbered lines. Begin with “The assembly”.",
    )

    def __init__(self, body: Body, kinds: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self.fields["kind"].choices = [(kind, DecisionKind(kind).label) for kind in kinds]
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0]
            self.fields["kind"].widget = forms.HiddenInput()
        if body.type == BodyType.COMMITTEE:
            self.fields["scope_note"] = forms.CharField(
                label="Under which part of its scope",
                max_length=300,
                help_text=f"{body.name} may do this: {body.as_committee.scope}",
            )
        self.prepare()
        own = [name for name in self.fields if name not in MotionForm.base_fields]
        self.order_fields(["kind", *own, "title", "summary", "text"])
        if self.effect:
            # What a motion changes by itself, it changes with the vote.
            del self.fields["effective_on"], self.fields["expires_on"]
        self.add_tasks()

    def prepare(self) -> None:
        """Fill the choices of an effect; the plain motion has none."""

    def payload(self) -> dict[str, Any]:
        """What the effect needs."""
        return {}

    def draft(self) -> MotionDraft:
        """What the action takes."""
        given = self.cleaned_data
        return MotionDraft(
            title=given["title"],
            text=given["text"],
            kind=given["kind"],
            summary=given["summary"],
            effect=self.effect,
            payload=self.payload(),
            dates=self.dates(),
            tasks=tuple(self.drafts),
            scope_note=given.get("scope_note", ""),
        )


class FillRoleForm(MotionForm):
    """An election."""

    effect = "fill_role"
    role = forms.ChoiceField(label="Role")
    member = forms.CharField(
        label="Who", max_length=200, help_text="The whole name as it stands in the register, or the member’s number."
    )

    def prepare(self) -> None:
        """The roles of the body."""
        self.fields["role"].choices = [(role.public_id, role.name) for role in roles_to_fill(self.body)]

    def clean_member(self) -> str:
        """The member that is meant; an ambiguous or unknown name is refused at the field."""
        try:
            return str(member_named(self.body, self.cleaned_data["member"]).public_id)
        except Invalid as refusal:
            raise forms.ValidationError(refusal.sentence, code=refusal.code) from refusal

    def payload(self) -> dict[str, Any]:
        """Role and member."""
        return {"role": self.cleaned_data["role"], "member": self.cleaned_data["member"]}


class RecallForm(MotionForm):
    """A recall."""

    effect = "recall"
    term = forms.ChoiceField(label="Whose term should end")

    def prepare(self) -> None:
        """The terms that run now."""
        terms = terms_to_end(self.body)
        self.fields["term"].choices = [(term.public_id, f"{term.role.name}: {term.person.name}") for term in terms]

    def payload(self) -> dict[str, Any]:
        """The term."""
        return {"term": self.cleaned_data["term"]}


class RescindForm(MotionForm):
    """Ending an earlier decision."""

    effect = "rescind"
    decision = forms.ChoiceField(label="Which decision should no longer be in force")

    def prepare(self) -> None:
        """Decisions in force, of the body and of its committees."""
        self.fields["decision"].choices = [
            (decision.public_id, f"{decision} ({decision.body.name})") for decision in decisions_to_rescind(self.body)
        ]

    def payload(self) -> dict[str, Any]:
        """The decision."""
        return {"decision": self.cleaned_data["decision"]}


class SupersedeForm(RescindForm):
    """Replacing an earlier decision."""

    effect = "supersede"

    def prepare(self) -> None:
        """The same decisions, asked for in other words."""
        super().prepare()
        self.fields["decision"].label = "Which decision it takes the place of"


class CreateRoleForm(MotionForm):
    """A new role."""

    effect = "create_role"
    name = forms.CharField(label="Name of the role", max_length=80)
    description = forms.CharField(
        label="What its holder does", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    powers = forms.MultipleChoiceField(
        label="Powers of the role", choices=Power.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    seats = forms.IntegerField(
        label="Seats", min_value=1, initial=1, help_text="How many people hold this role at the same time."
    )

    paid = forms.BooleanField(label="Whoever holds it is paid", required=False)

    def payload(self) -> dict[str, Any]:
        """Name, description, powers, seats, and whether it is paid."""
        return {name: self.cleaned_data[name] for name in ("name", "description", "powers", "seats", "paid")}


class PayRoleForm(MotionForm):
    """Paying for a role, or no longer."""

    effect = "pay_role"
    role = forms.ChoiceField(label="Role")

    def prepare(self) -> None:
        """The roles of the body, each with what would change."""
        self.fields["role"].choices = [
            (role.public_id, f"{role.name}: {'stop paying' if role.paid else 'begin to pay'}")
            for role in roles_to_fill(self.body)
        ]
        self.paid = {role.public_id: role.paid for role in roles_to_fill(self.body)}

    def payload(self) -> dict[str, Any]:
        """The role, and the contrary of what holds now."""
        role = self.cleaned_data["role"]
        return {"role": role, "paid": not self.paid[role]}


class FoundCommitteeForm(MotionForm):
    """A committee."""

    effect = "found_committee"
    name = forms.CharField(label="Name of the committee", max_length=120)
    form = forms.ChoiceField(
        label="Form",
        choices=[(form.value, form.label) for form in COMMITTEE_FORMS],
        initial=BodyForm.COMMITTEE,
        help_text="A caucus can bring motions to the assembly above without seconders.",
    )
    scope = forms.CharField(
        label="What it may do, and what not", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def payload(self) -> dict[str, Any]:
        """Name, scope and form."""
        return {name: self.cleaned_data[name] for name in ("name", "scope", "form")}


class FoundBranchForm(MotionForm):
    """A branch."""

    effect = "found_branch"
    name = forms.CharField(label="Name of the branch", max_length=120)
    form = forms.ChoiceField(
        label="Form",
        choices=[(form.value, form.label) for form in BodyForm if form not in COMMITTEE_FORMS],
        initial=BodyForm.LOCAL,
    )
    place = forms.CharField(label="Place", max_length=120, required=False)

    def payload(self) -> dict[str, Any]:
        """Name, form and place."""
        return {name: self.cleaned_data[name] for name in ("name", "form", "place")}


class AdoptProgrammeForm(MotionForm):
    """A new version of the programme of a political organisation."""

    effect = "adopt_programme"
    programme_title = forms.CharField(label="Title of the programme", max_length=200)
    programme = forms.CharField(
        label="The whole programme",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="It takes the place of the present version. Members are asked to agree to it.",
    )

    def payload(self) -> dict[str, Any]:
        """Title and text of the programme."""
        return {"title": self.cleaned_data["programme_title"], "text": self.cleaned_data["programme"]}


class AdoptRulesForm(MotionForm):
    """New rules; `rule_forms` adds a field for each number."""

    effect = "adopt_rules"


EFFECT_FORMS: dict[str, type[MotionForm]] = {
    form.effect: form
    for form in (
        FillRoleForm,
        CreateRoleForm,
        PayRoleForm,
        FoundCommitteeForm,
        FoundBranchForm,
        RescindForm,
        SupersedeForm,
        AdoptRulesForm,
        AdoptProgrammeForm,
        RecallForm,
    )
}
