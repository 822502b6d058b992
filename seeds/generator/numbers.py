"""Member numbers without order, like those that are drawn by chance, but the same from the same seed."""

from collections.abc import Iterator
from math import gcd
from random import Random

# One digit more than what is drawn by chance, so that nobody who was enrolled before has one of them.
FEWEST_DIGITS = 7


def scattered(seed: int, most: int) -> Iterator[str]:
    """Up to `most` numbers, each once, strewn over a range of at least twice as many; nothing is held in memory."""
    low = 10 ** (FEWEST_DIGITS - 1)
    while 9 * low < 2 * most:
        low *= 10
    chance, size = Random(f"numbers {seed}"), 9 * low
    step = chance.randrange(size // 3, 2 * size // 3)
    while gcd(step, size) != 1:
        step += 1
    first = chance.randrange(size)
    return (str(low + (first + place * step) % size) for place in range(most))
