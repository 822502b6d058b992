"""What a password has to be, and what is said where it is not."""

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    """So many letters, digits and signs at least."""

    def get_error_message(self) -> str:
        """What is wrong and what to do."""
        return f"A password has at least {self.min_length} letters, digits or signs. Take a longer one."

    def get_help_text(self) -> str:
        """What stands beside the field."""
        return f"At least {self.min_length} letters, digits or signs."


class NotLikeThePerson(password_validation.UserAttributeSimilarityValidator):
    """Nothing that others can guess from name, sign-in name or address."""

    def get_error_message(self) -> str:
        """What is wrong and what to do."""
        return "This password is too much like your name or address. Take another one."

    def get_help_text(self) -> str:
        """What stands beside the field."""
        return "Not your name or address, nor anything like them."


class NotCommon(password_validation.CommonPasswordValidator):
    """None of the twenty thousand passwords that are tried first."""

    def get_error_message(self) -> str:
        """What is wrong and what to do."""
        return "This is one of the passwords that are tried first. Take another one."

    def get_help_text(self) -> str:
        """What stands beside the field."""
        return "None that many people use."
