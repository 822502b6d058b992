"""The register of decisions: searched and filtered, and one decision with its working."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.actions.effects import describe_effect, effect_named
from organisations.enums import DecisionKind, DecisionStatus
from organisations.models import Decision
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
from organiser.base.errors import Refusal
from organiser.base.pages import page

PAGE = 50


@login_required
@require_safe
def decisions(request: HttpRequest, body: str) -> HttpResponse:
    """The decisions of one body, fifty on a page, for everybody who belongs to its organisation."""
    found = body_for(request.user, body)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "kind", "status", "year")}
    asked["q"] = asked["q"][:LONGEST_SEARCH]
    listed = register_of_decisions(
        request.user, found, search=asked["q"], kind=asked["kind"], status=asked["status"], year=asked["year"]
    )
    context = {
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
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
    context = {
        "decision": found,
        "member": member,
        "effect": what_it_does(found, in_words=member),
        "ends": ended_by(found),
        "adopted": rules_adopted_by(found),
        "founded": bodies_founded_by(found),
    }
    return page(request, "organisations/decision.html", context, body=found.body)
