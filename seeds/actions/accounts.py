"""Accounts of invented people who stand in no register yet: founders, and those who ask to join."""

from members.actions.people import PersonData, write_person
from members.models import Person
from organisations.models import Decision, Organisation
from organiser.base.actions import SITE, action, record
from organiser.base.actor import Actor


@action
def write_account(actor: Actor, *, data: PersonData, password: str | None = None) -> Person:
    """Write down a person without a membership, so that she or he can found something or ask to join.

    Raises:
        Invalid: naming the field that needs to be put right.
    """
    person = write_person(data, password=password)
    record(actor, "write_account", chain=SITE, subject=person.public_id, content={"example": True})
    return person


def founding_decision(organisation: Organisation) -> Decision:
    """The decision that an organisation and all its beginnings rest on."""
    if organisation.founding_decision is None:
        message = f"{organisation} has no founding decision."
        raise AssertionError(message)
    return organisation.founding_decision
