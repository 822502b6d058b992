"""Erasing a person in two steps: locked for thirty days, then anonymised (design.md section 8, invariant 9).

The first step can be taken back, with a code that the member alone has, or by the keeper on her or his word. The second
cannot: name, contact data and everything written about the person are gone, and what others need stays: that somebody
was on a roll, voted, held a role, paid. No tally, digest or chain changes by it.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string

from members.actions.letters import code_digest
from members.actions.memberships import lock_register, move_to
from members.actions.noting import Noted, clean_noted
from members.actions.people import log_reading
from members.enums import BELONGING, ERASURE_STEPS, ErasureGround, ErasureState, MembershipState, NotedFrom
from members.models import Erasure, Membership, Person
from members.queries.erasing import due_to_erase
from members.queries.retention import due_by_rule
from members.rules import demand_register_of
from organiser.base import authority, clock, erasing, ways_in
from organiser.base.actions import action, locked, record
from organiser.base.actions.mail import queue_letter
from organiser.base.actor import CLOCK, Actor
from organiser.base.erased_words import record_open
from organiser.base.errors import Conflict, Invalid, NotPermitted, RuleNotMet, WrongState
from organiser.base.ids import ALPHABET

LOCKED_FOR = timedelta(days=30)
OVER = (MembershipState.RESIGNED, MembershipState.EXCLUDED, MembershipState.LAPSED)
REFUSED = "This code is not known, or the 30 days are over. Ask your secretary, who can take the erasure back for you."


@dataclass(frozen=True)
class AskedErasure:
    """An erasure at the moment it is asked for: the only time its code can be read."""

    erasure: Erasure
    code: str


def _record(actor: Actor, verb: str, erasure: Erasure) -> None:
    membership = erasure.membership
    body = membership.branch or membership.organisation
    record(
        actor,
        verb,
        chain=membership.organisation.public_id,
        body=body.public_id,
        subject=erasure.public_id,
        content={"state": erasure.state, "ground": erasure.ground, "locked_until": erasure.locked_until},
    )


def _ground(actor: Person, membership: Membership, *, on_paper: bool) -> ErasureGround:
    """Why this person may be erased on the word of the actor.

    Raises:
        NotFound, NotPermitted: for those who do not keep this register, and for programs.
        RuleNotMet: for a member who has neither left nor asked on paper.
    """
    if actor.bound_body_id is not None:
        raise NotPermitted(
            "No program asks for an erasure. Sign in yourself.", code="token_erases", rule="design, section 8"
        )
    if actor.pk == membership.person_id:
        return ErasureGround.OWN_WISH
    demand_register_of(actor, membership)
    if on_paper:
        return ErasureGround.ON_PAPER
    if membership.state not in OVER:
        raise RuleNotMet(
            f"{membership.person.name} belongs here. A member is erased at her or his own wish: she or he asks for it, "
            "or you hold it on paper.",
            code="erasure_not_asked",
            rule="design, section 8",
            field="on_paper",
        )
    return ErasureGround.GONE


@action
def ask_erasure(
    actor: Person, *, membership: Membership, on_paper: bool = False, noted: Noted | None = None
) -> AskedErasure:
    """Lock a record at once and let it be erased after thirty days; a membership that runs ends today.

    The account does not sign in any more; its sessions, tokens, letters and calendar addresses end. Registers,
    searches and files leave the record out. The code takes all of this back until the days are over.

    Args:
        noted: kind and day of the document that is held on paper; a letter of today without it.

    Raises:
        NotFound, NotPermitted: for those who do not keep this register, and for programs.
        RuleNotMet: for a member who has neither left nor asked on paper.
        Conflict: where it was asked for before.
        Invalid: for a document that cannot be.
    """
    ground = _ground(actor, membership, on_paper=on_paper)
    paper = ground == ErasureGround.ON_PAPER
    document, document_on = clean_noted(noted, otherwise=NotedFrom.LETTER) if paper else ("", None)
    authority.demand_reach(actor, membership.organisation_id, membership.branch_id)
    lock_register(membership.organisation)  # a roll being frozen holds it, so that nobody goes in the middle
    membership = locked(membership)
    if Erasure.objects.filter(membership=membership).exclude(state=ErasureState.WITHDRAWN).exists():
        raise Conflict("This erasure was asked for already.", code="erasure_asked")
    if membership.state not in OVER:
        move_to(membership, MembershipState.RESIGNED, clock.today())
    log_reading(actor, membership, "Record locked for erasure")
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    erasure = Erasure.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        ground=ground,
        asked_at=clock.now(),
        by=actor,
        document=document,
        document_on=document_on,
        locked_until=clock.today() + LOCKED_FOR,
        code_digest=code_digest(code),
    )
    person = locked(membership.person)
    ways_in.end_all(Person.objects.filter(pk=person.pk))
    person.is_active = False
    person.save(update_fields=["is_active"])
    _tell(erasure, person, code)
    _record(actor, "ask_erasure", erasure)
    return AskedErasure(erasure, code)


def _tell(erasure: Erasure, person: Person, code: str) -> None:
    if not person.email:
        return
    context = {"erasure": erasure, "person": person, "code": code, "site": settings.SITE_ADDRESS}
    subject = f"Your record at {erasure.organisation.name} is locked"
    queue_letter(subject, render_to_string("members/mail/erasure_asked.txt", context), [person.email])


def _take_back(actor: Actor, erasure: Erasure, verb: str) -> Erasure:
    lock_register(erasure.organisation)
    erasure = locked(erasure)
    if ErasureState.WITHDRAWN not in ERASURE_STEPS[ErasureState(erasure.state)]:
        raise WrongState("This erasure is over and cannot be taken back.", code="erasure_step")
    erasure.state, erasure.ended_at, erasure.code_digest = ErasureState.WITHDRAWN, clock.now(), ""
    erasure.save(update_fields=["state", "ended_at", "code_digest"])
    person = locked(erasure.membership.person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    _record(actor, verb, erasure)
    return erasure


@action
def withdraw_erasure(_actor: Actor, *, code: str) -> Erasure:
    """Take an erasure back with the code that the member was given. The account signs in again as before.

    The membership stays ended: whoever wants to come back asks to join, with the same number.

    Raises:
        Invalid: for a code that is unknown, used, or of an erasure that is over; the sentence does not say which.
    """
    found = Erasure.objects.filter(code_digest=code_digest(code), state=ErasureState.ASKED).first()
    if found is None:
        raise Invalid(REFUSED, code="erasure_code", field="code")
    return _take_back(found.membership.person, found, "withdraw_erasure")


@action
def withdraw_erasure_for(actor: Person, *, erasure: Erasure) -> Erasure:
    """Take an erasure back on the word of the member, by those who keep the register.

    Raises:
        NotFound, NotPermitted: for those who do not keep it, and for programs.
        WrongState: where it is over.
    """
    if actor.bound_body_id is not None:
        raise NotPermitted(
            "No program takes an erasure back. Sign in yourself.", code="token_erases", rule="design, section 8"
        )
    demand_register_of(actor, erasure.membership)
    return _take_back(actor, erasure, "withdraw_erasure_for")


def anonymise(membership: Membership) -> None:
    """Clean everything of the person behind a membership; for actions that hold the locks and record it themselves."""
    person = locked(membership.person)
    ways_in.end_all(Person.objects.filter(pk=person.pk))
    with record_open():
        erasing.clean(person)


@action
def erase_person(actor: Actor, *, erasure: Erasure) -> Erasure:
    """Anonymise a person whose days are over, unless something holds it up (invariant 9).

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where the days are not over, or it was taken back or done.
        RuleNotMet: while something holds it up, such as an open ballot whose roll names the person.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    lock_register(erasure.organisation)
    erasure = locked(erasure)
    if not due_to_erase().filter(pk=erasure.pk).exists():
        raise WrongState("This person is not to be erased today.", code="not_due")
    reasons = erasing.reasons_against(erasure.membership.person)
    if reasons:
        raise RuleNotMet(reasons[0], code="erasure_held_up", rule="design, invariant 9")
    membership = locked(erasure.membership)
    if membership.state in (*BELONGING, MembershipState.APPLICANT):  # an erased record is on no roll
        move_to(membership, MembershipState.RESIGNED, clock.today())
    anonymise(membership)
    erasure.state, erasure.ended_at, erasure.code_digest = ErasureState.DONE, clock.now(), ""
    erasure.save(update_fields=["state", "ended_at", "code_digest"])
    _record(actor, "erase_person", Erasure.objects.select_related("membership__organisation").get(pk=erasure.pk))
    return erasure


@action
def erase_by_rule(actor: Actor, *, membership: Membership) -> Erasure:
    """Anonymise somebody who left longer ago than the rules keep records (`retention_months`).

    Raises:
        NotPermitted: for everybody but the clock.
        WrongState: where it is not due, or somebody asked for it already.
        RuleNotMet: while something holds it up.
    """
    if actor is not CLOCK:
        raise NotPermitted("Time brings this about, and nobody by hand.", code="clock_only")
    lock_register(membership.organisation)
    membership = locked(membership)
    if membership.state in BELONGING or not due_by_rule(membership.organisation).filter(pk=membership.pk).exists():
        raise WrongState("The rules keep this record for now.", code="not_due")
    reasons = erasing.reasons_against(membership.person)
    if reasons:
        raise RuleNotMet(reasons[0], code="erasure_held_up", rule="design, invariant 9")
    now = clock.now()
    anonymise(membership)
    erasure = Erasure.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        ground=ErasureGround.RETENTION,
        state=ErasureState.DONE,
        asked_at=now,
        locked_until=clock.today(),
        ended_at=now,
    )
    _record(actor, "erase_by_rule", erasure)
    return erasure
