"""An assembly that is meeting now, and ballots over days, with a stranger and another branch beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from assemblies.actions.ballots import open_ballot
from assemblies.models import Assembly, Ballot, Motion
from members.models import Person
from organiser.base import clock
from tests.conftest import build_harbour, build_mill
from tests.helpers import decide_online, north_motion, online_ballot
from tests.snapshots import once
from tests.world import Place, hold_assembly, make_motion


@dataclass
class Scene:
    """Who and what a test of pages needs. Bea moved everything; Cyd seconded; Hal is of the other branch."""

    harbour: Place
    mill: Place
    secretary: Person
    bea: Person
    cyd: Person
    hal: Person
    kim: Person
    proposed: Motion
    assembly: Assembly
    tabled: Motion
    here: Ballot
    online: Ballot
    decided: Motion

    @property
    def closed(self) -> Ballot:
        """The ballot that is over."""
        return self.decided.ballots.get()


def build_scene() -> Scene:
    """Up to the beginning of the assembly, to which four are checked in."""
    harbour, mill = build_harbour(), build_mill()
    bea = harbour.person("Bea North")
    cyd = harbour.person("Cyd North")
    hers = make_motion(mill, mill.person("Lea Mill"), "", mill.person("Max Mill"), title="Mill secret motion")
    open_ballot(mill.secretary, motion=hers, closes_at=clock.now() + timedelta(days=30))
    decided = decide_online(harbour, north_motion(harbour, title="Paint the stairs"), "++-0")
    tabled = north_motion(harbour, title="Stop paying for the lift")
    present = [harbour.members[name] for name in ("Ana Founder", "Bea North", "Cyd North", "Dan North")]
    assembly = hold_assembly(harbour, [tabled], "North", present)
    with clock.at(assembly.starts_at):
        online = online_ballot(harbour, north_motion(harbour, title="Demand the accounts"))
        here = open_ballot(harbour.secretary, motion=tabled, assembly=assembly)
        tabled.refresh_from_db()
        proposed = make_motion(harbour, bea, "North", title="Bicycle store")
        hal, kim = harbour.person("Hal South"), mill.secretary
    return Scene(
        harbour, mill, harbour.secretary, bea, cyd, hal, kim, proposed, assembly, tabled, here, online, decided
    )


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """Everything at once: the clock stands at the beginning of the assembly, to which four are checked in."""
    found = once("scene", build_scene, guarded=False)
    with clock.at(found.assembly.starts_at):
        yield found
