"""What a teller may write down of a batch, and where the papers of an agreed heap go."""

import base64
import secrets
from collections.abc import Mapping

from assemblies.actions.casting import demand_paper
from assemblies.enums import Choice
from assemblies.models import Ballot, CountedBatch, Slip
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
    for line, number in lines.items():
        if number < 0:
            raise Invalid("Write a whole number, 0 or more.", code="number", field="papers")
        demand_paper(ballot, line)
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


def into_the_urn(ballot: Ballot, lines: Mapping[str, int]) -> None:
    """Papers of a heap lie among all others under trackers that nobody holds, so that the board is whole."""
    papers = [line for line, number in lines.items() for _ in range(number)]
    Slip.objects.bulk_create(
        Slip(
            tracker=base64.b32encode(secrets.token_bytes(10)).decode(),
            organisation_id=ballot.organisation_id,
            ballot=ballot,
            choice=line,
        )
        for line in papers
    )
