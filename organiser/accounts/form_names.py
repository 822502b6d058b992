"""Which form each page of allauth shows: ours, so that what is to be put right is said in our words."""

ACCOUNT = {
    "login": "organiser.accounts.forms.SignInForm",
    "request_login_code": "organiser.accounts.forms.SendCodeForm",
    "reset_password": "organiser.accounts.forms.SendLinkForm",
    "user_token": "organiser.accounts.forms.LinkForm",
    "change_password": "organiser.accounts.allauth_forms.ChangePassword",
    "confirm_login_code": "organiser.accounts.allauth_forms.SignInCode",
    "reauthenticate": "organiser.accounts.allauth_forms.StillYou",
    "reset_password_from_key": "organiser.accounts.allauth_forms.NewPasswordByLink",
    "set_password": "organiser.accounts.allauth_forms.SetPassword",
}
SECOND_STEP = {
    "activate_totp": "organiser.accounts.allauth_forms.AddApp",
    "add_webauthn": "organiser.accounts.passkeys.AddPasskey",
    "authenticate": "organiser.accounts.allauth_forms.SecondStep",
    "authenticate_webauthn": "organiser.accounts.passkeys.PasskeyAsSecondStep",
    "deactivate_totp": "organiser.accounts.allauth_forms.TakeAppAway",
    "edit_webauthn": "organiser.accounts.passkeys.RenamePasskey",
    "generate_recovery_codes": "organiser.accounts.allauth_forms.SpareCodes",
    "login_webauthn": "organiser.accounts.passkeys.PasskeyAlone",
    "reauthenticate": "organiser.accounts.allauth_forms.SecondStepAgain",
    "reauthenticate_webauthn": "organiser.accounts.passkeys.PasskeyAgain",
}
