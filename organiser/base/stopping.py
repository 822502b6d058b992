"""A process that works until it is told to stop, and is told by a signal."""

import os
import signal
from select import select
from types import FrameType
from typing import Self

NUMBERS = (signal.SIGTERM, signal.SIGINT)


class Stop:
    """What SIGTERM and Ctrl-C have said, to be asked between two pieces of work.

    No lock is held while it waits: a signal is handled on the thread that waits, and a lock which that thread has
    just taken (as in `threading.Event`) would never be free for the handler.
    """

    def __init__(self) -> None:
        self._told = False
        self._read, self._write = os.pipe()

    def __enter__(self) -> Self:
        """Listen from here on."""
        self._before = {number: signal.signal(number, self._tell) for number in NUMBERS}
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the signals to whoever listened before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)

    def _tell(self, _number: int, _frame: FrameType | None) -> None:
        if not self._told:
            self._told = True
            os.write(self._write, b"!")

    def told(self) -> bool:
        """Whether it was told to stop."""
        return self._told

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until it is told to stop; gives whether it was told."""
        select([self._read], [], [], seconds)
        return self._told
