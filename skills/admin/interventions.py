"""What the operator can do about roles: end the term of somebody who is lost, put somebody in where nobody can act."""

from typing import Any

from django import forms

from members.queries.quiet import member_numbered
from organisations.admin.operators import Intervening, ReasonForm, add_intervention
from organisations.models import Branch, Organisation
from skills.actions.interventions import end_lost_term, give_interim
from skills.models import Term


class InterimForm(ReasonForm):
    """Who holds the role until the body elects."""

    number = forms.CharField(label="Member number", max_length=30, help_text="Of a full member who will do it.")
    field_order = ("number", "reason")


def _give(operator: Any, record: Any, given: dict[str, Any]) -> object:
    member = member_numbered(record.body, given["number"])
    return give_interim(operator, body=record.body, member=member, reason=given["reason"])


add_intervention(
    Intervening(
        "interim",
        "Give an interim secretary",
        "For a body in which nobody holds any power. Its first assembly elects; the interim term ends by itself.",
        _give,
        "The role is held in the interim.",
        InterimForm,
    ),
    Organisation,
    Branch,
)
add_intervention(
    Intervening(
        "lost",
        "End this term",
        "For a holder who died or vanished. Everybody else is recalled by the assembly.",
        lambda operator, term, given: end_lost_term(operator, term=term, reason=given["reason"]),
        "The term has ended, and its powers with it.",
    ),
    Term,
)
