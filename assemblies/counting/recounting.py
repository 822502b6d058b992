"""Counting a sheet again: what its papers come to, and where that differs from what it says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from assemblies.counting import Figures, Outcome
from assemblies.counting.choosing import Choosing
from assemblies.counting.consensus_verdict import NUMBERS, settle
from assemblies.counting.seats_wording import listed
from assemblies.counting.sheet import Result, digest_of
from assemblies.counting.verdict import decide
from assemblies.counting.wording import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assemblies.counting.sheet import Sheet

__all__ = ["recounted", "result_of"]

# What of a record is compared. Its sentences are not: they stay as they were written, and ours may be put better.
VERDICT = ("outcome", "base_value", "needed", "quorum_needed", "quorum_reached", "quorum_value", "casting_vote")
CONSENSUS = ("outcome", *NUMBERS, "overridden")
SECOND = {"second_needed": 0, "second_base_value": 0}  # what a verdict means that was stored before these were known
SEATS = ("method", "seats", "vacant", "papers", "blank", "spoilt", "winners", "order", "rows", "tie", "resolution")
RANKED = ("method", "settings", "seats", "papers", "valid", "winners", "order", "rounds", "ties")
INTO_SEATS = {Choosing.APPROVAL.value, Choosing.POINTS.value}
WORDS = {"note", "sentences", "steps", "title"}


def result_of(sheet: Sheet) -> Result:
    """Count the papers of a sheet by its method, its rule and its decisions on ties.

    Raises ValueError with a plain sentence for papers or decisions that cannot be counted.
    """
    if sheet.is_yes_no and sheet.rule is not None:
        given = dict(sheet.papers)
        if strange := sorted(set(given) - {"for", "against", "abstain"}):
            raise ValueError(f"“{strange[0]}” is no vote: there are for, against and abstain.")
        votes = [given.get(word, 0) for word in ("for", "against", "abstain")]
        verdict = decide(sheet.rule, _figures(sheet, *votes), sheet.casting_vote)
        return Result(outcome=verdict.outcome, record=verdict.to_json())
    if sheet.is_consensus:
        ended = settle(sheet.consensus_rule(), sheet.voices(), sheet.round)
        return Result(outcome=ended.outcome, record=ended.to_json())
    chosen = sheet.asked().count(sheet.papers, sheet.ties)
    outcome = Outcome.CARRIED if chosen.winners else Outcome.FELL
    if chosen.waits_for:
        outcome = Outcome.TIE
    if sheet.rule is not None:
        said = chosen.papers - chosen.blank - chosen.spoilt
        if not decide(sheet.rule, _figures(sheet, said, 0, chosen.papers - said)).quorum_reached:
            return Result(outcome=Outcome.QUORUM_MISSED, record=chosen.record)
    return Result(outcome=outcome, winners=chosen.winners, record=chosen.record)


def recounted(sheet: Sheet) -> tuple[str, ...]:
    """Say in sentences what of a sheet is not as its papers are; nothing where all is."""
    found = list(_of_papers(sheet))
    try:
        ours = result_of(sheet)
    except ValueError as refused:
        return (*found, f"The papers cannot be counted. {refused}")
    return (*found, *_of_result(sheet, ours))


def _figures(sheet: Sheet, for_: int, against: int, abstain: int) -> Figures:
    return Figures(
        for_=for_,
        against=against,
        abstain=abstain,
        present=sheet.present,
        entitled=sheet.entitled,
        attended=sheet.attended,
        delegates=sheet.delegates,
    )


def _of_papers(sheet: Sheet) -> Iterator[str]:
    if (digest := digest_of(sheet.papers)) != sheet.papers_digest:
        yield f"The digest of the papers is {digest}, and the sheet says {sheet.papers_digest}."
    if sheet.cast > sheet.entitled:
        yield f"{counted(sheet.cast, 'paper', 'papers')} were counted, and {number(sheet.entitled)} people had a vote."
    if sheet.board is None:
        return
    trackers = Counter(tracker for tracker, _ in sheet.board)
    for tracker in sorted(tracker for tracker, times in trackers.items() if times > 1):
        yield f"The tracker “{tracker}” stands on the board {number(trackers[tracker])} times."
    shown, papers = Counter(line for _, line in sheet.board), Counter(dict(sheet.papers))
    for line in sorted(line for line in shown | papers if shown[line] != papers[line]):
        yield f"“{line}”: {number(shown[line])} on the board, and {number(papers[line])} among the papers."


def _of_result(sheet: Sheet, ours: Result) -> Iterator[str]:
    theirs = sheet.result
    if ours.outcome.value != theirs.outcome.value:
        yield f"The papers come to “{ours.outcome.value}”, and the sheet says “{theirs.outcome.value}”."
    if sorted(ours.winners) != sorted(theirs.winners):
        elected, said = (listed(one.winners) or "nobody" for one in (ours, theirs))
        yield f"The papers choose {elected}, and the sheet says {said}."
    if sheet.is_consensus:
        names: tuple[str, ...] = CONSENSUS
    else:
        names = (*VERDICT, *SECOND) if sheet.is_yes_no else SEATS if sheet.method in INTO_SEATS else RANKED
    for name in names:
        mine, stored = (_plain(one.record.get(name, SECOND.get(name))) for one in (ours, theirs))
        if mine == stored:
            continue
        if isinstance(mine, list):
            yield f"The stored record is not that of these papers: {name}."
        else:
            yield f"The stored record says {stored} under {name}, and the papers give {mine}."


def _plain(value: Any) -> Any:
    """Take the words away, and of why an option is out only that it is."""
    if isinstance(value, dict):
        kept: Mapping[str, Any] = {name: one for name, one in value.items() if name not in WORDS}
        return {name: bool(one) if name == "out" else _plain(one) for name, one in kept.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
