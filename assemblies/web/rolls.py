"""The frozen roll of a ballot, for those who count, facilitate or keep the register: who may vote, who not, and why."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from assemblies.queries.ballots import ballot_for
from assemblies.queries.named import demand_roll
from assemblies.queries.rolls import BY_MEMBERSHIP, off_roll, on_roll, roll_lines
from organiser.base.errors import NotFound
from organiser.base.pages import page

PAGE, LONGEST = 100, 100


@require_safe
@login_required
def ballot_roll(request: HttpRequest, ballot: str) -> HttpResponseBase:
    """A hundred on a page, with a search by name."""
    shown = ballot_for(request.user, ballot)
    demand_roll(request.user, shown)
    words = request.GET.get("q", "")[:LONGEST]
    off = request.GET.get("show") == "off"
    rows = Paginator((off_roll if off else on_roll)(shown, words), PAGE).get_page(request.GET.get("page"))
    context = {
        "ballot": shown,
        "words": words,
        "off": off,
        "page": rows,
        "refused": off_roll(shown).count(),
        "has_file": shown.roll.digest_form == BY_MEMBERSHIP,
    }
    return page(request, "assemblies/roll.html", context, body=shown.body)


@require_safe
@login_required
def ballot_roll_file(request: HttpRequest, ballot: str) -> HttpResponseBase:
    """The lines of which the digest was taken: the SHA-256 of this file is the digest that was told.

    Raises:
        NotFound: for a roll from before this was so.
    """
    shown = ballot_for(request.user, ballot)
    demand_roll(request.user, shown)
    if shown.roll.digest_form != BY_MEMBERSHIP:
        raise NotFound("This roll is from before there was such a file.", code="no_roll_file")
    answer = StreamingHttpResponse(roll_lines(shown.roll), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="roll-{shown.public_id}.txt"'
    return answer
