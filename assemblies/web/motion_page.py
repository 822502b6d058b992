"""What the page of a motion shows, to a member of its body and to members of other branches."""

from dataclasses import dataclass
from typing import Any

from assemblies.enums import BEFORE_VOTING, NAMING, SUMMARY_OPEN, BallotStatus, MotionStatus, Stance
from assemblies.models import Ballot, Motion
from assemblies.queries.alternatives import alternatives_of
from assemblies.queries.ballots import held_in
from assemblies.queries.challenges import unanswered_at
from assemblies.queries.choices import assemblies_to_table_in, rules_by_kind
from assemblies.queries.lists import ballots_of_motion
from assemblies.queries.planned import earlier_decision, planned_tasks
from assemblies.queries.rule_changes import rule_changes
from assemblies.queries.today import has_vote
from assemblies.queries.unmet import warnings_for
from assemblies.web.alternatives import AlternativeForm
from assemblies.web.summaries import waits_for_summary
from assemblies.web.verdicts import shown_verdict
from members.models import Person
from organisations.actions.effects import describe_effect, spell_effect
from organisations.enums import Channel, DecisionKind, DecisionStatus, Power
from organisations.models import DecisionRule
from organisations.queries.ballot_phrases import ballot_sentence
from organisations.queries.body_sentences import about_exclusion
from organisations.queries.decisions import shows_figures
from organisations.queries.sentences import procedure_sentence, quorum_sentence, threshold_sentence
from organisations.queries.spelled import Spelled
from organiser.base.errors import Refusal
from organiser.base.words import moment
from skills.queries.offices import powers_in

CAN_SECOND = {MotionStatus.PROPOSED, MotionStatus.SECONDED, MotionStatus.TABLED}
CAN_WITHDRAW = BEFORE_VOTING
WRITERS = {Power.COUNT, Power.FACILITATE, Power.CALL_ASSEMBLIES}
CAN_VOTE_ON = CAN_WITHDRAW - {MotionStatus.PROPOSED}


@dataclass(frozen=True)
class Step:
    """One step of the path of a motion."""

    title: str
    text: str
    state: str = "done"


def paper_of(viewer: Person, motion: Motion) -> dict[str, Any]:
    """Everything on the page of a motion."""
    figures = shows_figures(viewer, motion.body)
    ballots = list(ballots_of_motion(viewer, motion))
    seconders = [seconding.person_id for seconding in motion.secondings.all()]
    mine = viewer.pk == motion.mover_id
    powers = powers_in(viewer, motion.body)
    # Once it was put to the vote, the rule is the one of that ballot, whatever the body decided about its rules later.
    decided = bool(ballots) and motion.status not in CAN_VOTE_ON
    rule = held_in(ballots[0]) if decided else rules_by_kind(motion.body).get(motion.kind)
    said = list(motion.contributions.all())
    counts = bool({Power.COUNT, Power.FACILITATE} & powers) and motion.status in CAN_VOTE_ON
    return {
        "motion": motion,
        "figures": figures,
        "versions": list(motion.versions.all()),
        "verdicts": [shown_verdict(one, figures=figures) for one in ballots if is_told(one)],
        "tied_ballot": next((one for one in ballots if one.status == BallotStatus.TIED), None),
        "judged_ballot": next((one for one in ballots if one.status == BallotStatus.JUDGING), None),
        "alternatives": list(alternatives_of(motion)) if motion.choose is not None else [],
        "bring": AlternativeForm()
        if motion.choose is not None
        and not motion.effect
        and motion.status in BEFORE_VOTING
        and has_vote(viewer, motion.body)
        else None,
        "viewer_id": viewer.pk,
        "open_ballot": next((one for one in ballots if one.status == BallotStatus.OPEN), None),
        "path": path_of(motion, ballots, rule, figures=figures),
        "earlier": earlier_decision(viewer, motion),
        "tasks": planned_tasks(motion) if figures else [],
        "effect": effect_sentence(motion, figures=figures),
        "spelled": spelled_in(motion, figures=figures),
        "changes": rule_changes(motion),
        "warnings": warnings_for(viewer, motion),
        "rule_sentences": sentences_for(rule) if rule else [],
        "missing": max(motion.seconders_needed - len(seconders), 0),
        "reasons": [(word, [one for one in said if one.stance == stance]) for stance, word in Stance.choices],
        "can_second": motion.status in CAN_SECOND
        and not mine
        and viewer.pk not in seconders
        and has_vote(viewer, motion.body),
        "can_withdraw": mine and motion.brought_by_id is None and motion.status in CAN_WITHDRAW,
        "can_reword": mine
        and motion.brought_by_id is None
        and motion.status in {MotionStatus.PROPOSED, MotionStatus.SECONDED}
        and not seconders,
        "can_open": counts,
        "roll_ahead": figures and motion.status in BEFORE_VOTING,
        "challenges_open": unanswered_at(motion) if counts else 0,
        "unsaid": motion.status in SUMMARY_OPEN and waits_for_summary(motion),
        "may_summarise": mine or bool(WRITERS & powers),
        "tables": list(assemblies_to_table_in(motion.body))
        if {Power.CALL_ASSEMBLIES, Power.FACILITATE} & powers and motion.status in CAN_VOTE_ON - {MotionStatus.TABLED}
        else [],
    }


