"""Words that may be one word written wrongly: found by leaving letters out, the same on both engines.

Two words that differ by one letter, or by two that changed places, become one when a letter is left out of each or of
one of them; by two letters, when two are. So words that meet at one such remainder are compared, and no two others.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

# Of three letters one is too much: Ana and Ina, Tim and Tom, Jan and Jana are names of their own.
LETTERS_TO_A_SLIP, MOST_SLIPS = 4, 2
# Where so many words meet, they are a family of names rather than one name and its slips.
MOST_THAT_MEET = 40
# A word of twelve letters has 66 remainders without two of them: in a register of more words than these, one letter
# alone is looked at, so that time and memory stay in bounds.
MANY_WORDS = 60_000
NONE: Mapping[str, int] = {}

Name = tuple[str, ...]


def may_slip(word: str) -> int:
    """How many letters of a word may be wrong: one in four, two at most; none where it holds a digit."""
    return 0 if any(letter.isdigit() for letter in word) else min(MOST_SLIPS, len(word) // LETTERS_TO_A_SLIP)


def slips(one: str, other: str) -> int:
    """By how many letters two words differ, where one may be the other written wrongly; otherwise nought."""
    most = min(may_slip(one), may_slip(other))
    letters = DamerauLevenshtein.distance(one, other, score_cutoff=most) if most else 0
    return letters if letters <= most else 0


@lru_cache(maxsize=1024)
def _kept(length: int, left_out: int) -> tuple[tuple[int, ...], ...]:
    return tuple(combinations(range(length), length - left_out))


def _without(word: str, left_out: int) -> set[str]:
    """A word with so many letters left out, in every way."""
    if left_out == 0:
        return {word}
    if left_out == 1:
        return {word[:place] + word[place + 1 :] for place in range(len(word))}
    return {"".join([word[place] for place in kept]) for kept in _kept(len(word), left_out)}


def near_words(bearers: Mapping[str, int], few: int) -> dict[str, dict[str, int]]:
    """Which words may be which, with the letters between them; one of the two is borne by few.

    The remainders are gone through length by length, so that only those of one length are held at a time.

    Args:
        bearers: how many people in a register have each word in their names.
        few: two words of which each is borne by more are two names.
    """
    most = MOST_SLIPS if len(bearers) <= MANY_WORDS else 1
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in bearers:
        if may_slip(word):
            by_length[len(word)].append(word)
    near: dict[str, dict[str, int]] = defaultdict(dict)
    for length in range(min(by_length, default=0) - most, max(by_length, default=0) + 1):
        for one, other in _meeting(by_length, length, most):
            if min(bearers[one], bearers[other]) <= few and other not in near[one] and (apart := slips(one, other)):
                near[one][other] = near[other][one] = apart
    return {word: others for word, others in near.items() if others}


def _meeting(by_length: Mapping[int, list[str]], length: int, most: int) -> Iterator[tuple[str, str]]:
    """Every two words of which one remainder of this length is the same."""
    met: dict[str, list[str]] = defaultdict(list)
    for left_out in range(most + 1):
        for word in by_length.get(length + left_out, ()):
            if left_out <= may_slip(word):
                for remainder in _without(word, left_out):
                    met[remainder].append(word)
    for words in met.values():
        if 1 < len(words) <= MOST_THAT_MEET:
            yield from combinations(words, 2)


def misspelt(name: Name, near: Mapping[str, Mapping[str, int]]) -> Iterator[Name]:
    """Every name that is this one with one word written wrongly, or with one letter wrong in each of two words."""
    for place, word in enumerate(name):
        for other, letters in near.get(word, NONE).items():
            changed = (*name[:place], other, *name[place + 1 :])
            yield tuple(sorted(changed))
            if letters == 1:
                for second in range(place + 1, len(name)):
                    for third, more in near.get(name[second], NONE).items():
                        if more == 1:
                            yield tuple(sorted((*changed[:second], third, *changed[second + 1 :])))
