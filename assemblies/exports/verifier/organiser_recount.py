"""Count a closed ballot again, from the file that Organiser gives out, and without Organiser.

    python3 organiser_recount.py result.json
    python3 organiser_recount.py --show result.json      (with every round of the count)

It needs Python 3.9 or later and nothing else, reads one file, writes none, and does not use the network. It was
written apart from the program that counted the ballot: where both come to the same, neither has to be trusted alone.
Each method stands in a function of its own, with its rule above it, so that whoever knows some Python can check the
rule too.

What it ends with: 0, everything agrees; 1, something differs; 2, the file cannot be read, or says what this program
does not know and so cannot judge.

What it cannot see: whether everybody who had a vote could cast it, whether nobody else did, and whether the papers in
the file are those that were cast. For that, compare the digest it prints with the one in the minutes, and look for your
own tracker on the board.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from fractions import Fraction
from itertools import combinations, groupby, permutations
from pathlib import Path

FORMAT, VERSION = "organiser-ballot", 1
TEXTS = ("ballot", "body", "question", "opened", "closed", "method", "papers_digest")
NUMBERS = ("seats", "entitled", "present", "delegates")
OTHERS = ("settings", "options", "attended", "rule", "papers", "board", "ties", "casting_vote", "result")
MOST_TRIED = 64  # ways to decide ties that are tried, to find out who is elected in any case
MOST_NAMED = 200  # with more options a record names in later rounds only those whose total changed


class Unreadable(Exception):
    """The file is no record of a ballot, or speaks of what this program does not know."""


class Refused(Exception):
    """What stands in the file cannot be counted."""


class Undecided(Exception):
    """The count stops at a tie about which nobody decided."""


# ----------------------------------------------------------------------------------------------- reading the file


def demand(is_so, sentence: str) -> None:
    """Go on only if it is so."""
    if not is_so:
        raise Unreadable(sentence)


def is_number(value) -> bool:
    """Whether this is a whole number, 0 or more."""
    return type(value) is int and value >= 0


def is_texts(value) -> bool:
    """Whether this is a list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def once(pairs) -> dict:
    """Read named entries of JSON, and refuse a name that stands there twice: two readers could read two things."""
    names = [name for name, _ in pairs]
    demand(len(set(names)) == len(names), "An entry stands in the file twice.")
    return dict(pairs)


def read_sheet(data: bytes) -> dict:
    """Read the record, and refuse whatever is not as it must be."""
    try:
        sheet = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise Unreadable("This is not JSON that can be read.") from error
    demand(isinstance(sheet, dict), "The file is no record of a ballot.")
    is_ours = sheet.get("format") == FORMAT and sheet.get("version") == VERSION and type(sheet["version"]) is int
    demand(is_ours, f"The file is no {FORMAT} of version {VERSION}.")
    more = {"principled"} if sheet.get("method") == "consensus" else set()
    wrong = set(sheet) ^ {"format", "version", *TEXTS, *NUMBERS, *OTHERS, *more}
    demand(not wrong, f"Entries are missing, or not known here: {', '.join(sorted(wrong))}.")
    for name in TEXTS:
        demand(isinstance(sheet[name], str), f"This must be a text: {name}.")
    for name in NUMBERS:
        demand(is_number(sheet[name]), f"This must be a whole number, 0 or more: {name}.")
    demand(sheet["method"] in METHODS, f"This method is not known here: {sheet['method']}.")
    demand(sheet["casting_vote"] in (None, "for", "against"), "The casting vote must be for or against.")
    attended = sheet["attended"]
    demand(isinstance(attended, list) and all(map(is_number, attended)), "Attendance must be a list of numbers.")
    demand(is_texts(sheet["options"]), "The options must be a list of texts.")
    demand(is_pairs(sheet["papers"], int), "The papers must be pairs of a line and a number.")
    demand(all(number > 0 for _, number in sheet["papers"]), "There must be 1 or more of each paper.")
    demand(sheet["board"] is None or is_pairs(sheet["board"], str), "The board must be pairs of a tracker and a line.")
    result = sheet["result"]
    is_result = isinstance(result, dict) and set(result) == {"outcome", "winners", "record"}
    demand(is_result, "The result must have an outcome, winners and a record.")
    demand(isinstance(result["record"], dict), "The record of the result must have named entries.")
    demand(is_texts([result["outcome"]]) and is_texts(result["winners"]), "The result cannot be read.")
    demand(result["outcome"] in (ENDINGS if more else OUTCOMES), "The outcome is not known here.")
    demand(isinstance(sheet["ties"], list) and all(map(is_decision, sheet["ties"])), "A decision cannot be read.")
    read_question(sheet)
    return sheet


OUTCOMES = {"carried": "carried", "fell": "fell", "quorum_missed": "the quorum was missed", "tie": "a tie, undecided"}
ENDINGS = {
    "consensus": "consensus", "tabled": "it comes back for another round", "fallback": "it goes to a vote",
    "blocked": "blocked", "not_reached": "no consensus", "quorum_missed": "the quorum was missed",
}  # fmt: skip


def is_pairs(value, second: type) -> bool:
    """Whether this is a list of pairs of a text and something of this kind."""
    pairs = isinstance(value, list) and all(isinstance(one, list) for one in value)
    return pairs and all([type(part) for part in one] == [str, second] for one in value)


def is_decision(tie) -> bool:
    """Whether this says what was decided about a tie."""
    if not isinstance(tie, dict) or set(tie) != {"stage", "purpose", "options", "chosen", "by", "note"}:
        return False
    texts = all(isinstance(tie[name], str) for name in ("stage", "purpose", "by", "note"))
    return texts and is_texts(tie["options"]) and is_texts(tie["chosen"])


def read_question(sheet: dict) -> None:
    """Read the rule, the options and the settings."""
    if sheet["rule"] is not None:
        sheet["rule"] = read_rule(sheet["rule"])
    demand(isinstance(sheet["settings"], dict), "The settings must have named entries.")
    if sheet["method"] == "yes-no":
        beside = sheet["options"] or sheet["settings"] or sheet["ties"] or sheet["result"]["winners"]
        demand(not beside and sheet["seats"] == 1, "A vote for or against has no options, and nothing that is theirs.")
        demand(sheet["rule"] is not None, "A vote for or against needs its rule.")
        return
    if sheet["method"] == "consensus":
        read_round(sheet)
        return
    options = sheet["options"]
    demand(options and len(set(options)) == len(options), "There must be options, each with a name of its own.")
    demand(sheet["seats"] > 0, "The number to be chosen must be 1 or more.")
    demand(sheet["casting_vote"] is None, "With options a casting vote is a decision on a tie.")
    sheet["settings"] = read_settings(sheet["method"], sheet["settings"], options)
    demand(sheet["method"] != "debian-schulze" or sheet["seats"] == 1, "This method chooses one.")


LIMITS = {"max_blocks", "block_validity", "stand_asides", "rounds", "fallback", "round"}


def read_round(sheet: dict) -> None:
    """Read the rule of a round of consensus: the part that must agree, the limits, and what was said of blocks."""
    beside = sheet["options"] or sheet["ties"] or sheet["result"]["winners"] or sheet["board"] is not None
    demand(not beside and sheet["seats"] == 1, "A round of consensus has no options, and nothing that is theirs.")
    demand(sheet["casting_vote"] is None, "Consensus knows no casting vote.")
    demand(sheet["rule"] is not None and not sheet["rule"]["second_numerator"], "Consensus needs one part that agrees.")
    limits = sheet["settings"]
    demand(set(limits) == LIMITS, "The limits of the round are missing, or not known here.")
    demand(limits["max_blocks"] is None or is_number(limits["max_blocks"]), "The blocks that may stand cannot be read.")
    for name in ("rounds", "round"):
        demand(is_number(limits[name]) and limits[name] > 0, "The rounds cannot be read.")
    demand(limits["round"] <= limits["rounds"], "There are not so many rounds.")
    for name in ("block_validity", "stand_asides", "fallback"):
        part = read_part(limits[name]) if isinstance(limits[name], str) else None
        none = limits[name] is None and name != "stand_asides"
        known = part is not None and (part > 0 or name == "stand_asides") and part <= 1
        demand(none or known, f"This limit cannot be read: {name}.")
        limits[name] = part
    judged = sheet["principled"]
    known = judged is None or (isinstance(judged, list) and all(map(is_number, judged)))
    demand(known, "What was said of blocks cannot be read.")


