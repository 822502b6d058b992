"""Exports that a second person looks at first: asked for, released or refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from members.dues_rules import demand_treasurer
from members.enums import ExportFormat, ExportState
from members.list_rules import demand_export_step, demand_second_person, powers_to_release
from members.models import ExportRequest, Membership, Person
from members.queries.columns import clean_columns
from members.queries.dues_files import BooksPlan, clean_plan, people_in
from members.queries.filtering import Criteria, narrowed
from members.rules import demand_register
from members.validators import clean_choice, clean_words
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Invalid
from organiser.base.text import visible

RELEASED_FOR = timedelta(hours=24)
LONGEST_TEXT = 5000


@dataclass(frozen=True)
class ExportPlan:
    """Whom, which columns, in which form; for letters the text."""

    format: str = ExportFormat.CSV
    criteria: Criteria = field(default_factory=Criteria)
    columns: Iterable[str] = ()
    sort: str = "name"
    text: str = ""


def clean_text(text: str) -> str:
    """The text of letters that are printed.

    Raises:
        Invalid: where it is too long.
    """
    text = visible(text).strip()
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"The text is longer than {LONGEST_TEXT} letters. Shorten it.", code="text_long", field="text")
    return text


def _asked(actor: Person, body: Body, purpose: str, people: QuerySet[Membership], **plan: Any) -> ExportRequest:
    """Write down what somebody asks for.

    Raises:
        Invalid: without a purpose, or where it is about nobody.
    """
    purpose = clean_words(purpose, 300, "purpose")
    if not purpose:
        raise Invalid("Say what it is for: the second person decides by it.", code="purpose", field="purpose")
    number = people.count()
    if not number:
        raise Invalid("There is nobody in this list.", code="nobody")
    return ExportRequest.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        asked_by_id=actor.pk,
        asked_at=clock.now(),
        purpose=purpose,
        people=number,
        **plan,
    )


@action
def ask_export(actor: Person, *, body: Body, plan: ExportPlan, purpose: str) -> ExportRequest:
    """Ask a second person to release an export. No people are stored: what is taken out later is asked anew then.

    Raises:
        NotPermitted: for those who do not keep this register.
        Invalid: without a purpose, for an empty list, or for what is not known.
    """
    demand_register(actor, body)
    made = _asked(
        actor,
        body,
        purpose,
        narrowed(actor, body, plan.criteria, plan.sort),
        criteria=plan.criteria.stored(),
        columns=list(clean_columns(plan.columns)),
        sort=plan.sort,
        format=clean_choice(plan.format, ExportFormat.values, "format"),
        text=clean_text(plan.text),
    )
    _tell(actor, "ask_export", made, {"format": made.format, "members": made.people})
    return made


@action
def ask_books(actor: Person, *, body: Body, plan: BooksPlan, purpose: str) -> ExportRequest:
    """Ask a second person to release a file of the books. Neither people nor amounts are stored.

    Raises:
        NotPermitted: for those who do not keep the dues of this body.
        Invalid: without a purpose, for an empty file, or for what is not known.
    """
    demand_treasurer(actor, body)
    authority.demand_reach(actor, body.pk, body.organisation_id)
    plan = clean_plan(plan)
    people = people_in(actor, body, plan)
    made = _asked(actor, body, purpose, people, books=plan.books, criteria=plan.stored(), format=plan.format)
    _tell(actor, "ask_books", made, {"books": made.books, "format": made.format})
    return made


@action
def release_export(actor: Person, *, asked: ExportRequest) -> ExportRequest:
    """Release what somebody else asked for; she takes it out within a day.

    Raises:
        NotPermitted: for whoever asked, for programs, and for those who are not the second person here.
        WrongState: where it was released or refused already.
    """
    return _settle(actor, asked, ExportState.RELEASED, "release_export")


@action
def refuse_export(actor: Person, *, asked: ExportRequest) -> ExportRequest:
    """Refuse what somebody else asked for.

    Raises:
        NotPermitted: for whoever asked, for programs, and for those who are not the second person here.
        WrongState: where it was released or refused already.
    """
    return _settle(actor, asked, ExportState.REFUSED, "refuse_export")


def _settle(actor: Person, asked: ExportRequest, to: ExportState, verb: str) -> ExportRequest:
    demand_second_person(actor, asked.body, asked.asked_by_id, powers=powers_to_release(asked))
    asked = locked(asked)
    demand_export_step(asked, to)
    now = clock.now()
    asked.state, asked.settled_by_id, asked.settled_at = to, actor.pk, now
    asked.expires_at = now + RELEASED_FOR if to == ExportState.RELEASED else None
    asked.save(update_fields=["state", "settled_by", "settled_at", "expires_at"])
    _tell(actor, verb, asked, {"members": asked.people})
    return asked


def _tell(actor: Person, verb: str, asked: ExportRequest, content: dict[str, object]) -> None:
    record(
        actor,
        verb,
        chain=asked.organisation.public_id,
        body=asked.body.public_id,
        subject=asked.public_id,
        content=content,
    )
