"""How many are there, how many are needed, and how many came to earlier assemblies."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from assemblies.counting.verdict import Figures, QuorumCount, QuorumKind, decide
from assemblies.enums import AssemblyStatus
from assemblies.models import Assembly, Attendance
from assemblies.queries.ballots import rule_of
from members.queries.belonging import voters_of
from organisations.enums import DecisionKind
from organisations.models import Body
from organisations.queries.rulesets import rule_for
from organiser.base.errors import Refusal


@dataclass(frozen=True)
class QuorumState:
    """The quorum of an assembly as it stands: for ordinary decisions, held against the full members there now."""

    present: int
    entitled: int
    needed: int | None

    @property
    def reached(self) -> bool:
        """Whether enough are there; without a quorum to reach, always."""
        return self.needed is None or self.present >= self.needed

    @property
    def sentence(self) -> str:
        """The state in words."""
        if self.needed is None:
            return f"{self.present} with a vote are here. The rules ask for no number."
        state = "reached" if self.reached else "not reached"
        return f"Quorum {self.needed} {state} with {self.present}."


def quorum_needed(body: Body, entitled: int) -> int | None:
    """How many full members must be there for ordinary decisions; None where the rules count something else."""
    try:
        rule = rule_of(rule_for(body, DecisionKind.ORDINARY))
    except Refusal:
        return None
    if rule.quorum_kind is QuorumKind.NONE or rule.quorum_count is not QuorumCount.PRESENT:
        return None
    return decide(rule, Figures(for_=0, against=0, abstain=0, present=0, entitled=entitled)).quorum_needed


def quorum_of(assembly: Assembly) -> QuorumState:
    """The quorum of an assembly now; once it is over, with all full members who came."""
    voters = voters_of(assembly.body)
    came = Attendance.objects.filter(assembly=assembly).filter(Exists(voters.filter(person=OuterRef("person"))))
    if assembly.status != AssemblyStatus.CLOSED:
        came = came.filter(left_at__isnull=True)
    entitled = voters.count()
    return QuorumState(came.count(), entitled, quorum_needed(assembly.body, entitled))


def attendance_over_time(body: Body, latest: int = 12) -> list[tuple[Assembly, int]]:
    """The last assemblies a body held, the oldest first, with how many came to each."""
    held = Assembly.objects.filter(body=body, status=AssemblyStatus.CLOSED).annotate(came=Count("attendances"))
    return [(assembly, assembly.came) for assembly in reversed(held.order_by("-starts_at", "-pk")[:latest])]
