"""The register of decisions: searched and filtered, and one decision with its working."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.actions.effects import describe_effect, effect_named, spell_effect
from organisations.enums import DecisionKind, DecisionStatus
from organisations.models import Body, Decision
from organisations.queries.bodies import body_for
from organisations.queries.decision_register import (
    LONGEST_SEARCH,
    bodies_founded_by,
    ended_by,
    register_of_decisions,
    rules_adopted_by,
    years_with_decisions,
)
from organisations.queries.decisions import decision_for, shows_figures
from organisations.queries.told import worked_on
from organisations.web.panels import DECISION, REGISTER, panels_for
from organiser.base.actor import Actor
from organiser.base.errors import Refusal
from organiser.base.pages import page

PAGE = 50


def asked_for(request: HttpRequest) -> dict[str, str]:
    """What the filters of the register ask for."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "kind", "status", "year")}
    return asked | {"q": asked["q"][:LONGEST_SEARCH]}


def narrowed(viewer: Actor, body: Body, asked: dict[str, str]) -> QuerySet[Decision]:
    """The register of a body as the viewer may read it, as far as the filters ask for it."""
    return register_of_decisions(
        viewer, body, search=asked["q"], kind=asked["kind"], status=asked["status"], year=asked["year"]
    )


@login_required
@require_safe
def decisions(request: HttpRequest, body: str) -> HttpResponse:
    """The decisions of one body, fifty on a page, for everybody who belongs to its organisation."""
    found = body_for(request.user, body)
    asked = asked_for(request)
    context = {
        "page": Paginator(narrowed(request.user, found, asked), PAGE).get_page(request.GET.get("page")),
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "panels": panels_for(request, found, REGISTER),
        "asked": asked,
        "narrowed": any(asked.values()),
        "kinds": DecisionKind.choices,
        "statuses": DecisionStatus.choices,
        "years": [str(year) for year in years_with_decisions(found)],
    }
    return page(request, "organisations/decisions.html", context, body=found)


def what_it_does(decision: Decision, *, in_words: bool) -> str:
    """What a decision does besides being written down: the sentence of its ballot, or only the name of its effect.

    Args:
        in_words: whether names may be read; the sentence can hold those of people.
    """
    if not decision.effect:
        return ""
    try:
        if in_words:
            return describe_effect(decision.body, decision.effect, decision.effect_payload)
        return effect_named(decision.effect).title
    except Refusal:
        # What the sentence spoke of may be gone by now; the decision stands all the same.
        return effect_named(decision.effect).title


@login_required
@require_safe
def decision(request: HttpRequest, decision: str) -> HttpResponse:
    """One decision; its working, names and figures are for members of the deciding body alone (invariant 7)."""
    found = decision_for(request.user, decision)
    member = shows_figures(request.user, found.body)
    worked = worked_on(found)
    context = {
        "decision": found,
        "member": member,
        "effect": what_it_does(found, in_words=member),
        "spelled": spell_effect(found.body, found.effect, found.effect_payload, decided=True) if member else [],
        "ends": ended_by(request.user, found),
        "adopted": rules_adopted_by(found),
        "bodies": worked,
        "founded": bodies_founded_by(found).exclude(pk__in=[one.other.pk for one in worked if one.other]),
        "panels": panels_for(request, found, DECISION),
    }
    return page(request, "organisations/decision.html", context, body=found.body)
