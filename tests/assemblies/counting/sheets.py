"""Sheets for tests: the record of a ballot as it is stored when it closes, from papers written short."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assemblies.counting import Base, Comparison, Outcome, Rule
from assemblies.counting.marks import write_ranking
from assemblies.counting.ranked.profile import Profile
from assemblies.counting.recounting import result_of
from assemblies.counting.sheet import YES_NO, Result, Sheet, digest_of

HALF = Rule(numerator=1, denominator=2, comparison=Comparison.MORE_THAN, base=Base.YES_NO)
THREE = ("Ana", "Bea", "Cai")
NOT_COUNTED = Result(outcome=Outcome.FELL)


def sheet(method: str, papers: Mapping[str, int], **named: Any) -> Sheet:
    """A sheet whose result is that of its papers; everybody voted, and was there, unless it is said otherwise."""
    sorts = tuple(sorted(papers.items()))
    everybody = sum(papers.values())
    given = {"rule": HALF} if method == YES_NO else {"options": THREE}
    one = Sheet(
        **{
            "ballot": "b7f3k2",
            "body": "Harbour Tenants",
            "question": "Who keeps the keys?",
            "opened": "2026-05-03T18:00:00+00:00",
            "closed": "2026-05-03T18:20:00+00:00",
            "method": method,
            "entitled": everybody,
            "present": everybody,
            "papers": sorts,
            "papers_digest": digest_of(sorts),
            "result": NOT_COUNTED,
        }
        | given
        | named
    )
    return replace(one, result=result_of(one))


def on_board(one: Sheet) -> Sheet:
    """The same as a secret ballot, with a tracker for each paper."""
    lines = [line for line, number in one.papers for _ in range(number)]
    return replace(one, board=tuple(sorted((f"{place * 7919 % 10007:05d}", line) for place, line in enumerate(lines))))


def of_profile(one: Profile, method: str, **named: Any) -> Sheet:
    """The sheet of a ranked ballot."""
    papers: Counter[str] = Counter()
    for ranking, number in one.ballots.items():
        papers[write_ranking(ranking)] += number
    return sheet(method, papers, options=one.options, seats=one.seats, **named)