RULE = {
    "comparison": ("more_than", "at_least"),
    "base": ("yes_no", "cast", "present", "entitled"),
    "quorum_kind": (
        "none", "fixed", "fraction_entitled", "majority_members", "fraction_average", "fraction_delegates",
    ),
    "quorum_count": ("present", "cast", "yes"),
    "tie_rule": ("fails", "casting_vote"),
    "second_comparison": ("more_than", "at_least"),
    "second_base": ("yes_no", "cast", "present", "entitled"),
}  # fmt: skip
RULE_NUMBERS = ("numerator", "denominator", "quorum_fixed", "quorum_numerator", "quorum_denominator")
# Rules written down before these were there mean this by leaving them out.
RULE_LATER = {
    "quorum_last": 3, "quorum_floor": 0,
    "second_numerator": 0, "second_denominator": 1, "second_comparison": "more_than", "second_base": "entitled",
}  # fmt: skip


def read_rule(rule) -> dict:
    """Read the rule of a vote."""
    demand(isinstance(rule, dict), "The rule must have named entries.")
    rule = {**RULE_LATER, **rule}
    wrong = set(rule) ^ {*RULE, *RULE_NUMBERS, *RULE_LATER}
    demand(not wrong, f"Entries of the rule are missing, or not known here: {', '.join(sorted(wrong))}.")
    for name, value in rule.items():
        known = value in RULE[name] if name in RULE else is_number(value)
        demand(known, f"The rule says what is not known here: {name}.")
    demand(0 < rule["numerator"] <= rule["denominator"], "The threshold must be above 0 and not above 1.")
    second = rule["second_numerator"] == 0 or 0 < rule["second_numerator"] <= rule["second_denominator"]
    demand(second, "The second threshold must be above 0 and not above 1.")
    part = 0 < rule["quorum_numerator"] <= rule["quorum_denominator"]
    demand(part or not rule["quorum_kind"].startswith("fraction_"), "The quorum must be above 0 and not above 1.")
    return rule


# What a rule may settle beside its method and seats, with what it means to leave it out.
SETTINGS = {
    "approval": {
        "most": None, "least": 0, "strikes": 0, "order_by": "approvals", "out_above": None, "out_outweighed": False,
        "threshold": None, "comparison": "at_least", "blank_counts": True, "spoilt": False,
    },
    "points": {
        "most_each": None, "budget": None, "spend_all": False, "reckoning": "sum", "least_marked": None,
        "spoilt": False,
    },
    "debian-schulze": {"default": None, "quorum": "0", "majorities": {}},
}  # fmt: skip
CHOICES = {
    "order_by": ("approvals", "net", "fewest_strikes"),
    "comparison": ("more_than", "at_least"),
    "reckoning": ("sum", "average_of_all", "average_of_marked"),
}
PART = re.compile("[0-9]{1,9}(?:[./][0-9]{1,9})?")


def read_settings(method: str, settings: dict, options: list) -> dict:
    """Read what the rule of a ballot with options settles; parts such as "1/3" become fractions."""
    usual = SETTINGS.get(method, {})
    demand(set(settings) <= set(usual), f"The settings are none of the method {method}.")
    settings = {**usual, **settings}
    for name, value in settings.items():
        if name in CHOICES:
            is_so = value in CHOICES[name]
        elif name == "default":
            is_so = value is None or value in options
        elif name in ("out_above", "threshold", "least_marked", "quorum"):
            settings[name] = read_part(value)
            is_so = (value is None and name != "quorum") or settings[name] is not None
        elif name == "majorities":
            is_so = isinstance(value, dict) and set(value) <= set(options) - {settings["default"]}
            if is_so:
                settings[name] = {option: read_part(ratio) for option, ratio in value.items()}
                is_so = all(ratio is not None and ratio >= 1 for ratio in settings[name].values())
        elif isinstance(usual[name], bool):
            is_so = isinstance(value, bool)
        else:
            is_so = is_number(value) or (value is None and name != "least")
        demand(is_so, f"This setting says what is not known here: {name}.")
    if method == "debian-schulze" and settings["default"] is None:
        settings["default"] = usual_default(options)
    return settings


def read_part(value):
    """Read a part such as 1/3, or a number; None where it is neither."""
    if type(value) is int and value >= 0:
        return Fraction(value)
    if not isinstance(value, str) or not PART.fullmatch(value) or re.search("/0+$", value):
        return None
    return Fraction(value)


def usual_default(options: list) -> str:
    """Find the option that holds by default by its usual names, where the settings do not say."""
    usual = re.compile(r"(?:.*:\s*)?(?:none of the above|further discussion|nota)\W*", re.IGNORECASE)
    found = [name for name in options if usual.fullmatch(name)]
    demand(len(found) == 1, "The option that holds by default is not named.")
    return found[0]


# ------------------------------------------------------------------------------------------------ reading papers

NUMBER = "[1-9][0-9]{0,4}"


def option_of(number: str, options: list) -> str:
    """Give the option that has this number on the paper."""
    if int(number) > len(options):
        raise Refused(f"A paper names option {number}, and there are {len(options)}.")
    return options[int(number) - 1]


def pattern_of(line: str, pattern: str) -> None:
    """Refuse a line that is not written so."""
    if not re.fullmatch(pattern, line):
        raise Refused(f"“{line[:60]}” is not written as papers of this ballot are.")


def none_twice(named: list, line: str) -> None:
    """Refuse a paper on which an option stands twice, or options that stand together are not in ascending order."""
    if len(set(named)) != len(named):
        raise Refused(f"“{line[:60]}” names an option twice.")


def in_order(numbers: list, line: str) -> None:
    """Refuse numbers that stand together and do not ascend: each paper is written in one way only."""
    if sorted(numbers, key=int) != numbers:
        raise Refused(f"“{line[:60]}” is not written in the order of the numbers.")


def read_ranking(line: str, options: list) -> list:
    """Read an order such as `2>1=4`: option 2 first, then 1 and 4 on one rank. Gives the ranks, each a list."""
    if line == "blank":
        return []
    pattern_of(line, f"{NUMBER}([>=]{NUMBER})*")
    ranks = [rank.split("=") for rank in line.split(">")]
    for rank in ranks:
        in_order(rank, line)
    named = [[option_of(number, options) for number in rank] for rank in ranks]
    none_twice([option for rank in named for option in rank], line)
    return named


def read_marks(line: str, options: list) -> tuple:
    """Read marks such as `+1+3-2`: 1 and 3 are marked, 2 is struck out. Gives the marked and the struck."""
    if line == "blank":
        return [], []
    pattern_of(line, f"(?=.)([+]{NUMBER})*(-{NUMBER})*")
    sides = []
    for sign in "+-":
        numbers = re.findall(f"[{sign}]({NUMBER})", line)
        in_order(numbers, line)
        named = [option_of(number, options) for number in numbers]
        none_twice(named, line)
        sides.append(named)
    return tuple(sides)


def read_points(line: str, options: list) -> dict:
    """Read points such as `1:5,3:2`: five for option 1 and two for option 3."""
    if line == "blank":
        return {}
    one = f"{NUMBER}:(0|{NUMBER})"
    pattern_of(line, f"{one}(,{one})*")
    pairs = [pair.split(":") for pair in line.split(",")]
    in_order([number for number, _ in pairs], line)
    named = [option_of(number, options) for number, _ in pairs]
    none_twice(named, line)
    return {option: int(points) for option, (_, points) in zip(named, pairs)}


