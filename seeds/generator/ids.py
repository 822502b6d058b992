"""Public ids and sign-in names from a seed: letters like those that chance gives, but the same each time."""

from random import Random

from organiser.base.ids import ALPHABET

_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]


class Ids:
    """A stream of ids. The name of the organisation is part of its seed, so that two registers never share one."""

    def __init__(self, seed: int, organisation: str) -> None:
        self._bits = Random(f"{seed} {organisation}").getrandbits

    def _letters(self, pairs: int) -> str:
        bits = self._bits(10 * pairs)
        return "".join([_PAIRS[bits >> shift & 1023] for shift in range(0, 10 * pairs, 10)])

    def public_id(self) -> str:
        """Sixteen letters with 80 bits, as everywhere."""
        return self._letters(8)

    def sign_in_name(self) -> str:
        """Twelve letters with 60 bits: eight, as people get them one by one, would meet twice among a million."""
        letters = self._letters(6)
        return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
