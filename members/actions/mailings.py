"""Letters to members: written, looked at by a second person where the rules say so, and released."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from members.actions.mailing_freezing import write_recipients
from members.enums import MailingKind, MailingState, RecipientStatus
from members.list_rules import (
    WRITERS,
    demand_held,
    demand_mailing_step,
    demand_second_person,
    demand_writer,
    has_second_person,
)
from members.models import Mailing, MailingRecipient, Person
from members.queries.filtering import MEMBERS, Criteria, criteria_from, in_register
from members.validators import clean_words
from organisations.models import Body
from organisations.queries.rulesets import rules_in_force
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid, WrongState
from organiser.base.text import visible

LONGEST = 20_000
M, R = MailingState, RecipientStatus


@dataclass(frozen=True)
class MailingData:
    """What a letter says, and to whom it goes; all members where nobody is chosen."""

    subject: str
    text: str
    statutory: bool = False
    criteria: Mapping[str, Any] = field(default_factory=dict)


def _clean(actor: Person, body: Body, data: MailingData) -> dict[str, Any]:
    subject = clean_words(data.subject, 150, "subject")
    text = visible(data.text).strip()
    if not subject:
        raise Invalid("Write what it is about.", code="subject_missing", field="subject")
    if not text:
        raise Invalid("Write the letter.", code="text_missing", field="text")
    if len(text) > LONGEST:
        raise Invalid(f"The letter is longer than {LONGEST} letters. Shorten it.", code="text_long", field="text")
    criteria = criteria_from(data.criteria).only_belonging()
    demand_writer(actor, body, to_all=criteria == Criteria(state=(MEMBERS,)))
    in_register(body, criteria)
    return {"subject": subject, "text": text, "statutory": data.statutory, "criteria": criteria.stored()}


@action
def write_mailing(actor: Person, *, body: Body, data: MailingData) -> Mailing:
    """Write a letter of a body to its members, as a draft.

    Raises:
        NotPermitted: for those who neither keep its register nor call its assemblies; who only calls assemblies writes
            to all members.
        Invalid: without a subject or a text, or for a filter that is not known.
    """
    demand_writer(actor, body)
    values = _clean(actor, body, data)
    mailing = Mailing.objects.create(
        organisation_id=body.organisation_key, body=body, written_by_id=actor.pk, written_at=clock.now(), **values
    )
    _tell(actor, "write_mailing", mailing, {"statutory": mailing.statutory, "asked": sorted(mailing.criteria)})
    return mailing


@action
def change_mailing(actor: Person, *, mailing: Mailing, data: MailingData) -> Mailing:
    """Change a draft. Whoever changes it last is its writer, so that the second person is another one.

    Raises:
        NotPermitted: as for writing.
        WrongState: once it was handed in.
        Invalid: as for writing.
    """
    demand_writer(actor, mailing.body)
    values = _clean(actor, mailing.body, data)
    mailing = locked(mailing)
    demand_mailing_step(mailing, M.HELD)
    for name, value in values.items():
        setattr(mailing, name, value)
    mailing.written_by_id, mailing.written_at = actor.pk, clock.now()
    mailing.save(update_fields=[*values, "written_by", "written_at"])
    _tell(actor, "change_mailing", mailing, {"statutory": mailing.statutory, "asked": sorted(mailing.criteria)})
    return mailing


@action
def hand_in_mailing(actor: Person, *, mailing: Mailing) -> Mailing:
    """Say that a draft is ready: it waits for a second person where the rules say so, and is on its way otherwise.

    One that also goes to those who want no letters waits always, where there is a second person.

    Raises:
        NotPermitted: as for writing.
        WrongState: where it was handed in already.
        Invalid: where nobody would get it.
    """
    mailing = locked(mailing)
    _demand_writer_of(actor, mailing)
    demand_mailing_step(mailing, M.HELD)
    # Who wants no letters gets this one all the same: that is not for one person to say.
    second = mailing.statutory and has_second_person(actor, mailing.body)
    if second or rules_in_force(mailing.body).mail_second:
        mailing.state, mailing.held_at, mailing.written_by_id = M.HELD, clock.now(), actor.pk
        mailing.save(update_fields=["state", "held_at", "written_by"])
        _tell(actor, "hand_in_mailing", mailing, {"held": True})
    else:
        _tell(actor, "hand_in_mailing", mailing, {"held": False, **_release(actor, mailing)})
    return mailing


@action
def release_mailing(actor: Person, *, mailing: Mailing) -> Mailing:
    """Release a letter that somebody else wrote. Who gets it is frozen now, and it is on its way.

    Raises:
        NotPermitted: for its writer, for programs, and for those who are not the second person here.
        WrongState: where it does not wait.
        Invalid: where nobody would get it.
    """
    mailing = locked(mailing)
    demand_second_person(actor, mailing.body, mailing.written_by_id, powers=WRITERS)
    demand_held(mailing)
    _tell(actor, "release_mailing", mailing, _release(actor, mailing))
    return mailing


@action
def take_back_mailing(actor: Person, *, mailing: Mailing) -> Mailing:
    """Make a letter that waits a draft again.

    Raises:
        NotPermitted: as for writing.
        WrongState: where it does not wait for a second person.
    """
    mailing = locked(mailing)
    _demand_writer_of(actor, mailing)
    demand_mailing_step(mailing, M.DRAFT)
    mailing.state, mailing.held_at = M.DRAFT, None
    mailing.save(update_fields=["state", "held_at"])
    _tell(actor, "take_back_mailing", mailing, {})
    return mailing


@action
def stop_mailing(actor: Person, *, mailing: Mailing) -> Mailing:
    """Stop a letter: a draft is given up, one that is on its way goes to nobody else.

    Raises:
        NotPermitted: for those who write to the members of this body no more than strangers.
        WrongState: where it was sent or stopped already, or is the notice of an assembly.
    """
    mailing = locked(mailing)
    demand_writer(actor, mailing.body)
    if mailing.kind == MailingKind.NOTICE:
        raise WrongState("The notice of an assembly is not stopped. Call the assembly off instead.", code="is_notice")
    demand_mailing_step(mailing, M.STOPPED)
    mailing.state = M.STOPPED
    mailing.save(update_fields=["state"])
    rest = MailingRecipient.objects.filter(mailing=mailing, status__in=(R.WAITING, R.TO_PRINT))
    _tell(actor, "stop_mailing", mailing, {"stopped": rest.update(status=R.STOPPED)})
    return mailing


def _demand_writer_of(actor: Person, mailing: Mailing) -> None:
    everybody = criteria_from(mailing.criteria) == Criteria(state=(MEMBERS,))
    demand_writer(actor, mailing.body, to_all=everybody)


def _release(actor: Person, mailing: Mailing) -> dict[str, int]:
    """Freeze who gets it; gives how many by what will become of them. The letter must be locked."""
    mailing.state, mailing.released_by_id, mailing.released_at = M.RELEASED, actor.pk, clock.now()
    mailing.save(update_fields=["state", "released_by", "released_at"])
    counted = write_recipients(mailing, in_register(mailing.body, criteria_from(mailing.criteria)))
    if not counted:
        raise Invalid("Nobody would get this letter. Change to whom it goes.", code="nobody")
    return counted


def _tell(actor: Person, verb: str, mailing: Mailing, content: dict[str, Any]) -> None:
    record(
        actor,
        verb,
        chain=mailing.organisation.public_id,
        body=mailing.body.public_id,
        subject=mailing.public_id,
        content=content,
    )
