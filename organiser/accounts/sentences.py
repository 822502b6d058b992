"""What the pages of an account say when something is to be put right, in the place of allauth's own words."""

MISMATCH = "This name or address and this password do not belong together. Try again, or choose another way in."
TOO_MANY = "Too many wrong attempts. Wait five minutes, or choose another way in."
OFTEN = "That was often. Wait a few minutes and try again."
WRONG_CODE = "This code is not right. Type it again, or ask for a new one."
LINK_USED_UP = "This link is used up. Ask for a new one."
TAKEN = "This is in use already. Type another one."
UNKNOWN = "No account is known by this. Type it again, or ask the secretary of your branch."
PASSWORDS_DIFFER = "The two passwords differ. Type the same one twice."
NO_PASSKEY = "Your device sent no passkey. Try once more, or choose another way in."
PASSKEY_FAILED = "This did not work. Try once more, or choose another way."

ACCOUNT = {
    "account_inactive": "This account is closed. If that is a mistake, ask the secretary of your branch.",
    "cannot_remove_primary_email": "This address stays until another one takes its place. Write that one down first.",
    "duplicate_email": "This address is the one of your account already. Type another one.",
    "email_password_mismatch": MISMATCH,
    "email_taken": TAKEN,
    "enter_current_password": "This is not your password of now. Type it again.",
    "incorrect_code": WRONG_CODE,
    "incorrect_password": "This is not your password. Type it again.",
    "invalid_login": MISMATCH,
    "invalid_or_expired_key": LINK_USED_UP,
    "invalid_password_reset": LINK_USED_UP,
    "max_email_addresses": "An account has at most %d addresses. Take one away first.",
    "phone_password_mismatch": MISMATCH,
    "phone_taken": TAKEN,
    "rate_limited": OFTEN,
    "same_as_current": "This is what is written down already. Type something else.",
    "select_only_one": "Fill in one of the two and leave the other empty.",
    "too_many_login_attempts": TOO_MANY,
    "unknown_email": UNKNOWN,
    "unknown_phone": UNKNOWN,
    "unverified_primary_email": "Prove first that this address is yours: ask for a code.",
    "username_blacklisted": "This sign-in name cannot be had. Choose another one.",
    "username_password_mismatch": MISMATCH,
    "username_taken": "This sign-in name is taken. Choose another one.",
}
SECOND_STEP = {
    "add_email_blocked": "This account asks for a code from your app. Take that away before you add an address.",
    "cannot_delete_authenticator": "This way to sign in cannot be taken away now. Add another one first.",
    "cannot_generate_recovery_codes": "Spare codes stand beside an app or a passkey. Add one of these first.",
    "incorrect_code": PASSKEY_FAILED,
    "unverified_email": "Prove first that your e-mail address is yours: ask for a code.",
}
