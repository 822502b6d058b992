"""What is understood about people: shared by forms, serializers, imports and actions."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organiser.base.errors import Invalid
from organiser.base.field_sentences import is_in_time
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


def clean_words(value: object, longest: int, field: str) -> str:
    """A text on one line.

    Raises:
        Invalid: where it is no text, or too long.
    """
    if not isinstance(value, str):
        raise Invalid("Write this as a text.", code="not_a_text", field=field)
    text = one_line(value)
    if len(text) > longest:
        raise Invalid(f"This is longer than {longest} letters. Shorten it.", code="too_long", field=field)
    return text


def clean_choice(value: object, known: Sequence[str], field: str) -> str:
    """One of a few words.

    Raises:
        Invalid: for any other.
    """
    if not isinstance(value, str) or value not in known:
        raise Invalid(f"Choose one of these: {', '.join(known)}.", code="not_listed", field=field)
    return value


def clean_day(value: object, field: str) -> date:
    """A day within the years that anything here can be about.

    Raises:
        Invalid: where it is none.
    """
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        day = None
    if day is None or not is_in_time(day):
        raise Invalid("Write the day as 2024-03-01.", code="day", field=field)
    return day


def clean_flag(value: object, field: str) -> bool:
    """Yes or no, as true or false, or as the word of a form.

    Raises:
        Invalid: for anything else.
    """
    words = {"yes": True, "no": False, True: True, False: False}
    if not isinstance(value, str | bool) or value not in words:
        raise Invalid("Answer with yes or no.", code="yes_or_no", field=field)
    return words[value]
