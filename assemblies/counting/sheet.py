"""The record of a closed ballot that anybody can count again: what was asked, every paper, and what came out.

It is handed out as JSON; docs/recount.md says what stands in it, and `assemblies/exports/verifier` holds a program that
counts it without any of this code. Nobody is named in it but those who stand for something.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Self, get_args

from assemblies.counting import CastingVote, Outcome, Rule, check_entries, check_whole
from assemblies.counting.choosing import Choosing, Decided, Question
from assemblies.counting.consensus import ConsensusRule, Ending, Voices
from assemblies.counting.consensus_settings import CONSENSUS, round_of, rule_from, voices_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["FORMAT", "VERSION", "YES_NO", "Result", "Sheet", "digest_of"]

FORMAT, VERSION = "organiser-ballot", 1
YES_NO = "yes-no"
TEXTS = ("ballot", "body", "question", "opened", "closed", "method", "papers_digest")
WHOLE = ("seats", "entitled", "present", "delegates")
DIGEST = re.compile("[0-9a-f]{64}")

Papers = tuple[tuple[str, int], ...]
Board = tuple[tuple[str, str], ...]


def digest_of(papers: Iterable[tuple[str, int]]) -> str:
    """Give the SHA-256 over all papers: for each sort, by its line, the number, a blank, the line and a line feed."""
    return hashlib.sha256("".join(f"{number} {line}\n" for line, number in sorted(papers)).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Result:
    """What was stored when the ballot closed: the outcome, who is chosen, and the record of the count or the verdict.

    A ballot with options is carried where somebody is chosen, a tie where the count waits for a decision, fell where
    nobody is chosen; with the quorum missed nobody is. A round of consensus ends as an `Ending` says.
    """

    outcome: Outcome | Ending
    winners: tuple[str, ...] = ()
    record: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types."""
        return {"outcome": self.outcome.value, "winners": list(self.winners), "record": dict(self.record)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read one written by `to_json`.

        Raises ValueError when an entry is missing, unknown or of another kind.
        """
        check_entries(cls, data)
        known: tuple[Outcome | Ending, ...] = (*Outcome, *Ending)
        outcome = next((one for one in known if one == data["outcome"]), None)
        if outcome is None:
            raise ValueError(f"The outcome must be one of: {', '.join(dict.fromkeys(known))}.")
        demand(isinstance(data["record"], dict), "The record of a result must have named entries.")
        return cls(outcome=outcome, winners=_texts(data["winners"], "The winners"), record=data["record"])


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One closed ballot.

    Args:
        method: `YES_NO`, `CONSENSUS` or the value of a `Choosing`.
        options: their labels in the order of the paper; papers name them by number, from 1 on. None for yes-no.
        settings: those of the method; for consensus the limits of its rule, and the number of the round.
        rule: how a yes-no vote is decided, or which part must agree; of a ballot with options it is the quorum, and
            None asks for none.
        papers: each line with the number of equal papers, sorted by line. For yes-no: for, against, abstain; for
            consensus: agree, reservations, aside, block.
        board: of a secret ballot, each tracker with its line, sorted by tracker.
        ties: what was decided about ties, in the order in which they arose.
        principled: for consensus, of each block how many of the others find it principled; None where nobody was asked.

    Raises ValueError with a plain sentence for what cannot be the record of a ballot. That it is a right one is for
    `recounting` to say.
    """

    ballot: str
    body: str
    question: str
    opened: str
    closed: str
    method: str
    entitled: int
    papers: Papers
    papers_digest: str
    result: Result
    seats: int = 1
    settings: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    present: int = 0
    attended: tuple[int, ...] = ()
    delegates: int = 0
    rule: Rule | None = None
    board: Board | None = None
    ties: tuple[Decided, ...] = ()
    casting_vote: CastingVote | None = None
    principled: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be read as one thing only."""
        demand(all(isinstance(getattr(self, name), str) for name in TEXTS), f"These are texts: {', '.join(TEXTS)}.")
        check_whole(self, *WHOLE)
        came = all(type(one) is int and one >= 0 for one in self.attended)
        demand(came, "Attendance of earlier assemblies: these must be whole numbers, 0 or more.")
        demand(DIGEST.fullmatch(self.papers_digest), "The digest of the papers must be 64 digits from 0 to f.")
        lines = [line for line, _ in self.papers]
        demand(lines == sorted(set(lines)), "The papers must be sorted by their lines, each line once.")
        numbers = all(type(number) is int and number > 0 for _, number in self.papers)
        demand(numbers, "There must be 1 or more of each paper.")
        demand([*(self.board or ())] == sorted(self.board or ()), "The board must be sorted by its trackers.")
        known = self.casting_vote in (None, *get_args(CastingVote))
        demand(known, "The casting vote must be for or against.")
        kind = [one.value for one in (Ending if self.is_consensus else Outcome)]
        demand(self.result.outcome.value in kind, f"The outcome must be one of: {', '.join(kind)}.")
        demand(self.principled is None or self.is_consensus, "Only blocks of a consensus are found principled.")
        if self.is_consensus:
            more = self.options or self.ties or self.seats != 1 or self.result.winners or self.board is not None
            demand(not more, "A round of consensus has no options, ties, winners or board, and one seat.")
            demand(self.casting_vote is None, "Consensus knows no casting vote.")
            self.consensus_rule()
        elif self.is_yes_no:
            demand(self.rule, "A yes-no vote needs its rule.")
            beside = self.options or self.settings or self.ties or self.seats != 1 or self.result.winners
            demand(not beside, "A yes-no vote has no options, settings, ties or winners, and one seat.")
        else:
            demand(self.casting_vote is None, "With options a casting vote is a decision on a tie.")
            self.asked()

    @property
    def is_yes_no(self) -> bool:
        """Whether it is a vote for or against, and not one among options."""
        return self.method == YES_NO

    @property
    def is_consensus(self) -> bool:
        """Whether it is a round of consensus."""
        return self.method == CONSENSUS

    @property
    def round(self) -> int:
        """The number of the round of consensus."""
        return round_of(self.settings)

    @property
    def cast(self) -> int:
        """All papers."""
        return sum(number for _, number in self.papers)

    def consensus_rule(self) -> ConsensusRule:
        """Give the rule of a round of consensus.

        Raises ValueError where rule and settings make none.
        """
        if self.rule is None:
            raise ValueError("A round of consensus needs its rule.")
        round_of(self.settings)
        return rule_from(self.rule, self.settings)

    def voices(self) -> Voices:
        """Give what was said in a round of consensus.

        Raises ValueError for what cannot have been said.
        """
        return voices_from(
            dict(self.papers),
            self.principled,
            present=self.present,
            entitled=self.entitled,
            attended=self.attended,
            delegates=self.delegates,
        )

    def asked(self) -> Question:
        """Give the question that a ballot with options put.

        Raises ValueError where the method, the options or the settings make none.
        """
        method = next((one for one in Choosing if one == self.method), None)
        if method is None:
            raise ValueError(f"The method must be one of: {YES_NO}, {CONSENSUS}, {', '.join(Choosing)}.")
        return Question(method=method, options=self.options, seats=self.seats, settings=self.settings)

    def to_json(self) -> dict[str, Any]:
        """Give it as plain JSON types, in the order in which it is read."""
        return {
            "format": FORMAT,
            "version": VERSION,
            **{name: getattr(self, name) for name in ("ballot", "body", "question", "opened", "closed")},
            **{name: getattr(self, name) for name in ("method", "seats")},
            "settings": dict(self.settings),
            "options": list(self.options),
            **{name: getattr(self, name) for name in ("entitled", "present", "delegates")},
            "attended": list(self.attended),
            "rule": None if self.rule is None else self.rule.to_json(),
            "casting_vote": self.casting_vote,
            "ties": [tie.to_json() for tie in self.ties],
            "papers": [list(paper) for paper in self.papers],
            "papers_digest": self.papers_digest,
            "board": None if self.board is None else [list(entry) for entry in self.board],
            # An entry of rounds of consensus alone: files of other methods stay as they were.
            **({"principled": None if self.principled is None else [*self.principled]} if self.is_consensus else {}),
            "result": self.result.to_json(),
        }

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a sheet written by `to_json`.

        Raises ValueError with a plain sentence when an entry is missing, unknown or of another kind.
        """
        told = _entries(data)
        is_ours = told.get("format") == FORMAT and type(told.get("version")) is int and told["version"] == VERSION
        demand(is_ours, f"This is no {FORMAT} {VERSION}.")
        entries = {name: value for name, value in told.items() if name not in {"format", "version"}}
        if told.get("method") != CONSENSUS and "principled" not in entries:
            entries["principled"] = None
        if wrong := sorted({one.name for one in fields(cls)} ^ set(entries)):
            raise ValueError(f"The sheet has missing or unknown entries: {', '.join(wrong)}.")
        for name in ("attended", "ties"):
            demand(isinstance(entries[name], list), f"This must be a list: {name}.")
        return cls(
            **entries
            | {
                "settings": _entries(entries["settings"]),
                "options": _texts(entries["options"], "The options"),
                "attended": tuple(entries["attended"]),
                "rule": None if entries["rule"] is None else Rule.from_json(_entries(entries["rule"])),
                "papers": _pairs(entries["papers"], int, "The papers"),
                "board": None if entries["board"] is None else _pairs(entries["board"], str, "The board"),
                "principled": None if entries["principled"] is None else _wholes(entries["principled"]),
                "ties": tuple(Decided.from_json(_entries(tie)) for tie in entries["ties"]),
                "result": Result.from_json(_entries(entries["result"])),
            }
        )


def demand(is_so: object, sentence: str) -> None:
    """Raise ValueError with this sentence unless it is so."""
    if not is_so:
        raise ValueError(sentence)


def _entries(data: Any) -> dict[str, Any]:
    demand(isinstance(data, dict), "The sheet, its settings, rule, result and each tie must have named entries.")
    return {str(name): value for name, value in data.items()}


def _texts(value: Any, words: str) -> tuple[str, ...]:
    are_so = isinstance(value, list) and all(isinstance(text, str) for text in value)
    demand(are_so, f"{words} must be a list of texts.")
    return tuple(value)


def _wholes(value: Any) -> tuple[int, ...]:
    are_so = isinstance(value, list) and all(type(one) is int and one >= 0 for one in value)
    demand(are_so, "How many find each block principled must be a list of whole numbers.")
    return tuple(value)


def _pairs(value: Any, second: type, words: str) -> tuple[tuple[str, Any], ...]:
    kinds = [str, second]
    are_so = isinstance(value, list) and all(isinstance(one, list) and [*map(type, one)] == kinds for one in value)
    demand(are_so, f"{words} must be a list of pairs.")
    return tuple((one[0], one[1]) for one in value)
