"""What a teller may write down of a batch."""

from collections.abc import Mapping

from assemblies.actions.casting import paper_reader
from assemblies.enums import Choice
from assemblies.models import Ballot, CountedBatch
from assemblies.queries.batches import papers_still_out
from organiser.base.errors import Invalid
from organiser.base.text import one_line

MOST_SORTS = 5000
LONGEST_WHY = 300


def clean_why(why: str) -> str:
    """The reason for setting something aside, which members of the body read.

    Raises:
        Invalid: without one, or with one that is too long.
    """
    why = one_line(why)
    if not why or len(why) > LONGEST_WHY:
        raise Invalid(f"Say in at most {LONGEST_WHY} letters why it is set aside.", code="why", field="why")
    return why


def clean_lines(
    ballot: Ballot, batch: CountedBatch, papers: Mapping[str, int], *, rest_abstains: bool
) -> dict[str, int]:
    """The lines that there are any of, in one order, so that equal counts are stored alike.

    Raises:
        Invalid: for a paper or a number that is none, or for more than there can be.
    """
    if len(papers) > MOST_SORTS:
        raise Invalid(f"A batch holds at most {MOST_SORTS} sorts of papers. Make two.", code="sorts", field="papers")
    lines = {line: number for line, number in sorted(papers.items()) if number}
    demand = paper_reader(ballot)
    for line, number in lines.items():
        if number < 0:
            raise Invalid("Write a whole number, 0 or more.", code="number", field="papers")
        demand(line)
    if rest_abstains:
        if batch.most is None or Choice.ABSTAIN in lines:
            raise Invalid(
                "Count the abstentions, or say that those who raised no hand abstain; not both, and of hands alone.",
                code="rest_abstains",
                field="rest_abstains",
            )
        rest = batch.most - sum(lines.values())
        lines = dict(sorted({**lines, Choice.ABSTAIN.value: rest}.items())) if rest > 0 else lines
    total = sum(lines.values())
    if batch.most is not None:
        if total > batch.most:
            sentence = (
                f"{total} hands are more than the {batch.most} who stood in the hall without a vote. Count again."
            )
            raise Invalid(sentence, code="too_many_hands", field="papers")
        return lines
    if not total:
        raise Invalid("Write how many papers there are.", code="no_papers", field="papers")
    out = papers_still_out(ballot)
    if total > out:
        sentence = f"{total} papers are more than the {out} that were handed out and are not counted. Count again."
        raise Invalid(sentence, code="too_many_papers", field="papers")
    return lines
