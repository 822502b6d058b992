"""Which questions are asked, what somebody said herself or himself, and how many said what (mission C18)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from members.enums import ANSWERS, Question, Said
from members.models import Described, DescribedCount, Headcount, Membership, Questionnaire
from members.queries.belonging import members_of, memberships_of
from organisations.enums import BodyType
from organisations.models import Body
from organisations.queries.decisions import shows_figures
from organiser.base.actor import Actor
from organiser.base.cells import parts_told
from organiser.base.errors import NotPermitted

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Told:
    """One question with what may be told of its answers; None is not told."""

    question: Question
    answers: list[tuple[Said, int | None]]


def asked_in(organisation_id: int) -> list[Question]:
    """The questions that an organisation asks now, in their fixed order."""
    latest = Questionnaire.objects.filter(organisation=organisation_id).order_by("-made_at", "-pk").first()
    return [question for question in Question if latest is not None and question.value in latest.questions]


def own_answers(membership: Membership) -> dict[str, str]:
    """What somebody said, for her or his own page alone."""
    return dict(Described.objects.filter(membership=membership).values_list("question", "said"))


def to_tell(body: Body, questions: list[Question]) -> Counts:
    """How many of the members said what, without every number that may not be told."""
    members = members_of(body)
    whole = members.count()
    said: Counts = defaultdict(dict)
    rows = Described.objects.filter(membership__in=members, question__in=questions).values_list("question", "said")
    for question, answer, number in rows.annotate(number=Count("pk")).order_by("question", "said"):
        said[question][answer] = number
    return {
        question: {answer: number for answer, number in counts.items() if answer in parts_told(counts, whole)}
        for question, counts in said.items()
    }


def _counts(body_id: int, month: date) -> Counts:
    found: Counts = defaultdict(dict)
    for row in DescribedCount.objects.filter(body=body_id, month=month):
        found[row.question][row.said] = row.number
    return found


def _total(body_id: int, month: date) -> int:
    row = Headcount.objects.filter(body=body_id, month=month).first()
    return row.full + row.trial + row.supporters + row.on_leave if row is not None else 0


def described_in(viewer: Actor, body: Body) -> tuple[date | None, list[Told]]:
    """The numbers of the latest month, for members of the body; with the month.

    Of an organisation nothing is told from which, with one's own branch taken away, so small a number of the others
    would follow (invariant 7).

    Raises:
        NotPermitted: for those who are not members of the body.
    """
    if not shows_figures(viewer, body):
        raise NotPermitted(f"The figures of {body.name} are for its members.", code="not_constituency")
    questions = asked_in(body.organisation_key)
    latest = Headcount.objects.filter(body=body.pk).order_by("-month").first()
    if latest is None:
        return None, [Told(question, [(said, None) for said in ANSWERS[question]]) for question in questions]
    counts = _counts(body.pk, latest.month)
    own = memberships_of(viewer).filter(organisation=body.pk).values_list("branch", flat=True).first()
    if own is not None and body.type == BodyType.ORGANISATION:
        mine, others = _counts(own, latest.month), _total(body.pk, latest.month) - _total(own, latest.month)
        for question, numbers in counts.items():
            rest = {said: numbers[said] - number for said, number in mine[question].items() if said in numbers}
            for said in rest.keys() - parts_told(rest, others):
                del numbers[said]
    return latest.month, [
        Told(question, [(said, counts[question].get(said)) for said in ANSWERS[question]]) for question in questions
    ]
