"""What a motion puts to the choice: how many of which alternatives; for the actions that move it and add to it."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from assemblies.counting.choosing import Choosing, Question
from assemblies.counting.limits import narrowed, too_wide
from assemblies.models import Alternative, Motion
from assemblies.queries.limits import limits_of
from members.models import Person
from organisations.models import DecisionRule
from organiser.base import clock
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import one_line, visible
from organiser.base.words import plural
from skills.models import Role
from skills.queries.seats import free_seats
from skills.rules import ELECT

LONGEST_LABEL, LONGEST_TEXT, MOST_ALTERNATIVES = 120, 1000, 300
FEWEST = 2
# Printed last on every paper whose method weighs each option against leaving things as they are.
DEFAULT_OPTION = "None of these"


class Chooses(Protocol):
    """The part of a motion's draft that is read here."""

    @property
    def choose(self) -> int | None:
        """How many are to be chosen."""

    @property
    def choose_settings(self) -> dict[str, Any]:
        """The settings of the method, within the limits of the rules."""

    @property
    def alternatives(self) -> tuple[tuple[str, str], ...]:
        """Names with descriptions."""

    @property
    def effect(self) -> str:
        """What the motion would do by itself."""


@dataclass(frozen=True)
class Choice:
    """How many are to be chosen, by which settings of the method, and the first alternatives."""

    seats: int | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    alternatives: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> list[Any] | None:
        """For the ledger; None for a question that is answered with for or against."""
        return None if self.seats is None else [self.seats, self.settings, [label for label, _ in self.alternatives]]


def clean_alternatives(draft: Chooses, rule: DecisionRule) -> Choice:
    """What a draft puts to the choice, checked against the method that the rules name.

    Raises:
        Invalid: alternatives without a number to be chosen; none or too many to be chosen; a name that is missing, too
            long or there twice.
        RuleNotMet: with an effect that is carried or falls as a whole; an election with candidates whom nobody asked;
            where the method cannot count it; with settings that go beyond the limits of the rules.
    """
    if draft.effect == ELECT:
        _demand_election(draft)
    if draft.choose is None:
        if draft.alternatives:
            raise Invalid("Say how many of the alternatives are to be chosen.", code="choose", field="choose")
        return Choice()
    if type(draft.choose) is not int or not 1 <= draft.choose <= MOST_ALTERNATIVES:
        raise Invalid(f"From 1 to {MOST_ALTERNATIVES} can be chosen.", code="choose", field="choose")
    if draft.effect and draft.effect != ELECT:
        raise RuleNotMet(
            "A motion with an effect is answered with for or against. Put the choice to the vote by itself.",
            code="effect_and_choice",
            field="choose",
        )
    found = _clean_each(draft.alternatives)
    # More may be brought until the ballot opens, so that only what no paper could mend is refused now.
    labels = tuple(label for label, _ in found) or ("one", "another")
    try:
        question(rule, labels, draft.choose, draft.choose_settings)
    except ValueError as refused:
        raise RuleNotMet(str(refused), code="cannot_be_counted", rule=str(rule), field="choose") from refused
    if sentence := too_wide(limits_of(rule, draft.choose), draft.choose_settings):
        raise RuleNotMet(sentence, code="wider_than_rules", rule=str(rule), field="choose_settings")
    return Choice(draft.choose, dict(draft.choose_settings), found)


def _clean_each(alternatives: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The alternatives of a draft, if there are no more than a paper holds and each has a name of its own."""
    if len(alternatives) > MOST_ALTERNATIVES:
        sentence = f"A paper has at most {MOST_ALTERNATIVES} options."
        raise Invalid(sentence, code="too_many_alternatives", field="alternatives")
    found = tuple(clean_alternative(label, text) for label, text in alternatives)
    seen: set[str] = set()
    for label, _ in found:
        if label.casefold() in seen:
            sentence = f"“{label}” is there twice. Give each alternative a name of its own."
            raise Invalid(sentence, code="alternative_exists", field="alternatives")
        seen.add(label.casefold())
    return found


def _demand_election(draft: Chooses) -> None:
    """Go on only if an election says how many are elected, and brings nobody who was not asked."""
    if draft.choose is None:
        raise Invalid("Say how many are to be elected.", code="choose", field="choose")
    if draft.alternatives:
        raise RuleNotMet(
            "Candidates are nominated and say themselves whether they stand. Move the election, then nominate.",
            code="candidates_nominated",
            field="alternatives",
        )


def demand_seats(role: Role, seats: int, *, free: bool) -> None:
    """Go on only if a role has so many seats, or so many that are free today.

    An election may be moved while somebody still serves. When the vote opens, each seat it fills is free.

    Raises:
        RuleNotMet: otherwise.
    """
    there = plural(free_seats(role), "free seat", "free seats") if free else plural(role.seats, "seat", "seats")
    if seats > (free_seats(role) if free else role.seats):
        raise RuleNotMet(
            f"The role {role.name} has {there}, for {seats} to be elected.", code="too_few_seats", field="choose"
        )


def question(rule: DecisionRule, labels: tuple[str, ...], seats: int, asked: dict[str, Any]) -> Question:
    """What a paper with these alternatives is counted by, the option that holds by default added where there is one.

    Its settings are the limits of the rules as they stand now, narrowed by what the mover asked for. Where rules have
    become narrower since a motion was moved, theirs hold.

    Raises:
        ValueError: with a plain sentence where nothing could be counted so.
    """
    method, settings = Choosing(rule.choosing), narrowed(limits_of(rule, seats), asked)
    if method == Choosing.DEBIAN_SCHULZE and "default" not in settings:
        labels, settings = (*labels, DEFAULT_OPTION), {**settings, "default": DEFAULT_OPTION}
    return Question(method=method, options=labels, seats=seats, settings=settings)


def write_alternatives(motion: Motion, choice: Choice) -> None:
    """Insert the alternatives a motion came with."""
    for label, text in choice.alternatives:
        add_alternative(motion, motion.mover, label, text)


def clean_alternative(label: str, text: str) -> tuple[str, str]:
    """Name and description of an alternative.

    Raises:
        Invalid: without a name, or with too long ones.
    """
    label, text = one_line(label), visible(text).strip()
    if not label or len(label) > LONGEST_LABEL:
        sentence = f"Give each alternative a name of at most {LONGEST_LABEL} letters."
        raise Invalid(sentence, code="label", field="label")
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"Describe it in at most {LONGEST_TEXT} letters.", code="text", field="text")
    return label, text


def add_alternative(motion: Motion, brought_by: Person, label: str, text: str) -> Alternative:
    """Insert one; for actions that checked it and hold the lock on the motion."""
    return Alternative.objects.create(
        organisation_id=motion.organisation_id,
        motion=motion,
        label=label,
        text=text,
        brought_by=brought_by,
        brought_at=clock.now(),
    )
