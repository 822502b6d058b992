"""How two versions of rules differ, one sentence for each thing: what it was, and what it becomes (mission B10)."""

from collections.abc import Iterable

from organisations.enums import Applications, DecisionKind, ExclusionHolds, RecallVoters, RollMoment
from organisations.models import DecisionRule, RuleSet
from organisations.queries import phrases
from organisations.queries.ballot_phrases import ballot_topics
from organisations.queries.phrases import counted, days, fraction
from organisations.queries.sentences import kind_sentence

VOTERS = {
    RecallVoters.ASSEMBLY: "the assembly",
    RecallVoters.ALL_MEMBERS: "all members, in a referendum",
    RecallVoters.ELECTORS: "those who elected",
}
JOINING = {
    Applications.OPEN: "whoever applies is a member",
    Applications.SECRETARY: "those who keep the register answer",
    Applications.ASSEMBLY: "the assembly admits",
}
HOLDS = {ExclusionHolds.AT_ONCE: "at once", ExclusionHolds.AFTER_APPEAL: "after the appeal"}
Rules = tuple[RuleSet, Iterable[DecisionRule]]


def _part(rules: RuleSet, name: str, *, of: str, otherwise: str) -> str:
    above, below = getattr(rules, f"{name}_numerator"), getattr(rules, f"{name}_denominator")
    return f"{fraction(above, below)} {of}".strip() if above else otherwise


def _files(rules: RuleSet) -> str:
    quota, second = rules.export_quota, rules.export_second
    said = [] if quota is None else [f"{counted(quota, 'person', 'people')} within 30 days at most"]
    if second is not None:
        said.append(f"of more than {counted(second, 'person', 'people')} with a second person")
    return ", ".join(said) or "of any number"


def body_topics(rules: RuleSet) -> dict[str, str]:
    """What a rule set says about the body, by topic."""
    members, row = counted(rules.recall_petition, "member", "members"), rules.terms_in_a_row
    recall = _part(rules, "recall", of=f"{phrases.WITH_A_VOTE}, and no fewer than {members}", otherwise=members)
    referendum = f"{phrases.WITH_A_VOTE}, open for {days(rules.referendum_days)}"
    petition = f"{phrases.WITH_A_VOTE}, within {days(rules.petition_days)}"
    arrears = rules.arrears_months
    return {
        "Notice of an assembly": days(rules.notice_days),
        "Notice of a special assembly": days(rules.special_notice_days),
        "When it is fixed who may vote": phrases.MOMENTS[RollMoment(rules.roll_moment)],
        "Vote after joining": f"after {days(rules.days_to_vote)}" if rules.days_to_vote else "at once",
        "Holders of paid roles": "vote like everybody" if rules.paid_vote else "have no vote",
        "Dues in arrears": "not looked at" if arrears is None else f"{counted(arrears, 'month', 'months')} at most",
        "Standing for a role after joining": f"after {days(rules.days_to_stand)}" if rules.days_to_stand else "at once",
        "Length of a role": counted(rules.term_months, "month", "months"),
        "Terms in a row": f"{row} at most" if row else "any number",
        "Part of a term that counts as a whole one": _part(rules, "part_term", of="", otherwise="any part"),
        "Call for a recall": recall,
        "Vote on a recall": VOTERS[RecallVoters(rules.recall_voters)],
        "Roles of founders": f"at most {days(rules.interim_days)}",
        "Applications to join": JOINING[Applications(rules.applications)],
        "Call for a referendum": _part(rules, "referendum", of=referendum, otherwise="not foreseen"),
        "Signatures on a petition": _part(rules, "petition", of=petition, otherwise="not foreseen"),
        "Leaving": f"after {days(rules.leaving_days)}" if rules.leaving_days else "at once",
        "Notice to whom an exclusion is about": days(rules.exclusion_notice_days),
        "Appeal against an exclusion": f"within {days(rules.appeal_days)}",
        "When an exclusion holds": HOLDS[ExclusionHolds(rules.exclusion_holds)],
        "Sponsors of an application": str(rules.sponsors or "none"),
        "Sight of those who moved away": f"for {days(rules.sight_days)}" if rules.sight_days else "none",
        "Files of the register": _files(rules),
        "Mail to members": "waits for a second person" if rules.mail_second else "goes out at once",
        "Records of those who left": f"emptied after {counted(rules.retention_months, 'month', 'months')}"
        if rules.retention_months
        else "kept",
        "Length of a speech": counted(rules.speaking_minutes, "minute", "minutes") if rules.speaking_minutes else "any",
        "Order of speakers": "who has spoken less is first" if rules.progressive_stack else "as they asked",
    }


def kind_topics(rule: DecisionRule) -> dict[str, str]:
    """What a rule set says about one kind of decision, by topic."""
    return {
        "Threshold": phrases.needed(rule),
        "Second majority": phrases.second(rule) or "none",
        "Consensus": "; ".join(phrases.consensus(rule)) or "not sought",
        "Quorum": phrases.quorum(rule),
        "Proposers": phrases.proposers(rule),
        "Seconders": str(phrases.seconders(rule) or "none"),
        "Notice": days(rule.notice_days),
        "Threshold without notice": phrases.at_least(rule, "without_notice")
        if rule.without_notice_numerator
        else "not possible",
        "Place": phrases.place(rule),
        "As many for as against": phrases.tie(rule),
        **ballot_topics(rule),
    }


def _changed(before: dict[str, str], after: dict[str, str], of: str = "") -> list[str]:
    return [
        f"{topic}{of}: was {before[topic]}, becomes {words}."
        for topic, words in after.items()
        if before[topic] != words
    ]


def differences(before: Rules, after: Rules) -> list[str]:
    """Every difference between two rule sets as a sentence, in one fixed order; none where they say the same."""
    said = _changed(body_topics(before[0]), body_topics(after[0]))
    old, new = ({rule.kind: rule for rule in rules} for _set, rules in (before, after))
    for kind in dict.fromkeys([*old, *new]):
        name = phrases.KINDS[DecisionKind(kind)]
        if kind not in new:
            said.append(f"The rules no longer say how to take {name}.")
        elif kind not in old:
            said.append(f"New are rules for {name}. {kind_sentence(new[kind])}")
        else:
            said += _changed(kind_topics(old[kind]), kind_topics(new[kind]), f" of {name}")
    return said


def between(before: RuleSet, after: RuleSet) -> list[str]:
    """The differences between two versions in the database."""
    return differences((before, before.rules.all()), (after, after.rules.all()))
