"""A process that dies at a named step of voting, counting or closing: `python killed.py STEP BALLOT PERSON MOMENT …`.

It kills itself as a power cut would, without a chance to tidy up, right after the step it was told. What follows the
moment says what is done: nothing closes, a choice and a key vote, and `hands N`, `paper CODE CHOICE`, `lot VALUES` and
`kiosk CODE CHOICE` are the work of those who count; `run-off` closes one. The step `end` comes after all that was to be
done.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "organiser.settings")

import django

django.setup()

from assemblies.actions import batches, casting, closing, outcomes, paper_entries, ties  # noqa: E402
from assemblies.enums import TieMeans  # noqa: E402
from assemblies.models import Ballot, Tie  # noqa: E402
from members.models import Person  # noqa: E402
from organiser.base import clock  # noqa: E402


def fatal(step: Callable[..., Any]) -> Callable[..., Any]:
    """The same step, and then the end."""

    def act(*given: Any, **named: Any) -> None:
        step(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return act


def work_of(person: Person, ballot: Ballot, told: list[str]) -> tuple[Any, Callable[[], Any]]:
    """The module whose step is armed, and what is done."""
    what, *said = told or ["close"]
    works: dict[str, tuple[Any, Callable[[], Any]]] = {
        "close": (closing, lambda: closing.close_ballot(person, ballot=ballot)),
        "hands": (
            batches,
            lambda: batches.enter_batch(person, ballot=ballot, way="hands", number=1, papers={"for": int(said[0])}),
        ),
        "paper": (
            paper_entries,
            lambda: paper_entries.enter_paper(person, ballot=ballot, code=said[0], choice=said[1]),
        ),
        "kiosk": (
            paper_entries,
            lambda: paper_entries.cast_at_kiosk(person, ballot=ballot, code=said[0], choice=said[1]),
        ),
        "run-off": (outcomes, lambda: closing.close_ballot(person, ballot=ballot)),
        "lot": (
            outcomes,
            lambda: ties.decide_tie(
                person, tie=Tie.objects.get(ballot=ballot, decided_at=None), by=TieMeans.LOT, values=[said[0]]
            ),
        ),
    }
    vote = (casting, lambda: casting.cast_vote(person, ballot=ballot, choice=what, key=said[0]))
    return works.get(what) or vote


def main() -> None:
    """Arm the step, then do what was told."""
    name, ballot_pk, person_pk, moment, *told = sys.argv[1:]
    ballot, person = Ballot.objects.get(pk=ballot_pk), Person.objects.get(pk=person_pk)
    module, act = work_of(person, ballot, told)
    if name == "end":
        act = fatal(act)
    else:
        setattr(module, name, fatal(getattr(module, name)))
    with clock.at(datetime.fromisoformat(moment)):
        act()


if __name__ == "__main__":
    main()
