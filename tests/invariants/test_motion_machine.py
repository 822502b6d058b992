"""A motion under random hands: whatever is tried, it moves along its table, and the ledger tells each step once."""

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from assemblies.actions.agenda import table_motion
from assemblies.actions.assemblies import cancel_assembly, close_assembly, open_assembly
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.closing import close_ballot
from assemblies.actions.rewording import reword_motion, withdraw_motion
from assemblies.actions.seconding import second_motion
from assemblies.enums import MOTION_STEPS, MotionStatus
from assemblies.models import Ballot, Motion, Result, Vote
from assemblies.queries.ballots import tally
from organisations.models import Decision
from organiser.base import clock
from organiser.base.actions.ledger import flaws
from organiser.base.errors import Refusal
from organiser.base.models import LedgerEntry
from tests.helpers import called_assembly, people_of
from tests.world import Place, make_motion

NAMES = st.sampled_from(["Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North", "Fay South", "Gil South"])


class MotionMachine(RuleBasedStateMachine):
    """Random actions at one motion of the branch North, each by anybody, at a time that only runs forward."""

    place: Place

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = clock.now()

    def teardown(self) -> None:
        assert list(flaws()) == []
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        with clock.at(self.now):
            self.motion = make_motion(self.place, people_of(self.place, "North")[1], "North")
            self.assembly = called_assembly(self.place)
        self.status = MotionStatus(self.motion.status)

    def attempt(self, act) -> None:
        """Do it; a refusal leaves motion, votes and ledger as they were, anything else writes at least one entry."""
        self.now += timedelta(minutes=1)
        before, entries, votes = self.status, LedgerEntry.objects.count(), Vote.objects.count()
        try:
            with clock.at(self.now):
                act()
        except Refusal:
            assert (self.state(), LedgerEntry.objects.count(), Vote.objects.count()) == (before, entries, votes)
            return
        after = self.state()
        assert after == before or after in MOTION_STEPS[before], (before, after)
        written = LedgerEntry.objects.count() - entries
        assert written == (0 if Vote.objects.count() != votes else self.owed(before, after))
        self.status = after

    def owed(self, before: MotionStatus, after: MotionStatus) -> int:
        """One entry for each action; closing a ballot that decides writes the decision with an entry of its own."""
        decided = before == MotionStatus.VOTING and after in {MotionStatus.CARRIED, MotionStatus.FELL}
        return 2 if decided else 1

    def state(self) -> MotionStatus:
        return MotionStatus(Motion.objects.get(pk=self.motion.pk).status)

    @rule(name=NAMES)
    def second(self, name: str) -> None:
        self.attempt(lambda: second_motion(self.place.person(name), motion=self.motion))

    @rule(name=NAMES)
    def reword(self, name: str) -> None:
        self.attempt(lambda: reword_motion(self.place.person(name), motion=self.motion, text="Otherwise."))

    @rule(name=NAMES)
    def withdraw(self, name: str) -> None:
        if name != "Bea North" or self.status != MotionStatus.PROPOSED:
            self.attempt(lambda: withdraw_motion(self.place.person(name), motion=self.motion))

    @rule(name=NAMES)
    def table(self, name: str) -> None:
        self.attempt(lambda: table_motion(self.place.person(name), motion=self.motion, assembly=self.assembly))

    @rule()
    def open_the_assembly(self) -> None:
        self.now = max(self.now, self.assembly.starts_at)
        self.attempt(lambda: open_assembly(self.place.secretary, assembly=self.assembly))

    @rule()
    def close_the_assembly(self) -> None:
        self.attempt(lambda: close_assembly(self.place.secretary, assembly=self.assembly))

    @rule()
    def cancel_the_assembly(self) -> None:
        self.attempt(lambda: cancel_assembly(self.place.secretary, assembly=self.assembly))

    @rule(name=NAMES)
    def open_online(self, name: str) -> None:
        closes_at = self.now + timedelta(days=3)
        self.attempt(lambda: open_ballot(self.place.person(name), motion=self.motion, closes_at=closes_at))

    @rule()
    def open_in_assembly(self) -> None:
        self.attempt(lambda: open_ballot(self.place.secretary, motion=self.motion, assembly=self.assembly))

    @rule(name=NAMES, choice=st.sampled_from(["for", "against", "abstain", "veto"]), key=st.integers(0, 1))
    def cast(self, name: str, choice: str, key: int) -> None:
        ballot = Ballot.objects.filter(motion=self.motion).order_by("-pk").first()
        if ballot is not None and not Vote.objects.filter(ballot=ballot, entry__person__name=name).exists():
            self.attempt(lambda: cast_vote(self.place.person(name), ballot=ballot, choice=choice, key=f"the-key-{key}"))

    @rule(name=NAMES, days=st.integers(0, 3))
    def close(self, name: str, days: int) -> None:
        ballot = Ballot.objects.filter(motion=self.motion).order_by("-pk").first()
        if ballot is not None:
            self.now += timedelta(days=days)
            self.attempt(lambda: close_ballot(self.place.person(name), ballot=ballot))

    @invariant()
    def results_and_decisions_agree_with_the_motion(self) -> None:
        if not hasattr(self, "motion"):
            return
        for ballot in Ballot.objects.filter(motion=self.motion):
            closed = Result.objects.filter(ballot=ballot).first()
            assert (ballot.status == "closed") is (closed is not None)
            if closed is not None:
                assert (closed.votes_for, closed.votes_against, closed.abstentions) == tuple(tally(ballot).values())
        open_now = Ballot.objects.filter(motion=self.motion, status="open").count()
        assert (open_now == 1) is (self.status == MotionStatus.VOTING)
        decided = Decision.objects.filter(source_ref__in=Ballot.objects.filter(motion=self.motion).values("public_id"))
        assert decided.count() == int(self.status in {MotionStatus.CARRIED, MotionStatus.FELL})


def test_motion_moves_along_its_table_whatever_is_tried(harbour, mill):
    machine = type("Machine", (MotionMachine,), {"place": harbour})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
