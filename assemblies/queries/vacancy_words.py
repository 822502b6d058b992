"""What a recount came to, in words, as a decision, and as a record that anybody can count again."""

from django.db.models import Q

from assemblies.counting.choosing import Decided
from assemblies.counting.rule import Outcome
from assemblies.counting.sheet import Result, Sheet, digest_of
from assemblies.counting.vacancy import struck_line
from assemblies.models import Option, Recount
from assemblies.queries.papers import board_of, question_of
from assemblies.queries.vacancies import papers_without
from members.queries.naming import member_id
from organisations.actions.decisions import Decided as Taken
from organisations.enums import DecisionKind, DecisionSource
from organisations.enums import Outcome as Verdict
from organiser.base.errors import NotFound
from organiser.base.words import join_names
from skills.rules import ELECT

A_SEAT = ": a seat that fell free"
LONGEST_TITLE = 200


def label_of(recount: Recount) -> str:
    """Whom a recount names, as she or he stands on the paper; nothing where it names nobody."""
    if recount.nomination_id is None:
        return ""
    return str(Option.objects.get(ballot=recount.ballot_id, nomination=recount.nomination_id).label)


def asked_in(recount: Recount) -> list[str]:
    """Who of this paper was asked for another seat of the same role when the papers were counted."""
    others = Recount.objects.filter(term__role=recount.term.role_id, pk__lt=recount.pk).exclude(term=recount.term_id)
    asked = others.filter(Q(answered_at__isnull=True) | Q(answered_at__gt=recount.counted_at))
    people = asked.values("nomination__person")
    options = Option.objects.filter(ballot=recount.ballot_id, nomination__person__in=people)
    return [str(label) for label in options.order_by("place").values_list("label", flat=True)]


def working_of(recount: Recount) -> list[str]:
    """How a recount came to whom it names, in sentences: who is left out and why, the count, lots, and the seat."""
    said = [f"Not counted: {one['name']}. {one['why']}" for one in recount.left_out]
    asked = [label for label in asked_in(recount) if label in recount.serving]
    if serving := [label for label in recount.serving if label not in asked]:
        said.append(f"Serving, and keeping the seat: {join_names(serving)}.")
    if asked:
        said.append(f"Asked for another seat of the role, and kept for it: {join_names(asked)}.")
    if recount.chosen is not None:
        said += recount.chosen["sentences"]
    # The first lots are those on ties, of which the count has spoken; a last one may say who comes first.
    said += [
        f"{join_names(lot['between'])} were elected together with equal votes. By lot {lot['named'][0]} comes first."
        for lot in recount.lots[len(recount.ties) :]
    ]
    if recount.lots:
        said.append("Lots were reckoned from the digests of roll and papers, which were public when the ballot closed.")
    named = label_of(recount)
    if named:
        said.append(f"The first of those elected who does not serve yet: {named}.")
    else:
        said.append("The papers name nobody who does not serve yet. A new election fills the seat.")
    return said


def taken_seat(recount: Recount) -> Taken:
    """The decision by which somebody takes a seat: what the members decided by their papers in the same ballot."""
    ballot, term = recount.ballot, recount.term
    named = label_of(recount)
    option = Option.objects.filter(ballot=ballot, nomination=recount.nomination_id)
    member = option.annotate(member=member_id("nomination__person")).values_list("member", flat=True).get()
    gone = Option.objects.filter(ballot=ballot, nomination__person=term.person_id).first()
    who = gone.label if gone is not None else term.person.name
    text = (
        f"{who} left the role {term.role.name} on {term.ended_on:%-d %B %Y}, before the term was over. The papers of "
        f"the ballot “{ballot.question}” were counted again. {named} takes the seat until {term.ends_on:%-d %B %Y}."
    )
    return Taken(
        kind=DecisionKind.ELECTION,
        title=f"{ballot.motion.title[: LONGEST_TITLE - len(A_SEAT)]}{A_SEAT}",
        text=text,
        outcome=Verdict.CARRIED,
        working=working_of(recount),
        source=DecisionSource.BALLOT,
        source_ref=ballot.public_id,
        effect=ELECT,
        payload={
            "role": term.role.public_id,
            "elected": [member],
            "until": term.ends_on.isoformat(),
            "vacancy": term.public_id,
        },
    )


def recount_sheet(recount: Recount) -> Sheet:
    """The record of a recount, in the form of that of a ballot: the papers without those who are gone.

    Raises:
        NotFound: where nobody was left to be counted.
    """
    ballot, chosen = recount.ballot, recount.chosen
    found = papers_without(ballot, [one["place"] for one in recount.left_out])
    if chosen is None or found is None:
        raise NotFound("Nobody was left to be counted here, so there is no record of a count.", code="no_count")
    papers = tuple(sorted(found.papers.items()))
    return Sheet(
        ballot=recount.public_id,
        body=ballot.body.name,
        question=f"{ballot.question}{A_SEAT}",
        opened=ballot.opened_at.isoformat(),
        closed=recount.counted_at.isoformat(),
        method=ballot.method,
        entitled=ballot.result.entitled,
        present=ballot.result.present,
        seats=ballot.seats,
        settings=found.question.settings,
        options=found.question.options,
        papers=papers,
        papers_digest=digest_of(papers),
        board=tuple(_board(recount)) if ballot.secret else None,
        ties=tuple(Decided.from_json(tie) for tie in recount.ties),
        result=Result(
            outcome=Outcome.CARRIED if chosen["winners"] else Outcome.FELL,
            winners=tuple(chosen["winners"]),
            record=chosen["record"],
        ),
    )


def _board(recount: Recount) -> list[tuple[str, str]]:
    """The board of a secret ballot with its papers as they were counted here, for everybody to find the own tracker."""
    question = question_of(recount.ballot)
    gone = {one["place"] - 1 for one in recount.left_out}
    kept = [place for place in range(len(question.options)) if place not in gone]
    places = {old: new for new, old in enumerate(kept)}
    return [
        (tracker, struck_line(question, line, places))
        for tracker, line in board_of(recount.ballot)
        if question.demand(line)
    ]
