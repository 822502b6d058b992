"""What the desk names in a body that has only been founded: bring in the members, and call the first assembly."""

from django.urls import reverse

from assemblies.queries.due import was_ever_prepared
from assemblies.web.desk_tasks import Task
from members.queries.belonging import only_founders_in
from organisations.enums import BodyType, Power
from organisations.models import Body

KEEP_A_REGISTER = (BodyType.ORGANISATION, BodyType.BRANCH)


def first_steps(body: Body, powers: frozenset[str]) -> list[Task]:
    """The steps that nobody has taken yet, for those who can take them; organisations and branches keep registers."""
    tasks: list[Task] = []
    if body.dissolved_on:
        return tasks
    if Power.KEEP_REGISTER in powers and body.type in KEEP_A_REGISTER and only_founders_in(body):
        url = reverse("import_new", args=[body.public_id])
        text = f"Nobody but the founders is in the register of {body.name}. Import a list, or add people one by one."
        tasks.append(Task(1, "Bring in your members", "First step", "half", text, url, "Import a register"))
    if Power.CALL_ASSEMBLIES in powers and not was_ever_prepared(body):
        url = reverse("assembly_new", args=[body.public_id])
        text = f"No assembly of {body.name} was ever prepared. The first one elects people into the roles."
        tasks.append(Task(1, "Call the first assembly", "First step", "half", text, url, "Prepare an assembly"))
    return tasks
