"""Rules as plain sentences, the same on page, in the API and on paper (mission B10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from organisations.enums import DecisionKind, Method, Proposers, QuorumCount, QuorumKind, TieRule
from organisations.models import DecisionRule, RuleSet
from organisations.queries import phrases
from organisations.queries.ballot_phrases import ballot_sentence
from organisations.queries.body_sentences import about_body, about_exclusion

KIND_SUBJECTS = {
    DecisionKind.ORDINARY: "A motion carries",
    DecisionKind.RULES: "A change of these rules carries",
    DecisionKind.ELECTION: "Somebody is elected to a role",
    DecisionKind.RECALL: "A recall carries",
    DecisionKind.RESCIND: "An earlier decision is rescinded",
    DecisionKind.EMERGENCY: "An emergency motion carries",
    DecisionKind.EXCLUSION: "A member is excluded",
}
MUST = {QuorumCount.PRESENT: "be present", QuorumCount.CAST: "vote", QuorumCount.YES: "vote for it"}


@dataclass(frozen=True)
class Sentence:
    """One rule as people read it.

    Args:
        number: its place in the rule set.
        by_hand: whether the members see to it themselves, because this site does not.
    """

    number: int
    text: str
    by_hand: bool = False


def threshold_sentence(rule: DecisionRule) -> str:
    """What a kind of decision needs to carry."""
    subject = KIND_SUBJECTS.get(DecisionKind(rule.kind), "It carries")
    if rule.method != Method.CONSENSUS:
        second = f" It also needs {phrases.second(rule)}." if rule.second_numerator else ""
        return f"{subject} with {phrases.needed(rule)}.{second}"
    limits = "; ".join(phrases.consensus(rule))
    return f"{subject} by consensus, with {phrases.needed(rule)}. {limits[0].upper()}{limits[1:]}."


def quorum_sentence(rule: DecisionRule) -> str:
    """How many must take part."""
    if rule.quorum_kind == QuorumKind.NONE:
        return "There is no quorum."
    if rule.quorum_kind == QuorumKind.FIXED:
        return f"The quorum is {phrases.quorum(rule)}."
    of = phrases.quorum_of(rule)
    return f"{of[0].upper()}{of[1:]} must {MUST[QuorumCount(rule.quorum_count)]}{phrases.floor_of(rule)}."


def procedure_sentence(rule: DecisionRule) -> str:
    """Who proposes, seconders, notice, channel and tie."""
    seconders = phrases.counted(phrases.seconders(rule), "seconder", "seconders")
    together = f"is proposed by {phrases.proposers(rule)}, " if rule.proposers == Proposers.MEMBERS else ""
    parts = [f"It {together}needs a mover and {seconders}"]
    if rule.notice_days:
        parts.append(f"goes out {phrases.days(rule.notice_days)} before the assembly")
    parts.append(f"is voted on {phrases.place(rule)}")
    said = [", ".join(parts[:-1]) + " and " + parts[-1]]
    if rule.proposers not in {Proposers.ANY_MEMBER, Proposers.MEMBERS}:
        said.append(f"It is proposed by {phrases.proposers(rule)}, and by nobody else")
    if rule.without_notice_numerator:
        said.append(f"Put to an assembly without that notice, it needs {phrases.at_least(rule, 'without_notice')}")
    if rule.tie_rule == TieRule.CASTING_VOTE:
        said.append(f"With as many for as against, {phrases.tie(rule)}")
    return ". ".join(said) + "."


def kind_sentence(rule: DecisionRule) -> str:
    """All that the rules say about one kind of decision."""
    said = (threshold_sentence(rule), quorum_sentence(rule), procedure_sentence(rule), ballot_sentence(rule))
    return " ".join(said)


def body_sentences(rules: RuleSet) -> list[str]:
    """What the rule set says about the body itself: notice, roll, roles, recall, joining, speaking."""
    return [said.text for said in about_body(rules)]


def rule_sentences(rules: RuleSet) -> list[Sentence]:
    """Every rule of a rule set as a numbered plain sentence, in one fixed order."""
    return numbered_sentences(rules, rules.rules.all())


def numbered_sentences(rules: RuleSet, kinds: Iterable[DecisionRule]) -> list[Sentence]:
    """The same for rules that need not be in the database yet."""
    about = [(said.text, said.by_hand) for said in about_body(rules)]
    for rule in kinds:
        about.append((kind_sentence(rule), False))
        if rule.kind == DecisionKind.EXCLUSION:
            about += [(said.text, said.by_hand) for said in about_exclusion(rules)]
    return [Sentence(number, text, by_hand) for number, (text, by_hand) in enumerate(about, start=1)]
