"""What a form says of a field that has to be put right: its label, what is wrong, what to do."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from organiser.base.errors import Invalid
from organiser.base.field_sentences import naming, quoted
from organiser.base.forms import DayField, Form
from organiser.base.pages import put_right
from organiser.base.templatetags.words import about

ANSWERS = [("yes", "Yes"), ("no", "No")]


def said(field, *values, file=None):
    """What is said of one field, labelled Thing, that was filled with these values."""
    kind = type("OneField", (Form,), {"thing": field})
    data = QueryDict(mutable=True)
    data.setlist("thing", list(values))
    form = kind(data, {"thing": file} if file else {})
    return list(form.errors.get("thing", []))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (forms.CharField(), "", "Fill in “Thing”."),
        (forms.CharField(max_length=200), "x" * 231, "“Thing” has 231 letters; at most 200 fit. Shorten it."),
        (forms.CharField(min_length=8), "x" * 3, "“Thing” has 3 letters; at least 8 are needed. Write more."),
        (forms.CharField(), "a\x00b", "“Thing” holds a null byte. Type it again by hand."),
        (forms.RegexField("[0-9]+"), "x", "“Thing” cannot be understood. Look at it and write it again."),
        (forms.EmailField(), "ana", "Write a whole address in “Thing”, such as ana@example.org."),
        (forms.IntegerField(), "three", "Write a whole number in “Thing”, in digits."),
        (forms.IntegerField(), "9" * 5000, "Write a whole number in “Thing”, in digits."),
        (forms.IntegerField(max_value=50), "51", "“Thing” is at most 50. Take a smaller number."),
        (forms.IntegerField(max_value=50), "9" * 30, "“Thing” is at most 50. Take a smaller number."),
        (forms.IntegerField(min_value=1), "0", "“Thing” is at least 1. Take a larger number."),
        (forms.IntegerField(step_size=5), "7", "“Thing” goes in steps of 5. Take a number that fits."),
        (forms.DateField(), "soon", "Write the date in “Thing” as 2026-11-30."),
        (DayField(), "2026-02-30", "Write the date in “Thing” as 2026-11-30."),
        (DayField(), "0001-01-01", "“Thing” lies outside the years 1900 to 2999. Write a day within them."),
        (DayField(), "9999-12-31", "“Thing” lies outside the years 1900 to 2999. Write a day within them."),
        (forms.TimeField(), "late", "Write the time in “Thing” as 18:30."),
        (forms.BooleanField(), "", "Tick “Thing”."),
        (forms.ChoiceField(choices=ANSWERS), "", "Choose one of the listed answers for “Thing”."),
        (forms.ChoiceField(choices=ANSWERS), "perhaps", "Choose one of the listed answers for “Thing”."),
        (forms.MultipleChoiceField(choices=ANSWERS), "perhaps", "Choose among the listed answers for “Thing”."),
        (forms.FileField(), "", "Choose a file for “Thing”."),
        (forms.JSONField(), "{", "“Thing” arrived damaged. Load the page again and send it once more."),
    ],
)
def test_sentence_names_the_field_and_says_what_to_do(field, value, sentence):
    assert said(field, value) == [sentence]


def test_files_that_are_empty_or_have_an_endless_name_are_refused_by_what_is_wrong_with_them():
    empty = SimpleUploadedFile("list.csv", b"")
    assert said(forms.FileField(), file=empty) == ["The file in “Thing” is empty. Choose another one."]
    endless = SimpleUploadedFile("x" * 40, b"a")
    sentence = "The name of the file in “Thing” has 40 letters; at most 30 fit. Shorten it."
    assert said(forms.FileField(max_length=30), file=endless) == [sentence]


def test_label_is_written_as_it_is_whatever_signs_it_holds():
    field = forms.ChoiceField(label="“50 % {limit} %(value)s”", choices=ANSWERS)
    assert said(field, "perhaps") == ["Choose one of the listed answers for “50 % {limit} %(value)s”."]


def test_what_a_form_says_in_words_of_its_own_stays():
    field = forms.CharField(max_length=3, error_messages={"required": "Say why.", "max_length": "Be brief."})
    assert (said(field, ""), said(field, "xxxx")) == (["Say why."], ["Be brief."])


def test_refusal_of_an_action_stays_whatever_its_code():
    kind = type("OneField", (Form,), {"thing": forms.CharField(required=False)})
    form = kind({"thing": ""})
    put_right(form, Invalid("Write the name of the branch.", code="required", field="thing"))
    assert form.errors == {"thing": ["Write the name of the branch."]}


def test_errors_about_several_fields_at_once_are_put_into_words_each():
    kind = type("TwoFields", (Form,), {"one": forms.CharField(), "two": forms.CharField()})
    form = kind({"one": "a", "two": "b"})
    stock = forms.CharField().error_messages["required"]
    form.add_error(None, {"one": forms.ValidationError(stock, code="required"), "two": "Own words."})
    assert form.errors == {"one": ["Fill in “One”."], "two": ["Own words."]}


def test_label_stands_before_a_sentence_that_does_not_name_it():
    kind = type("OneField", (Form,), {"thing": forms.CharField()})
    field = kind({})["thing"]
    assert about("Fill in “Thing”.", field) == "Fill in “Thing”."
    assert about("Say why.", field) == "Thing – Say why."


def test_name_of_a_field_of_a_payload_stands_before_a_sentence_that_does_not_name_it():
    assert naming("title", "“title” is missing. Send it.") == "“title” is missing. Send it."
    assert naming("branches.1.title", "“title” is null.") == "branches.1.title: “title” is null."
    assert naming("", "The payload is an object.") == "The payload is an object."
    assert (quoted("title"), quoted("“title”")) == ("“title”", "“title”")


def test_a_day_that_a_form_begins_with_is_written_as_a_browser_reads_it():
    """A field of the type date shows nothing for any other spelling."""

    class Thing(Form):
        day = DayField(initial=date(2027, 1, 4))

    assert 'type="date" name="day" value="2027-01-04"' in str(Thing()["day"])
