"""What the operator can do about people of a body: found by the number they tell, without seeing the register."""

from typing import Any

from django import forms

from members.actions.interventions import end_access, set_right_contact
from members.queries.quiet import member_numbered
from organisations.admin.operators import Intervening, ReasonForm, add_intervention
from organisations.models import Branch, Committee, Organisation


class ContactForm(ReasonForm):
    """Whose name or e-mail, and how it is right."""

    number = forms.CharField(label="Member number", max_length=30, help_text="As the person tells it.")
    name = forms.CharField(label="Right name", max_length=200, required=False, help_text="Empty: it stays.")
    email = forms.CharField(label="Right e-mail", max_length=254, required=False, help_text="Empty: it stays.")
    field_order = ("number", "name", "email", "reason")


def _set_right(operator: Any, record: Any, given: dict[str, Any]) -> object:
    return set_right_contact(
        operator,
        membership=member_numbered(record.body, given["number"]),
        reason=given["reason"],
        name=given["name"],
        email=given["email"],
    )


add_intervention(
    Intervening(
        "contact",
        "Set right a name or e-mail",
        "For a member who cannot sign in because name or e-mail were written down wrong. Members who were here within "
        "two weeks do it alone.",
        _set_right,
        "Set right.",
        ContactForm,
    ),
    Organisation,
    Branch,
)
add_intervention(
    Intervening(
        "access",
        "End all sessions and tokens",
        "For a body whose secrets got out. Every member signs in anew, and programs need new tokens.",
        lambda operator, record, given: end_access(operator, body=record.body, reason=given["reason"]),
        "All sessions and tokens of this body have ended.",
    ),
    Organisation,
    Branch,
    Committee,
)
