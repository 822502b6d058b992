"""What one kind of decision can say, and what would contradict itself."""

from fractions import Fraction
from typing import Any

from organisations.enums import Comparison, DecisionKind, Method, Proposers, QuorumKind, Secrecy, Vacancies
from organisations.validators.fields import CONSENSUS_FIELDS, KIND_DEFAULTS, KIND_FRACTIONS
from organisations.validators.limits import demand_limits
from organiser.base.errors import Invalid

PARTS = (QuorumKind.FRACTION_ENTITLED, QuorumKind.FRACTION_AVERAGE, QuorumKind.FRACTION_DELEGATES)


def demand_whole_or_less(given: dict[str, Any], fractions: dict[str, str]) -> None:
    """Go on only if no fraction is above the whole.

    Raises:
        Invalid: naming the field.
    """
    for name, words in fractions.items():
        if given.get(f"{name}_numerator", 0) > given.get(f"{name}_denominator", 1):
            field = f"{name}_numerator"
            raise Invalid(f"{words} is more than all. Choose a smaller fraction.", code="above_all", field=field)


def demand_threshold(kind: str, rule: dict[str, Any]) -> None:
    """Go on only if votes can reach the threshold, and nothing is said of consensus where it is not sought.

    Raises:
        Invalid: otherwise.
    """
    numerator, denominator = rule["threshold_numerator"], rule["threshold_denominator"]
    most = denominator - 1 if rule["comparison"] == Comparison.MORE_THAN else denominator
    if numerator > most:
        raise Invalid(
            f"Nobody can reach {numerator} of {denominator} for {kind}. Choose a smaller fraction.",
            code="threshold_out_of_reach",
            field="threshold_numerator",
        )
    said = [name for name in CONSENSUS_FIELDS if rule[name] != KIND_DEFAULTS[name]]
    if rule["method"] != Method.CONSENSUS and said:
        raise Invalid(
            f"Blocks, stand-asides, rounds and a fallback belong to consensus; {kind} is decided by votes for and "
            "against. Choose consensus, or leave them as they were.",
            code="not_consensus",
            field=said[0],
        )


def demand_consensus(kind: str, rule: dict[str, Any]) -> None:
    """Go on only if consensus can be sought by name, and a change of rules does not hang on one member for ever.

    Raises:
        Invalid: naming the field.
    """
    if rule["method"] != Method.CONSENSUS:
        return
    if rule["secrecy"] == Secrecy.SECRET:
        raise Invalid(
            f"Consensus is sought by name: whoever blocks says why. Let votes for {kind} be by name, or leave it to "
            "whoever opens the ballot.",
            code="consensus_by_name",
            field="secrecy",
        )
    if kind == DecisionKind.RULES and _hangs_on_one(rule):
        raise Invalid(
            "One member alone could keep these rules from ever changing again, this one too. Let a vote by less than "
            "all decide where consensus fails; or let more than one block stand, or the others say whether it is "
            "principled, let members stand aside, and ask for less than all to agree.",
            code="rules_blocked_by_one",
            field="fallback_numerator",
        )


def _hangs_on_one(rule: dict[str, Any]) -> bool:
    """Whether one member who does not agree can keep a motion from ever being carried."""
    if 0 < rule["fallback_numerator"] < rule["fallback_denominator"]:
        return False
    all_must_agree = rule["threshold_numerator"] == rule["threshold_denominator"]
    one_blocks = not (rule["max_blocks"] or rule["block_validity_numerator"])
    return bool(all_must_agree or one_blocks or not rule["stand_asides_numerator"])


def demand_second(kind: str, rule: dict[str, Any]) -> None:
    """Go on only if a second majority, where there is one, can be reached and asks for something else than the first.

    Raises:
        Invalid: otherwise.
    """
    numerator, denominator = rule["second_numerator"], rule["second_denominator"]
    if not numerator:
        return
    if rule["second_comparison"] == Comparison.MORE_THAN and numerator == denominator:
        raise Invalid(
            f"Nobody can reach more than {numerator} of {denominator} for {kind}. Choose a smaller fraction.",
            code="threshold_out_of_reach",
            field="second_numerator",
        )
    if rule["second_base"] == rule["base"]:
        raise Invalid(
            f"Both majorities for {kind} are measured against the same, so the larger one would do alone. "
            "Measure the second against something else, or leave it out.",
            code="second_majority",
            field="second_base",
        )
    if rule["method"] == Method.CONSENSUS:
        raise Invalid(
            f"A second majority belongs to votes for and against; {kind} is decided by consensus. Leave it out.",
            code="second_majority",
            field="second_numerator",
        )


