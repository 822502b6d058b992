"""Public ids: what addresses, files and programs see instead of database keys."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
LENGTH = 16
# Each byte gives one letter; 256 is eight times 32, so all letters are equally likely.
_LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))


def is_public_id(text: str) -> bool:
    """Whether a text can be a public id at all."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)


def new_public_id() -> str:
    """Sixteen letters and digits with 80 random bits: not sequential, without meaning (design.md section 10)."""
    return letters_by_chance(LENGTH)


def letters_by_chance(count: int) -> str:
    """So many letters and digits of the alphabet, each by five random bits; a million of them take seconds."""
    return secrets.token_bytes(count).translate(_LETTERS).decode("ascii")


def new_token() -> str:
    """Thirty-two letters and digits with 160 random bits, for links that let somebody act without signing in."""
    return letters_by_chance(2 * LENGTH)
