"""Alternatives of a motion, and the options they become on the paper of its ballot."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from assemblies.actions.candidates import candidates_of
from assemblies.actions.choices import FEWEST, MOST_ALTERNATIVES, add_alternative, clean_alternative, question
from assemblies.actions.motions import demand_full_member, record_motion
from assemblies.counting.choosing import Question
from assemblies.enums import BEFORE_VOTING, BallotMethod
from assemblies.models import Alternative, Ballot, Motion, Option
from assemblies.queries.ballots import rule_of
from assemblies.queries.consensus import next_paper
from members.models import Person
from organisations.models import DecisionRule
from organisations.queries.rulesets import rule_for
from organiser.base import clock
from organiser.base.actions import action, locked
from organiser.base.errors import Conflict, NotPermitted, RuleNotMet, WrongState
from skills.rules import ELECT


@dataclass(frozen=True)
class Paper:
    """What will be printed: how the paper is counted, and the options on it."""

    method: str = BallotMethod.YES_NO
    seats: int = 1
    settings: dict[str, Any] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    default: str = ""


@action
def bring_alternative(actor: Person, *, motion: Motion, label: str, text: str = "") -> Alternative:
    """Bring one more thing that a motion could come to, until its ballot opens; any full member of the body can.

    Raises:
        NotPermitted: for anybody else.
        WrongState: once it is voted on or decided, and for a motion that is answered with for or against.
        Invalid, Conflict: without a name, with one that is too long or stands there already.
        RuleNotMet: with a name that the method of the rules cannot count beside the others.
    """
    demand_full_member(actor, motion.body, "bring alternatives")
    label, text = clean_alternative(label, text)
    motion = locked(motion)
    _demand_chooses(motion)
    standing = Alternative.objects.filter(motion=motion, withdrawn_at__isnull=True)
    if standing.filter(label__iexact=label).exists():
        raise Conflict(f"“{label}” is among the alternatives already.", code="alternative_exists", field="label")
    if standing.count() >= MOST_ALTERNATIVES:
        raise RuleNotMet(f"A paper has at most {MOST_ALTERNATIVES} options.", code="too_many_alternatives")
    labels = (*standing.order_by("pk").values_list("label", flat=True), label)
    if len(labels) > 1:
        demand_question(rule_for(motion.body, motion.kind), labels, motion)
    made = add_alternative(motion, actor, label, text)
    record_motion(actor, "bring_alternative", motion, label=label, text=text)
    return made


@action
def withdraw_alternative(actor: Person, *, alternative: Alternative) -> Alternative:
    """Take an alternative back; whoever brought it can, until the ballot opens.

    Raises:
        NotPermitted: for anybody else.
        WrongState: once it is voted on, or where it was taken back.
    """
    if alternative.brought_by_id != actor.pk:
        sentence = "Whoever brought an alternative takes it back."
        raise NotPermitted(sentence, code="not_yours")
    motion = locked(alternative.motion)
    _demand_chooses(motion)
    alternative = locked(alternative)
    if alternative.withdrawn_at is not None:
        raise WrongState("This alternative was taken back already.", code="withdrawn")
    alternative.withdrawn_at = clock.now()
    alternative.save(update_fields=["withdrawn_at"])
    record_motion(actor, "withdraw_alternative", motion, label=alternative.label)
    return alternative


def _demand_chooses(motion: Motion) -> None:
    if motion.effect == ELECT:
        raise WrongState("In an election candidates are nominated. Nominate somebody.", code="candidates_nominated")
    if motion.choose is None:
        raise WrongState(
            f"Motion {motion.reference} is answered with for or against and has no alternatives.", code="no_choice"
        )
    if motion.status not in BEFORE_VOTING:
        raise WrongState(
            f"The alternatives of motion {motion.reference} are fixed: it is being voted on or was decided.",
            code="alternatives_fixed",
        )


def paper_for(motion: Motion, rule: DecisionRule) -> Paper:
    """What the paper of a motion will be under these rules.

    Raises:
        RuleNotMet: with fewer alternatives than make a choice, or what the method of the rules cannot count.
    """
    if motion.choose is None:
        method, settings = next_paper(motion, rule, rule_of(rule))
        return Paper(method, settings=settings)
    if motion.effect == ELECT:
        options = candidates_of(motion)
    else:
        standing = Alternative.objects.filter(motion=motion, withdrawn_at__isnull=True).order_by("pk")
        options = tuple(Option(label=one.label, text=one.text, alternative=one) for one in standing)
        demand_enough(len(options), motion.choose)
    labels = tuple(one.label for one in options)
    counted = demand_question(rule, labels, motion)
    default = "".join(counted.options[len(labels) :])
    return Paper(counted.method.value, motion.choose, dict(counted.settings), options, default)


def demand_enough(standing: int, choose: int) -> None:
    """Go on only with as many alternatives as make a choice.

    Raises:
        RuleNotMet: otherwise.
    """
    if standing < max(FEWEST, choose):
        raise RuleNotMet(
            f"There are {standing} alternatives and {choose} to be chosen. Bring more first, or move a "
            "question that is answered with for or against.",
            code="too_few_alternatives",
        )


def demand_question(rule: DecisionRule, labels: tuple[str, ...], motion: Motion) -> Question:
    """What these alternatives are counted by.

    Raises:
        RuleNotMet: where the method of the rules cannot count them, for instance a name that it prints itself.
    """
    try:
        return question(rule, labels, motion.choose or 1, motion.choose_settings)
    except ValueError as refused:
        raise RuleNotMet(str(refused), code="cannot_be_counted", rule=str(rule), field="label") from refused


def print_options(ballot: Ballot, paper: Paper) -> list[str]:
    """Print the options of a ballot; where the rules say so, in an order drawn by lot that anybody can draw again.

    The lot is the digest of the frozen roll, which nobody knows before the ballot opens: options stand in the order of
    the SHA-256 of `digest label`.
    """
    printed = list(paper.options)
    if ballot.rule.lot_order:
        printed.sort(key=lambda one: hashlib.sha256(f"{ballot.roll.digest} {one.label}".encode()).digest())
    if paper.default:
        printed.append(Option(label=paper.default))
    for place, option in enumerate(printed, 1):
        option.organisation_id, option.ballot, option.place = ballot.organisation_id, ballot, place
    Option.objects.bulk_create(printed)
    return [option.label for option in printed]
