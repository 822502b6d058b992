"""The register of decisions of one body: searched, filtered, and what hangs on a single decision."""

import re

from django.db.models import Q, QuerySet

from organisations.enums import DecisionKind, DecisionStatus
from organisations.models import Body, Decision, RuleSet
from organisations.queries.decisions import decisions_visible_to
from organiser.base.actor import Actor
from organiser.base.text import without_accents

LONGEST_SEARCH = 100
_REFERENCE = re.compile(r"([0-9]{2}|[0-9]{4})/([0-9]{1,6})")
_NUMBER = re.compile(r"[0-9]{1,6}")


def bears(word: str) -> Q | None:
    """What has a reference such as 26/14, or with a bare number that number or that year; None for another word."""
    whole = _REFERENCE.fullmatch(word)
    if whole:
        return Q(year__endswith=whole[1], number=int(whole[2]))
    if not _NUMBER.fullmatch(word):
        return None
    number = Q(number=int(word))
    return number | Q(year=int(word)) if len(word) == len("1931") else number


def searched(decisions: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Those of which every word stands in title or text, whatever its accents, or in the reference.

    A word can be a reference such as 26/14, or its year or number alone.
    """
    for word in text[:LONGEST_SEARCH].split():
        reference, held = bears(word), Q(folded__contains=without_accents(word))
        if reference is not None:
            held = reference if "/" in word else held | reference
        decisions = decisions.filter(held)
    return decisions


def register_of_decisions(
    viewer: Actor, body: Body, *, search: str = "", kind: str = "", status: str = "", year: str = ""
) -> QuerySet[Decision]:
    """The decisions of one body that the viewer may read, the latest first.

    Args:
        search: words that title or text must hold, or a reference such as 26/14, its year or its number.
        kind, status, year: narrow the list; a value that is not known narrows nothing.
    """
    decisions = searched(decisions_visible_to(viewer).filter(body=body), search)
    if kind in DecisionKind.values:
        decisions = decisions.filter(kind=kind)
    if status in DecisionStatus.values:
        decisions = decisions.filter(status=status)
    if re.fullmatch(r"[0-9]{4}", year, re.ASCII):
        decisions = decisions.filter(year=int(year))
    return decisions


def years_with_decisions(body: Body) -> list[int]:
    """The years in which a body decided something, the latest first."""
    return list(Decision.objects.filter(body=body).order_by("-year").values_list("year", flat=True).distinct())


def ended_by(viewer: Actor, decision: Decision) -> QuerySet[Decision]:
    """The earlier decisions that this one rescinded or replaced, as far as the viewer may read them."""
    return decisions_visible_to(viewer).filter(ended_by=decision).order_by("-year", "-number")


def rules_adopted_by(decision: Decision) -> QuerySet[RuleSet]:
    """The versions of rules that rest on a decision."""
    return RuleSet.objects.filter(decision=decision).select_related("body").order_by("pk")


def bodies_founded_by(decision: Decision) -> QuerySet[Body]:
    """The bodies that rest on a decision, but for the one that took it."""
    return Body.objects.filter(founding_decision=decision).exclude(pk=decision.body_id).order_by("name")
