"""The family of refusals, and mail on a machine without a mail server."""

import pytest
from django.core.mail import EmailMessage, get_connection

from organiser.base.errors import (
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    Refusal,
    RuleNotMet,
    WrongMethod,
    WrongState,
)

STATUSES = {
    Refusal: 400,
    NotPermitted: 403,
    NotFound: 404,
    WrongMethod: 405,
    WrongState: 409,
    RuleNotMet: 422,
    Conflict: 409,
    Invalid: 400,
}


def test_every_refusal_has_its_status_and_a_title_of_its_own():
    family = [Refusal, *Refusal.__subclasses__()]
    assert {kind: kind.status for kind in family} == STATUSES
    assert len({kind.title for kind in family}) == len(family)


def test_refusal_carries_sentence_code_rule_field_and_row():
    refusal = Invalid("Row 3: no name.", code="name_missing", rule="rule 5", field="name", row=3)
    assert str(refusal) == refusal.sentence == "Row 3: no name."
    assert (refusal.code, refusal.rule, refusal.field, refusal.row) == ("name_missing", "rule 5", "name", 3)
    bare = Conflict("Done already.", code="done")
    assert (bare.rule, bare.field, bare.row) == ("", "", None)


def test_refusal_without_a_code_cannot_be_made():
    with pytest.raises(TypeError):
        Conflict("Done already.")


def test_letters_go_to_the_console_and_to_one_file_each(settings, tmp_path, capsys):
    settings.EMAIL_FILE_PATH = tmp_path
    with get_connection("organiser.mail.ConsoleAndFileBackend") as connection:
        letters = [EmailMessage(f"Notice {n}", "Come.", "u@example.org", [f"m{n}@example.org"]) for n in (1, 2)]
        assert connection.send_messages(letters) == 2
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    printed = capsys.readouterr().out
    for number in (1, 2):
        assert written.count(f"To: m{number}@example.org") == printed.count(f"To: m{number}@example.org") == 1


def test_no_letters_make_no_files(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    assert get_connection("organiser.mail.ConsoleAndFileBackend").send_messages([]) == 0
    assert list(tmp_path.iterdir()) == []
