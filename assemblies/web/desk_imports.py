"""What the desk says of imports into a register."""

from typing import Any

from django.urls import reverse

from assemblies.web.desk_tasks import Task
from members.enums import BUSY
from members.queries.imports import imports_waiting
from organisations.models import Body
from organiser.base.words import day

MOST = 3


def imports_at_hand(viewer: Any, body: Body) -> list[Task]:
    """Files that were looked at or could not be done, and those that are worked on beside the server."""
    tasks = []
    for batch in imports_waiting(viewer, body)[:3]:
        url = reverse("import_preview", args=[batch.public_id])
        if batch.status in BUSY:
            tasks.append(
                Task(1, "One import is under way", "Goes on by itself", "half", batch.filename, url, "How far?")
            )
        elif batch.stopped:
            title = "One import was not done"
            tasks.append(
                Task(1, title, "Look why", "due", f"{batch.filename}: {batch.stopped}", url, "Go to the import")
            )
        else:
            stamp = f"Since {day(batch.made_at)}"
            title = "One file was looked at and not imported"
            tasks.append(Task(1, title, stamp, "half", batch.filename, url, "Import it or throw it away"))
    return tasks
