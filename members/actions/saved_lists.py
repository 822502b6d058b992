"""Keeping a filter of a register under a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from members.list_rules import demand_list_of
from members.models import Person, SavedList
from members.queries.columns import clean_columns
from members.queries.filtering import SORTS, criteria_from, narrowed
from members.rules import demand_register
from members.validators import clean_choice, clean_words
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, Invalid

MOST = 200


@dataclass(frozen=True)
class ListData:
    """What is kept: a name, whom it finds, which columns, in which order, and whether others who keep it read it."""

    name: str
    criteria: Mapping[str, Any] = field(default_factory=dict)
    columns: Iterable[str] = ()
    sort: str = "name"
    shared: bool = False


def _clean(actor: Person, body: Body, data: ListData) -> dict[str, Any]:
    criteria = criteria_from(data.criteria)
    sort = clean_choice(data.sort, tuple(SORTS), "sort")
    narrowed(
        actor, body, criteria, sort
    )  # a branch that cannot be asked for here is refused now, not when it is opened
    name = clean_words(data.name, 80, "name")
    if not name:
        raise Invalid("Give the list a name.", code="name_missing", field="name")
    return {
        "name": name,
        "criteria": criteria.stored(),
        "columns": list(clean_columns(data.columns)),
        "sort": sort,
        "shared": data.shared,
    }


def _demand_free_name(actor: Person, body: Body, values: Mapping[str, Any], but: int | None = None) -> None:
    same = SavedList.objects.filter(body=body, name=values["name"]).exclude(pk=but or 0)
    mine = Q(owner_id=actor.pk)
    if same.filter(mine | Q(shared=True) if values["shared"] else mine).exists():
        raise Conflict(
            f"There is a list called “{values['name']}” already. Choose another name.", code="list_name", field="name"
        )


@action
def save_list(actor: Person, *, body: Body, data: ListData) -> SavedList:
    """Keep a filter of a register under a name.

    Raises:
        NotPermitted: for those who do not keep this register.
        Invalid: for a filter, a column or an order that is not known, a missing name, or too many lists.
        Conflict: for a name that is taken.
    """
    demand_register(actor, body)
    values = _clean(actor, body, data)
    locked(Body.objects.get(pk=body.pk))  # two of one name at once: the second waits and is told
    _demand_free_name(actor, body, values)
    if SavedList.objects.filter(body=body, owner_id=actor.pk).count() >= MOST:
        raise Invalid(f"You have {MOST} lists here. Delete some first.", code="too_many_lists")
    made = SavedList.objects.create(
        organisation_id=body.organisation_key, body=body, owner_id=actor.pk, made_at=clock.now(), **values
    )
    _tell(actor, "save_list", made)
    return made


@action
def change_list(actor: Person, *, saved: SavedList, data: ListData) -> SavedList:
    """Change a saved list: one's own, or a shared one, which belongs to the body.

    Raises:
        NotPermitted: for those who do not keep its register. NotFound: for somebody else's own list.
        Invalid, Conflict: as for a new one.
    """
    demand_list_of(actor, saved)
    values = _clean(actor, saved.body, data)
    locked(Body.objects.get(pk=saved.body_id))
    _demand_free_name(actor, saved.body, values, saved.pk)
    saved = locked(saved)
    for name, value in values.items():
        setattr(saved, name, value)
    saved.save(update_fields=list(values))
    _tell(actor, "change_list", saved)
    return saved


@action
def delete_list(actor: Person, *, saved: SavedList) -> None:
    """Delete a saved list; the people in it stay where they are.

    Raises:
        NotPermitted: for those who do not keep its register. NotFound: for somebody else's own list.
    """
    demand_list_of(actor, saved)
    _tell(actor, "delete_list", saved)
    SavedList.objects.filter(pk=saved.pk).delete()


def _tell(actor: Person, what: str, saved: SavedList) -> None:
    """Write it into the ledger, without the words that somebody searched for: they may be a name."""
    asked = sorted(saved.criteria)
    record(
        actor,
        what,
        chain=saved.organisation.public_id,
        body=saved.body.public_id,
        subject=saved.public_id,
        content={"asked": asked, "columns": saved.columns, "shared": saved.shared},
    )