def is_told(ballot: Ballot) -> bool:
    """Whether the page of a motion tells the verdict of a ballot: a run-off is told with the first vote, as its tie."""
    return ballot.status == BallotStatus.CLOSED and ballot.decides_id is None


def sentences_for(rule: DecisionRule) -> list[str]:
    """What the rules say of this kind of decision."""
    said = [f(rule) for f in (threshold_sentence, quorum_sentence, procedure_sentence, ballot_sentence)]
    about = about_exclusion(rule.rule_set) if rule.kind == DecisionKind.EXCLUSION else []
    return said + [one.text for one in about]


def effect_sentence(motion: Motion, *, figures: bool) -> str:
    """What carrying the motion would do; without names for those outside the body."""
    if not motion.effect or (motion.effect in NAMING and not figures):
        return ""
    try:
        # Once decided, the payload of the decision says who was elected.
        payload = motion.decision.effect_payload if motion.decision is not None else motion.effect_payload
        return describe_effect(motion.body, motion.effect, payload)
    except Refusal as refusal:
        return refusal.sentence


def spelled_in(motion: Motion, *, figures: bool) -> list[Spelled]:
    """What the effect of a motion holds besides its sentence; only where the sentence is read too."""
    if motion.effect in NAMING and not figures:
        return []
    return spell_effect(motion.body, motion.effect, motion.effect_payload, decided=motion.decision_id is not None)


def path_of(motion: Motion, ballots: list[Ballot], rule: DecisionRule | None, *, figures: bool) -> list[Step]:
    """The path of a motion: what happened, where it stands, what comes next."""
    by = f", by {motion.mover.name}" if figures else ""
    steps = [Step("Proposed", f"{moment(motion.moved_at)}{by}")]
    if motion.seconded_at is not None and motion.seconders_needed:
        steps.append(Step("Seconded", moment(motion.seconded_at)))
    held = []
    for one in reversed(ballots):
        where = f"in {one.assembly.title}" if one.assembly is not None else "by ballot over days"
        title = "Put to the vote" if one.decides_id is None else "Run-off"
        held.append((one.opened_at, Step(title, f"{moment(one.opened_at)}, {where}")))
        if is_told(one):
            held.append((one.result.counted_at, Step(one.result.get_outcome_display(), moment(one.closed_at))))
    steps.extend(step for _moment, step in sorted(held, key=lambda pair: pair[0]))
    if motion.status == MotionStatus.WITHDRAWN:
        steps.append(Step("Withdrawn", moment(motion.ended_at)))
    if motion.decision is not None and motion.decision.status != DecisionStatus.NOT_CARRIED:
        text = f"Decision {motion.decision.reference} in the register"
        steps.append(Step(motion.decision.get_status_display(), text))
    ahead = ahead_of(motion, ballots, rule, figures=figures)
    return [*steps[:-1], Step(steps[-1].title, steps[-1].text, "now"), *ahead]


def ahead_of(motion: Motion, ballots: list[Ballot], rule: DecisionRule | None, *, figures: bool) -> list[Step]:
    """What a motion still has before it."""
    if motion.status == MotionStatus.PROPOSED:
        needed = f"{motion.seconded_by} of {motion.seconders_needed} so far" if figures else ""
        return [Step("Seconders", needed, "ahead"), Step("The vote", "", "ahead")]
    if motion.status in CAN_VOTE_ON:
        where = str(Channel(rule.channel).label) if rule is not None else ""
        text = "It stands on an agenda" if motion.status == MotionStatus.TABLED else where
        return [Step("The vote", text, "ahead")]
    if motion.status == MotionStatus.VOTING and ballots:
        closes = ballots[0].closes_at
        return [Step("The ballot closes", moment(closes) if closes else "In the assembly", "ahead")]
    return []
