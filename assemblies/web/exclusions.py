"""The page of an exclusion: what whoever it is about was told, the hearing, the answer, the decision, the appeal.

It stays open to whoever was excluded, when nothing else of the organisation does.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assemblies.actions.appeals import appeal_exclusion
from assemblies.actions.exclusions import answer_exclusion, give_exclusion_notice, write_hearing
from assemblies.enums import AGAINST_A_MEMBER, Hearing
from assemblies.models import Exclusion, Motion
from assemblies.queries.exclusions import about_me, appeal_until, can_be_appealed, exclusion_for, exclusion_of
from assemblies.queries.motions import motion_for
from assemblies.web.exclusion_forms import AnswerForm, AppealForm
from assemblies.web.motion_page import CAN_VOTE_ON
from members.enums import NoticesBy
from members.models import Person
from organisations.enums import Power
from organisations.queries.decisions import shows_figures
from organisations.web.panels import OWN, register_panel
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, Question, page, sure, tried
from skills.queries.offices import powers_in

BUTTONS = [choice for choice in Hearing.choices if choice[0] != Hearing.OFFERED]


def _page(request: HttpRequest, shown: Exclusion, answer: AnswerForm, appeal: AppealForm) -> HttpResponse:
    viewer, motion = request.user, shown.motion
    own, open_ = viewer.pk == shown.membership.person_id, motion.status in CAN_VOTE_ON
    inside = shows_figures(viewer, shown.body)
    sees_to_it = inside and not own and bool({Power.COUNT, Power.FACILITATE} & powers_in(viewer, shown.body))
    context = {
        "exclusion": shown,
        "own": own,
        "verb": "exclude" if shown.months is None else "suspend",
        "inside": inside,
        "buttons": BUTTONS if sees_to_it and open_ else [],
        "can_decline": own and open_ and shown.hearing == Hearing.OFFERED,
        "can_answer": own and (open_ or answer.errors),
        "answer_form": answer,
        "appeal_form": appeal if own and (can_be_appealed(shown) or appeal.errors) else None,
        "until": appeal_until(shown),
        "by_hand": sees_to_it and shown.membership.person.notices_by != NoticesBy.EMAIL,
        "reads_appeal": shown.appeal is not None and shows_figures(viewer, shown.appeal.body),
    }
    status = UNPROCESSABLE if answer.errors or appeal.errors else 200
    return page(request, "assemblies/exclusion.html", context, body=shown.body if inside else None, status=status)


@require_safe
@login_required
def exclusion(request: HttpRequest, exclusion: str) -> HttpResponse:
    """One of them."""
    shown = exclusion_for(request.user, exclusion)
    return _page(request, shown, AnswerForm(initial={"text": shown.answer}), AppealForm())


@require_POST
@login_required
def exclusion_notice(request: HttpRequest, motion: str) -> HttpResponse:
    """Give the notice, after one question: the wording is fixed from then on."""
    found = motion_for(request.user, motion)
    lead = "The member gets the text of this motion as the grounds. From then on it stands as it is."
    back = reverse("motion", args=[found.public_id])
    question = Question(str(found), "Give notice of this motion?", lead, "Give the notice", "Not yet", back)
    if exclusion_of(found) is None:
        asked = sure(request, question, body=found.body)
        if asked is not None:
            return asked
    given = give_exclusion_notice(request.user, motion=found)
    messages.success(request, "The notice is given, and stands on the member’s own page.")
    return redirect("exclusion", given.public_id)


@require_POST
@login_required
def exclusion_hearing(request: HttpRequest, exclusion: str) -> HttpResponse:
    """Write down what came of the hearing."""
    found = exclusion_for(request.user, exclusion)
    done = write_hearing(request.user, exclusion=found, outcome=request.POST.get("outcome", ""))  # type: ignore[arg-type]  # the action looks at the word
    messages.success(request, f"Written down: {done.get_hearing_display().lower()}.")
    return redirect("exclusion", done.public_id)


@require_POST
@login_required
@once
def exclusion_answer(request: HttpRequest, exclusion: str) -> HttpResponse:
    """Answer the grounds."""
    found, form = exclusion_for(request.user, exclusion), AnswerForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        done = tried(form, lambda: answer_exclusion(request.user, exclusion=found, text=given["text"]))
        if done is not None:
            messages.success(request, "Your answer stands beside the motion.")
            return redirect("exclusion", done.public_id)
    return _page(request, found, form, AppealForm())


@require_POST
@login_required
@once
def exclusion_appeal(request: HttpRequest, exclusion: str) -> HttpResponse:
    """Appeal."""
    found, form = exclusion_for(request.user, exclusion), AppealForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        done = tried(form, lambda: appeal_exclusion(request.user, exclusion=found, text=given["text"]))
        if done is not None:
            messages.success(request, "Your appeal comes before the next assembly of the organisation.")
            return redirect("exclusion", done.public_id)
    return _page(request, found, AnswerForm(initial={"text": found.answer}), form)


def before_the_vote(viewer: Person, motion: Motion, *, figures: bool) -> dict[str, Any]:
    """What the page of a motion says of notice and hearing, to members of its body."""
    if not figures or motion.effect not in {*AGAINST_A_MEMBER, "reinstate"}:
        return {}
    against = motion.effect in AGAINST_A_MEMBER
    given = exclusion_of(motion) if against else motion.appealed.select_related("body").first()
    missing = against and given is None and motion.status in CAN_VOTE_ON
    counts = missing and bool({Power.COUNT, Power.FACILITATE} & powers_in(viewer, motion.body))
    return {"exclusion": given, "notice_missing": missing, "can_notify": counts}


def own_exclusions(request: HttpRequest, _person: Any) -> tuple[str, dict[str, Any]] | None:
    """On one's own page: motions to exclude or suspend oneself, and what became of them."""
    found = about_me(request.user)
    return ("assemblies/panels/exclusions.html", {"exclusions": found}) if found else None


def register_own_exclusions() -> None:
    """Hand it to the page of one's own membership."""
    register_panel(10, own_exclusions, place=OWN)
