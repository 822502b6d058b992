"""Whether anything names the people of an import, asked once for each table however many they are; no action."""

from typing import Any

from django.db.models import PROTECT, RESTRICT, ForeignObjectRel, Model, QuerySet

from members.models import AccessLogEntry, Application, ImportRow, Membership, MembershipSpan, Person

# What an import writes itself about its people does not hold them.
_OWN = {
    (Membership, "person"),
    (AccessLogEntry, "person"),
    (ImportRow, "person"),
    (MembershipSpan, "membership"),
    (Application, "membership"),
    (ImportRow, "membership"),
}


def names_elsewhere(model: type[Person | Membership], keys: QuerySet[Any, Any], *, for_good: bool = False) -> bool:
    """Whether a row of any table, other than those an import writes, points to one of these people or memberships.

    Args:
        for_good: only rows that must stay attributed count (invariant 6), not those that would go with the person.
    """
    for relation in model._meta.get_fields(include_hidden=True):  # Django's documented way
        if not isinstance(relation, ForeignObjectRel) or (for_good and relation.on_delete not in {PROTECT, RESTRICT}):
            continue
        other: type[Model] = relation.related_model
        if (other, relation.field.name) in _OWN:
            continue
        if other._base_manager.filter(**{f"{relation.field.name}__in": keys}).exists():  # noqa: SLF001
            return True
    return False
