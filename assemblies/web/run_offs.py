"""Run-offs on pages: the form that opens one, and what it decides."""

from typing import Any

from assemblies.models import Ballot
from assemblies.queries.choices import open_assembly_of
from assemblies.web.assembly_forms import OpenBallotForm, places_for


def run_off_form(ballot: Ballot, data: Any = None) -> OpenBallotForm | None:
    """Where and until when the run-off can be held; None where the rules want an assembly and none is open."""
    places = places_for(ballot.rule.channel, open_assembly_of(ballot.body))
    return OpenBallotForm(places, ballot.rule.least_hours, data) if places else None


def first_of(ballot: Ballot) -> dict[str, Any]:
    """The ballot whose tie a run-off decides, and the tie; nothing for any other ballot."""
    if ballot.decides is None:
        return {}
    return {"decides": ballot.decides, "first_ballot": ballot.decides.ballot}
