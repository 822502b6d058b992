"""The plain questions of founding, and what they become."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from members.actions.people import PersonData, write_first_person
from members.models import Person
from organisations.actions.founding import Charter
from organisations.enums import BodyForm, OrganisationKind, Site
from organisations.presets import PRESET_CHOICES, PRESETS
from organisations.queries.specs import sentences_of
from organiser.base.actor import VISITOR
from organiser.base.errors import Refusal
from organiser.base.forms import Form
from organiser.base.pages import put_right
from skills.actions.founding import BranchPlan, Founded, found

MASS = (
    "A mass organisation: a union of tenants, workers or students. Whoever shares the concrete aims can join, "
    "whatever else they think."
)
POLITICAL = "A political organisation: people who agree with a programme. It has no say in any mass organisation."
KINDS = [(OrganisationKind.MASS, MASS), (OrganisationKind.POLITICAL, POLITICAL)]
SITES = [(Site.WORKPLACE, "At work"), (Site.COMMUNITY, "Where people live"), (Site.BOTH, "Both")]


class FirstPersonForm(Form):
    """The account of the first visitor."""

    prefix = "you"
    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="To have codes sent to you. Without one you sign in with a name that we give you.",
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label="A password",
        help_text="At least ten letters, digits or signs.",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules for passwords, and against name and address."""
        data = super().clean() or self.cleaned_data
        if data.get("password"):
            try:
                validate_password(data["password"], Person(name=data.get("name", ""), email=data.get("email")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class FoundingForm(Form):
    """What founders agree on."""

    name = forms.CharField(label="Name of the organisation", max_length=120)
    founded_on = forms.CharField(
        label="Founded",
        help_text="If it is older than today: the year (1998), the month (1998-05) or the day (1998-05-09).",
        max_length=10,
        required=False,
    )
    kind = forms.ChoiceField(
        label="Kind of organisation",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    aims = forms.CharField(
        label="Aims",
        help_text="The aims, in your own words. People read them before they join.",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    site = forms.ChoiceField(
        label="Where it organises", choices=SITES, widget=forms.RadioSelect, initial=Site.COMMUNITY
    )
    place = forms.CharField(label="Town or region", max_length=120, required=False)
    branch = forms.CharField(
        label="A first branch",
        help_text="If you meet in branches: the name of the first, such as a town, a firm or a building.",
        max_length=120,
        required=False,
    )
    rules = forms.ChoiceField(
        label="Rules",
        help_text="Your assembly can change every one of them.",
        choices=PRESET_CHOICES,
        widget=forms.RadioSelect,
        initial=PRESET_CHOICES[0][0],
    )
    programme_title = forms.CharField(label="Title of the programme", max_length=200, required=False)
    programme = forms.CharField(
        label="Text of the programme", max_length=100_000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean(self) -> dict[str, Any]:
        """A political organisation brings its programme, a mass organisation has none (mission A2, A4)."""
        data = super().clean() or self.cleaned_data
        political = data.get("kind") == OrganisationKind.POLITICAL
        for field in ("programme_title", "programme"):
            if political and not data.get(field):
                self.add_error(field, "A political organisation begins with a programme. Write it down.")
            if data.get("kind") == OrganisationKind.MASS and data.get(field):
                self.add_error(field, "A mass organisation has aims and no programme. Leave this empty.")
        return data


def preset_sentences() -> list[tuple[str, list[str]]]:
    """Each set of rules to begin with: the words before the colon of its choice, and its sentences."""
    return [(words.partition(":")[0], sentences_of(PRESETS[name])) for name, words in PRESET_CHOICES]


def found_by(person: Person, form: FoundingForm) -> Founded:
    """Found what a valid form says.

    Raises:
        Refusal: whatever the founding refuses.
    """
    data = form.cleaned_data
    charter = Charter(
        name=data["name"],
        kind=data["kind"],
        rules=PRESETS[data["rules"]],
        aims=data["aims"],
        site=data["site"],
        form=BodyForm.UNION if data["kind"] == OrganisationKind.MASS else BodyForm.OTHER,
        place=data["place"],
        founded_on=data["founded_on"],
    )
    branches = (BranchPlan(data["branch"], place=data["place"]),) if data["branch"] else ()
    programme = (data["programme_title"], data["programme"]) if data["programme"] else None
    return found(person, charter=charter, branches=branches, programme=programme)


def found_together(person: Person | None, first: FirstPersonForm | None, form: FoundingForm) -> Founded | None:
    """Write the first person, where nobody is signed in, and found, in one transaction: both stand or neither.

    Gives None after showing a refusal in the form it belongs to.

    Raises:
        NotPermitted: where somebody else was first.
    """
    at_fault: Form = form
    try:
        with transaction.atomic():
            if person is None and first is not None:
                at_fault = first
                data = first.cleaned_data
                who = PersonData(name=data["name"], email=data["email"])
                person = write_first_person(VISITOR, data=who, password=data["password"])
                at_fault = form
            return found_by(person, form)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        put_right(at_fault, refusal)
        return None
