"""Rules as plain sentences, the same on page, in the API and on paper (mission B10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from organisations.enums import Base, Channel, Comparison, DecisionKind, QuorumCount, QuorumKind, RollMoment, TieRule
from organisations.models import DecisionRule, RuleSet

FRACTIONS = {
    (1, 2): "half",
    (1, 3): "a third",
    (2, 3): "two thirds",
    (1, 4): "a quarter",
    (3, 4): "three quarters",
    (1, 5): "a fifth",
    (2, 5): "two fifths",
    (3, 5): "three fifths",
    (4, 5): "four fifths",
    (1, 10): "a tenth",
    (9, 10): "nine tenths",
}
KIND_SUBJECTS = {
    DecisionKind.ORDINARY: "A motion carries",
    DecisionKind.RULES: "A change of these rules carries",
    DecisionKind.ELECTION: "Somebody is elected to a role",
    DecisionKind.RECALL: "A recall carries",
    DecisionKind.RESCIND: "An earlier decision is rescinded",
    DecisionKind.EMERGENCY: "An emergency motion carries",
}
BASES = {
    Base.YES_NO: "of the votes for and against; abstentions are not counted",
    Base.CAST: "of all votes cast, abstentions too",
    Base.PRESENT: "of the members present",
    Base.ENTITLED: "of all members with a vote",
}


@dataclass(frozen=True)
class Sentence:
    """One rule as people read it; `number` is its place in the rule set."""

    number: int
    text: str


def fraction(numerator: int, denominator: int) -> str:
    """A fraction in words, or as `5/9`."""
    return FRACTIONS.get((numerator, denominator), f"{numerator}/{denominator}")


def counted(number: int, one: str, many: str) -> str:
    """`1 day`, `7 days`, `no days`."""
    return f"{number or 'no'} {one if number == 1 else many}"


def threshold_sentence(rule: DecisionRule) -> str:
    """What a kind of decision needs to carry."""
    part = fraction(rule.threshold_numerator, rule.threshold_denominator)
    subject = KIND_SUBJECTS.get(DecisionKind(rule.kind), "It carries")
    if (rule.comparison, part, rule.base) == (Comparison.MORE_THAN, "half", Base.YES_NO):
        return f"{subject} with more votes for than against; abstentions are not counted."
    more = "more than " if rule.comparison == Comparison.MORE_THAN else "at least "
    return f"{subject} with {more}{part} {BASES[Base(rule.base)]}."


def quorum_sentence(rule: DecisionRule) -> str:
    """How many must take part."""
    who = {
        QuorumCount.PRESENT: ("be present", "present"),
        QuorumCount.CAST: ("vote", "voting"),
        QuorumCount.YES: ("vote for it", "voting for it"),
    }[QuorumCount(rule.quorum_count)]
    if rule.quorum_kind == QuorumKind.FIXED:
        return f"The quorum is {counted(rule.quorum_fixed, 'member', 'members')} {who[1]}."
    if rule.quorum_kind == QuorumKind.FRACTION_ENTITLED:
        part = fraction(rule.quorum_numerator, rule.quorum_denominator)
        return f"{part[0].upper()}{part[1:]} of all members with a vote must {who[0]}."
    if rule.quorum_kind == QuorumKind.MAJORITY_MEMBERS:
        return f"More than half of all members with a vote must {who[0]}."
    return "There is no quorum."


def procedure_sentence(rule: DecisionRule) -> str:
    """Seconders, notice and channel."""
    parts = [f"It needs a mover and {counted(rule.seconders, 'seconder', 'seconders')}"]
    if rule.notice_days:
        parts.append(f"goes out {counted(rule.notice_days, 'day', 'days')} before the assembly")
    hours = counted(rule.least_hours, "hour", "hours")
    where = {
        Channel.ASSEMBLY: "is voted on in an assembly",
        Channel.ONLINE: f"is voted on in a ballot open for at least {hours}",
        Channel.EITHER: f"is voted on in an assembly or in a ballot open for at least {hours}",
    }[Channel(rule.channel)]
    parts.append(where)
    text = ", ".join(parts[:-1]) + " and " + parts[-1]
    tie = " With as many for as against, the chair has a casting vote." if rule.tie_rule == TieRule.CASTING_VOTE else ""
    return f"{text}.{tie}"


def body_sentences(rules: RuleSet) -> list[str]:
    """What the rule set says about notice, roll, tenure, terms and recall."""
    sentences = []
    if rules.notice_days:
        sentences.append(f"The notice of an assembly goes out {counted(rules.notice_days, 'day', 'days')} before it.")
    else:
        sentences.append("Every member gets a notice of an assembly before it begins.")
    if rules.special_notice_days != rules.notice_days:
        days = counted(rules.special_notice_days, "day", "days")
        sentences.append(f"For a special assembly {days} are enough.")
    moment = {
        RollMoment.NOTICE: "when the notice is sent",
        RollMoment.OPENING: "when the ballot opens",
    }[RollMoment(rules.roll_moment)]
    sentences.append(f"Who may vote is fixed {moment}.")
    if rules.days_to_vote:
        sentences.append(f"A full member votes {counted(rules.days_to_vote, 'day', 'days')} after joining.")
    else:
        sentences.append("Every full member has one vote from the day of joining.")
    if rules.days_to_stand:
        days = counted(rules.days_to_stand, "day", "days")
        sentences.append(f"A member can stand for a role {days} after joining, once the body itself is that old.")
    sentences.append(f"A role lasts {counted(rules.term_months, 'month', 'months')}.")
    if rules.terms_in_a_row:
        terms = counted(rules.terms_in_a_row, "term", "terms")
        sentences.append(f"Nobody holds the same role for more than {terms} in a row.")
    sentences.append(f"{counted(rules.recall_petition, 'member', 'members').capitalize()} can call for a recall.")
    sentences.append(f"Founders hold their roles for at most {counted(rules.interim_days, 'day', 'days')}.")
    if rules.speaking_minutes:
        sentences.append(f"A speech lasts at most {counted(rules.speaking_minutes, 'minute', 'minutes')}.")
    return sentences


def rule_sentences(rules: RuleSet) -> list[Sentence]:
    """Every rule of a rule set as a numbered plain sentence, in one fixed order."""
    return numbered_sentences(rules, rules.rules.all())


def numbered_sentences(rules: RuleSet, kinds: Iterable[DecisionRule]) -> list[Sentence]:
    """The same for rules that need not be in the database yet."""
    texts = body_sentences(rules)
    for rule in kinds:
        texts.append(f"{threshold_sentence(rule)} {quorum_sentence(rule)} {procedure_sentence(rule)}")
    return [Sentence(number, text) for number, text in enumerate(texts, start=1)]