# -------------------------------------------------------------------------------------------------- yes-no votes


def least(part: Fraction, comparison: str, whole) -> int:
    """Give the least whole number that is more than this part of the whole, or at least this part."""
    exact = part * whole
    if comparison == "more_than":
        return exact.numerator // exact.denominator + 1
    return -(-exact.numerator // exact.denominator)


def quorum_of(rule: dict, sheet: dict) -> int:
    """Give how many are needed for the quorum.

    A number; or a part of everybody on the roll, of the delegates, or of how many came to the last assemblies on
    average, rounded up; or more than half of everybody on the roll. `quorum_floor` is the least that any part can come
    to, and holds where no assembly was held yet of which an average could be taken.
    """
    kind = rule["quorum_kind"]
    if kind == "none":
        return 0
    if kind == "fixed":
        return rule["quorum_fixed"]
    if kind == "majority_members":
        return max(rule["quorum_floor"], sheet["entitled"] // 2 + 1)
    whole = Fraction(sheet["delegates"] if kind == "fraction_delegates" else sheet["entitled"])
    if kind == "fraction_average":
        last = sheet["attended"][: rule["quorum_last"]]
        if not last:
            return rule["quorum_floor"]
        whole = Fraction(sum(last), len(last))
    part = Fraction(rule["quorum_numerator"], rule["quorum_denominator"])
    return max(rule["quorum_floor"], least(part, "at_least", whole))


def verdict_of(sheet: dict) -> dict:
    """Decide a vote for or against.

    1. The quorum: too few present (or votes cast, or votes for, as the rule says), and nothing is decided.
    2. The base is what the threshold is a part of: votes for and against, all votes cast, everybody present, or
       everybody on the roll. Votes for must be more than the threshold of it, or at least as many, as the rule says. At
       least one vote for is needed, and with a base of 0 nothing carries.
    3. A rule with a second majority needs both: the same votes for, measured by a second threshold of a second base.
    4. A tie is only where more than half of the votes for and against is needed, there are as many of both, at least
       one, and another majority, if there is one, is reached. The motion falls then, or the casting vote decides, or,
       until it is given, it stays a tie.
    """
    rule, votes = sheet["rule"], dict(sheet["papers"])
    strange = sorted(set(votes) - {"for", "against", "abstain"})
    if strange:
        raise Refused(f"“{strange[0][:60]}” is no vote.")
    for_, against = votes.get("for", 0), votes.get("against", 0)
    cast = sum(votes.values())
    bases = {"yes_no": for_ + against, "cast": cast, "present": sheet["present"], "entitled": sheet["entitled"]}
    asked = [("", rule["numerator"], rule["denominator"], rule["comparison"], rule["base"])]
    if rule["second_numerator"]:
        names = ("second_numerator", "second_denominator", "second_comparison", "second_base")
        asked.append(("second_", *(rule[name] for name in names)))
    record = {"second_needed": 0, "second_base_value": 0}
    reached, simple = [], []
    for name, numerator, denominator, comparison, base in asked:
        whole, part = bases[base], Fraction(numerator, denominator)
        needed = max(1, least(part, comparison, whole))
        record.update({f"{name}base_value": whole, f"{name}needed": needed})
        reached.append(whole > 0 and for_ >= needed)
        simple.append((part, comparison, base) == (Fraction(1, 2), "more_than", "yes_no"))
    quorum, present = quorum_of(rule, sheet), {"present": sheet["present"], "cast": cast, "yes": for_}
    enough = present[rule["quorum_count"]] >= quorum
    others_reached = any(simple) and all(is_simple or is_so for is_simple, is_so in zip(simple, reached))
    tied = enough and for_ == against > 0 and others_reached
    casting_vote = sheet["casting_vote"] if tied and rule["tie_rule"] == "casting_vote" else None
    if not enough:
        outcome = "quorum_missed"
    elif tied and rule["tie_rule"] == "casting_vote" and casting_vote is None:
        outcome = "tie"
    else:
        outcome = "carried" if all(reached) or casting_vote == "for" else "fell"
    record["outcome"] = outcome
    record["quorum_needed"] = quorum
    record["quorum_value"] = present[rule["quorum_count"]]
    record["quorum_reached"] = enough
    record["casting_vote"] = casting_vote
    return {"outcome": outcome, "winners": [], "record": record}


# ----------------------------------------------------------------------------------------------------- consensus


def round_of(sheet: dict) -> dict:
    """Settle a round of consensus.

    1. The quorum, as in a vote: agreement counts as votes for, blocks as against, standing aside as abstaining.
    2. Enough must agree, with reservations or without, measured as votes for are.
    3. A block stands where at least the named part of all others who spoke find it principled; every block does where
       the rules do not ask. No more may stand than the rules let.
    4. No more than the named part may stand aside: of everybody present or on the roll where agreement is measured so,
       else of all who spoke.
    5. If all of that holds it is consensus. If not, it comes back while there are rounds; after the last one it goes to
       a vote, where the rules name a part that decides then, and else nothing is decided: blocked, if blocks are in the
       way, or not reached.
    """
    limits, said = sheet["settings"], dict(sheet["papers"])
    strange = sorted(set(said) - {"agree", "reservations", "aside", "block"})
    if strange:
        raise Refused(f"“{strange[0][:60]}” is not said in a round of consensus.")
    agreeing = said.get("agree", 0) + said.get("reservations", 0)
    aside, blocks = said.get("aside", 0), said.get("block", 0)
    spoke = agreeing + aside + blocks
    votes = [["abstain", aside], ["against", blocks], ["for", agreeing]]
    measured = verdict_of({**sheet, "rule": {**sheet["rule"], "tie_rule": "fails"}, "papers": votes})
    record = {
        "round": limits["round"], "agreeing": agreeing, "stand_aside": aside, "blocks": blocks,
        "needed": measured["record"]["needed"], "base_value": measured["record"]["base_value"], "overridden": False,
    }  # fmt: skip
    missed = measured["outcome"] == "quorum_missed"
    record["blocks_standing"] = standing = standing_blocks(sheet, blocks, spoke - 1, missed=missed)
    whole = {"present": sheet["present"], "entitled": sheet["entitled"]}.get(sheet["rule"]["base"], spoke)
    blocked = limits["max_blocks"] is not None and standing > limits["max_blocks"]
    if missed:
        outcome = "quorum_missed"
    elif measured["outcome"] == "carried" and not blocked and aside <= limits["stand_asides"] * whole:
        outcome = "consensus"
    elif limits["round"] < limits["rounds"]:
        outcome = "tabled"
    elif limits["fallback"] is not None:
        outcome = "fallback"
    else:
        outcome = "blocked" if blocked else "not_reached"
    record["outcome"] = outcome
    return {"outcome": outcome, "winners": [], "record": record}


def standing_blocks(sheet: dict, blocks: int, others: int, *, missed: bool) -> int:
    """Count the blocks that stand; with the quorum missed nobody need have been asked."""
    part, judged = sheet["settings"]["block_validity"], sheet["principled"]
    if part is None:
        if judged is not None:
            raise Refused("The rules do not ask whether blocks are principled.")
        return blocks
    if judged is None:
        if not missed:
            raise Refused("The rules ask whether each block is principled, and the file does not say.")
        return blocks if others <= 0 else 0
    if len(judged) != blocks or any(one > others for one in judged):
        raise Refused("More find a block principled than there are others, or other blocks were judged.")
    return sum(1 for one in judged if one >= part * others)


# ---------------------------------------------------------------------------------------------- marks and points


def seats_by_value(sheet: dict, rows: list, papers: dict) -> dict:
    """Give the seats to the highest values among the options that are not out.

    Where options of equal value meet the last seat, it is a tie: the decision on it names the tied in the order in
    which they take the seats. Nothing else tells them apart.
    """
    seats, winners = sheet["seats"], []
    standing = sorted((row for row in rows if not row["out"]), key=lambda row: -row["value"])
    order = [[row["option"] for row in equal] for _, equal in groupby(standing, key=lambda row: row["value"])]
    tie, stopped, decisions = None, None, list(sheet["ties"])
    for equal in order:
        left = seats - len(winners)
        if len(equal) <= left:
            winners += equal
            continue
        if left:
            first = f"{len(winners) + 1:,}"
            stage = f"seat {first}" if left == 1 else f"seats {first} to {seats:,}"
            tie = {"stage": stage, "purpose": "win", "options": equal, "take": left}
            if decisions:
                winners += decided(decisions.pop(0), tie, exactly=False)[:left]
            else:
                stopped = tie
        break
    if decisions:
        raise Refused("A decision was made about a tie that does not arise.")
    record = {
        "method": sheet["method"],
        "seats": seats,
        "vacant": 0 if tie else seats - len(winners),
        **papers,
        "winners": winners,
        "order": order,
        "tie": tie and {"stage": tie["stage"], "seats": tie["take"], "options": tie["options"]},
        "resolution": sheet["ties"][0]["chosen"] if tie and sheet["ties"] else None,
        "rows": [{**row, "value": str(row["value"])} for row in rows],
    }
    return {"winners": winners, "record": record, "stopped": stopped}


def decided(decision: dict, tie: dict, *, exactly: bool) -> list:
    """Give whom a decision names, if it is about this tie."""
    same = (decision["stage"], decision["purpose"], set(decision["options"])) == (
        tie["stage"], tie["purpose"], set(tie["options"]),
    )  # fmt: skip
    chosen = decision["chosen"]
    enough = len(chosen) == tie["take"] if exactly else len(chosen) >= tie["take"]
    if not same or not enough or len(set(chosen)) != len(chosen) or not set(chosen) <= set(tie["options"]):
        raise Refused(f"A decision does not fit the tie that arises: {told_tie(tie)}.")
    return chosen


def told_tie(tie: dict) -> str:
    """Say where a tie arose, what it is about and between whom."""
    about = {
        "exclude": "who is excluded", "transfer": "whose surplus goes first", "lock": "which victory counts first",
        "win": "who is elected", "order": "who stands before whom",
    }[tie["purpose"]]  # fmt: skip
    stage = tie["stage"] if tie["stage"].startswith("seat") else f"round {tie['stage']}"
    return f"{stage}, {about}, between {', '.join(tie['options'])}"


def handed_in(sheet: dict, reader, fault) -> tuple:
    """Read papers with marks or points: the valid ones, and how many there are in all, blank and spoilt.

    A paper with a fault is refused, or counts as spoilt where the rule says so.
    """
    valid, papers = [], {"papers": 0, "blank": 0, "spoilt": 0}
    for line, number in sheet["papers"]:
        paper = reader(line, sheet["options"])
        papers["papers"] += number
        if line == "blank":
            papers["blank"] += number
        elif fault(paper):
            if not sheet["settings"]["spoilt"]:
                raise Refused(f"“{line[:60]}” has more or fewer marks or points than the rule allows.")
            papers["spoilt"] += number
            continue
        valid.append((paper, number))
    return valid, papers


def approval(sheet: dict) -> dict:
    """Count marks.

    A paper may have `least` to `most` marks and so many `strikes`, and nobody both. Options are put in order by their
    marks (approvals), by marks less strikes (net), or by having the fewest strikes. Out is whoever more than the part
    `out_above` of the valid papers strikes; with `out_outweighed` whoever has more strikes than marks; and whoever does
    not reach the part `threshold` of the valid papers (without the blank ones, if `blank_counts` is no), which is never
    less than one mark, save that by fewest strikes without a threshold nobody needs a mark.
    """
    rule = sheet["settings"]

    def fault(paper: tuple) -> bool:
        marked, struck = paper
        too_many = rule["most"] is not None and len(marked) > rule["most"]
        too_many_struck = rule["strikes"] is not None and len(struck) > rule["strikes"]
        return too_many or too_many_struck or len(marked) < rule["least"] or bool(set(marked) & set(struck))

    valid, papers = handed_in(sheet, read_marks, fault)
    count = papers["papers"] - papers["spoilt"]
    marks, strikes = Counter(), Counter()
    for (marked, struck), number in valid:
        marks.update(dict.fromkeys(marked, number))
        strikes.update(dict.fromkeys(struck, number))
    needed = 1
    if rule["threshold"] is not None:
        base = count - (0 if rule["blank_counts"] else papers["blank"])
        needed = max(1, least(rule["threshold"], rule["comparison"], base))
    rows = []
    for option in sheet["options"]:
        yes, no = marks[option], strikes[option]
        needs = rule["threshold"] is not None or rule["order_by"] != "fewest_strikes"
        out = count == 0 or (needs and yes < needed) or (rule["out_outweighed"] and no > yes)
        out = out or (rule["out_above"] is not None and no > rule["out_above"] * count)
        value = {"approvals": yes, "net": yes - no, "fewest_strikes": -no}[rule["order_by"]]
        figures = {"approvals": yes} if rule["strikes"] == 0 else {"approvals": yes, "strikes": no}
        rows.append({"option": option, "value": Fraction(value), "counted": figures, "out": out})
    return seats_by_value(sheet, rows, papers)


def points(sheet: dict) -> dict:
    """Count points.

    A paper may give up to `most_each` to one option and up to `budget` altogether; with `spend_all` exactly that.
    Options are put in order by the sum of their points, by the average over all valid papers, or by the average over
    those who gave them any mark, be it 0. Out is whoever has no point, and whoever fewer than the part `least_marked`
    of the valid papers marked.
    """
    rule = sheet["settings"]

    def fault(paper: dict) -> bool:
        spent, most = sum(paper.values()), max(paper.values())
        too_many = (rule["most_each"] is not None and most > rule["most_each"]) or (
            rule["budget"] is not None and spent > rule["budget"]
        )
        return too_many or (rule["spend_all"] and spent != rule["budget"])

    valid, papers = handed_in(sheet, read_points, fault)
    count = papers["papers"] - papers["spoilt"]
    sums, marked = Counter(), Counter()
    for paper, number in valid:
        for option, given in paper.items():
            sums[option] += given * number
            marked[option] += number
    rows = []
    for option in sheet["options"]:
        total, by = sums[option], marked[option]
        below = {"sum": 1, "average_of_all": count, "average_of_marked": by}[rule["reckoning"]]
        out = total == 0 or (rule["least_marked"] is not None and by < rule["least_marked"] * count)
        figures = {"points": total, "papers that marked it": by}
        value = Fraction(total, below) if below else Fraction(0)
        rows.append({"option": option, "value": value, "counted": figures, "out": out})
    return seats_by_value(sheet, rows, papers)


# ------------------------------------------------------------------------------------------------- ranked papers


class Count:
    """A count of ranked papers while it goes on: the papers, the rounds, who is elected, the ties that were met."""

    def __init__(self, sheet: dict, decisions: list) -> None:
        self.options, self.seats = sheet["options"], sheet["seats"]
        read = [(read_ranking(line, self.options), number) for line, number in sheet["papers"]]
        self.all = sum(number for _, number in read)
        self.papers = [(ranks, number) for ranks, number in read if ranks]
        self.valid = sum(number for _, number in self.papers)
        self.settings = sheet["settings"]
        # What is only told of options that stay equal, since it elects nobody else, was not decided.
        self.decisions = [one for one in decisions if one["purpose"] != "order" or one["chosen"]]
        self.rounds, self.ties = [], []
        self.elected, self.excluded, self.order = [], [], []

    def one_after_the_other(self) -> list:
        """Give the papers as plain lists of options; refuse those on which two share a rank."""
        if any(len(rank) > 1 for ranks, _ in self.papers for rank in ranks):
            raise Refused("A paper puts two options on one rank, and this method needs one after the other.")
        return [([rank[0] for rank in ranks], number) for ranks, number in self.papers]

    def add(self, totals: dict, *, places: int = 0, quota=None, lost: int = 0, elected=()) -> None:
        """Close a round; totals are whole units of the last decimal place."""
        self.elected += elected
        self.rounds.append({
            "totals": {option: written(total, places) for option, total in totals.items()},
            "quota": None if quota is None else written(quota, places),
            "lost": written(lost, places),
            "elected": list(elected),
            "excluded": [],
        })  # fmt: skip

    def exclude(self, option: str) -> None:
        """Note who is excluded by the totals of the last round."""
        self.excluded.append(option)
        self.rounds[-1]["excluded"].append(option)

    def tie(self, purpose: str, options, take: int = 1) -> list:
        """Give what was decided about a tie, or stop. A tie belongs to the round by whose totals it arose."""
        options = [option for option in self.options if option in options]
        tie = {"stage": str(max(1, len(self.rounds))), "purpose": purpose, "options": options, "take": take}
        if not self.decisions:
            self.ties.append({**tie, "chosen": []})
            raise Undecided
        chosen = decided(self.decisions.pop(0), tie, exactly=True)
        self.ties.append({**tie, "chosen": chosen})
        return chosen

    def rank_equals(self, options: list) -> list:
        """Put in order who is equal, where that elects nobody else: by decision, else as on the paper."""
        if len(options) < 2:
            return options
        if self.decisions and self.decisions[0]["purpose"] == "order":
            return self.tie("order", options, len(options))
        stage = str(max(1, len(self.rounds)))
        self.ties.append({"stage": stage, "purpose": "order", "options": options, "take": len(options), "chosen": []})
        return options


def written(units: int, places: int) -> str:
    """Write a number with its decimal places."""
    whole, rest = divmod(units, 10**places)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)


def past(history: list, option: str) -> list:
    """Give what an option had at the end of each stage, the latest first: what tells apart options that are equal."""
    return [totals[option] for totals in reversed(history)]


def pick(count: Count, history: list, options, *, exclude: bool) -> str:
    """Give the lowest, to be excluded, or the highest, whose surplus goes first.

    Where votes are equal, the latest earlier stage decides at which they were not; where they always were, people did.
    """
    found = (min if exclude else max)(past(history, option) for option in options)
    tied = [option for option in options if past(history, option) == found]
    return tied[0] if len(tied) == 1 else count.tie("exclude" if exclude else "transfer", tied)[0]


def best_first(count: Count, history: list, options) -> list:
    """Put options in order by their votes, and by earlier stages where these are equal."""
    on_paper = [option for option in count.options if option in options]
    return sorted(on_paper, key=lambda option: past(history, option), reverse=True)


def scottish_stv(count: Count) -> None:
    """Scottish single transferable vote (SSI 2011/399, schedule 1, rules 45 to 52). Values have five decimals.

    1. The quota is the valid papers divided by the seats plus one, without its fraction, plus one.
    2. Each paper counts for its first preference. Whoever has the quota is elected.
    3. While somebody elected has more than the quota, the largest surplus is transferred, one for each stage: every
       paper goes to its next continuing option, at surplus × its value ÷ total of the option, cut to five decimals.
    4. Otherwise the lowest is excluded, one for each stage, and its papers go on at the value they have.
    5. As soon as no more options continue than seats are left, these are elected, and nothing more is transferred.
    """
    one = 100_000  # a whole vote, in hundred-thousandths
    quota = (count.valid // (count.seats + 1) + 1) * one
    continuing, surpluses, history = set(count.options), [], []
    totals = dict.fromkeys(count.options, 0)
    # Equal papers always move together: order, number of papers, value of each, and who holds them.
    bundles = [[order, number, one, None] for order, number in count.one_after_the_other()]

    def hand_on(moving: list) -> None:
        for bundle in moving:
            order, number, value, _ = bundle
            bundle[3] = next((option for option in order if option in continuing), None)
            if bundle[3] is not None:
                totals[bundle[3]] += number * value

    hand_on(bundles)
    while True:
        history.append(dict(totals))
        reached = {option for option in continuing if totals[option] >= quota}
        continuing -= reached
        if len(continuing) <= count.seats - len(count.elected) - len(reached):
            reached |= continuing
            continuing.clear()
        elected = best_first(count, history, reached)
        surpluses += [option for option in elected if totals[option] > quota]
        lost = count.valid * one - sum(totals.values())
        count.add(totals, places=5, quota=quota, lost=lost, elected=elected)
        if len(count.elected) == count.seats or not continuing:
            break
        if surpluses:
            option = pick(count, history, surpluses, exclude=False)
            surpluses.remove(option)
            moving = [bundle for bundle in bundles if bundle[3] == option]
            total, totals[option] = totals[option], quota
            for bundle in moving:
                bundle[2] = (total - quota) * bundle[2] // total
        else:
            option = pick(count, history, continuing, exclude=True)
            count.exclude(option)
            continuing.discard(option)
            moving = [bundle for bundle in bundles if bundle[3] == option]
            totals[option] = 0
        hand_on(moving)
    count.order = [*count.elected, *best_first(count, history, continuing), *reversed(count.excluded)]


class Meek:
    """What each option keeps of a paper, in thousand-millionths, and who still hopes."""

    ONE = 10**9

    def __init__(self, count: Count) -> None:
        self.count = count
        self.papers = count.one_after_the_other()
        self.keep = dict.fromkeys(count.options, self.ONE)
        self.hoping = set(count.options)
        self.votes = dict.fromkeys(count.options, 0)

    def as_far_as_read(self) -> Counter:
        """Count papers together that name the same options up to the first that hopes, without the excluded."""
        read = Counter()
        for order, number in self.papers:
            first = next((place for place, option in enumerate(order) if option in self.hoping), len(order))
            read[tuple(option for option in order[: first + 1] if self.keep[option])] += number
        return read

    def distribute(self, read: Counter) -> None:
        """Let each paper run through its options: rule 1."""
        self.votes = dict.fromkeys(self.votes, 0)
        for order, number in read.items():
            left = self.ONE
            for option in order:
                kept = -(-left * self.keep[option] // self.ONE)
                self.votes[option] += kept * number
                left -= kept

    def one_round(self, *, last: bool = False) -> tuple:
        """Go through rules 1 to 4; in the last round all who hope are elected. Gives who was, and the surplus."""
        count, votes_of = self.count, lambda option: -self.votes[option]
        read, before = self.as_far_as_read(), None
        while True:
            self.distribute(read)
            quota = sum(self.votes.values()) // (count.seats + 1) + 1
            hoping = [option for option in count.options if option in self.hoping]
            elected = sorted((one for one in hoping if last or self.votes[one] >= quota), key=votes_of)
            holding = [*count.elected, *elected]
            surplus = max(0, sum(self.votes[option] - quota for option in holding))
            if elected or surplus < self.ONE // 10**6 or (before is not None and surplus >= before):
                lost = count.valid * self.ONE - sum(self.votes.values())
                count.add(self.votes, places=9, quota=quota, lost=lost, elected=elected)
                self.hoping.difference_update(elected)
                return elected, surplus
            for option in holding:
                wanted = -(-self.keep[option] * quota // self.ONE)
                self.keep[option] = -(-wanted * self.ONE // self.votes[option])
            before = surplus

    def exclude_lowest(self, surplus: int) -> None:
        """Exclude one: rule 5."""
        lowest = min(self.votes[option] for option in self.hoping)
        equal = [option for option in self.hoping if self.votes[option] <= lowest + surplus]
        option = equal[0] if len(equal) == 1 else self.count.tie("exclude", equal)[0]
        self.count.exclude(option)
        self.hoping.discard(option)
        self.keep[option] = 0


def meek_stv(count: Count) -> None:
    """Meek's single transferable vote, as in the reference rule of the PR Foundation. Numbers have nine decimals.

    1. Each option keeps a part of every paper that reaches it: all of it while it hopes, nothing once it is excluded. A
       paper gives each option on it, in order, that part of what is left of it, rounded up, until nothing is left.
    2. The quota is all votes divided by the seats plus one, cut, plus 0.000000001.
    3. Whoever hopes and has the quota is elected.
    4. If nobody was, and those elected have together at least 0.000001 more than their quotas, and less than the time
       before, what each keeps is multiplied by the quota and divided by its votes, both rounded up; again from 1.
    5. Otherwise the lowest who hopes is excluded. Whoever has no more than the lowest plus the whole surplus is equal
       to it: a tie. Again from 1, until no more are left than seats.
    """
    state = Meek(count)
    while len(count.elected) < count.seats < len(count.elected) + len(state.hoping):
        elected, surplus = state.one_round()
        if not elected:
            state.exclude_lowest(surplus)
    if len(count.elected) < count.seats and state.hoping:
        state.one_round(last=True)
    rest = [option for option in count.options if option in state.hoping]
    rest.sort(key=lambda option: -state.votes[option])
    count.order = [*count.elected, *rest, *reversed(count.excluded)]


def irv(count: Count) -> None:
    """Instant run-off.

    Each paper counts for the first option on it that still stands. Whoever has more than half of the papers that still
    name somebody is elected; otherwise the lowest is excluded, and so on. With several seats all papers are counted
    anew for each seat without those elected already.
    """
    papers = count.one_after_the_other()
    while len(count.elected) < count.seats and len(count.elected) < len(count.options):
        standing = [option for option in count.options if option not in count.elected]
        seat, continuing, history = list(standing), set(standing), []
        count.excluded = []
        while True:
            totals = dict.fromkeys(seat, 0)
            for order, number in papers:
                first = next((option for option in order if option in continuing), None)
                if first is not None:
                    totals[first] += number
            history.append(totals)
            held = sum(totals.values())
            elected = [option for option in continuing if totals[option] > held // 2 or len(continuing) == 1]
            count.add(totals, quota=held // 2 + 1, lost=count.valid - held, elected=elected)
            if elected:
                break
            option = pick(count, history, continuing, exclude=True)
            count.exclude(option)
            continuing.discard(option)
        rest = best_first(count, history, continuing - {*elected})
        count.order = [*count.elected, *rest, *reversed(count.excluded)]


def preferences(count: Count) -> dict:
    """Count for each two options how many papers rank the first above the second; who is not named stands below."""
    prefer = {option: dict.fromkeys(count.options, 0) for option in count.options}
    for ranks, number in count.papers:
        below = set(count.options)
        for rank in ranks:
            below.difference_update(rank)
            for option in rank:
                row = prefer[option]
                for other in below:
                    row[other] += number
    return prefer


def victories(prefer: dict, options: list) -> list:
    """Give the pairs of which more papers prefer the first to the second than the other way round."""
    return [(one, other) for one in options for other in options if prefer[one][other] > prefer[other][one]]


def told_pairs(prefer: dict, pairs: list, state=lambda _pair: "") -> list:
    """Give pairs with their numbers, for the record."""
    return [
        {"winner": a, "loser": b, "for": prefer[a][b], "against": prefer[b][a], "state": state((a, b))}
        for a, b in pairs
    ]


def elect_from_the_top(count: Count, options: list, beats) -> None:
    """Elect who is beaten by nobody, then who is beaten by nobody else, and so on; too many for the seats are a tie."""
    left, elected, placed = list(options), [], []
    last = count.rounds[-1]
    while left:
        top = [option for option in left if not any(beats(other, option) for other in left)]
        left = [option for option in left if option not in top]
        free = count.seats - len(elected)
        if 0 < free < len(top):
            last["elected"] = count.elected = list(elected)
            chosen = count.tie("win", top, free)
            elected += chosen
            placed += [*chosen, *count.rank_equals([option for option in top if option not in chosen])]
        else:
            top = count.rank_equals(top)
            placed += top
            elected += top if free else []
    last["elected"] = count.elected = elected
    count.order = placed


def by_strongest_paths(count: Count, prefer: dict, options: list, strength) -> None:
    """Elect by strongest paths of victories; a path is as strong as its weakest victory.

    An option beats another if its strongest path to it is stronger than the strongest path back.
    """
    won = victories(prefer, options)
    none = (-1, 0)
    path = {a: dict.fromkeys(options, none) for a in options}
    for a, b in won:
        path[a][b] = strength(prefer[a][b], prefer[b][a])
    for middle in options:
        for a in options:
            to_middle = path[a][middle]
            if a != middle and to_middle != none:
                for b in options:
                    path[a][b] = max(path[a][b], min(to_middle, path[middle][b]))

    def beats(one: str, other: str) -> bool:
        return path[one][other] > path[other][one]

    count.add({one: sum(beats(one, other) for other in options if other != one) for one in options})
    count.rounds[-1]["pairs"] = told_pairs(prefer, won)
    elect_from_the_top(count, options, beats)


def schulze(count: Count) -> None:
    """Schulze's method.

    An option defeats another if more papers rank it above the other than below. A victory is as strong as it has papers
    in favour, a path of victories as strong as its weakest one. An option wins if no other has a stronger path to it
    than it has back. Further seats go to those whom nobody else beats; too many for the seats are a tie.
    """
    by_strongest_paths(count, preferences(count), count.options, lambda for_, _against: (for_, 0))


def debian_schulze(count: Count) -> None:
    """Schulze's method as in the constitution of Debian, A.6.

    An option is dropped if fewer papers than the quorum prefer it to the default, or not more than prefer the default
    to it; where a majority of 3 is asked of it, not more than three times as many. Among the others a victory is as
    strong as it has papers in favour, then the stronger with fewer against.
    """
    prefer, default = preferences(count), count.settings["default"]
    count.add({option: prefer[option][default] for option in count.options})
    dropped = []
    for option in count.options:
        times = count.settings["majorities"].get(option, 1)
        before, behind = prefer[option][default], prefer[default][option]
        if option != default and (before < count.settings["quorum"] or before <= times * behind):
            dropped.append(option)
    for option in dropped:
        count.exclude(option)
    left = [option for option in count.options if option not in dropped]
    by_strongest_paths(count, prefer, left, lambda for_, against: (for_, -against))
    count.order += sorted(dropped, key=lambda option: -prefer[option][default])


class Locked:
    """Which options stand below which, by the victories that are locked in."""

    def __init__(self, options: list) -> None:
        self.below = {option: set() for option in options}

    def lock(self, pair: tuple) -> bool:
        """Lock a victory in, unless its loser stands above its winner already; say whether it was."""
        one, other = pair
        if one in self.below[other]:
            return False
        for option, below in self.below.items():
            if option == one or one in below:
                below.update({other}, self.below[other])
        return True

    def on_a_circle(self, pairs: list) -> list:
        """Find the victories whose loser reaches their winner, if all of them are added to what is locked."""
        ends = {option for pair in pairs for option in pair}
        reach = {option: set(self.below[option]) for option in ends}
        for one, other in pairs:
            reach[one].update({other}, self.below[other])
        for middle in ends:
            for start in ends:
                if middle in reach[start]:
                    reach[start] |= reach[middle]
        return [pair for pair in pairs if pair[0] in reach[pair[1]]]


def ranked_pairs(count: Count) -> None:
    """Ranked pairs, Tideman's method.

    Victories are locked in from the strongest (most in favour, then fewest against) to the weakest; one that
    contradicts those before is skipped. Victories equal in both are locked together where they do not contradict each
    other. Where they do, it is a tie between the options concerned: in the order decided for them the victory of the
    earlier option is locked first, and of its victories the one over the later.
    """
    prefer, locked = preferences(count), Locked(count.options)

    def strength(pair: tuple) -> tuple:
        return -prefer[pair[0]][pair[1]], prefer[pair[1]][pair[0]]

    won = sorted(victories(prefer, count.options), key=strength)
    state = dict.fromkeys(won, "waits")
    try:
        for group in [list(equal) for _, equal in groupby(won, key=strength)]:
            tied = locked.on_a_circle([pair for pair in group if pair[0] not in locked.below[pair[1]]])
            state.update((pair, "locked") for pair in group if pair not in tied and locked.lock(pair))
            if tied:
                concerned = {option for pair in tied for option in pair}
                order = count.tie("lock", concerned, len(concerned))
                tied.sort(key=lambda pair: (order.index(pair[0]), -order.index(pair[1])))
                state.update((pair, "locked") for pair in tied if locked.lock(pair))
            state.update((pair, "skipped") for pair in group if state[pair] == "waits")
    finally:  # the record shows how far it came, also where a tie stops it
        count.add({option: len(below) for option, below in locked.below.items()})
        count.rounds[-1]["pairs"] = told_pairs(prefer, won, state.get)
    elect_from_the_top(count, count.options, lambda one, other: other in locked.below[one])


RANKED = {
    "scottish-stv": scottish_stv,
    "meek-stv": meek_stv,
    "irv": irv,
    "schulze": schulze,
    "debian-schulze": debian_schulze,
    "ranked-pairs": ranked_pairs,
}
METHODS = {"yes-no", "consensus", "approval", "points", *RANKED}


def ranked(sheet: dict, decisions: list) -> dict:
    """Count ranked papers by the method of the ballot, with these decisions on ties."""
    count = Count(sheet, decisions)
    stopped = None
    try:
        RANKED[sheet["method"]](count)
    except Undecided:
        stopped = count.ties[-1]
    if count.decisions:
        raise Refused("A decision was made about a tie that does not arise.")
    asked = {name: str(count.settings[name]) for name in ("default", "quorum") if name in count.settings}
    asked.update({f"majority of {name}": str(ratio) for name, ratio in count.settings.get("majorities", {}).items()})
    record = {
        "method": sheet["method"],
        "settings": asked,
        "seats": count.seats,
        "papers": count.all,
        "valid": count.valid,
        "winners": count.elected,
        "order": count.order,
        "rounds": count.rounds,
        "ties": count.ties,
    }
    return {"winners": count.elected, "record": record, "stopped": stopped}


def in_any_case(sheet: dict, result: dict):
    """Find who is elected whichever way the ties from here on are decided; None where there are too many ways."""
    waiting, results, tried = [(sheet["ties"], result)], [], 0
    while waiting:
        decisions, found = waiting.pop()
        tie = found["stopped"]
        if tie is None:
            results.append(set(found["winners"]))
            continue
        ways = permutations if tie["purpose"] == "lock" else combinations
        for chosen in ways(tie["options"], tie["take"]):
            tried += 1
            if tried > MOST_TRIED:
                return None
            longer = [*decisions, {**tie, "chosen": list(chosen)}]
            waiting.append((longer, ranked(sheet, longer)))
    return set.intersection(*results)


# ---------------------------------------------------------------------------------------------------- the answer


def visible(sentence: str) -> str:
    """Show as a question mark what could move the cursor or hide text: the file shall not write the answer."""
    return "".join(sign if sign.isprintable() else "?" for sign in sentence)


class Answer:
    """What is said, and whether something differs."""

    def __init__(self) -> None:
        self.differs = False

    def say(self, sentence: str = "") -> None:
        """Print a sentence."""
        print(visible(sentence))

    def differ(self, sentence: str) -> None:
        """Say what is not as it should be."""
        self.differs = True
        self.say(f"DIFFERS: {sentence}")


def check_papers(sheet: dict, answer: Answer) -> None:
    """Check the digest, the number of papers and the board, which need no counting."""
    papers = sheet["papers"]
    lines = [line for line, _ in papers]
    if lines != sorted(set(lines)):
        answer.differ("The papers are not sorted by their lines, or a line stands there twice.")
    text = "".join(f"{number} {line}\n" for line, number in sorted(papers))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest == sheet["papers_digest"]:
        answer.say(f"The digest is that of these papers: {digest}. Compare it with the one in the minutes.")
    else:
        answer.differ(f"The digest of these papers is {digest}, and the file says {sheet['papers_digest']}.")
    cast = sum(number for _, number in papers)
    told = f"Papers: {cast:,}. People who had a vote: {sheet['entitled']:,}."
    (answer.differ if cast > sheet["entitled"] else answer.say)(told)
    if sheet["board"] is not None:
        check_board(sheet["board"], papers, answer)


def check_board(board: list, papers: list, answer: Answer) -> None:
    """Check that the board shows every paper under a tracker of its own."""
    before = answer.differs
    answer.differs = False
    if board != sorted(board):
        answer.differ("The board is not sorted by its trackers.")
    for tracker, times in Counter(tracker for tracker, _ in board).items():
        if times > 1:
            answer.differ(f"The tracker {tracker} stands on the board {times} times.")
    shown, counted = Counter(line for _, line in board), Counter(dict(map(tuple, papers)))
    for line in sorted(set(shown) | set(counted)):
        if shown[line] != counted[line]:
            answer.differ(f"The board shows {shown[line]:,} papers “{line}”, and {counted[line]:,} are counted.")
    if not answer.differs:
        answer.say(f"The board shows each of the {len(board):,} papers once, no tracker twice. Look for your own.")
    answer.differs |= before


def recount(sheet: dict) -> dict:
    """Count the papers by the method of the ballot.

    A ballot with options is carried if somebody is chosen, and fell if nobody is. A rule asks for a quorum there, by
    those present, by the papers, or by the papers that say something; without it nobody is chosen.
    """
    if sheet["method"] == "yes-no":
        return verdict_of(sheet)
    if sheet["method"] == "consensus":
        return round_of(sheet)
    if sheet["method"] in RANKED:
        found = ranked(sheet, sheet["ties"])
        said = found["record"]["valid"]
    else:
        found = {"approval": approval, "points": points}[sheet["method"]](sheet)
        said = found["record"]["papers"] - found["record"]["blank"] - found["record"]["spoilt"]
    found["certain"] = found["winners"]
    found["outcome"] = "carried" if found["winners"] else "fell"
    if found["stopped"]:
        found["outcome"] = "tie"
    if sheet["rule"] is not None:
        reached = {"present": sheet["present"], "cast": found["record"]["papers"], "yes": said}
        if reached[sheet["rule"]["quorum_count"]] < quorum_of(sheet["rule"], sheet):
            found["outcome"], found["certain"] = "quorum_missed", []
    return found


def compare(sheet: dict, found: dict, answer: Answer) -> None:
    """Compare what was counted now with what was stored when the ballot closed."""
    stored, words = sheet["result"], ENDINGS if sheet["method"] == "consensus" else OUTCOMES
    if found["outcome"] == stored["outcome"]:
        answer.say(f"Outcome: {words[found['outcome']]}, as was stored.")
    else:
        now, then = words[found["outcome"]], words[stored["outcome"]]
        answer.differ(f"The papers come to: {now}. Stored was: {then}.")
    if sheet["method"] == "yes-no":
        # Records written before a second majority was known have no entries for it.
        compare_entries(found["record"], {"second_needed": 0, "second_base_value": 0, **stored["record"]}, answer)
        return
    if sheet["method"] == "consensus":
        compare_entries(found["record"], stored["record"], answer)
        return
    if found["stopped"]:
        answer.say(f"The count stops at a tie: {told_tie(found['stopped'])}.")
    if found["outcome"] == "tie" and sheet["method"] in RANKED:
        compare_certain(sheet, found, answer)
    elif sorted(found["certain"]) == sorted(stored["winners"]):
        answer.say(f"Chosen: {', '.join(found['certain']) or 'nobody'}, as was stored.")
    else:
        chosen, then = (", ".join(names) or "nobody" for names in (found["certain"], stored["winners"]))
        answer.differ(f"The papers choose {chosen}. Stored was {then}.")
    compare_record(sheet, found, answer)


def compare_certain(sheet: dict, found: dict, answer: Answer) -> None:
    """While a tie stands, the winners are those who are elected already or whichever way it is decided."""
    stored, always = sheet["result"]["winners"], in_any_case(sheet, found)
    if not set(found["winners"]) <= set(stored) or len(set(stored)) != len(stored):
        answer.differ(f"Elected before the tie: {', '.join(found['winners'])}. Stored was {', '.join(stored)}.")
    elif always is None:
        answer.say("There are too many ways to decide ties to say here who is elected in any case.")
    elif not set(stored) <= always:
        answer.differ(f"Elected in any case: {', '.join(sorted(always)) or 'nobody'}. Stored was {', '.join(stored)}.")
    else:
        answer.say(f"Elected in any case: {', '.join(stored) or 'nobody'}, as was stored.")


def compare_record(sheet: dict, found: dict, answer: Answer) -> None:
    """Compare the working: every figure of the record that was stored, but not its sentences."""
    mine, stored = dict(found["record"]), dict(sheet["result"]["record"])
    stopped = found["stopped"] is not None
    if sheet["method"] in RANKED:
        compare_rounds(mine.pop("rounds"), stored.get("rounds"), len(sheet["options"]), answer)
        mine["ties"], stored["ties"] = figures_of_ties(mine["ties"]), figures_of_ties(stored.get("ties"))
        if stopped:
            del mine["order"], mine["winners"]  # the order of those who are left is not known yet
            if sorted(texts(stored.get("order"))) != sorted(sheet["options"]):
                answer.differ("The stored order does not name every option once.")
            if sheet["result"]["outcome"] == "tie" and stored.get("winners") != sheet["result"]["winners"]:
                answer.differ("The stored record names others than the result.")
    else:
        rows = stored.get("rows")
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            stored["rows"] = [{**row, "out": bool(row.get("out"))} for row in rows]
        if isinstance(stored.get("resolution"), dict):
            stored["resolution"] = stored["resolution"].get("order", "none")
    for lists in (mine, stored):
        if isinstance(lists.get("winners"), list):
            lists["winners"] = sorted(texts(lists["winners"]))
    compare_entries(mine, stored, answer)


def texts(value) -> list:
    """Give a list of texts as it is, and anything else as an empty one."""
    return value if is_texts(value) else []


def figures_of_ties(ties):
    """Give of each tie in a record what is compared; None where it cannot be read."""
    try:
        return [[str(tie[name]) for name in ("stage", "purpose", "options", "take", "chosen")] for tie in ties]
    except (KeyError, TypeError):
        return None


def compare_entries(mine: dict, stored: dict, answer: Answer) -> None:
    """Compare entries that are whole: numbers, lists."""
    wrong = [name for name, value in mine.items() if name not in stored or not same(value, stored[name])]
    for name in wrong:
        if isinstance(mine[name], (int, str)):
            answer.differ(
                f"The record says {str(stored.get(name))[:60]} under {name}, and the papers give {mine[name]}."
            )
        else:
            answer.differ(f"The record is not that of these papers: {name}.")
    if not wrong:
        answer.say("The figures of the record are those of these papers.")


def same(one, other) -> bool:
    """Whether two values are equal and of one kind: 1 and true are not the same."""
    return one == other and (isinstance(one, bool) == isinstance(other, bool))


def compare_rounds(mine: list, stored, options: int, answer: Answer) -> None:
    """Compare every round: the total of each option, the quota, what is lost, who is elected and who is excluded."""
    if not isinstance(stored, list) or len(stored) != len(mine):
        answer.differ(f"There are {len(mine)} rounds, and the record has others.")
        return
    for stage, (ours, theirs) in enumerate(zip(mine, stored), 1):
        if not is_same_round(ours, theirs, whole=stage == 1 or options <= MOST_NAMED):
            answer.differ(f"Round {stage} comes out otherwise than in the record.")


def is_same_round(ours: dict, theirs, *, whole: bool) -> bool:
    """Whether a round in the record has our figures; if it need not be whole, it may leave totals out."""
    if not isinstance(theirs, dict) or not isinstance(theirs.get("totals"), dict):
        return False
    names = theirs["totals"]
    if whole and set(names) != set(ours["totals"]):
        return False
    if any(ours["totals"].get(name) != total for name, total in names.items()):
        return False
    for name in ("elected", "excluded"):
        if not is_texts(theirs.get(name)) or sorted(ours[name]) != sorted(theirs[name]):
            return False
    pairs, known = theirs.get("pairs", []), ours.get("pairs", [])
    told = [sorted(str(entries(pair)) for pair in one) for one in (pairs, known) if isinstance(one, list)]
    return told[0] == told[-1] and len(told) == 2 and all(ours[name] == theirs.get(name) for name in ("quota", "lost"))


def entries(value) -> list:
    """Give named entries in the order of their names."""
    return sorted(value.items()) if isinstance(value, dict) else []


def show(found: dict, answer: Answer) -> None:
    """Print the working."""
    record = found["record"]
    answer.say()
    for row in record.get("rows", []):
        figures = ", ".join(f"{name} {value:,}" for name, value in row["counted"].items())
        answer.say(f"  {row['option']}: {figures}; in all {row['value']}{', out' if row['out'] else ''}")
    for stage, one in enumerate(record.get("rounds", []), 1):
        answer.say(f"Round {stage}" + (f", quota {one['quota']}" if one["quota"] is not None else ""))
        for option, total in one["totals"].items():
            word = "elected" if option in one["elected"] else "excluded" if option in one["excluded"] else ""
            answer.say(f"  {option}: {total} {word}".rstrip())
        for pair in one.get("pairs", []):
            state = f", {pair['state']}" if pair["state"] else ""
            answer.say(f"  {pair['winner']} before {pair['loser']}: {pair['for']} to {pair['against']}{state}")
        if one["lost"].strip("0."):
            answer.say(f"  with nobody: {one['lost']}")
    if "base_value" in record:
        for name, value in record.items():
            answer.say(f"  {name.replace('_', ' ')}: {value}")
    for tie in record.get("ties", []):
        if tie["chosen"]:
            answer.say(f"A tie: {told_tie(tie)}. Decided: {', '.join(tie['chosen'])}.")
    answer.say()


def verify(sheet: dict, *, with_rounds: bool = False) -> bool:
    """Say everything about one ballot; gives whether all of it agrees."""
    answer = Answer()
    answer.say(f"Ballot {sheet['ballot']} of {sheet['body']}: {sheet['question']}")
    answer.say(
        f"Opened {sheet['opened']}, closed {sheet['closed']}. Method: {sheet['method']}. Seats: {sheet['seats']:,}."
    )
    check_papers(sheet, answer)
    try:
        found = recount(sheet)
    except Refused as refused:
        answer.differ(f"The papers cannot be counted. {refused}")
    else:
        if with_rounds:
            show(found, answer)
        compare(sheet, found, answer)
    answer.say("Something differs." if answer.differs else "Everything agrees.")
    return not answer.differs


def main(arguments=None) -> int:
    """Read the file that is named, and say what was found."""
    parser = argparse.ArgumentParser(description="Counts a closed ballot of Organiser again, from its file.")
    parser.add_argument("file", help="the record of the ballot, result.json")
    parser.add_argument("--show", action="store_true", help="print every round of the count")
    asked = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that knows fewer letters than the file
            stream.reconfigure(errors="replace")
    try:
        sheet = read_sheet(Path(asked.file).read_bytes())
    except OSError:
        print(visible(f"The file {asked.file} cannot be opened."), file=sys.stderr)
        return 2
    except Unreadable as error:
        print(visible(f"The file {asked.file} cannot be read. {error}"), file=sys.stderr)
        return 2
    return 0 if verify(sheet, with_rounds=asked.show) else 1


if __name__ == "__main__":
    sys.exit(main())
