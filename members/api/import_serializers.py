"""Imports as programs see them: a file, its rows, and what is to be put right in each."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from members.actions.import_changes import UPDATABLE
from members.actions.import_offers import offers_of, undated_rows, undated_since
from members.enums import ImportStatus, RowOutcome
from members.models import ImportBatch
from members.reading.encodings import ENCODINGS
from members.reading.fields import LABELS
from organiser.base.api.serializers import BodyRef, Id, JsonText, Shown, Strict, Text


class SampleCell(serializers.Serializer[Any]):
    """A cell by which one sees whether the encoding is right."""

    row = serializers.IntegerField(help_text="As a spreadsheet counts.")
    column = serializers.CharField()
    text = serializers.CharField(help_text="The beginning of the cell, as it was read.")


@extend_schema_field({"type": "string", "enum": list(ENCODINGS)})
class EncodingName(Text):
    """The name of an encoding; the action knows which there are."""

    def get_value(self, dictionary: Any) -> Any:
        """What was sent. An empty name is refused; a form would count it as not sent."""
        return dictionary.get(self.field_name, serializers.empty)


class WayOut(serializers.Serializer[Any]):
    """Something that can be done about cells."""

    choice = serializers.CharField()
    helps = serializers.IntegerField(help_text="Cells that can be read then.")
    rows = serializers.IntegerField(help_text="Rows that come in by this alone; the others have more to put right.")


class Offer(serializers.Serializer[Any]):
    """Cells of a column that cannot be read, and what can be done about all of them."""

    field = serializers.CharField()
    heading = serializers.CharField()
    problem = serializers.CharField(help_text="The code of the problem.")
    rows = serializers.IntegerField()
    first = serializers.IntegerField(help_text="The first row that has it.")
    choice = serializers.CharField(help_text="What was chosen; empty where nothing was.")
    options = WayOut(many=True)


class ImportRow(Shown):
    """A file that was looked at, and what became of it."""

    id = serializers.CharField(source="public_id")
    body = BodyRef()
    filename = serializers.CharField()
    digest = serializers.CharField(help_text="SHA-256 of the file.")
    encoding = serializers.CharField(help_text="In words.")
    encoding_guessed = serializers.BooleanField(
        help_text="Neither the file nor the sender said the encoding: look whether the samples are right."
    )
    samples = SampleCell(
        many=True, help_text="Cells with letters beyond those of English, where the encoding was guessed or chosen."
    )
    delimiter = serializers.CharField()
    headings_recalled = serializers.BooleanField(
        source="recalled", help_text="The headings were read as it was chosen before for this body."
    )
    headings_remembered = serializers.SerializerMethodField(
        help_text="What its headings mean is remembered for this body, until it is forgotten."
    )
    program = serializers.CharField(help_text="The program whose export it looks like; empty where it is none we know.")
    sheet = serializers.CharField(help_text="The sheet that was read; empty where the file is no workbook.")
    sheets = serializers.ListField(child=serializers.CharField(), help_text="All sheets of the workbook.")
    columns = serializers.ListField(child=serializers.DictField(child=serializers.CharField(allow_null=True)))
    status = serializers.ChoiceField(
        ImportStatus,
        help_text="reading, writing and undoing are done beside the server: ask again until they are over.",
    )
    done = serializers.IntegerField(help_text="Rows that have gone by, while it is worked on.")
    percent = serializers.IntegerField(allow_null=True, help_text="How far it is; null where nobody can say.")
    stopped = serializers.CharField(help_text="Why what was asked for last was not done; empty where it was.")
    updating = serializers.ListField(
        child=serializers.CharField(), help_text="The fields that may be changed of people in the register."
    )
    offers = serializers.SerializerMethodField(
        help_text="What can be chosen about cells that cannot be read; empty once it is written."
    )
    undated = serializers.SerializerMethodField(help_text="How many would come in without a day of joining.")
    undated_since = serializers.SerializerMethodField(
        help_text="Since when these belong: a day, or today; empty where nothing was chosen, which comes to today."
    )
    to_create = serializers.IntegerField()
    to_change = serializers.IntegerField()
    existing = serializers.IntegerField()
    refused = serializers.IntegerField()
    blank = serializers.IntegerField()
    made_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(Offer(many=True))
    def get_offers(self, batch: ImportBatch) -> list[dict[str, Any]]:
        """By column and problem."""
        return offers_of(batch)

    def get_undated(self, batch: ImportBatch) -> int:
        """How many."""
        return undated_rows(batch)

    def get_undated_since(self, batch: ImportBatch) -> str:
        """Since when."""
        return undated_since(batch)

    def get_headings_remembered(self, batch: ImportBatch) -> bool:
        """Whether it is remembered."""
        return batch.memory_id is not None


class ProblemInRow(serializers.Serializer[Any]):
    """Something to look at in a row of a file."""

    row = serializers.IntegerField(help_text="As a spreadsheet counts.")
    column = serializers.CharField(allow_null=True)
    field = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    sentence = serializers.CharField()
    severity = serializers.CharField(help_text="error keeps the row out; change says what was and what it becomes.")


class StagedRow(Shown):
    """A row of a file, as it was understood."""

    number = serializers.IntegerField(help_text="As a spreadsheet counts.")
    outcome = serializers.ChoiceField(RowOutcome)
    values = serializers.DictField(child=serializers.CharField(allow_null=True))
    problems = ProblemInRow(many=True)


class RefusedRows(serializers.Serializer[Any]):
    """The rows of a file that stayed out, as they came."""

    headings = serializers.ListField(
        child=serializers.CharField(),
        help_text="The last one is ours and says what was wrong. Empty where the file had none.",
    )
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()), help_text="The cells of each row, in that order."
    )


class Written(Strict):
    """That a file is to be written."""

    decision = Text(
        required=False,
        max_length=12,
        help_text="Where the assembly admits: the number of the decision by which it did, such as 26/3. Without it "
        "whoever is new waits for the assembly as an applicant.",
    )


class Upload(Strict):
    """A file to look at. Nothing is written before it is committed."""

    body = Id(help_text="The body whose register it is.")
    file = serializers.FileField(
        allow_empty_file=True, help_text="A table with a row of headings: XLSX, CSV, or text parted by tabs."
    )
    encoding = EncodingName(
        required=False,
        allow_blank=False,
        help_text="What to read it in. Without it we find out, and encoding_guessed says where that is a guess.",
    )
    sheet = Text(
        required=False, max_length=100, help_text="The sheet of a workbook. Without it the first one with rows is read."
    )
    update = serializers.MultipleChoiceField(
        choices=[(field, LABELS[field]) for field in UPDATABLE],
        required=False,
        help_text="What may be changed of people who are in the register already. Without it they stay as they are.",
    )
    headings = JsonText(
        required=False,
        help_text='Which heading means which field, as JSON: {"Nombre": "name"}. One that stands over several columns '
        'is told apart by its place: {"Phone (column 3)": "phone"}. It is '
        "remembered for this body; without it what was chosen there before for the same headings counts.",
    )
    first_row_is_data = serializers.BooleanField(
        required=False,
        help_text="The file has no row of headings: its first row is a person. "
        'Name the columns by their place then: {"Column 1": "name"}.',
    )

    def validate_headings(self, value: Any) -> dict[str, str]:
        """A table of texts."""
        if not isinstance(value, dict) or not all(isinstance(field, str) for field in value.values()):
            raise serializers.ValidationError('Send headings as {"Nombre": "name"}.')
        return value


class Repair(Strict):
    """What becomes of cells of one column with one problem."""

    field = Text(max_length=40)
    problem = Text(max_length=40, help_text="The code of the problem, as in offers.")
    choice = Text(max_length=40, allow_blank=True, help_text="One of its options; empty leaves these rows out.")


class RepairFile(Strict):
    """What becomes of cells that cannot be read. It takes the place of what was chosen before."""

    repairs = Repair(many=True, required=False)
    undated = Text(
        max_length=10,
        required=False,
        allow_blank=True,
        help_text="Since when those belong of whom the file gives no day: a day as 2024-03-07, or today.",
    )
