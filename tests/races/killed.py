"""A process that dies at a named step of voting or closing: `python killed.py STEP BALLOT PERSON MOMENT [CHOICE KEY]`.

It kills itself as a power cut would, without a chance to tidy up, right after the step it was told.
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

from assemblies.actions import casting, closing  # noqa: E402
from assemblies.models import Ballot  # noqa: E402
from members.models import Person  # noqa: E402
from organiser.base import clock  # noqa: E402

STEPS = {
    "insert_vote": casting,
    "issue": casting,
    "put_in": casting,
    "seal": closing,
    "counted": closing,
    "empty": closing,
    "settle": closing,
    "sweep": closing,
}


def fatal(step: Callable[..., Any]) -> Callable[..., Any]:
    """The same step, and then the end."""

    def act(*given: Any, **named: Any) -> None:
        step(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return act


def main() -> None:
    """Arm the step, then vote or close."""
    name, ballot_pk, person_pk, moment, *paper = sys.argv[1:]
    module = STEPS[name]
    setattr(module, name, fatal(getattr(module, name)))
    ballot, person = Ballot.objects.get(pk=ballot_pk), Person.objects.get(pk=person_pk)
    with clock.at(datetime.fromisoformat(moment)):
        if paper:
            casting.cast_vote(person, ballot=ballot, choice=paper[0], key=paper[1])
        else:
            closing.close_ballot(person, ballot=ballot)


if __name__ == "__main__":
    main()
