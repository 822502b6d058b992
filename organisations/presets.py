"""Rule sets with names, ready to adopt: plain data in the form that `validators.validate_rule_spec` accepts.

`iww_like_branch` says what the bylaws of a real union branch say (shared data `statutes/`); the page
`docs/rules/baltimore-gmb.md` sets each sentence beside the rule that expresses it, or says that none does.
`docs/rules/presets.md` says of all of them what they are made after.
"""

from typing import Any

from organisations.enums import BodyForm, QuorumKind

Spec = dict[str, Any]

MORE_FOR_THAN_AGAINST: Spec = {
    "comparison": "more_than",
    "threshold_numerator": 1,
    "threshold_denominator": 2,
    "base": "yes_no",
}
TWO_THIRDS: Spec = {
    "comparison": "at_least",
    "threshold_numerator": 2,
    "threshold_denominator": 3,
    "base": "yes_no",
}
MAJORITY_OF_MEMBERS: Spec = {
    "comparison": "more_than",
    "threshold_numerator": 1,
    "threshold_denominator": 2,
    "base": "entitled",
}

NINE_TENTHS: Spec = {
    "comparison": "at_least",
    "threshold_numerator": 9,
    "threshold_denominator": 10,
    "base": "yes_no",
}

QUORUM_OF_FIVE: Spec = {"quorum_kind": "fixed", "quorum_fixed": 5, "quorum_count": "present"}
A_FIFTH: Spec = {
    "quorum_kind": "fraction_entitled",
    "quorum_numerator": 1,
    "quorum_denominator": 5,
    "quorum_count": "present",
}

# No statute behind the presets says how one of several is chosen, and one alone speaks of secrecy.
ELECTION: Spec = {"secrecy": "chosen", "choosing": "scottish-stv"}
RECALL: Spec = {"secrecy": "chosen"}

SIMPLE_MAJORITY: Spec = {
    "name": "Simple majority branch",
    "body": {
        "notice_days": 7,
        "special_notice_days": 2,
        "roll_moment": "opening",
        "days_to_vote": 0,
        "days_to_stand": 0,
        "term_months": 12,
        "terms_in_a_row": 2,
        "recall_petition": 5,
        "interim_days": 90,
        "speaking_minutes": 3,
    },
    "kinds": {
        "ordinary": {**MORE_FOR_THAN_AGAINST, **A_FIFTH, "seconders": 1, "channel": "either", "least_hours": 48},
        "rules": {**TWO_THIRDS, **A_FIFTH, "seconders": 3, "notice_days": 7, "channel": "either", "least_hours": 120},
        "election": {
            **MORE_FOR_THAN_AGAINST,
            **A_FIFTH,
            **ELECTION,
            "seconders": 1,
            "channel": "either",
            "least_hours": 48,
        },
        "recall": {**MORE_FOR_THAN_AGAINST, **A_FIFTH, **RECALL, "seconders": 4, "channel": "assembly"},
        "rescind": {**MORE_FOR_THAN_AGAINST, **A_FIFTH, "seconders": 1, "channel": "assembly"},
        "exclusion": {**TWO_THIRDS, **A_FIFTH, "seconders": 3, "channel": "assembly"},
    },
}

HALF_OF_US: Spec = {**A_FIFTH, "quorum_denominator": 2}
# With notice more for than against is enough to take something back; without it, two thirds (Robert's Rules).
TAKEN_BACK: Spec = {
    **MORE_FOR_THAN_AGAINST,
    "notice_days": 7,
    "without_notice_numerator": 2,
    "without_notice_denominator": 3,
    "seconders": 1,
    "channel": "assembly",
}

CNT_LIKE_UNION: Spec = {
    "name": "CNT-like union",
    "body": {
        "notice_days": 7,
        "special_notice_days": 2,
        "roll_moment": "opening",
        "days_to_vote": 0,
        "days_to_stand": 0,
        "term_months": 24,
        "terms_in_a_row": 1,
        "part_term_numerator": 1,
        "part_term_denominator": 2,
        "recall_petition": 5,
        "interim_days": 90,
        "arrears_months": 3,
        "speaking_minutes": None,
    },
    "kinds": {
        "ordinary": {**MORE_FOR_THAN_AGAINST, "seconders": 1, "channel": "assembly"},
        "rules": {**TWO_THIRDS, "seconders": 2, "notice_days": 14, "channel": "assembly"},
        "election": {**MORE_FOR_THAN_AGAINST, **ELECTION, "seconders": 1, "channel": "assembly"},
        "recall": {**MORE_FOR_THAN_AGAINST, **RECALL, "seconders": 4, "channel": "assembly"},
        "rescind": TAKEN_BACK,
    },
}

