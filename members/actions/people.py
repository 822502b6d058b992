"""Writing down people, and what they may change about themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from members.enums import NoticesBy
from members.models import AccessLogEntry, Membership, Person
from members.models.people import digits
from members.queries.accounts import has_address
from members.rules import demand_register_of, widest_register
from members.validators import clean_email, clean_person_name
from organisations.enums import Power
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actions import SITE, action, lock_chain, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Conflict, Invalid, NotPermitted
from organiser.base.text import one_line

LIMITS = {"phone": 40, "address": 200, "postcode": 20, "town": 120, "language": 10}
CONTACT = ("name", "email", "phone", "address", "postcode", "town", "language", "notices_by")


@dataclass(frozen=True)
class PersonData:
    """What is written down about a person; everything but the name may stay empty."""

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    language: str = ""
    notices_by: str = ""


def clean_person(data: PersonData) -> dict[str, str | None]:
    """The values for a person's row.

    Raises:
        Invalid: naming the field that needs to be put right.
    """
    email = clean_email(data.email)
    notices_by = data.notices_by or (NoticesBy.EMAIL if email else NoticesBy.POST)
    if notices_by not in NoticesBy.values:
        raise Invalid("Choose how notices are sent.", code="notices_by", field="notices_by")
    if notices_by == NoticesBy.EMAIL and email is None:
        raise Invalid("Notices by e-mail need an e-mail address.", code="notices_by", field="notices_by")
    values: dict[str, str | None] = {"name": clean_person_name(data.name), "email": email, "notices_by": notices_by}
    for field, limit in LIMITS.items():
        value = one_line(getattr(data, field))
        if len(value) > limit:
            raise Invalid(f"The {field} is longer than {limit} letters. Shorten it.", code="too_long", field=field)
        values[field] = value
    return values


def write_person(data: PersonData, *, password: str | None = None) -> Person:
    """Insert a person; for actions that record it themselves."""
    values = clean_person(data)
    name, email = str(values.pop("name")), values.pop("email")
    return Person.objects.create_user(name, email=email, password=password, **values)


def demand_free_address(actor: Actor, body: Body, email: str | None, *, person: Person | None = None) -> None:
    """In an organisation an address belongs to one person who belongs now; the register must be locked.

    Nobody learns anything here of people outside the registers that she or he keeps (invariant 7): where the address
    belongs to one of those, it may stand twice.

    Raises:
        Invalid: where it is no address.
        Conflict: where somebody else in the register has it.
    """
    email = clean_email(email)
    register = widest_register(actor, body)
    if email is not None and register is not None and has_address(register, email, person):
        raise Conflict(
            f"{email} is the address of somebody else in the register. Look whether it is the same person; "
            "if not, write another address or leave it empty.",
            code="email_taken",
            field="email",
        )


def joining_person(actor: Person) -> Person:
    """The person as whom somebody joins or founds: the same while in no organisation, a new one otherwise.

    Organisations never share a person (invariants 4 and 7). The new account has name and contact data and no password;
    nothing in the database points from one to the other. It is opened by a code sent to the e-mail, or by a letter.
    """
    if not Membership.objects.filter(person=actor).exists():
        return actor
    values = {field: getattr(actor, field) for field in CONTACT if field not in {"name", "email"}}
    return Person.objects.create_user(actor.name, email=actor.email, **values)


@action
def change_contact(actor: Person, *, membership: Membership, data: PersonData) -> Person:
    """Change name and contact data, by the person or by those who keep the register.

    Raises:
        NotFound, NotPermitted: for anybody else.
        Invalid: naming the field.
        Conflict: for the address of somebody else in a register that the actor keeps.
    """
    if actor.pk != membership.person_id:
        demand_register_of(actor, membership)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    body = membership.branch or membership.organisation
    locked(Body.objects.get(pk=membership.organisation_id))  # two people are not given one address at once
    person = locked(membership.person)
    before = {field: getattr(person, field) for field in CONTACT}
    values = clean_person(data)
    if (values["email"] or "").lower() != (person.email or "").lower():
        demand_free_address(actor, body, values["email"], person=person)
    for field, value in values.items():
        setattr(person, field, value)
    person.save(update_fields=list(values))
    Membership.objects.filter(person=person).update(sort_name=person.sort_name, phone_digits=digits(person.phone))
    changed = sorted(field for field in CONTACT if before[field] != getattr(person, field))
    record(
        actor,
        "change_contact",
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=membership.public_id,
        content={"changed": changed},
    )
    return person


@action
def write_first_person(actor: Actor, *, data: PersonData, password: str) -> Person:
    """Make the account of the first visitor of an empty installation, who will found an organisation.

    Raises:
        NotPermitted: once there is anybody.
    """
    lock_chain(SITE)  # of two first visitors at once, the second waits here and then finds somebody
    if Person.objects.filter(is_superuser=False).exists():
        raise NotPermitted("This installation has been founded already. Sign in.", code="founded_already")
    person = write_person(data, password=password)
    record(actor, "write_first_person", chain=SITE, subject=person.public_id, content={"at": clock.now()})
    # Two first visitors at once: whoever waited for the head of the chain sees here that the other was first.
    if Person.objects.filter(is_superuser=False).exclude(pk=person.pk).exists():
        raise NotPermitted("This installation has been founded already. Sign in.", code="founded_already")
    return person


OPERATOR = "Operator of this site"


def read_as(reader: Person, power: str, body_ids: Sequence[int]) -> dict[str, Any]:
    """As what somebody reads records, for the log: her role and its body, the nearest first, as they are today."""
    if reader.is_superuser:
        return {"role": OPERATOR, "body_id": None}
    role, body = authority.role_of(reader, power, body_ids) or ("", None)
    return {"role": role, "body_id": body}


def nearest(body: Body) -> list[int]:
    """A body and its organisation, in the order in which a role is looked for."""
    return list(dict.fromkeys((body.pk, body.organisation_key)))


def log_reading(reader: Person, membership: Membership, what: str, *, power: str = Power.KEEP_REGISTER) -> None:
    """Write down that somebody opened a full record, so that the member can see it; one's own is not logged.

    Args:
        power: by which she or he may; the log names the role that has it.
    """
    if reader.pk == membership.person_id:
        return
    bodies = [key for key in (membership.branch_id, membership.organisation_id) if key is not None]
    AccessLogEntry.objects.create(
        organisation_id=membership.organisation_id,
        person_id=membership.person_id,
        reader=reader,
        what=what,
        at=clock.now(),
        **read_as(reader, power, bodies),
    )


def log_own_data(person: Person, what: str) -> None:
    """Write down that everything about somebody was taken out in her or his name: if it was not she, she reads it."""
    own = Membership.objects.filter(person_id=person.pk).first()
    if own is not None:
        AccessLogEntry.objects.create(
            organisation_id=own.organisation_id, person_id=person.pk, reader_id=person.pk, what=what, at=clock.now()
        )
