"""The history of a body, the structure of an organisation, and its page for everybody."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.public import public_organisation
from organisations.queries.rulesets import rules_in_force
from organisations.queries.sentences import rule_sentences
from organisations.queries.structure import picture_of, structure_of
from organisations.queries.timeline import timeline_of
from organiser.base.errors import NotFound
from organiser.base.pages import page


@login_required
@require_safe
def body_history(request: HttpRequest, body: str) -> HttpResponse:
    """What happened to one body, for everybody who belongs to its organisation."""
    found = body_for(request.user, body)
    context = {"entries": timeline_of(request.user, found)}
    return page(request, "organisations/history.html", context, body=found)


@login_required
@require_safe
def body_structure(request: HttpRequest, body: str) -> HttpResponse:
    """Branches, councils and committees of an organisation: first to be searched, then as a list, then drawn.

    Raises:
        NotFound: for a body that is no organisation.
    """
    found = body_for(request.user, body)
    if found.pk != found.organisation_id:
        raise NotFound(f"The structure is that of {found.organisation.name}. Open its page.", code="no_body")
    search = request.GET.get("q", "").strip()[:100]
    structure = structure_of(found.organisation, search)
    context = {"structure": structure, "picture": picture_of(structure), "q": search}
    return page(request, "organisations/structure.html", context, body=found)


@require_safe
def public_page(request: HttpRequest, organisation: str) -> HttpResponse:
    """What an organisation shows to everybody, without signing in (mission E15)."""
    found = public_organisation(organisation)
    try:
        rules = rules_in_force(Body.objects.get(pk=found.pk))
    except NotFound:
        rules = None
    context = {
        "organisation": found,
        "sentences": rule_sentences(rules) if rules is not None else [],
        "rules": rules,
    }
    return page(request, "organisations/public.html", context)