IWW_LIKE_BRANCH: Spec = {
    "name": "IWW-like branch",
    "body": {
        "notice_days": 0,
        "special_notice_days": 0,
        "roll_moment": "opening",
        "days_to_vote": 0,
        "days_to_stand": 90,
        "term_months": 12,
        "terms_in_a_row": None,
        "recall_petition": 5,
        "interim_days": 62,
        "speaking_minutes": None,
        "progressive_stack": True,
    },
    "kinds": {
        "ordinary": {**MORE_FOR_THAN_AGAINST, **QUORUM_OF_FIVE, "seconders": 1, "channel": "assembly"},
        "rules": {
            **MAJORITY_OF_MEMBERS,
            **QUORUM_OF_FIVE,
            "seconders": 1,
            "notice_days": 30,
            "channel": "assembly",
        },
        "election": {
            **MORE_FOR_THAN_AGAINST,
            **QUORUM_OF_FIVE,
            **ELECTION,
            "secrecy": "secret",
            "seconders": 1,
            "channel": "assembly",
        },
        "recall": {**MAJORITY_OF_MEMBERS, **QUORUM_OF_FIVE, **RECALL, "seconders": 4, "channel": "assembly"},
        "rescind": {**MORE_FOR_THAN_AGAINST, **QUORUM_OF_FIVE, "seconders": 1, "channel": "assembly"},
        "emergency": {
            **MORE_FOR_THAN_AGAINST,
            "quorum_kind": "fixed",
            "quorum_fixed": 5,
            "quorum_count": "yes",
            "seconders": 1,
            "channel": "online",
            "least_hours": 24,
        },
    },
}

CONSENSUS_GROUP: Spec = {
    "name": "Consensus group",
    "body": {
        "notice_days": 7,
        "special_notice_days": 2,
        "roll_moment": "opening",
        "days_to_vote": 0,
        "days_to_stand": 0,
        "term_months": 6,
        "terms_in_a_row": 1,
        "recall_petition": 2,
        "interim_days": 60,
        "applications": "assembly",
        "speaking_minutes": 3,
        "progressive_stack": True,
    },
    "kinds": {
        "ordinary": {**NINE_TENTHS, **HALF_OF_US, "seconders": 0, "channel": "assembly"},
        "rules": {**NINE_TENTHS, **HALF_OF_US, "seconders": 1, "notice_days": 14, "channel": "assembly"},
        "election": {**NINE_TENTHS, **HALF_OF_US, **ELECTION, "seconders": 0, "channel": "assembly"},
        "recall": {**TWO_THIRDS, **HALF_OF_US, **RECALL, "seconders": 1, "channel": "assembly"},
        "rescind": {**TWO_THIRDS, **HALF_OF_US, "seconders": 1, "channel": "assembly"},
    },
}

POLITICAL_WITH_PROGRAMME: Spec = {
    "name": "Political organisation with programme",
    "body": {
        "notice_days": 14,
        "special_notice_days": 7,
        "roll_moment": "notice",
        "days_to_vote": 30,
        "days_to_stand": 90,
        "term_months": 12,
        "terms_in_a_row": 2,
        "recall_petition": 3,
        "interim_days": 90,
        "speaking_minutes": 5,
    },
    "kinds": {
        "ordinary": {
            **MORE_FOR_THAN_AGAINST,
            "quorum_kind": "majority_members",
            "quorum_count": "present",
            "seconders": 1,
            "channel": "either",
            "least_hours": 72,
        },
        "rules": {
            **TWO_THIRDS,
            "quorum_kind": "majority_members",
            "quorum_count": "present",
            "seconders": 2,
            "notice_days": 14,
            "channel": "assembly",
        },
        "election": {
            **MORE_FOR_THAN_AGAINST,
            **ELECTION,
            "quorum_kind": "majority_members",
            "quorum_count": "present",
            "seconders": 1,
            "channel": "either",
            "least_hours": 72,
        },
        "recall": {
            **MORE_FOR_THAN_AGAINST,
            **RECALL,
            "quorum_kind": "majority_members",
            "quorum_count": "present",
            "seconders": 2,
            "channel": "assembly",
        },
        "rescind": {
            **MORE_FOR_THAN_AGAINST,
            "quorum_kind": "majority_members",
            "quorum_count": "present",
            "seconders": 1,
            "channel": "assembly",
        },
    },
}

PRESETS: dict[str, Spec] = {
    "simple_majority": SIMPLE_MAJORITY,
    "cnt_like_union": CNT_LIKE_UNION,
    "iww_like_branch": IWW_LIKE_BRANCH,
    "consensus_group": CONSENSUS_GROUP,
    "political_with_programme": POLITICAL_WITH_PROGRAMME,
}

PRESET_CHOICES: list[tuple[str, str]] = [
    ("simple_majority", "Simple majority branch: more for than against, a fifth of the members must be there"),
    ("cnt_like_union", "CNT-like union: the assembly decides with those who came, and roles rotate every two years"),
    ("iww_like_branch", "IWW-like branch: majority of those voting, five members make a quorum, bylaws by all members"),
    ("consensus_group", "Consensus group: nine in ten must agree, half of the members must be there"),
    ("political_with_programme", "Political organisation with programme: majority, half of the members must be there"),
]


def for_form(spec: Spec, form: str) -> Spec:
    """The same rules to begin with, without a quorum that a body of this form could not meet (mission A9).

    An affinity group may be three friends. A part of its members can always come; a fixed number may be more than
    there are, and so may a least number under a part. Such a group can still adopt a number of its own.
    """
    if form != BodyForm.AFFINITY_GROUP:
        return spec
    return {**spec, "kinds": {kind: meetable(rule) for kind, rule in spec["kinds"].items()}}


def meetable(rule: Spec) -> Spec:
    """How a kind of decision is taken, with no number in its quorum that a small group might not have."""
    if rule.get("quorum_kind") in {QuorumKind.FIXED, QuorumKind.FRACTION_AVERAGE}:
        return {**rule, "quorum_kind": QuorumKind.NONE.value, "quorum_fixed": 0, "quorum_floor": 0}
    return {**rule, "quorum_floor": 0}
