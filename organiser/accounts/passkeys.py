"""Forms that take what a device says of a passkey. Whoever forges it is told that it did not work, and nothing else."""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauth
from allauth.mfa.webauthn.internal.auth import complete_authentication, parse_authentication_response
from django import forms
from django.core.exceptions import ValidationError
from fido2.utils import websafe_decode

from members.queries.accounts import person_of
from organiser.accounts.sentences import NO_PASSKEY
from organiser.base.forms import PlainWords

# What taking a forged passkey apart can run into, besides what allauth looks for.
BROKEN = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError, struct.error)
MOST_LETTERS = 20_000
LONGEST_NAME = 80


def _did_not_work() -> ValidationError:
    return get_adapter().validation_error("incorrect_code")


class Credential(forms.JSONField):
    """What the device says: an object."""

    def __init__(self) -> None:
        words = dict.fromkeys(("required", "invalid"), NO_PASSKEY)
        super().__init__(label="Passkey", widget=forms.HiddenInput, error_messages=words)

    def to_python(self, value: Any) -> Any:
        """The object; not too large to be one, and without null bytes, which no database keeps."""
        try:
            found = super().to_python(value) if len(value or "") <= MOST_LETTERS else None
        except (RecursionError, ValueError):  # nested without end, or a number of thousands of digits
            found = None
        if value and (not isinstance(found, dict) or "\\u0000" in value):
            raise ValidationError(NO_PASSKEY, code="invalid")
        return found


class _Proving(PlainWords):
    """A form with a passkey in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Credential()
        if "name" in self.fields:
            self.fields["name"] = forms.CharField(label="Name", max_length=LONGEST_NAME, required=False)

    def clean_credential(self) -> Any:
        """The passkey that proved itself, as allauth keeps it."""
        try:
            return self.proved()
        except BROKEN as error:
            raise _did_not_work() from error

    def proved(self) -> Any:
        """What the form beside this class makes of it."""
        return super().clean_credential()  # type: ignore[misc]  # only forms that prove at once have it


class _Adding(_Proving):
    """A form that adds a passkey: it is looked at once the other fields are."""

    def proved(self) -> Any:
        """As it was sent."""
        return self.cleaned_data["credential"]

    def clean(self) -> Any:
        """The fields, with a passkey that can be kept."""
        try:
            return super().clean()
        except BROKEN as error:
            raise _did_not_work() from error


class AddPasskey(_Adding, allauth.AddWebAuthnForm):
    """A new passkey."""


class PasskeyAsSecondStep(_Proving, allauth.AuthenticateWebAuthnForm):
    """A passkey in the place of a code."""


class PasskeyAgain(_Proving, allauth.ReauthenticateWebAuthnForm):
    """The passkey once more."""


class PasskeyAlone(_Proving, allauth.LoginWebAuthnForm):
    """A passkey that opens an account alone: the device says by public id whose it is, and then proves it."""

    def proved(self) -> Authenticator:
        """The passkey of the person whom the device names."""
        credential = self.cleaned_data["credential"]
        parse_authentication_response(credential)
        person = person_of(websafe_decode(credential["response"]["userHandle"]).decode("ascii"))
        if person is None:
            raise _did_not_work()
        return complete_authentication(person, credential)


class RenamePasskey(PlainWords, allauth.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label="Name", max_length=LONGEST_NAME)
