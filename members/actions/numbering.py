"""Which number a new membership gets: drawn by chance, so that it tells nobody how many there are.

Numbers in a row let each branch, and each applicant, count all the others (invariant 7). No action of its own.
"""

import secrets

from members.models import Membership
from members.queries.numbers import spent_among

# Six digits are typed at a door and told over the phone. They suffice for about 450,000 people.
FEWEST_DIGITS = 6
TRIED, AT_ONCE = 20, 1000


def draw_numbers(organisation: int, how_many: int) -> list[str]:
    """So many numbers that nobody has, nor had who was erased; the organisation, given by its key, must be locked.

    Where half of those tried are taken, one digit is added: the question stays as small in a register of millions. How
    long a number is tells no more than that.
    """
    chance = secrets.SystemRandom()
    found: dict[str, None] = {}
    size = FEWEST_DIGITS
    while len(found) < how_many:
        most = min(AT_ONCE, max(TRIED, how_many - len(found)))
        tried = [str(number) for number in chance.sample(range(10 ** (size - 1), 10**size), most)]
        taken = set(
            Membership.objects.filter(organisation=organisation, number__in=tried).values_list("number", flat=True)
        )
        taken |= spent_among(organisation, tried)
        found |= dict.fromkeys(number for number in tried if number not in taken)
        if 2 * len(taken) >= len(tried):
            size += 1
    return list(found)[:how_many]
