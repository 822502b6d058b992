"""Who may do what in assemblies, with motions and with ballots."""

from assemblies.rules.assemblies import (
    EARLIEST_OPENING,
    demand_assembly,
    demand_notice,
)
from assemblies.rules.ballots import (
    STUCK_AFTER,
    demand_channel,
    demand_least_hours,
    demand_may_close,
    demand_no_consensus,
    demand_place,
    demand_secrecy,
    demand_still_ahead,
    demand_stuck,
    demand_time,
    is_stuck,
)
from assemblies.rules.motions import (
    demand_announced,
    demand_motion_step,
    demand_scope,
    demand_summary,
    needs_summary,
)
from assemblies.rules.powers import (
    demand_any,
    demand_calls,
    demand_counts,
    demand_facilitates,
    holds_any,
)
from assemblies.rules.steps import (
    S,
    demand_step,
)
from assemblies.rules.vacancies import (
    demand_by_recount,
    demand_fell_free,
    demand_no_by_election,
    demand_same_papers,
    demand_taken,
)

__all__ = [
    "EARLIEST_OPENING",
    "STUCK_AFTER",
    "S",
    "demand_announced",
    "demand_any",
    "demand_assembly",
    "demand_by_recount",
    "demand_calls",
    "demand_channel",
    "demand_counts",
    "demand_facilitates",
    "demand_fell_free",
    "demand_least_hours",
    "demand_may_close",
    "demand_motion_step",
    "demand_no_by_election",
    "demand_no_consensus",
    "demand_notice",
    "demand_place",
    "demand_same_papers",
    "demand_scope",
    "demand_secrecy",
    "demand_step",
    "demand_still_ahead",
    "demand_stuck",
    "demand_summary",
    "demand_taken",
    "demand_time",
    "holds_any",
    "is_stuck",
    "needs_summary",
]
