"""Deciding a tie between options: by lot, by the casting vote, never by the program alone.

A run-off is opened by `actions.run_offs` and decides its tie when it closes.
"""

from collections.abc import Sequence
from typing import get_args

from assemblies.actions.outcomes import continue_count
from assemblies.counting.lots import Draw, order_by_lot
from assemblies.counting.ranked.outcome import Purpose
from assemblies.counting.ranked.ties import by_drawn_order
from assemblies.counting.run_off import named_by_lot
from assemblies.enums import AssemblyStatus, TieMeans
from assemblies.models import Ballot, Tie
from assemblies.queries.run_offs import chosen_before, waits_for_run_off
from assemblies.rules import demand_counts
from members.models import Person
from organisations.enums import TieRule
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, Invalid, RuleNotMet
from organiser.base.text import one_line
from organiser.base.words import join_names

LONGEST = 300


@action
def announce_lot(actor: Person, *, tie: Tie, source: str) -> Tie:
    """Tell by which public source a tie will be drawn, before anybody can know what the source says.

    For instance the numbers of a lottery on a day to come. It is told once: whoever could choose the source after the
    fact could choose who wins (docs/lots.md).

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        Invalid: without a source, or with too long a one.
        RuleNotMet: where the rules want a run-off first.
        Conflict: where it was told or decided already.
    """
    demand_counts(actor, tie.ballot.body)
    source = one_line(source)
    if not source or len(source) > LONGEST:
        sentence = f"Name the source and its day in at most {LONGEST} letters, for instance “lottery of 5 December”."
        raise Invalid(sentence, code="source", field="source")
    ballot = locked(tie.ballot)
    tie = _undecided(tie)
    if tie.announced_at is not None:
        raise Conflict(f"The source was told already: {tie.announced}.", code="lot_announced")
    _demand_no_run_off(tie)
    tie.announced, tie.announced_at = source, clock.now()
    tie.save(update_fields=["announced", "announced_at"])
    record(
        actor,
        "announce_lot",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"tie": tie.public_id, "between": tie.options, "source": source},
    )
    return tie


@action
def decide_tie(
    actor: Person,
    *,
    tie: Tie,
    by: TieMeans,
    chosen: Sequence[str] = (),
    values: Sequence[str] = (),
    note: str = "",
) -> Ballot:
    """Decide a tie, count again with that, and settle the ballot, or stop at the next tie.

    Args:
        by: by lot, or by the casting vote where the rules give the chair one.
        chosen: whom the lot drawn by hand or the chair named, in order; none where the lot is reckoned.
        values: what the source that was told beforehand said; then the lot is reckoned from it, for anybody to check.
        note: how it was drawn by hand and who watched.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        RuleNotMet: a casting vote that the rules do not know; a lot by a source nobody was told of before; a lot drawn
            by hand outside an assembly that meets, or otherwise than members were told; anything before the run-off
            that the rules want is over.
        Invalid: too few or too many named, others than the tied or than the run-off left, values that are no numbers.
        Conflict: where it is decided already.
    """
    demand_counts(actor, tie.ballot.body)
    ballot = locked(tie.ballot)
    tie = _undecided(tie)
    note = one_line(note)
    if len(note) > LONGEST:
        raise Invalid(f"Describe it in at most {LONGEST} letters.", code="note", field="note")
    _demand_no_run_off(tie)
    draw, kept = None, chosen_before(tie)
    if tie.announced_at is not None and not values:
        raise RuleNotMet(
            f"Members were told how this is drawn: {tie.announced}. It is drawn by what that says.",
            code="lot_was_told",
            rule="RFC 3797",
        )
    if by == TieMeans.CASTING_VOTE:
        _demand_casting_vote(ballot)
    elif by != TieMeans.LOT:
        raise Invalid("A tie is decided by lot or by the casting vote.", code="by", field="by")
    elif values:
        draw = _drawn(tie, values, kept)
        chosen = _named(tie, draw, kept)
    else:
        _demand_witnesses(ballot, note)
    named = _clean_chosen(tie, chosen, kept)
    tie.by, tie.chosen, tie.note = by, named, note
    tie.evidence = None if draw is None else {"values": list(values), **draw.to_json()}
    tie.decided_by, tie.decided_at = actor, clock.now()
    tie.save(update_fields=["by", "chosen", "note", "evidence", "decided_by", "decided_at"])
    decided = {
        "tie": tie.public_id,
        "between": tie.options,
        "chosen": named,
        "by": by,
        "note": note,
        "values": list(values),
    }
    return continue_count(actor, ballot, verb="decide_tie", decided=decided)


def _undecided(tie: Tie) -> Tie:
    tie = locked(tie)
    if tie.decided_at is not None:
        raise Conflict("This tie is decided already. Read the result.", code="tie_decided")
    return tie


def _demand_no_run_off(tie: Tie) -> None:
    if waits_for_run_off(tie):
        raise RuleNotMet(
            "The rules want a run-off between those who are tied. Open it, and close it when its time is over. A lot "
            "is drawn where that does not decide.",
            code="run_off_first",
            rule=str(tie.ballot.rule),
        )


def _demand_casting_vote(ballot: Ballot) -> None:
    if ballot.rule.tie_rule != TieRule.CASTING_VOTE:
        raise RuleNotMet(
            "The rules give the chair no casting vote here. Draw a lot.", code="no_casting_vote", rule=str(ballot.rule)
        )


def _demand_witnesses(ballot: Ballot, note: str) -> None:
    if ballot.assembly is None or ballot.assembly.status != AssemblyStatus.OPEN:
        raise RuleNotMet(
            "Nobody saw this lot being drawn. Tell the members a public source first, then draw by what it says.",
            code="lot_unseen",
            rule="docs/lots.md",
        )
    if not note:
        raise Invalid("Say how the lot was drawn and who watched.", code="note", field="note")


def _drawn(tie: Tie, values: Sequence[str], kept: Sequence[str]) -> Draw:
    if tie.announced_at is None:
        raise RuleNotMet(
            "Tell the members first by which source the lot will be drawn; then draw by what it says.",
            code="lot_not_announced",
            rule="RFC 3797",
        )
    try:
        return order_by_lot([one for one in tie.options if one not in kept], values, stage=tie.stage)
    except ValueError as refused:
        raise Invalid(str(refused), code="values", field="values") from refused


def _named(tie: Tie, draw: Draw, kept: Sequence[str]) -> Sequence[str]:
    if kept:
        return named_by_lot(tie.purpose, draw.order, tie.take, kept)
    purpose = next(one for one in get_args(Purpose) if one == tie.purpose)
    return by_drawn_order(draw.order, purpose, tie.options, tie.take)


def _clean_chosen(tie: Tie, chosen: Sequence[str], kept: Sequence[str]) -> list[str]:
    named = list(chosen)
    if others := [one for one in named if one not in tie.options]:
        raise Invalid(f"“{others[0]}” is not among the tied.", code="chosen", field="chosen")
    if len(set(named)) != len(named) or len(named) != tie.take:
        how_many = "one of the tied" if tie.take == 1 else f"{tie.take} of the tied, each once"
        raise Invalid(f"Name {how_many}.", code="chosen", field="chosen")
    # Whoever the run-off chose is chosen, and is not put into the lot.
    if kept and set(named_by_lot(tie.purpose, [one for one in named if one not in kept], tie.take, kept)) != set(named):
        raise Invalid(f"The run-off chose {join_names(kept)} already.", code="chosen", field="chosen")
    return named
