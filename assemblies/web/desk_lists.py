"""The lists that a desk is made of, to be asked at once which of them hold anything."""

from typing import Any

from django.db.models import QuerySet

from assemblies.queries.challenges import unanswered_of
from assemblies.queries.due import (
    drafts_in,
    minutes_to_agree,
    open_ballots_of,
    to_open_or_close,
    waiting_motions_of,
)
from assemblies.queries.reviews import reviews_coming
from assemblies.queries.tasks import overdue_in, without_effect_in
from assemblies.web.desk_tasks import EIGHT_WEEKS
from members.enums import ApplicationState, ReminderStatus, StatementStatus
from members.queries.applications import applications_to
from members.queries.duplicates import pairs_to_look_at
from members.queries.imports import imports_waiting
from members.queries.leaving import leaving_soon
from members.queries.mailings import to_print_of
from members.queries.reminders import reminders_visible_to
from members.queries.statements import statements_visible_to
from members.queries.transfers import to_answer, to_release
from organisations.enums import Power
from organisations.models import Body
from organiser.base.waiting import holding
from skills.queries.offices import roles_without_holder, terms_to_follow

Lists = dict[str, QuerySet[Any, Any]]


def waiting_in(viewer: Any, body: Body, powers: frozenset[str]) -> frozenset[str]:
    """The names of the lists in which something waits, of those that somebody with these powers looks after."""
    lists: Lists = {
        "drafts": drafts_in(body),
        "meeting": to_open_or_close(body),
        "ballots": open_ballots_of(body),
        "motions": waiting_motions_of(body),
        "minutes": minutes_to_agree(body),
        "terms": terms_to_follow(body, EIGHT_WEEKS),
        "vacant": roles_without_holder(body),
        "stuck": without_effect_in(body),
        "overdue": overdue_in(body),
        "reviews": reviews_coming(body, EIGHT_WEEKS),
    }
    if powers & {Power.COUNT, Power.FACILITATE}:
        lists["challenged"] = unanswered_of(body)
    if Power.KEEP_REGISTER in powers:
        lists |= {
            "applications": applications_to(viewer, body).filter(state=ApplicationState.OPEN),
            "leaving": to_release(body),
            "coming": to_answer(body),
            "ending": leaving_soon(body),
            "twice": pairs_to_look_at(viewer, body),
            "imports": imports_waiting(viewer, body),
            "printing": to_print_of(body),
        }
    if Power.KEEP_DUES in powers:
        lists |= {
            "statements": statements_visible_to(viewer).filter(body=body, status=StatementStatus.STAGED),
            "reminders": reminders_visible_to(viewer).filter(body=body, status=ReminderStatus.HELD),
        }
    return holding(Body.objects.filter(pk=body.pk), **lists)
