"""The register of decisions as a file, for a spreadsheet or for a program."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from organisations.models import Body, Decision
from organiser.base.files import csv_pieces

HEADINGS = (
    *("Number", "Kind", "Title", "Text", "Outcome", "Status", "Decided on", "In force from", "Look again on"),
    *("Expires on", "Ended by", "Working", "Could not take effect"),
)


def _day(value: Any) -> str:
    return value.isoformat() if value is not None else ""


def decision_lines(decisions: Iterable[Decision], *, figures: bool) -> Iterator[bytes]:
    """The lines of a CSV file, in pieces; a cell that a spreadsheet would take for a formula is made harmless.

    Args:
        figures: whether the working may be read; it tells how many people voted (invariant 7).
    """
    lines = (
        [
            decision.reference,
            decision.get_kind_display(),
            decision.title,
            decision.text,
            decision.get_outcome_display(),
            decision.get_status_display(),
            _day(decision.decided_at.date()),
            _day(decision.effective_on),
            _day(decision.review_on),
            _day(decision.expires_on),
            decision.ended_by.reference if decision.ended_by else "",
            " ".join(decision.working) if figures else "",
            decision.effect_failed if figures else "",
        ]
        for decision in decisions
    )
    return csv_pieces(HEADINGS, lines)


def decision_data(body: Body, decisions: Iterable[Decision], *, figures: bool) -> str:
    """The same as JSON, with the words that the API uses."""
    rows = [
        {
            "id": decision.public_id,
            "reference": decision.reference,
            "kind": decision.kind,
            "title": decision.title,
            "text": decision.text,
            "outcome": decision.outcome,
            "status": decision.status,
            "decided_at": decision.decided_at.isoformat(),
            "effective_on": _day(decision.effective_on),
            "review_on": _day(decision.review_on) or None,
            "expires_on": _day(decision.expires_on) or None,
            "ended_by": decision.ended_by.public_id if decision.ended_by else None,
            "effect": decision.effect,
            "working": decision.working if figures else None,
            "effect_failed": decision.effect_failed if figures else None,
        }
        for decision in decisions
    ]
    return json.dumps({"body": {"id": body.public_id, "name": body.name}, "decisions": rows}, ensure_ascii=False)
