"""Parts of rules in a few words: what sentences are made of, and what two versions are compared by."""

from organisations.enums import (
    Base,
    Channel,
    Comparison,
    DecisionKind,
    Method,
    Proposers,
    QuorumCount,
    QuorumKind,
    RollMoment,
    TieRule,
)
from organisations.models import DecisionRule

FRACTIONS = {
    (1, 1): "all",
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
BASES = {
    Base.YES_NO: "of the votes for and against; abstentions are not counted",
    Base.CAST: "of all votes cast, abstentions too",
    Base.PRESENT: "of the members present",
    Base.ENTITLED: "of all members with a vote",
}
KINDS = {
    DecisionKind.ORDINARY: "ordinary decisions",
    DecisionKind.RULES: "changes of rules",
    DecisionKind.ELECTION: "elections",
    DecisionKind.RECALL: "recalls",
    DecisionKind.RESCIND: "rescinding earlier decisions",
    DecisionKind.EMERGENCY: "emergency decisions",
    DecisionKind.EXCLUSION: "exclusions",
}
WITH_A_VOTE = "of all members with a vote"
MOMENTS = {
    RollMoment.NOTICE: "when the notice is sent",
    RollMoment.OPENING: "when the ballot opens",
    RollMoment.CHECK_IN: "when the ballot opens, from those who have checked in by then",
}


def fraction(numerator: int, denominator: int) -> str:
    """A fraction in words, or as `5/9`."""
    return FRACTIONS.get((numerator, denominator), f"{numerator}/{denominator}")


def counted(number: int, one: str, many: str) -> str:
    """`1 day`, `7 days`, `no days`."""
    return f"{number or 'no'} {one if number == 1 else many}"


def days(number: int) -> str:
    """`1 day`, `7 days`, `no days`."""
    return counted(number, "day", "days")


def needed(rule: DecisionRule) -> str:
    """What must be reached: `at least two thirds of the votes for and against; abstentions are not counted`."""
    part = fraction(rule.threshold_numerator, rule.threshold_denominator)
    return _majority(rule.comparison, part, rule.base)


def second(rule: DecisionRule) -> str:
    """What must be reached as well: `more than half of all members with a vote`; empty without a second majority."""
    if not rule.second_numerator:
        return ""
    part = fraction(rule.second_numerator, rule.second_denominator)
    return _majority(rule.second_comparison, part, rule.second_base)


def _majority(comparison: str, part: str, base: str) -> str:
    if (comparison, part, base) == (Comparison.MORE_THAN, "half", Base.YES_NO):
        return "more votes for than against; abstentions are not counted"
    more = "more than " if comparison == Comparison.MORE_THAN else "at least "
    return f"{more}{part} {BASES[Base(base)]}"


def at_least(rule: DecisionRule, name: str) -> str:
    """`at least two thirds …` for another fraction of the same base; `nothing else` where it is 0."""
    above, below = getattr(rule, f"{name}_numerator"), getattr(rule, f"{name}_denominator")
    return f"at least {fraction(above, below)} {BASES[Base(rule.base)]}" if above else "nothing else"


def quorum_of(rule: DecisionRule) -> str:
    """Of what the quorum is which part: `a fifth of all members with a vote`; empty where it is no part."""
    part = fraction(rule.quorum_numerator, rule.quorum_denominator)
    of = {
        QuorumKind.NONE: "",
        QuorumKind.FIXED: "",
        QuorumKind.FRACTION_ENTITLED: f"{part} {WITH_A_VOTE}",
        QuorumKind.MAJORITY_MEMBERS: f"more than half {WITH_A_VOTE}",
        QuorumKind.FRACTION_AVERAGE: f"{part} of the mean attendance of {last_assemblies(rule.quorum_last)}",
        QuorumKind.FRACTION_DELEGATES: f"{part} of the delegates",
    }
    return of[QuorumKind(rule.quorum_kind)]


def last_assemblies(number: int) -> str:
    """`the last assembly`, `the last 3 assemblies`."""
    return "the last assembly" if number == 1 else f"the last {number} assemblies"


def floor_of(rule: DecisionRule) -> str:
    """The least number of a quorum that is a part; empty without one."""
    return f", and no fewer than {rule.quorum_floor}" if rule.quorum_floor else ""


def quorum(rule: DecisionRule) -> str:
    """The whole quorum in a few words."""
    doing = DOING[QuorumCount(rule.quorum_count)]
    if rule.quorum_kind == QuorumKind.NONE:
        return "none"
    if rule.quorum_kind == QuorumKind.FIXED:
        return f"{counted(rule.quorum_fixed, 'member', 'members')} {doing}"
    return f"{quorum_of(rule)} {doing}{floor_of(rule)}"


DOING = {QuorumCount.PRESENT: "present", QuorumCount.CAST: "voting", QuorumCount.YES: "voting for it"}
PROPOSERS = {
    Proposers.ANY_MEMBER: "any full member",
    Proposers.COMMITTEE: "those who hold a role here or in a committee of ours",
    Proposers.BRANCHES: "branches, through their delegates",
}


def proposers(rule: DecisionRule) -> str:
    """Who brings such a motion."""
    if rule.proposers == Proposers.MEMBERS:
        return f"{counted(rule.proposers_number, 'full member', 'full members')} together"
    return PROPOSERS[Proposers(rule.proposers)]


def seconders(rule: DecisionRule) -> int:
    """How many besides the mover, where several members must bring it together too."""
    together = rule.proposers_number - 1 if rule.proposers == Proposers.MEMBERS else 0
    return max(rule.seconders, together)


def place(rule: DecisionRule) -> str:
    """Where it is voted on."""
    hours = counted(rule.least_hours, "hour", "hours")
    return {
        Channel.ASSEMBLY: "in an assembly",
        Channel.ONLINE: f"in a ballot open for at least {hours}",
        Channel.EITHER: f"in an assembly or in a ballot open for at least {hours}",
    }[Channel(rule.channel)]


def tie(rule: DecisionRule) -> str:
    """What as many for as against means."""
    return {
        TieRule.FAILS: "the motion falls",
        TieRule.CASTING_VOTE: "the chair has a casting vote",
        TieRule.RUN_OFF: "the motion falls, and options that are tied stand in a run-off",
    }[TieRule(rule.tie_rule)]


def consensus(rule: DecisionRule) -> list[str]:
    """The limits of consensus, each in a few words; none where it is decided by votes for and against."""
    if rule.method != Method.CONSENSUS:
        return []
    blocks = counted(rule.max_blocks, "block", "blocks")
    said = [f"no more than {blocks} may stand against it" if rule.max_blocks else "no block may stand against it"]
    if rule.block_validity_numerator:
        part = fraction(rule.block_validity_numerator, rule.block_validity_denominator)
        said.append(f"a block stands where at least {part} of the others find it principled")
    if rule.stand_asides_numerator < rule.stand_asides_denominator:
        part = fraction(rule.stand_asides_numerator, rule.stand_asides_denominator)
        said.append(f"no more than {part} may stand aside" if rule.stand_asides_numerator else "nobody may stand aside")
    said.append(f"it is tried in {counted(rule.rounds, 'round', 'rounds')}")
    if rule.fallback_numerator:
        said.append(f"after that it carries with {at_least(rule, 'fallback')}")
    else:
        said.append("without consensus nothing is decided")
    return said
