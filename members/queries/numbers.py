"""Which membership numbers are given out no more."""

import hashlib
from collections.abc import Collection

from members.models import SpentNumber


def number_digest(organisation: int, number: str) -> str:
    """What is kept of a number that nobody gets again."""
    return hashlib.sha256(f"member number {organisation} {number}".encode()).hexdigest()


def spent_among(organisation: int, numbers: Collection[str]) -> set[str]:
    """Those of some numbers that somebody had who was erased."""
    if not SpentNumber.objects.filter(organisation=organisation).exists():
        return set()  # as long as nobody was: a digest for each number costs more than this question
    digests = {number_digest(organisation, number): number for number in numbers}
    found = SpentNumber.objects.filter(organisation=organisation, digest__in=list(digests))
    return {digests[digest] for digest in found.values_list("digest", flat=True)}
