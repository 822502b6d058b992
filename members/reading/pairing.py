"""Every two records of a register that look like one person, put beside each other without comparing all with all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from members.reading.alike import WEAK, Card, alike, keys_of, own_words, part_of, split_words, whole_pairs
from members.reading.near_words import misspelt, near_words

# A block in which more people stand together says nothing about any two of them, and would be compared for ever.
MOST_IN_BLOCK = 40
# A name that so many bear says something by itself: the same person written down two or three times. So does a word
# of a name; where both of two words are borne by more, they are two names, as Meier and Maier are.
FEW_OF_A_NAME = 3
# Longer names are titles and lists; every two of their words would be too many.
MOST_WORDS = 6

Keys = tuple[int, int]
Said = tuple[int, list[str]]


@dataclass(frozen=True)
class Found:
    """What a look through a register came to.

    Args:
        pairs: keys of memberships, the lower first, with likeness and reasons.
        people: how many records were looked at.
        crowded: how many blocks were left out because too many stand in them.
        weak: the same for those of which nothing but the names is near, the nearest first.
    """

    pairs: dict[Keys, Said]
    people: int
    crowded: int
    weak: dict[Keys, Said] = field(default_factory=dict)


class Names:
    """The names of a register: who bears which, and how many bear each word."""

    def __init__(self) -> None:
        """Begin with none."""
        self.bearers: dict[tuple[str, ...], list[Card]] = defaultdict(list)
        self.words: Counter[str] = Counter()
        self.together: dict[tuple[str, str], list[Card]] = defaultdict(list)

    def add(self, one: Card) -> None:
        """Take in one record."""
        self.bearers[one.words].append(one)
        self.words.update(set(one.words))
        if 1 < len(one.words) <= MOST_WORDS:
            for two in whole_pairs(one.words):
                if len(self.together[two]) <= FEW_OF_A_NAME:
                    self.together[two].append(one)

    def rare(self, one: Card, other: Card) -> bool:
        """Whether these names, and what they differ in, are borne by so few that they say something by themselves."""
        if max(len(self.bearers[one.words]), len(self.bearers[other.words])) > FEW_OF_A_NAME:
            return False
        if one.words == other.words:
            return True
        if part_of(one, other):
            return any(len(self.together[two]) <= FEW_OF_A_NAME for two in whole_pairs(split_words(one, other)[0]))
        return all(min(self.words[mine], self.words[others]) <= FEW_OF_A_NAME for mine, others in own_words(one, other))

    def near(self) -> Iterator[tuple[Card, Card]]:
        """Every two that bear one rare name, or rare names of which one may be the other written wrongly."""
        for together in (self.bearers, self.together):
            for cards in together.values():
                if len(cards) <= FEW_OF_A_NAME:
                    yield from combinations(cards, 2)
        near = near_words(self.words, FEW_OF_A_NAME)
        for name, cards in self.bearers.items():
            if len(cards) > FEW_OF_A_NAME:
                continue
            for wrong in misspelt(name, near):
                others = self.bearers.get(wrong, ())
                if name < wrong and len(others) <= FEW_OF_A_NAME:
                    yield from ((one, other) for one in cards for other in others)


def find_pairs(cards: Iterable[Card]) -> Found:
    """Every two that look like one person.

    Each record stands in at most four blocks, and no block is larger than `MOST_IN_BLOCK`; names are put beside each
    other only where few bear them: so the work grows with the number of people and not with its square.
    """
    blocks: dict[tuple[str, str], list[Card]] = defaultdict(list)
    names = Names()
    people = 0
    for one in cards:
        people += 1
        names.add(one)
        for key in keys_of(one):
            blocks[key].append(one)
    pairs: dict[Keys, Said] = {}
    looked: set[Keys] = set()
    for one, other in _beside(blocks, names):
        keys = (min(one.key, other.key), max(one.key, other.key))
        if keys not in looked:
            looked.add(keys)
            said = alike(one, other, rare=names.rare(one, other))
            if said is not None:
                pairs[keys] = said
    weak = sorted((keys for keys, said in pairs.items() if said[0] <= WEAK), key=lambda keys: (-pairs[keys][0], keys))
    crowded = sum(len(block) > MOST_IN_BLOCK for block in blocks.values())
    return Found(pairs, people, crowded, {keys: pairs.pop(keys) for keys in weak})


def _beside(blocks: dict[tuple[str, str], list[Card]], names: Names) -> Iterator[tuple[Card, Card]]:
    for block in blocks.values():
        if len(block) <= MOST_IN_BLOCK:
            yield from combinations(block, 2)
    yield from names.near()
