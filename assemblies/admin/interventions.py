"""What the operator can do about a ballot or an assembly that everybody left open."""

from assemblies.actions.interventions import close_stuck_assembly, close_stuck_ballot
from assemblies.models import Assembly, Ballot
from organisations.admin.operators import Intervening, add_intervention

add_intervention(
    Intervening(
        "stuck",
        "Close this ballot",
        "For a ballot that stayed open for a day after its time. It is counted by its rule, without a casting vote.",
        lambda operator, ballot, given: close_stuck_ballot(operator, ballot=ballot, reason=given["reason"]),
        "The ballot is closed and counted.",
    ),
    Ballot,
)
add_intervention(
    Intervening(
        "stuck",
        "Close this assembly",
        "For an assembly that stayed open for a day after its end. What was not reached waits for the next one.",
        lambda operator, assembly, given: close_stuck_assembly(operator, assembly=assembly, reason=given["reason"]),
        "The assembly is closed.",
    ),
    Assembly,
)
