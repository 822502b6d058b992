"""Bodies and their forms as the choices of a field."""

from organisations.enums import COMMITTEE_FORMS, BodyForm
from organisations.models import Body

BRANCH_FORMS = [(form.value, form.label) for form in BodyForm if form not in COMMITTEE_FORMS]
NOBODY = [("", "None")]


def pairs(bodies: list[Body]) -> list[tuple[str, str]]:
    """Bodies as choices."""
    return [(body.public_id, body.name) for body in bodies]
