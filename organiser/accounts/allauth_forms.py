"""Forms of allauth that differ from its own by their words alone; settings name them for each of its pages."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from django.core.exceptions import ValidationError

from organiser.accounts.sentences import PASSWORDS_DIFFER
from organiser.base.forms import PlainWords


class TypedTwice(PlainWords):
    """A new password, typed twice. That both differ is the one thing that allauth says of them without a code."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Say it in our words."""
        differ = field == "password2" and not isinstance(error, ValidationError)
        super().add_error(field, ValidationError(PASSWORDS_DIFFER, code="passwords_differ") if differ else error)


class ChangePassword(TypedTwice, account.ChangePasswordForm):
    """A new password in the place of the old one."""


class SetPassword(TypedTwice, account.SetPasswordForm):
    """A first password."""


class NewPasswordByLink(TypedTwice, account.ResetPasswordKeyForm):
    """A new password for whoever came by a link."""


class SignInCode(PlainWords, account.ConfirmLoginCodeForm):
    """The code from the e-mail."""


class StillYou(PlainWords, account.ReauthenticateForm):
    """The password once more."""


class SecondStep(PlainWords, second_step.AuthenticateForm):
    """The code of the app, or a spare one."""


class SecondStepAgain(PlainWords, second_step.ReauthenticateForm):
    """The code of the app once more."""


class AddApp(PlainWords, ActivateTOTPForm):
    """The first code of an app."""


class TakeAppAway(PlainWords, DeactivateTOTPForm):
    """No code of an app any more."""


class SpareCodes(PlainWords, GenerateRecoveryCodesForm):
    """New spare codes."""
