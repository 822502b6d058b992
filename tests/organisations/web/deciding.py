"""Decisions for the pages to show."""

from organisations.actions.decisions import Decided, record_decision, write_decision
from organisations.enums import DecisionKind, DecisionSource, Outcome
from organiser.base import clock

WORKING = "14 for, 3 against. More for than against carries it."


def decide(place, branch, title, **more):
    values = {
        "kind": DecisionKind.ORDINARY,
        "title": title,
        "text": f"The assembly decides: {title}.",
        "outcome": Outcome.CARRIED,
        "working": [WORKING],
        "source": DecisionSource.BALLOT,
        "source_ref": "aballotsomewhere",
        **more,
    }
    return write_decision(place.body(branch), Decided(**values), clock.now())


def rescind(place, earlier):
    decided = Decided(
        kind=DecisionKind.RESCIND,
        title="Not after all",
        text="",
        outcome=Outcome.CARRIED,
        working=[WORKING],
        source=DecisionSource.BALLOT,
        effect="rescind",
        payload={"decision": earlier.public_id},
    )
    return record_decision(place.person("Fay South"), body=place.body("South"), decided=decided)
