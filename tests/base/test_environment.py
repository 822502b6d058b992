"""Settings are read strictly, and secrets from files too."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from organiser.environment import flag, number, one_of, secret, text, words


@pytest.mark.parametrize(("value", "read"), [("True", True), ("False", False), ("", True), (None, True)])
def test_flag_understands_two_words(monkeypatch, value, read):
    _give(monkeypatch, "SOME", value)
    assert flag("SOME", default=True) is read


@pytest.mark.parametrize("value", ["true", "1", "yes", "on", " True", "Falsch"])
def test_flag_refuses_every_other_word(monkeypatch, value):
    monkeypatch.setenv("SOME", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        flag("SOME", default=True)
    assert str(refused.value) == f"SOME must be True or False, not {value!r}."


@pytest.mark.parametrize(("value", "read"), [("3", 3), ("12", 12), ("", 7), (None, 7)])
def test_number_reads_whole_numbers(monkeypatch, value, read):
    _give(monkeypatch, "SOME", value)
    assert number("SOME", default=7, least=3) == read


@pytest.mark.parametrize("value", ["2", "-5", "3.0", "1e3", "٣", "²", "4 ", "0x10", "many"])
def test_number_refuses_the_rest(monkeypatch, value):
    monkeypatch.setenv("SOME", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        number("SOME", default=7, least=3)
    assert str(refused.value) == f"SOME must be a whole number of at least 3, not {value!r}."


def test_one_of_takes_only_what_is_allowed(monkeypatch):
    monkeypatch.setenv("SOME", "WAL")
    assert one_of("SOME", ("DELETE", "WAL"), "DELETE") == "WAL"
    monkeypatch.delenv("SOME")
    assert one_of("SOME", ("DELETE", "WAL"), "DELETE") == "DELETE"
    monkeypatch.setenv("SOME", "wal")
    with pytest.raises(ImproperlyConfigured) as refused:
        one_of("SOME", ("DELETE", "WAL"), "DELETE")
    assert str(refused.value) == "SOME must be one of DELETE, WAL, not 'wal'."


def test_words_are_parted_by_commas_without_empty_parts(monkeypatch):
    monkeypatch.setenv("SOME", " a.org, ,b.org,")
    assert words("SOME") == ["a.org", "b.org"]
    monkeypatch.delenv("SOME")
    assert words("SOME", "x,y") == ["x", "y"]
    assert words("SOME") == []


def test_text_is_taken_as_it_stands(monkeypatch):
    monkeypatch.setenv("SOME", " as it is ")
    assert text("SOME", "else") == " as it is "
    monkeypatch.delenv("SOME")
    assert text("SOME", "else") == "else"


def test_secret_comes_from_the_variable_or_from_a_file(monkeypatch, tmp_path):
    assert secret("SOME", "default") == "default"
    path = tmp_path / "secret"
    path.write_text("from-file\n", encoding="utf-8")
    monkeypatch.setenv("SOME_FILE", str(path))
    assert secret("SOME", "default") == "from-file"
    monkeypatch.delenv("SOME_FILE")
    monkeypatch.setenv("SOME", "from-variable")
    assert secret("SOME", "default") == "from-variable"


def test_secret_given_twice_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("SOME", "one")
    monkeypatch.setenv("SOME_FILE", str(tmp_path / "two"))
    with pytest.raises(ImproperlyConfigured) as refused:
        secret("SOME")
    assert str(refused.value) == "Give SOME or SOME_FILE, not both."


def test_secret_in_a_file_that_is_missing_is_refused(monkeypatch, tmp_path):
    path = tmp_path / "missing"
    monkeypatch.setenv("SOME_FILE", str(path))
    with pytest.raises(ImproperlyConfigured) as refused:
        secret("SOME")
    assert str(refused.value) == f"SOME_FILE points to {path}, which cannot be read: No such file or directory."


def _give(monkeypatch, name, value):
    if value is None:
        monkeypatch.delenv(name, raising=False)
    else:
        monkeypatch.setenv(name, value)
