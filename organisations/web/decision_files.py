"""The register of decisions to take away: as a table, as data, on paper. All three keep the filters of the page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organisations.exports.decisions import decision_data, decision_lines
from organisations.models import Body
from organisations.queries.bodies import body_for
from organisations.queries.decisions import shows_figures
from organisations.web.decisions import asked_for, narrowed
from organiser.base import clock
from organiser.base.pages import page


def _attached(body: Body, ending: str) -> dict[str, str]:
    name = f"decisions-{slugify(body.name)[:60] or body.public_id}-{clock.today().isoformat()}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


@login_required
@require_safe
@never_cache
def decisions_csv(request: HttpRequest, body: str) -> StreamingHttpResponse:
    """The register, or the part that the filters ask for, as CSV."""
    found = body_for(request.user, body)
    listed = narrowed(request.user, found, asked_for(request)).iterator(chunk_size=500)
    lines = decision_lines(listed, figures=shows_figures(request.user, found))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=_attached(found, "csv"))


@login_required
@require_safe
@never_cache
def decisions_json(request: HttpRequest, body: str) -> HttpResponse:
    """The same as JSON."""
    found = body_for(request.user, body)
    listed = narrowed(request.user, found, asked_for(request))
    text = decision_data(found, listed, figures=shows_figures(request.user, found))
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=_attached(found, "json"))


@login_required
@require_safe
def decisions_print(request: HttpRequest, body: str) -> HttpResponse:
    """The same on paper, whole texts one below the other."""
    found = body_for(request.user, body)
    asked = asked_for(request)
    context = {"decisions": list(narrowed(request.user, found, asked)), "narrowed": any(asked.values())}
    return page(request, "organisations/decisions_print.html", context, body=found)
