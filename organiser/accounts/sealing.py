"""Secrets that must be read again, such as the key of an authenticator app, are sealed before they are stored."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"organiser: secrets at rest").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def sealed(text: str) -> str:
    """The text as it may stand in a database or a backup: only whoever has SECRET_KEY can read it."""
    return _keys().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """The text that was sealed, with this signing key or one of SECRET_KEY_FALLBACKS.

    Raises:
        InvalidToken: where it was sealed with another key or changed.
    """
    return _keys().decrypt(text.encode()).decode()
