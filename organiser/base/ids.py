"""Public ids: what addresses, files and programs see instead of database keys."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
LENGTH = 16


def new_public_id() -> str:
    """Sixteen letters and digits with 80 random bits: not sequential, without meaning (design.md section 10)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
