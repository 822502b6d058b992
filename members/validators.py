"""What is understood about people: shared by forms, serializers, imports and actions."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organiser.base.errors import Invalid
from organiser.base.text import one_line, visible


def clean_person_name(name: str) -> str:
    """A person's name, trimmed.

    Raises:
        Invalid: empty, above 200 letters, or with letters that hide or turn text.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name:
        raise Invalid("Write the name.", code="name_missing", field="name")
    if len(name) > 200:
        raise Invalid("The name is longer than 200 letters. Shorten it.", code="name_long", field="name")
    if one_line(name) != name:
        raise Invalid("The name holds characters that cannot be printed. Type it again.", code="name", field="name")
    return name


def clean_email(email: str | None) -> str | None:
    """An e-mail address with its domain in lower case, or None: nobody needs one.

    Raises:
        Invalid: where it is no address.
    """
    email = one_line(email or "")
    if not email:
        return None
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(
            f"“{email}” is not an e-mail address. Correct it or leave it empty.", code="email", field="email"
        ) from error
    local, _, domain = email.rpartition("@")
    return f"{local}@{domain.lower()}"


MOST_QUESTIONS, LONGEST_QUESTION, LONGEST_REPLY = 5, 200, 1000


def clean_questions(questions: object) -> list[str]:
    """The questions that a body asks of those who apply: at most five, a line each.

    Raises:
        Invalid: for more, longer or other ones.
    """
    if not isinstance(questions, list) or not all(isinstance(question, str) for question in questions):
        raise Invalid("Send the questions as a list of texts.", code="questions", field="questions")
    lines = [line for line in (one_line(question) for question in questions) if line]
    if (
        len(lines) > MOST_QUESTIONS
        or any(len(line) > LONGEST_QUESTION for line in lines)
        or len(set(lines)) < len(lines)
    ):
        raise Invalid(
            f"Ask at most {MOST_QUESTIONS} different questions, each of at most {LONGEST_QUESTION} letters.",
            code="questions",
            field="questions",
        )
    return lines


def clean_replies(questions: list[str], replies: list[str]) -> list[dict[str, str]]:
    """Each question with what was answered; those left empty are left out.

    Raises:
        Invalid: for more answers than questions, or one that is too long.
    """
    if len(replies) > len(questions):
        raise Invalid("There are more answers than questions. Read the page again.", code="answers", field="answers")
    given = [visible(reply).strip() for reply in replies]
    if any(len(reply) > LONGEST_REPLY for reply in given):
        raise Invalid(
            f"An answer is longer than {LONGEST_REPLY} letters. Shorten it.", code="answers_long", field="answers"
        )
    return [{"question": question, "answer": reply} for question, reply in zip(questions, given, strict=False) if reply]
