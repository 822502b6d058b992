"""Which values stood in which row before, in twelve bytes a value, so that a million rows fit into memory."""

from array import array

_EMPTY = 0
_FULL = 2 / 3


class Seen:
    """A table with open places: the hash of each value beside the row where it stood first.

    The hash has 64 bits and a key that each process draws anew, so nobody can make a file of values that meet; that
    two of a million values meet by chance happens once in some tens of millions of files.
    """

    def __init__(self) -> None:
        """Begin empty; the table doubles as it fills."""
        self._count = 0
        self._keys = array("Q", bytes(8 << 10))
        self._rows = array("I", bytes(4 << 10))

    def first(self, value: str, row: int) -> int:
        """The row where a value stood first, which is this one where it is new."""
        if self._count >= len(self._keys) * _FULL:
            self._double()
        key = hash(value) & 0xFFFF_FFFF_FFFF_FFFF or 1
        place = self._place(key)
        if self._keys[place] == _EMPTY:
            self._keys[place], self._rows[place] = key, row
            self._count += 1
        return self._rows[place]

    def _place(self, key: int) -> int:
        keys, mask = self._keys, len(self._keys) - 1
        place = key & mask
        while keys[place] not in {_EMPTY, key}:
            place = (place + 1) & mask
        return place

    def _double(self) -> None:
        before = zip(self._keys, self._rows, strict=True)
        size = 2 * len(self._keys)
        self._keys, self._rows = array("Q", bytes(8 * size)), array("I", bytes(4 * size))
        for key, row in before:
            if key != _EMPTY:
                place = self._place(key)
                self._keys[place], self._rows[place] = key, row
