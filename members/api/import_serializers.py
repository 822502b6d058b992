"""Imports as programs see them: a file, its rows, and what is to be put right in each."""

from typing import Any

from rest_framework import serializers

from members.enums import ImportStatus, RowOutcome
from organiser.base.api.serializers import BodyRef, Id, JsonText, Shown, Strict


class ImportRow(Shown):
    """A file that was looked at, and what became of it."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    filename = serializers.CharField()
    digest = serializers.CharField(help_text="SHA-256 of the file.")
    encoding = serializers.CharField()
    delimiter = serializers.CharField()
    columns = serializers.ListField(child=serializers.DictField(child=serializers.CharField(allow_null=True)))
    status = serializers.ChoiceField(ImportStatus)
    to_create = serializers.IntegerField()
    existing = serializers.IntegerField()
    refused = serializers.IntegerField()
    blank = serializers.IntegerField()
    made_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class ProblemInRow(serializers.Serializer[Any]):
    """Something to look at in a row of a file."""

    row = serializers.IntegerField(help_text="As a spreadsheet counts.")
    column = serializers.CharField(allow_null=True)
    field = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    sentence = serializers.CharField()
    severity = serializers.CharField()


class StagedRow(Shown):
    """A row of a file, as it was understood."""

    number = serializers.IntegerField(help_text="As a spreadsheet counts.")
    outcome = serializers.ChoiceField(RowOutcome)
    values = serializers.DictField(child=serializers.CharField(allow_null=True))
    problems = ProblemInRow(many=True)


class Upload(Strict):
    """A file to look at. Nothing is written before it is committed."""

    body = Id(help_text="The body whose register it is.")
    file = serializers.FileField(
        allow_empty_file=True, help_text="A table with a row of headings: CSV, or text parted by tabs."
    )
    headings = JsonText(required=False, help_text='Which heading means which field, as JSON: {"Nombre": "name"}.')

    def validate_headings(self, value: Any) -> dict[str, str]:
        """A table of texts."""
        if not isinstance(value, dict) or not all(isinstance(field, str) for field in value.values()):
            raise serializers.ValidationError('Send headings as {"Nombre": "name"}.')
        return value
