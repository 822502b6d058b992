"""Forms of the account pages, and those of allauth in which several people may share one e-mail address."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, RequestLoginCodeForm, ResetPasswordForm, UserTokenForm
from allauth.core import context, ratelimit
from django import forms

from members.actions.tokens import MOST_DAYS
from members.enums import TokenScope
from members.models import Person
from members.queries.accounts import people_with_address, person_of
from members.queries.belonging import bodies_of
from organiser.accounts.limits import MOST_NAMED
from organiser.base.forms import Form, PlainWords


class SignInForm(PlainWords, LoginForm):
    """Name or address, and password: both fields say to a password manager what they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocomplete="username", autocapitalize="none", spellcheck="false")
        self.fields["login"].label = "E-mail address or sign-in name"
        self.fields["remember"].label = "Keep me signed in on this device"


class SendCodeForm(PlainWords, RequestLoginCodeForm):
    """Asks for a code; which of the accounts of an address is meant is asked after the code."""

    def clean_email(self) -> str:
        """Count the request and find an account of the address; the answer is the same whether there is one."""
        email = str(self.cleaned_data["email"])
        if not ratelimit.consume(context.request, action="request_login_code", key=email.lower()):
            raise get_adapter().validation_error("rate_limited")
        self._user = people_with_address(email).filter(is_active=True).first()
        return email


class SendLinkForm(PlainWords, ResetPasswordForm):
    """Asks for a link to a new password; each account of an address gets its own letter with its sign-in name."""

    def clean_email(self) -> str:
        """Find the accounts of the address; the answer is the same whether there are any."""
        email = str(self.cleaned_data["email"]).lower()
        self.users = list(people_with_address(email).filter(is_active=True)[:MOST_NAMED])
        return email


class LinkForm(PlainWords, UserTokenForm):
    """A link to a new password, which names its account by public id."""

    def _get_user(self, uidb36: str) -> Person | None:
        return person_of(uidb36)


class LetterForm(Form):
    """The code of a printed letter."""

    code = forms.CharField(
        label="The code of your letter",
        help_text="Sixteen letters and digits. Hyphens, spaces and capitals do not matter.",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    remember = forms.BooleanField(label="Keep me signed in on this device", required=False)


class ErasureCodeForm(Form):
    """The code that takes an erasure back."""

    code = forms.CharField(
        label="The code you were given",
        help_text="Sixteen letters and digits. Hyphens, spaces and capitals do not matter.",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class ChoiceForm(Form):
    """Which of several accounts is meant."""

    account = forms.ChoiceField(
        label="Your accounts", widget=forms.RadioSelect, error_messages={"required": "Choose one of them."}
    )

    def __init__(self, people: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people}
        self.fields["account"].choices = [(person.public_id, _where(person)) for person in people]

    @property
    def chosen(self) -> Person:
        """The account that was chosen in a valid form."""
        return self.people[self.cleaned_data["account"]]


def _where(person: Person) -> str:
    places = [
        f"{membership.organisation}, {membership.branch}" if membership.branch else str(membership.organisation)
        for membership in person.belongings  # type: ignore[attr-defined]  # from with_belongings
    ]
    return f"{person.name} – {'; '.join(places) or 'in no organisation now'}"


class AddressForm(Form):
    """A new e-mail address."""

    email = forms.EmailField(
        label="New e-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class AddressCodeForm(Form):
    """The code that was sent to a new address."""

    code = forms.CharField(
        label="The code from the e-mail",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class TokenForm(Form):
    """A token for a program."""

    name = forms.CharField(label="What it is for", help_text="Such as: list of members for our printer.", max_length=80)
    body = forms.ChoiceField(label="Which body it reaches", help_text="It reaches this one and no other.")
    scope = forms.ChoiceField(
        label="What the program may do",
        widget=forms.RadioSelect,
        choices=[
            (TokenScope.READ, "Read what I may read"),
            (TokenScope.WRITE, "Read, and act in my name: propose, vote, write"),
            (TokenScope.OWN_DATA, "Take out everything about me as a file, and nothing else"),
        ],
        initial=TokenScope.READ,
    )
    days = forms.IntegerField(
        label="Days it lasts",
        help_text=f"At most {MOST_DAYS}. A lost token does harm for as long as it lasts.",
        min_value=1,
        max_value=MOST_DAYS,
        initial=90,
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.public_id: body for body in bodies_of(person).select_related("organisation")}
        self.fields["body"].choices = [(body.public_id, body.name) for body in self.bodies.values()]
