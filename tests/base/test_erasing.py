"""No table is forgotten when a person is erased: every field that can hold words is cleaned, or said to hold none."""

import pytest
from django.apps import apps
from django.db import models

from organiser.base import erasing
from organiser.base.fields import PublicIdField

OURS = {
    "base",
    "organisations",
    "members",
    "skills",
    "assemblies",
    "account",
    "mfa",
    "usersessions",
    "admin",
    "sessions",
}
WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField)


def fields_with_words() -> list[str]:
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in OURS:
            continue
        found += [
            f"{model._meta.label}.{field.name}"
            for field in model._meta.local_fields
            if isinstance(field, WORDS) and not field.choices and not isinstance(field, PublicIdField)
        ]
    return found


@pytest.mark.parametrize("field", fields_with_words())
def test_invariant_9_a_field_with_words_is_cleaned_or_holds_nothing_of_a_person(field: str) -> None:
    said = [field in erasing.cleaned_fields(), field in erasing.fields_without()]
    assert sum(said) == 1, (
        f"{field} can hold something about a person. Register a cleaner for it in the erasing.py of its app, "
        "or say there why it holds nothing (organiser/base/erasing.py)."
    )


def test_fields_that_are_named_exist() -> None:
    assert set(erasing.cleaned_fields()) | set(erasing.fields_without()) == set(fields_with_words())


def test_a_reason_is_given_for_each_field_that_holds_nothing() -> None:
    assert [field for field, reason in erasing.fields_without().items() if len(reason.split()) < 4] == []
