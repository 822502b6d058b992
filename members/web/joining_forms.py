"""The form on which one asks to join, as the body has set it, and the form by which it is set."""

from typing import Any

from django import forms

from members.actions.applications import CONTACT_GROUPS, Wish
from members.actions.joining_pages import PageDraft
from members.actions.people import PersonData
from members.enums import Asked, JoiningAccess
from members.models import JoiningPage, Person
from members.validators import LONGEST_QUESTION, LONGEST_REPLY, MOST_QUESTIONS
from organisations.models import Branch, ProgrammeVersion
from organiser.base.forms import Form

LABELS = {
    "phone": ("Telephone", 40),
    "address": ("Street and house", 200),
    "postcode": ("Postcode", 20),
    "town": ("Town", 120),
    "language": ("Language you like to be written to in", 10),
}
AUTOCOMPLETE = {
    "phone": "tel",
    "address": "street-address",
    "postcode": "postal-code",
    "town": "address-level2",
    "language": "language",
}
FORGOTTEN = "Only those who keep the register read it. It is forgotten thirty days after your application is answered."


def add_questions(form: Form, page: JoiningPage) -> None:
    """A field for each question that the body asks."""
    for number, question in enumerate(page.questions):
        form.fields[f"reply_{number}"] = forms.CharField(
            label=question,
            required=False,
            max_length=LONGEST_REPLY,
            widget=forms.Textarea({"rows": 3}),
            help_text=FORGOTTEN,
        )


def replies_of(form: Form, page: JoiningPage) -> tuple[str, ...]:
    """What was answered, in the order of the questions."""
    return tuple(form.cleaned_data.get(f"reply_{number}", "") for number in range(len(page.questions)))


class JoinForm(Form):
    """Asking to join: who one is where there is no account, what the body asks for, and what one says oneself.

    For a mass organisation the field for an agreement does not exist (mission A2).
    """

    def __init__(
        self,
        page: JoiningPage,
        branches: list[Branch],
        programme: ProgrammeVersion | None,
        person: Person | None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        if person is None:
            self._add_person()
        self._add_contact(person)
        if branches:
            self.fields["branch"] = forms.ChoiceField(
                label="Branch",
                required=False,
                choices=[
                    ("", "None, or not decided yet"),
                    *((branch.public_id, branch.name) for branch in branches),
                ],
            )
        add_questions(self, page)
        self._add_declarations()
        if programme is not None:
            self.fields["programme_version"] = forms.ChoiceField(
                label="The programme",
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    (programme.public_id, f"I have read version {programme.number} and agree with it"),
                    ("", "I want to read and talk about it first"),
                ],
                help_text="Nobody becomes a full member without agreeing. You can do it later on your own page.",
            )

    def _add_person(self) -> None:
        self.fields["name"] = forms.CharField(
            label="Your name", max_length=200, widget=forms.TextInput({"autocomplete": "name"})
        )
        if self.page.email != Asked.NO:
            self.fields["email"] = forms.CharField(
                label="Your e-mail",
                max_length=254,
                required=self.page.email == Asked.REQUIRED,
                widget=forms.EmailInput({"autocomplete": "email"}),
                help_text="A link goes there, by which you confirm that you ask. Nothing is written down before.",
            )

    def _add_contact(self, person: Person | None) -> None:
        for group, fields in CONTACT_GROUPS.items():
            asked = getattr(self.page, group)
            for name in fields if asked != Asked.NO else ():
                label, longest = LABELS[name]
                self.fields[name] = forms.CharField(
                    label=label,
                    max_length=longest,
                    required=asked == Asked.REQUIRED and name == group,
                    initial=getattr(person, name) if person is not None else "",
                    widget=forms.TextInput({"autocomplete": AUTOCOMPLETE[name]}),
                )

    def _add_declarations(self) -> None:
        if self.page.sentence:
            self.fields["in_constituency"] = forms.BooleanField(
                label=self.page.sentence, help_text="You alone say so, and nothing of it is written down."
            )
        positions = self.page.organisation.incompatible
        if positions:
            self.fields["declared"] = forms.BooleanField(
                label="None of these positions is mine",
                help_text=f"{', '.join(positions)}. You alone say so, and nothing of it is written down.",
            )

    def data_of_person(self) -> PersonData:
        """Name and address of somebody without an account."""
        return PersonData(name=self.cleaned_data["name"], email=self.cleaned_data.get("email", ""))

    def wish(self, branch: Branch | None, version: ProgrammeVersion | None) -> Wish:
        """What the actions take."""
        given = self.cleaned_data
        return Wish(
            branch=branch,
            programme_version=version,
            declared=given.get("declared", False),
            in_constituency=given.get("in_constituency", False),
            contact={name: given[name] for name in LABELS if name in given},
            replies=replies_of(self, self.page),
        )


class PaperForm(Form):
    """An application that came on paper."""

    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.CharField(
        label="E-mail", max_length=254, required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )
    phone = forms.CharField(label="Phone", max_length=40, required=False, widget=forms.TextInput({"inputmode": "tel"}))
    address = forms.CharField(label="Street and house", max_length=200, required=False)
    postcode = forms.CharField(label="Postcode", max_length=20, required=False)
    town = forms.CharField(label="Town", max_length=120, required=False)

    def __init__(self, page: JoiningPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_questions(self, page)

    def data_of_person(self) -> PersonData:
        """What was written, as the actions take it."""
        return PersonData(**{name: self.cleaned_data[name] for name in PaperForm.base_fields})


class DeclineForm(Form):
    """Why an application is declined."""

    reason = forms.CharField(
        label="Why",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="The applicant is told this, word for word.",
    )


class JoiningPageForm(Form):
    """Who finds the page to join, and what it asks."""

    access = forms.ChoiceField(label="Who finds this page", choices=JoiningAccess.choices, widget=forms.RadioSelect)
    email = forms.ChoiceField(
        label="E-mail",
        choices=Asked.choices,
        help_text="Of those who have no account. An address is confirmed by a link.",
    )
    phone = forms.ChoiceField(label="Telephone", choices=Asked.choices)
    address = forms.ChoiceField(label="Address", choices=Asked.choices)
    language = forms.ChoiceField(label="Language", choices=Asked.choices)
    sentence = forms.CharField(
        label="What whoever joins says of herself or himself",
        max_length=300,
        required=False,
        help_text="Such as “I rent my home”. It is ticked, and nothing of it is kept.",
    )
    questions = forms.CharField(
        label="Your own questions, one on a line",
        required=False,
        max_length=(LONGEST_QUESTION + 2) * MOST_QUESTIONS,
        widget=forms.Textarea({"rows": 5}),
        help_text=f"At most {MOST_QUESTIONS}. What was answered is forgotten thirty days after the application was.",
    )

    def draft(self) -> PageDraft:
        """What the action takes."""
        given = {**self.cleaned_data, "questions": self.cleaned_data["questions"].splitlines()}
        return PageDraft(**given)

    @classmethod
    def of(cls, page: JoiningPage) -> "JoiningPageForm":
        """The form as the page is set now."""
        now = {name: getattr(page, name) for name in cls.base_fields}
        return cls(initial={**now, "questions": "\n".join(page.questions)})
