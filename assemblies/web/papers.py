"""The paper of a ballot with options: its fields by method, and what a voter sent as one line of text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assemblies.counting.approval import OrderBy
from assemblies.counting.choosing import SHARED_RANKS, Choosing, part
from assemblies.counting.marks import read_marks, read_points, read_ranking, write_marks, write_points, write_ranking
from assemblies.counting.verdict import Comparison
from assemblies.counting.wording import share
from assemblies.models import Ballot, Option
from organiser.base.words import join_names

# Above so many a number is typed in; a row of boxes would not fit on a phone.
MOST_BOXES = 7
MOST_DIGITS = 6


@dataclass(frozen=True)
class Row:
    """One option on the paper: what was given it so far, and what is wrong with that."""

    option: Option
    value: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"o{self.option.place}"


@dataclass(frozen=True)
class PaperForm:
    """A paper to be filled in.

    Args:
        kind: which fields it has: `marks`, `strikes` (for, against or none), `points`, `boxes` or `numbers`.
        hints: how to fill it in, and how far.
        error: what to put right, with the field it is at.
    """

    kind: str
    rows: tuple[Row, ...]
    hints: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    error: str = ""
    error_at: str = ""


def kind_of(ballot: Ballot, options: int) -> str:
    """Which fields the paper has."""
    if ballot.method == Choosing.APPROVAL:
        return "strikes" if ballot.settings.get("strikes", 0) != 0 else "marks"
    if ballot.method == Choosing.POINTS:
        return "points"
    return "boxes" if options <= MOST_BOXES else "numbers"


def hints_for(ballot: Ballot) -> tuple[str, ...]:
    """How the paper is filled in, in sentences."""
    settings = ballot.settings
    chosen = "One is chosen." if ballot.seats == 1 else f"{ballot.seats} are chosen."
    if ballot.method == Choosing.APPROVAL:
        most, least = settings.get("most"), settings.get("least", 0)
        how = "Mark every one you approve of." if most is None else f"Mark {most} at most."
        also = (f"Mark {least} or more, or leave the paper blank.",) if least else ()
        strikes = settings.get("strikes", 0)
        struck = ("You can mark against as many as you like.",) if strikes is None else ()
        struck = (f"You can mark against {strikes} at most.",) if strikes else struck
        return (chosen, how, *also, *struck, *_what_counts(settings))
    if ballot.method == Choosing.POINTS:
        each, budget = settings.get("most_each"), settings.get("budget")
        said = []
        if budget is not None:
            said.append(f"You have {budget} points{', and all are to be given' if settings.get('spend_all') else ''}.")
        if each is not None:
            said.append(f"Give {each} at most to one.")
        return (chosen, *said)
    order = "Give 1 to what you want most, then 2, then 3. Stop when you like."
    if Choosing(ballot.method) in SHARED_RANKS:
        return (chosen, order, "Give the same number to those you want equally.", *_what_counts(settings))
    return (chosen, order, "A later number can never harm an earlier one.")


def _what_counts(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """What marks against do, and how many papers must mark an option or prefer it to the one that holds by default."""
    said = []
    if settings.get("quorum"):
        said.append(f"Only what {settings['quorum']} papers or more put above “{settings['default']}” can be chosen.")
    if settings.get("order_by") == OrderBy.NET:
        said.append("Each mark against takes one mark away.")
    if settings.get("out_outweighed"):
        said.append("Whatever is marked against more often than for is out.")
    if settings.get("threshold") is not None:
        comparison = Comparison(settings.get("comparison", Comparison.AT_LEAST))
        said.append(f"Only what {share(comparison, part(settings['threshold']))} of all papers mark can be chosen.")
    return tuple(said)


def filled_in(ballot: Ballot, line: str, options: Sequence[Option]) -> PaperForm:
    """The paper with what a line of text says on it; empty for an empty line."""
    values = values_of(ballot, line, options) if line else {}
    return form_of(ballot, options, values)


def form_of(
    ballot: Ballot, options: Sequence[Option], values: Mapping[int, str], errors: Mapping[int, str] | None = None
) -> PaperForm:
    """The paper with these values at the places of its options."""
    wrong = errors or {}
    rows = tuple(Row(one, values.get(one.place, ""), wrong.get(one.place, "")) for one in options)
    first = next((row for row in rows if row.error), None)
    return PaperForm(
        kind=kind_of(ballot, len(options)),
        rows=rows,
        hints=hints_for(ballot),
        numbers=tuple(str(number) for number in range(1, len(options) + 1)),
        error=first.error if first else "",
        error_at=first.name if first else "",
    )


def values_of(ballot: Ballot, line: str, options: Sequence[Option]) -> dict[int, str]:
    """What a line of text says of each option, for the fields of the paper."""
    labels = [one.label for one in options]
    place = {label: number for number, label in enumerate(labels, 1)}
    if ballot.method == Choosing.APPROVAL:
        marks = read_marks(line, labels)
        return {place[name]: "for" for name in marks.marked} | {place[name]: "against" for name in marks.struck}
    if ballot.method == Choosing.POINTS:
        return {place[name]: str(points) for name, points in read_points(line, labels).given}
    return {option + 1: str(rank) for rank, shared in enumerate(read_ranking(line), 1) for option in shared}


def sent(ballot: Ballot, options: Sequence[Option], given: Mapping[str, str]) -> tuple[str, PaperForm]:
    """The line of text of a paper that was sent; the empty line with the paper to put right where it is wrong."""
    values = {one.place: given.get(f"o{one.place}", "").strip() for one in options}
    filled = {place: value for place, value in values.items() if value}
    if ballot.method == Choosing.APPROVAL:
        marked = [place - 1 for place, value in filled.items() if value == "for"]
        struck = [place - 1 for place, value in filled.items() if value == "against"]
        return write_marks(marked, struck), form_of(ballot, options, values)
    wrong = {place: "Write a whole number here." for place, value in filled.items() if not _is_number(value)}
    if wrong:
        return "", form_of(ballot, options, values, wrong)
    numbers = {place: int(value) for place, value in filled.items()}
    if ballot.method == Choosing.POINTS:
        line = write_points((place - 1, number) for place, number in numbers.items())
        return line, form_of(ballot, options, values)
    wrong = _wrong_ranks(numbers, shared=Choosing(ballot.method) in SHARED_RANKS)
    if wrong:
        return "", form_of(ballot, options, values, wrong)
    ranks = [[place - 1 for place, number in numbers.items() if number == rank] for rank in sorted({*numbers.values()})]
    return write_ranking(ranks), form_of(ballot, options, values)


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS


def _wrong_ranks(numbers: Mapping[int, int], *, shared: bool) -> dict[int, str]:
    """What is wrong with the numbers of a ranked paper, at the option where it shows."""
    wrong: dict[int, str] = {}
    times = Counter(numbers.values())
    seen: set[int] = set()
    for place, number in numbers.items():
        if number == 0:
            wrong[place] = "Begin with 1."
        elif not shared and times[number] > 1 and number in seen:
            wrong[place] = f"You gave {number} twice. Choose another number here or above."
        seen.add(number)
    missing = sorted(set(range(1, max(numbers.values(), default=0))) - set(times))[:3]
    if missing and not wrong:
        last = max(numbers, key=lambda place: numbers[place])
        said = join_names([str(number) for number in missing])
        wrong[last] = f"Nothing has the number {said}. Count on without a gap."
    return wrong
