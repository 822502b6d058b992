"""Public ids: what addresses, files and programs see instead of database keys."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
LENGTH = 16


def is_public_id(text: str) -> bool:
    """Whether a text can be a public id at all."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)


def new_public_id() -> str:
    """Sixteen letters and digits with 80 random bits: not sequential, without meaning (design.md section 10)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_token() -> str:
    """Thirty-two letters and digits with 160 random bits, for links that let somebody act without signing in."""
    return "".join(secrets.choice(ALPHABET) for _ in range(2 * LENGTH))
