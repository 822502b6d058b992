"""The page of a body: what it is for, how it decides, what holds, and what higher floors add."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organisations.enums import BodyType
from organisations.models import Body
from organisations.queries.bodies import body_for, branches_of, committees_of, councils_of
from organisations.queries.decisions import in_force
from organisations.queries.rulesets import kinds_of, rules_in_force
from organisations.queries.sentences import numbered_sentences
from organisations.queries.told import end_of
from organisations.web.panels import MAIN, MARGIN, figures_for, panels_for
from organiser.base.errors import NotFound
from organiser.base.kept import asked_once
from organiser.base.pages import page

SHOWN_DECISIONS = 5


def described(body: Body) -> tuple[str, str]:
    """What kind of body this is, and the sentence below its name: whom it organises, or what it may do."""
    if body.type == BodyType.ORGANISATION:
        organisation = body.organisation
        return organisation.get_kind_display(), organisation.constituency
    if body.type == BodyType.BRANCH:
        lead = body.as_branch.jurisdiction or body.place
        return f"{body.get_form_display()}, branch of {body.organisation.name}", lead
    if body.type == BodyType.COMMITTEE:
        return f"{body.get_form_display()} of {body.as_committee.parent.name}", body.as_committee.scope
    if body.type == BodyType.COUNCIL:
        return f"Council of {body.organisation.name}", "Delegates of several bodies meet here, bound by their mandates."
    return body.get_type_display(), body.place


@login_required
@require_safe
@asked_once()
def body(request: HttpRequest, body: str) -> HttpResponse:
    """The page of one body, for everybody who belongs to its organisation."""
    found = body_for(request.user, body)
    kicker, lead = described(found)
    try:
        rules = rules_in_force(found)
    except NotFound:
        rules = None
    decisions = in_force(found)
    context = {
        "kicker": kicker,
        "body_lead": lead,
        "figures": figures_for(request, found),
        "end": end_of(found),
        "rules": rules,
        "sentences": numbered_sentences(rules, kinds_of(found, rules)) if rules is not None else [],
        "branches": branches_of(found.organisation) if found.pk == found.organisation_id else [],
        "councils": councils_of(found.organisation) if found.pk == found.organisation_id else [],
        "committees": committees_of(found),
        "decisions": decisions[:SHOWN_DECISIONS],
        "main_panels": panels_for(request, found, MAIN),
        "margin_panels": panels_for(request, found, MARGIN),
    }
    return page(request, "organisations/body.html", context, body=found)