def demand_secrecy(kind: str, rule: dict[str, Any]) -> None:
    """Go on only if nobody would see how a secret ballot stands while it runs.

    Raises:
        Invalid: otherwise.
    """
    if rule["secrecy"] == Secrecy.SECRET and rule["running_results"]:
        raise Invalid(
            f"Nobody sees how a secret ballot stands before it closes. Let votes for {kind} be by name, or keep the "
            "tally hidden.",
            code="running_results",
            field="running_results",
        )


def demand_vacancies(kind: str, rule: dict[str, Any]) -> None:
    """Go on only if papers are counted again for elections alone: nothing else fills a seat.

    Raises:
        Invalid: otherwise.
    """
    if rule["vacancies"] == Vacancies.RECOUNT and kind != DecisionKind.ELECTION:
        raise Invalid(
            f"Only elections fill seats, and this is about {kind}. Leave it at a new election here.",
            code="vacancies",
            field="vacancies",
        )


def demand_quorum(kind: str, rule: dict[str, Any]) -> None:
    """Go on only if the quorum says a number or a part, and a least number only where it is a part.

    Raises:
        Invalid: otherwise.
    """
    quorum, floor = rule["quorum_kind"], rule["quorum_floor"]
    if rule["quorum_numerator"] > rule["quorum_denominator"]:
        raise Invalid(
            f"The quorum for {kind} is more than all members. Choose a smaller fraction.",
            code="quorum_out_of_reach",
            field="quorum_numerator",
        )
    if quorum == QuorumKind.FIXED and not rule["quorum_fixed"]:
        raise Invalid(
            f"Say how many make a quorum for {kind}, or choose that there is none.",
            code="quorum_empty",
            field="quorum_fixed",
        )
    if quorum in PARTS and not rule["quorum_numerator"]:
        raise Invalid(
            f"Say which fraction makes a quorum for {kind}, or choose that there is none.",
            code="quorum_empty",
            field="quorum_numerator",
        )
    if quorum == QuorumKind.FRACTION_AVERAGE and not floor:
        raise Invalid(
            f"Give the quorum for {kind} a least number: before the first assembly there is no average.",
            code="quorum_floor",
            field="quorum_floor",
        )
    if quorum in {QuorumKind.NONE, QuorumKind.FIXED} and floor:
        raise Invalid(
            f"A least number belongs to a quorum that is a fraction, and the quorum for {kind} is none. Set it to 0.",
            code="quorum_floor",
            field="quorum_floor",
        )


# What those who hold a role may never keep to themselves: else nobody else could end their roles or their decisions.
MEMBERS_PROPOSE = {
    DecisionKind.ELECTION: "If nobody held a role, nobody could propose who should. Let members propose elections.",
    DecisionKind.RECALL: "Those who hold a role would alone propose to end their own. Let members propose recalls.",
    DecisionKind.RULES: "Those who hold a role would alone propose other rules. Let members propose changes of rules.",
    DecisionKind.RESCIND: "Those who hold a role would alone propose to take back decisions. Let members propose it.",
}


def demand_procedure(kind: str, rule: dict[str, Any]) -> None:
    """Go on only if notice and proposers say something that can be followed.

    Raises:
        Invalid: otherwise.
    """
    if rule["proposers"] != Proposers.MEMBERS and rule["proposers_number"] != 1:
        raise Invalid(
            f"Several members together propose only where the rules say so for {kind}. Choose that, or set 1.",
            code="proposers",
            field="proposers_number",
        )
    if rule["proposers"] == Proposers.COMMITTEE and kind in MEMBERS_PROPOSE:
        raise Invalid(MEMBERS_PROPOSE[DecisionKind(kind)], code="proposers", field="proposers")
    if not rule["without_notice_numerator"]:
        return
    if not rule["notice_days"]:
        raise Invalid(
            f"Without days of notice nothing can be short of them. Give {kind} days of notice first.",
            code="without_notice",
            field="without_notice_numerator",
        )
    bare = Fraction(rule["without_notice_numerator"], rule["without_notice_denominator"])
    if bare < Fraction(rule["threshold_numerator"], rule["threshold_denominator"]):
        raise Invalid(
            f"Without notice {kind} would carry more easily than with it. Choose a larger fraction.",
            code="without_notice",
            field="without_notice_numerator",
        )


def demand_sound(kind: str, given: dict[str, Any]) -> None:
    """Go on only if the rules for one kind of decision can hold together.

    Raises:
        Invalid: naming the field.
    """
    rule = {**KIND_DEFAULTS, **given}
    demand_whole_or_less(rule, KIND_FRACTIONS)
    demand_threshold(kind, rule)
    demand_consensus(kind, rule)
    demand_second(kind, rule)
    demand_secrecy(kind, rule)
    demand_limits(kind, rule)
    demand_vacancies(kind, rule)
    demand_quorum(kind, rule)
    demand_procedure(kind, rule)
