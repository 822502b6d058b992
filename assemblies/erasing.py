"""What must be cleaned on this floor when a person is erased; see organiser/base/erasing.py.

Rolls, votes, seconds, attendance and tasks keep the row of the person, which has no name any more. The full name is
replaced where a sentence was written down with it. Agreed minutes keep their digest, which is of the text that was
agreed to; the text says that a name was taken out of it.
"""

from typing import Any

from django.db.models import Q, QuerySet

from assemblies.enums import BallotMethod, BallotStatus, MinutesStatus
from assemblies.models import (
    AgendaItem,
    Alternative,
    Assembly,
    Ballot,
    CalendarKey,
    Contribution,
    CountedBatch,
    DecisionTask,
    Exclusion,
    Minutes,
    Motion,
    MotionVersion,
    Nomination,
    Option,
    Recount,
    Result,
    RollChallenge,
    RollEntry,
    Tie,
    Vote,
)
from members.models import Person
from members.queries.erasing import longer_names, take_name_out
from organisations.models import Decision
from organiser.base import clock, ways_in
from organiser.base.erased_words import erased_name, take_out
from organiser.base.erasing import held_up_by, holds_none, register
from organiser.base.text import without_accents

# What a count says of options by their names.
COUNTS = (
    (Result, ("verdict", "chosen")),
    (Recount, ("left_out", "serving", "ties", "lots", "chosen")),
    (Tie, ("options", "count", "announced", "chosen", "note", "evidence")),
)
WORDS = (
    (Assembly, ("title", "place", "provisions")),
    (AgendaItem, ("title", "note", "minutes")),
    (Minutes, ("note", "content", "text")),
    (Ballot, ("question", "summary", "effect_sentence")),
    (CountedBatch, ("set_aside_why",)),
    (Motion, ("title", "summary", "summary_waived_why", "scope_note", "tasks")),
    (MotionVersion, ("text",)),
    (Contribution, ("text",)),
    (DecisionTask, ("what", "report")),
    (Alternative, ("label", "text")),
    (Option, ("label", "text")),
    (Nomination, ("statement", "barred")),
    (RollChallenge, ("grounds", "answer")),
    (Vote, ("reason",)),
    *COUNTS,
)
NOT_SETTLED = (BallotStatus.OPEN, BallotStatus.TIED, BallotStatus.JUDGING)
TAKEN_OUT = "\nOn {day} the name of somebody who was erased was taken out of these minutes.\n"


def clean_words(person: Person) -> None:
    """Take the name out of what assemblies have on record; minutes that were agreed to say so."""
    for model, fields in WORDS:
        if model is Minutes:
            continue
        rows = model._default_manager.all()  # noqa: SLF001
        if model is Vote:  # of all votes those alone in which reasons can stand; a large body has millions
            rows = rows.filter(ballot__method=BallotMethod.CONSENSUS)
        # The name on the paper of an election is that of one candidate, whoever else bears it (`clean_candidacies`).
        take_name_out(person, rows.filter(nomination__isnull=True) if model is Option else rows, fields)
    agreed = set(Minutes.objects.filter(status=MinutesStatus.AGREED).values_list("pk", "text"))
    if take_name_out(person, Minutes.objects.all(), ("note", "content", "text")):
        said = TAKEN_OUT.format(day=f"{clock.today():%-d %B %Y}")
        for minutes in Minutes.objects.filter(pk__in=[key for key, _text in agreed]):
            if (minutes.pk, minutes.text) not in agreed:
                Minutes.objects.filter(pk=minutes.pk).update(text=minutes.text + said)


def clean_exclusions(person: Person) -> None:
    """Empty what was held against somebody, and her or his answer; that it was decided stays on record."""
    Exclusion.objects.filter(membership__person=person).update(grounds="", answer="")


def clean_challenges(person: Person) -> None:
    """Empty what was said of the vote of somebody, and what she or he said of another's; the answer stays."""
    RollChallenge.objects.filter(Q(person=person) | Q(made_by=person)).update(grounds="", answer="")


