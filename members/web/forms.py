"""Forms about people. They translate; what is allowed, the actions decide."""

from datetime import date
from typing import Any

from django import forms

from members.actions.noting import Noted
from members.actions.people import PersonData
from members.enums import MembershipState, NotedFrom, NoticesBy
from members.models import Person
from organisations.enums import OrganisationKind
from organisations.models import Organisation
from organiser.base import clock
from organiser.base.forms import DayField, Form


class RegisterDayForm(Form):
    """On which day a register is looked at; today without one."""

    on = DayField(label="On the day", required=False)


class PersonForm(Form):
    """Name and contact data; everything but the name may stay empty."""

    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.CharField(
        label="E-mail", max_length=254, required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )
    phone = forms.CharField(label="Phone", max_length=40, required=False, widget=forms.TextInput({"inputmode": "tel"}))
    address = forms.CharField(label="Street and house", max_length=200, required=False)
    postcode = forms.CharField(label="Postcode", max_length=20, required=False)
    town = forms.CharField(label="Town", max_length=120, required=False)
    language = forms.CharField(
        label="Language", max_length=10, required=False, help_text="In which somebody likes to be written to."
    )
    notices_by = forms.ChoiceField(
        label="Notices by",
        required=False,
        choices=[("", "E-mail where there is one, otherwise post"), *NoticesBy.choices],
    )

    def data_of_person(self) -> PersonData:
        """What was written, as the actions take it."""
        return PersonData(**{field: self.cleaned_data[field] for field in PersonForm.base_fields})

    @classmethod
    def of(cls, person: Person) -> "PersonForm":
        """The form filled with what is written down now."""
        return cls(initial={field: getattr(person, field) for field in PersonForm.base_fields})


class NewMemberForm(PersonForm):
    """Somebody who is written into a register."""

    joined_on = DayField(label="Joined on", required=False, help_text="Left empty, it is today.")
    number = forms.CharField(
        label="Member number", max_length=30, required=False, help_text="Left empty, a number is drawn."
    )
    state = forms.ChoiceField(label="Comes in as")
    decision = forms.CharField(
        label="Admitted by decision",
        max_length=12,
        required=False,
        help_text="Here the assembly admits. Write the number of its decision, such as 26/3. Left empty, whoever is "
        "new waits for the assembly as an applicant.",
    )

    def __init__(
        self, organisation: Organisation, *args: Any, admitted: bool = False, numbering: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not numbering:
            del self.fields["number"]
        if not admitted:
            del self.fields["decision"]
        states = [MembershipState.TRIAL, MembershipState.SUPPORTER]
        if organisation.kind == OrganisationKind.MASS:
            states.insert(0, MembershipState.FULL)
        self.fields["state"].choices = [(state.value, state.label) for state in states]

    def joined(self) -> date:
        """The day of joining."""
        return self.cleaned_data["joined_on"] or clock.today()


class NotedForm(Form):
    """From what document somebody notes the wish of a member."""

    document = forms.ChoiceField(label="From what you note it", choices=NotedFrom.choices, required=False)
    document_on = DayField(label="Day of the document", required=False, help_text="Left empty, it is today.")
    leaves_on = DayField(
        label="Last day as a member",
        required=False,
        help_text="Only where the document names one; else the days of the rules count from the document.",
    )

    def noted(self) -> Noted | None:
        """As the actions take it; nothing where nothing was said."""
        given = self.cleaned_data
        if not any(given[name] for name in ("document", "document_on", "leaves_on")):
            return None
        return Noted(given["document"] or NotedFrom.SPOKEN, given["document_on"], given["leaves_on"])
