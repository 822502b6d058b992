"""Letters with a one-time code, for people who have no e-mail or cannot reach it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string

from members.actions.people import log_reading
from members.models import Letter, Membership, Person
from members.rules import demand_register_of
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actions.mail import queue_letter
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, NotPermitted
from organiser.base.ids import ALPHABET

VALID_FOR = timedelta(days=30)
READING = "A letter with a sign-in code"
REFUSED = "This code is not known, was used already, or is older than 30 days. Ask your secretary for a new letter."


@dataclass(frozen=True)
class PrintedLetter:
    """A letter at the moment it is made: the only time its code can be read."""

    letter: Letter
    code: str


def normal(code: str) -> str:
    """A code as it is compared: without spaces and hyphens, with the letters people misread put right."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return plain.replace("o", "0").replace("i", "1").replace("l", "1").replace("u", "v")


def code_digest(code: str) -> str:
    """What is kept of a code: 80 random bits need no slow hash."""
    return hashlib.sha256(normal(code).encode()).hexdigest()


def _tell(letter: Letter, subject: str, template: str) -> None:
    """Write to the person whose account a letter opens, where there is an address; what was written down goes along.

    A letter opens an account whatever other ways in it has, so its owner learns of it whoever made it.
    """
    person = letter.person
    if not person.email or not person.is_active:
        return
    context = {"letter": letter, "person": person, "site": settings.SITE_ADDRESS}
    queue_letter(subject, render_to_string(template, context), [person.email])


@action
def make_letter(actor: Person, *, membership: Membership) -> PrintedLetter:
    """Make a letter with a fresh code for a member; earlier unused letters stop working.

    The member can see in the log of her or his record who made it, and is told by e-mail where there is an address.

    Raises:
        NotFound, NotPermitted: for those who do not keep this register, and for programs.
    """
    demand_register_of(actor, membership)
    if actor.bound_body_id is not None:
        raise NotPermitted(
            "A letter opens somebody's account, so no program makes one. Sign in yourself.", code="token_makes_letter"
        )
    now = clock.now()
    Letter.objects.filter(person=membership.person, used_at__isnull=True).update(expires_at=now)
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    letter = Letter.objects.create(
        organisation_id=membership.organisation_id,
        person=membership.person,
        code_digest=code_digest(code),
        made_at=now,
        made_by=actor,
        expires_at=now + VALID_FOR,
    )
    body = membership.branch or membership.organisation
    log_reading(actor, membership, READING)
    _tell(letter, f"A letter opens your account at {membership.organisation.name}", "members/mail/letter_made.txt")
    record(
        actor,
        "make_letter",
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=membership.public_id,
        content={"letter": letter.public_id, "expires_at": letter.expires_at},
    )
    return PrintedLetter(letter, code)


@action
def use_letter(_actor: Actor, *, code: str) -> Person:
    """Take the code of a letter and give the person it opens the account of. It works once, and the person is told.

    Raises:
        Invalid: for a code that is unknown, used or too old; the sentence does not say which.
    """
    letter = Letter.objects.filter(code_digest=code_digest(code)).first()
    if letter is not None:
        letter = locked(letter)
    if letter is None or letter.used_at is not None or letter.expires_at <= clock.now() or not letter.person.is_active:
        raise Invalid(REFUSED, code="letter", field="code")
    letter.used_at = clock.now()
    letter.save(update_fields=["used_at"])
    _tell(letter, f"Your account at {letter.organisation.name} was opened by letter", "members/mail/letter_used.txt")
    record(
        letter.person,
        "use_letter",
        chain=letter.organisation.public_id,
        subject=letter.public_id,
        content={"used_at": letter.used_at},
    )
    return letter.person
