"""What must be cleaned on this floor when a person is erased; see organiser/base/erasing.py.

Rolls, votes, seconds, attendance and tasks keep the row of the person, which has no name any more. The full name is
replaced where a sentence was written down with it. Agreed minutes keep their digest, which is of the text that was
agreed to; the text says that a name was taken out of it.
"""

from assemblies.enums import MinutesStatus
from assemblies.models import (
    AgendaItem,
    Assembly,
    Ballot,
    CalendarKey,
    Contribution,
    DecisionTask,
    Exclusion,
    Minutes,
    Motion,
    MotionVersion,
)
from members.models import Person
from members.queries.erasing import take_name_out
from organiser.base import clock
from organiser.base.erasing import holds_none, register

WORDS = (
    (Assembly, ("title", "place", "provisions")),
    (AgendaItem, ("title", "note", "minutes")),
    (Minutes, ("note", "content", "text")),
    (Ballot, ("question", "effect_sentence")),
    (Motion, ("title", "summary", "scope_note", "tasks")),
    (MotionVersion, ("text",)),
    (Contribution, ("text",)),
    (DecisionTask, ("what", "report")),
)
TAKEN_OUT = "\nOn {day} the name of somebody who was erased was taken out of these minutes.\n"


def clean_words(person: Person) -> None:
    """Take the name out of what assemblies have on record; minutes that were agreed to say so."""
    for model, fields in WORDS:
        if model is not Minutes:
            take_name_out(person, model._default_manager.all(), fields)  # noqa: SLF001
    agreed = set(Minutes.objects.filter(status=MinutesStatus.AGREED).values_list("pk", "text"))
    if take_name_out(person, Minutes.objects.all(), ("note", "content", "text")):
        said = TAKEN_OUT.format(day=f"{clock.today():%-d %B %Y}")
        for minutes in Minutes.objects.filter(pk__in=[key for key, _text in agreed]):
            if (minutes.pk, minutes.text) not in agreed:
                Minutes.objects.filter(pk=minutes.pk).update(text=minutes.text + said)


def clean_exclusions(person: Person) -> None:
    """Empty what was held against somebody, and her or his answer; that it was decided stays on record."""
    Exclusion.objects.filter(membership__person=person).update(grounds="", answer="")


def clean_calendars(person: Person) -> None:
    """End the addresses of her or his calendars."""
    CalendarKey.objects.filter(person=person).delete()


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
register("assemblies.calendars", clean_calendars, fields=["assemblies.CalendarKey.digest"])
holds_none(
    "it holds public ids and words of ours",
    "assemblies.Motion.effect",
    "assemblies.Motion.effect_payload",
    "assemblies.Result.rule",
    "assemblies.Result.verdict",
)
holds_none(
    "a digest or a random word that joins nothing to anybody",
    "assemblies.Minutes.digest",
    "assemblies.Vote.key",
    "assemblies.Result.votes_digest",
    "assemblies.Roll.digest",
)
