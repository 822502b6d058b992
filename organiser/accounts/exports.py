"""One's own data as a file: JSON for a program, and a page for a reader, in one archive."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string

from members.models import Person
from organiser.base import clock
from organiser.base.own_data import Chapter, as_json, chapters


def _table(chapter: Chapter) -> tuple[str, list[str], list[list[str]]]:
    columns = list(chapter.rows[0]) if chapter.rows else []
    rows = [["" if row[column] is None else str(row[column]) for column in columns] for row in chapter.rows]
    return chapter.title, [column.replace("_", " ") for column in columns], rows


def as_zip(person: Person) -> bytes:
    """The same as an archive: `data.json`, and `data.html` that any browser opens without a network."""
    context = {"person": person, "at": clock.now(), "chapters": [_table(one) for one in chapters(person)]}
    found = BytesIO()
    moment = clock.now().timetuple()[:6]
    with ZipFile(found, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("data.json", moment), as_json(person))
        archive.writestr(ZipInfo("data.html", moment), render_to_string("accounts/own_data_file.html", context))
    return found.getvalue()
