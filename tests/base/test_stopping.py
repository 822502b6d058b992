"""A process told to stop stops, whatever it was doing when it was told."""

import os
import signal
import sys

import pytest

from organiser.base.stopping import NUMBERS, Stop

PATIENCE = 10


@pytest.fixture
def _no_hanging():
    def give_up(_number, _frame):
        raise AssertionError("It did not stop when told to.")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def told_at_step(number, step):
    """Wait for an hour, and be told by a signal at this step of what waiting does; None where it has fewer steps."""
    steps = iter(range(1000))

    def trace(frame, _event, _argument):
        frame.f_trace_opcodes = True
        if frame.f_code.co_name != "_tell" and next(steps) == step:
            os.kill(os.getpid(), number)
        return trace

    with Stop() as stop:
        sys.settrace(trace)
        try:
            told = stop.wait(3600 if step is not None else 0)
        finally:
            sys.settrace(None)
    return told, next(steps)


@pytest.mark.usefixtures("_no_hanging")
@pytest.mark.parametrize("number", NUMBERS)
def test_it_stops_at_whatever_step_of_its_waiting_it_is_told(number):
    told, steps = told_at_step(number, None)
    assert (told, steps > 5) == (False, True)
    # Told after the wait has ended, the last steps are those of leaving.
    assert [told_at_step(number, step)[0] for step in range(steps // 2)] == [True] * (steps // 2)


@pytest.mark.usefixtures("_no_hanging")
def test_being_told_twice_is_being_told_and_the_signals_are_given_back():
    before = [signal.getsignal(number) for number in NUMBERS]
    with Stop() as stop:
        assert stop.told() is False
        for number in (*NUMBERS, *NUMBERS):
            os.kill(os.getpid(), number)
        assert (stop.told(), stop.wait(3600)) == (True, True)
    assert [signal.getsignal(number) for number in NUMBERS] == before
