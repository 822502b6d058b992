"""How many are there, how many are needed, and how many came to earlier assemblies."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Coalesce

from assemblies.counting.verdict import Figures, QuorumCount, QuorumKind, decide
from assemblies.enums import AssemblyStatus
from assemblies.models import Assembly, Attendance
from assemblies.queries.ballots import attended_before, rule_of
from organisations.enums import DecisionKind
from organisations.models import Body, DecisionRule
from organisations.queries.rulesets import rule_if_any
from organisations.rules import has_delegates
from organiser.base import clock
from skills.queries.standing import with_a_vote


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
    return _needed(body, rule_if_any(body, DecisionKind.ORDINARY), entitled)


def _needed(body: Body, found: DecisionRule | None, entitled: int) -> int | None:
    if found is None:
        return None
    rule = rule_of(found)
    if rule.quorum_kind is QuorumKind.NONE or rule.quorum_count is not QuorumCount.PRESENT:
        return None
    figures = Figures(
        for_=0,
        against=0,
        abstain=0,
        present=0,
        entitled=entitled,
        attended=attended_before(body, found, clock.now()),
        delegates=entitled if has_delegates(body.type) else 0,
    )
    return decide(rule, figures).quorum_needed


def quorum_of(assembly: Assembly) -> QuorumState:
    """The quorum of an assembly: as it stands now, and once it is over as it was when it closed."""
    if assembly.voters_came is not None and assembly.voters_entitled is not None:
        return QuorumState(assembly.voters_came, assembly.voters_entitled, assembly.quorum_needed)
    return count_quorum(assembly, only_now=assembly.status != AssemblyStatus.CLOSED)


def count_quorum(assembly: Assembly, *, only_now: bool) -> QuorumState:
    """Hold those who are there now, or all who came, against those with a vote and the rules of this moment."""
    rule = rule_if_any(assembly.body, DecisionKind.ORDINARY)
    voters = with_a_vote(assembly.body, rule.rule_set if rule is not None else None)
    came = Attendance.objects.filter(assembly=assembly).filter(Exists(voters.filter(person=OuterRef("person"))))
    if only_now:
        came = came.filter(left_at__isnull=True)
    entitled = voters.count()
    return QuorumState(came.count(), entitled, _needed(assembly.body, rule, entitled))


def attendance_over_time(body: Body, latest: int = 12) -> list[tuple[Assembly, int]]:
    """The last assemblies a body held, the oldest first, with how many who have a vote came to each."""
    came = Coalesce("voters_came", Count("attendances"))
    held = Assembly.objects.filter(body=body, status=AssemblyStatus.CLOSED).annotate(came=came)
    return [(assembly, assembly.came) for assembly in reversed(held.order_by("-starts_at", "-pk")[:latest])]
