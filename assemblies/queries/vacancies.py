"""Seats that fell free before their time: which election filled them, who still serves, whom the papers could name."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from assemblies.counting.vacancy import Papers, without
from assemblies.enums import MotionStatus, RecountState
from assemblies.models import Ballot, Motion, Option, Recount
from assemblies.queries.papers import papers_of, question_of
from members.models import Person
from members.queries.naming import member_id
from organisations.enums import DecisionSource, Vacancies
from organisations.models import Body
from organiser.base import authority, clock
from organiser.base.actor import Actor
from organiser.base.errors import NotFound, RuleNotMet
from skills.actions.roles import demand_can_stand
from skills.enums import TermEnd
from skills.models import Role, Term
from skills.queries.powers import in_office
from skills.queries.seats import holds
from skills.rules import ELECT, ELECTING

# How a term ends so that its seat falls free; where a body ends, its seats end too.
EARLY = (TermEnd.RESIGNED, TermEnd.RECALLED, TermEnd.LOST, TermEnd.LEFT)
ANSWER_DAYS = 14


@dataclass
class Standing:
    """Where the candidates of an election are today: who serves, who is gone and why, by their place on the paper.

    Whoever is asked for another seat of the role stands among those who serve: one person takes one seat.
    """

    serving: list[str] = field(default_factory=list)
    gone: dict[int, tuple[str, str]] = field(default_factory=dict)

    def to_json(self) -> list[dict[str, object]]:
        """Those who are gone as plain JSON types."""
        return [{"place": place, "name": name, "why": why} for place, (name, why) in sorted(self.gone.items())]


def early_terms() -> QuerySet[Term]:
    """Terms from elections among several that ended early, the last to end first."""
    return (
        Term.objects.filter(
            end_reason__in=EARLY,
            ended_on__lt=F("ends_on"),
            decision__source=DecisionSource.BALLOT,
            decision__effect=ELECT,
        )
        .select_related("role__body__organisation", "person", "decision")
        .order_by("-ended_on", "-pk")
    )


def election_of(term: Term) -> Ballot | None:
    """The ballot by whose papers somebody holds or held a seat, at first or by a recount."""
    if term.decision.source != DecisionSource.BALLOT or term.decision.effect != ELECT:
        return None
    ballots = Ballot.objects.select_related("motion", "rule__rule_set", "roll", "result", "body__organisation")
    return ballots.filter(public_id=term.decision.source_ref).first()


def vacancies_of(ballot: Ballot) -> list[Term]:
    """The seats of an election that fell free early, with their recounts; none where its rules know no recount."""
    if ballot.motion.effect != ELECT or ballot.rule.vacancies != Vacancies.RECOUNT:
        return []
    return list(_with_recounts(early_terms().filter(decision__source_ref=ballot.public_id)))


def open_seats_of(body: Body) -> list[tuple[Term, Ballot]]:
    """The seats of a body that fell free early and have time left, with the election whose papers can fill them."""
    terms = list(_with_recounts(early_terms().filter(role__body=body, ends_on__gte=clock.today())))
    if not terms:
        return []
    ballots = Ballot.objects.filter(
        public_id__in=[term.decision.source_ref for term in terms], rule__vacancies=Vacancies.RECOUNT
    )
    found = {ballot.public_id: ballot for ballot in ballots}
    held = Counter(in_office(clock.today()).filter(role__body=body).values_list("role_id", flat=True))
    return [
        (term, found[term.decision.source_ref])
        for term in terms
        if term.decision.source_ref in found and (term.recounts.all() or held[term.role_id] < term.role.seats)
    ]


def _with_recounts(terms: QuerySet[Term]) -> QuerySet[Term]:
    recounts = Recount.objects.select_related("nomination__person", "decision").order_by("number")
    return terms.prefetch_related(Prefetch("recounts", queryset=recounts))


def recounts_visible_to(viewer: Actor) -> QuerySet[Recount]:
    """The recounts of the bodies the viewer is a member of: they name people (invariant 7)."""
    return (
        Recount.objects.filter(ballot__body__in=authority.bodies_of(viewer))
        .select_related(
            *("ballot__body__organisation", "ballot__motion", "ballot__rule__rule_set", "ballot__roll"),
            *("ballot__result", "term__role", "term__person", "nomination__person", "decision"),
        )
        .annotate(member=member_id("nomination__person"))
        .order_by("-counted_at", "-pk")
    )


def recount_for(viewer: Actor, public_id: str) -> Recount:
    """The recount of that public id.

    Raises:
        NotFound: where there is none that the viewer may know of.
    """
    recount = recounts_visible_to(viewer).filter(public_id=public_id).first()
    if recount is None:
        raise NotFound("There is no such recount here, or it is not yours to see.", code="no_recount")
    return recount


def seats_offered_in(viewer: Actor, body: Body) -> QuerySet[Recount]:
    """The seats of one organisation that wait for the viewer to say whether she or he takes them."""
    return recounts_visible_to(viewer).filter(
        nomination__person_id=viewer.pk, state=RecountState.ASKED, organisation_id=body.organisation_key
    )


def answer_by(recount: Recount) -> date:
    """The last day to say whether one takes a seat."""
    return timezone.localdate(recount.counted_at) + timedelta(days=ANSWER_DAYS)


def ended_early(term: Term) -> bool:
    """Whether a term ended before its time, so that its seat fell free."""
    return term.end_reason in EARLY and term.ended_on is not None and term.ended_on < term.ends_on


def election_runs(role: Role) -> bool:
    """Whether an election for a role is being voted on."""
    runs = Motion.objects.filter(body=role.body_id, effect__in=ELECTING, effect_payload__role=role.public_id)
    return runs.filter(status=MotionStatus.VOTING).exists()


def can_take(person: Person, role: Role) -> bool:
    """Whether somebody can take a seat of a role today, and has none of it."""
    try:
        demand_can_stand(person, role)
    except RuleNotMet:
        return False
    return not holds(person, role)


def asked_elsewhere(term: Term) -> QuerySet[Recount]:
    """The recounts by which somebody is asked, and can still say yes, for another seat of the same role."""
    asked = Recount.objects.filter(state=RecountState.ASKED, term__role=term.role_id, term__ends_on__gte=clock.today())
    return asked.exclude(term=term)


def standing_of(ballot: Ballot, term: Term) -> Standing:
    """Where every candidate of an election is today, for a seat of it that fell free."""
    role, found, today = term.role, Standing(), clock.today()
    holding = set(in_office(today).filter(role=role).values_list("person_id", flat=True))
    held = Term.objects.filter(role=role, decision__source_ref=ballot.public_id, ended_on__isnull=False)
    ended = {one.person_id: one for one in held.order_by("pk")}
    told = Recount.objects.filter(term=term, state__in=(RecountState.DECLINED, RecountState.LAPSED))
    said = {one.nomination_id: one.state for one in told}
    reserved = set(asked_elsewhere(term).values_list("nomination__person_id", flat=True))
    options = Option.objects.filter(ballot=ballot, nomination__isnull=False).select_related("nomination__person")
    for option in options.order_by("place"):
        if option.nomination is None:
            continue
        person = option.nomination.person
        if person.pk in holding:
            found.serving.append(option.label)
        elif person.pk in ended:
            one = ended[person.pk]
            why = f"Left the seat on {one.ended_on:%-d %B %Y}: {one.get_end_reason_display().lower()}."
            found.gone[option.place] = (option.label, why)
        elif option.nomination_id in said:
            found.gone[option.place] = (option.label, f"{RecountState(said[option.nomination_id]).label}.")
        else:
            try:
                demand_can_stand(person, role)
            except RuleNotMet as refused:
                found.gone[option.place] = (option.label, refused.sentence)
                continue
            if person.pk in reserved:
                found.serving.append(option.label)
    return found


def papers_without(ballot: Ballot, places: list[int]) -> Papers | None:
    """The papers of an election as they read without some of its candidates, by their places from 1 on."""
    question = question_of(ballot)
    gone = {question.options[place - 1] for place in places}
    return without(question, sorted(papers_of(ballot).items()), gone)