def clean_candidacies(person: Person) -> None:
    """Empty what somebody said as a candidate, and take the name off the papers she or he stood on.

    A paper tells two of one name apart by their numbers, so that the name on it means one of them whoever else bears
    it; results keep their order and figures, under the same new name.
    """
    Nomination.objects.filter(person=person).update(statement="", barred="")
    instead = erased_name(person)
    for option in Option.objects.filter(nomination__person=person).exclude(label=instead).select_related("ballot"):
        label, ballot = option.label, option.ballot
        others = Option.objects.filter(ballot=ballot, label__icontains=label).exclude(pk=option.pk)
        keep = [*others.values_list("label", flat=True), *longer_names(person)]
        Option.objects.filter(pk=option.pk).update(label=instead, text="")
        for model, fields in COUNTS:
            take_out(model._default_manager.filter(ballot=ballot), fields, label, instead, keep)  # noqa: SLF001
        decided = Decision.objects.filter(source_ref=ballot.public_id)
        take_out(decided, ("text", "working"), label, instead, keep)
        for decision in decided:
            decided.filter(pk=decision.pk).update(folded=without_accents(f"{decision.title}\n{decision.text}"))
        take_out(Minutes.objects.filter(assembly=ballot.assembly_id), ("content", "text"), label, instead, keep)


def open_ballots(person: Person) -> list[str]:
    """An erasure waits for ballots on whose roll or paper the person stands, and for a motion to exclude her or him."""
    entries = RollEntry.objects.filter(person=person, roll__ballot__status__in=NOT_SETTLED)
    ballots = entries.values_list("roll__ballot__question", flat=True).order_by("roll__ballot__pk")
    stands = Option.objects.filter(nomination__person=person, ballot__status__in=NOT_SETTLED)
    ballots = [*ballots, *stands.exclude(ballot__question__in=ballots).values_list("ballot__question", flat=True)]
    sentences = [f"The ballot “{question}” is not settled. The erasure is done after that." for question in ballots]
    if running_exclusions(person).exists():
        sentences.append("A motion to exclude this person is not decided yet. The erasure is done after that.")
    return sentences


def running_exclusions(person: Person) -> QuerySet[Exclusion]:
    """The motions to exclude this person that are not over: undecided, before their day, or under appeal."""
    undecided = Q(motion__ended_at__isnull=True) | Q(appeal__isnull=False, appeal__ended_at__isnull=True)
    waiting = Q(excluded_on__isnull=True, waits_until__gte=clock.today())
    return Exclusion.objects.filter(undecided | waiting, membership__person=person)


def end_calendars(people: Any, body: Any) -> int:
    """End the addresses of the calendars of these people, and all of the body: each makes a new one."""
    theirs = Q(person__in=people) if body is None else Q(person__in=people) | Q(body=body)
    return CalendarKey.objects.filter(theirs, revoked_at__isnull=True).update(revoked_at=clock.now())


def clean_reasons(person: Person) -> None:
    """Empty why somebody blocked, stood aside or had reservations; what she or he said stays, and the count with it."""
    Vote.objects.filter(entry__person=person).exclude(reason="").update(reason="")


def clean_calendars(person: Person) -> None:
    """End the addresses of her or his calendars."""
    CalendarKey.objects.filter(person=person).delete()


held_up_by("assemblies.open", open_ballots)
register("assemblies.candidacies", clean_candidacies, fields=[])
register("assemblies.challenges", clean_challenges, fields=[])
ways_in.register("calendars", end_calendars)
register(
    "assemblies.words",
    clean_words,
    fields=[f"{model._meta.label}.{field}" for model, fields in WORDS for field in fields],
)
register(
    "assemblies.exclusions",
    clean_exclusions,
    fields=["assemblies.Exclusion.grounds", "assemblies.Exclusion.answer"],
)
register("assemblies.reasons", clean_reasons, fields=[])
register("assemblies.calendars", clean_calendars, fields=["assemblies.CalendarKey.digest"])
holds_none(
    "it holds public ids and words of ours",
    "assemblies.Motion.effect",
    "assemblies.Motion.effect_payload",
    "assemblies.CountedBatch.papers",
    "assemblies.CountedBatch.second",
    "assemblies.PaperEntry.line",
    "assemblies.Result.rule",
    "assemblies.Option.note",
    "assemblies.Ballot.settings",
    "assemblies.Motion.choose_settings",
    "assemblies.Vote.choice",
    "assemblies.Slip.choice",
    "assemblies.SealedVote.choice",
    "assemblies.Tie.stage",
    "assemblies.Tie.purpose",
)
holds_none(
    "a digest or a random word that joins nothing to anybody",
    "assemblies.Minutes.digest",
    "assemblies.Vote.key",
    "assemblies.Vote.spent",
    "assemblies.Result.votes_digest",
    "assemblies.Roll.digest",
    "assemblies.PaperCode.digest",
    "assemblies.Result.papers_digest",
    "assemblies.Recount.papers_digest",
    "assemblies.Ticket.tracker",
    "assemblies.Slip.tracker",
    "assemblies.SealedVote.tracker",
)
