"""The keys of people, and what is sealed with them (AES-256 in GCM, NIST SP 800-38D)."""

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from members.models import ApiToken, BackupKey, Dissent, Erasure, Letter, Membership, MergeRecord, Person, Transfer
from organiser.backups.contents import every
from organiser.base import clock
from organiser.base.errors import Invalid

BYTES, NONCE = 32, 12
FORM = "organiser backup keys"
NO_KEYS = "This is no file of keys that `manage.py backup` wrote."


class Encoder(DjangoJSONEncoder):
    """As Django's, with the microseconds of a time."""

    def default(self, o: Any) -> Any:
        """Times as ISO 8601 in full."""
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


class Keyring:
    """The keys of people by the number of their row; missing ones are made and kept until `write` puts them away."""

    def __init__(self, keys: Mapping[int, bytes] | None = None) -> None:
        self.ciphers = {pk: AESGCM(key) for pk, key in (keys or {}).items()}
        self.fresh: dict[int, bytes] = {}

    @classmethod
    def of_the_database(cls) -> "Keyring":
        """The keys that were made for backups before."""
        return cls({pk: bytes(key) for pk, key in BackupKey.objects.values_list("person_id", "key").iterator()})

    def seal(self, person: int, place: str, value: Any) -> str:
        """A value that only the key of this person opens, and only in this place."""
        if person not in self.ciphers:
            self.fresh[person] = secrets.token_bytes(BYTES)
            self.ciphers[person] = AESGCM(self.fresh[person])
        nonce = secrets.token_bytes(NONCE)
        plain = json.dumps(value, cls=Encoder).encode()
        return b64encode(nonce + self.ciphers[person].encrypt(nonce, plain, place.encode())).decode()

    def opened(self, person: int, place: str, sealed: str) -> Any:
        """What was sealed; None where the key is gone.

        Raises:
            Invalid: where the key is there and does not fit: another site's, or a damaged file.
        """
        cipher = self.ciphers.get(person)
        if cipher is None:
            return None
        try:
            raw = b64decode(sealed)
            return json.loads(cipher.decrypt(raw[:NONCE], raw[NONCE:], place.encode()))
        except (InvalidTag, ValueError) as error:
            raise Invalid(
                "These keys do not open this backup. Give the file of keys that was written with it, or a later one.",
                code="keys_do_not_fit",
            ) from error

    @transaction.atomic
    def put_away(self) -> None:
        """Keep the keys that were made, but none for people who were erased meanwhile."""
        erased = set(Erasure.objects.filter(state="done").values_list("membership__person", flat=True))
        rows = [BackupKey(person_id=pk, key=key) for pk, key in self.fresh.items() if pk not in erased]
        BackupKey.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def write_keys(path: Path) -> int:
    """Write the keys of everybody who is not erased, in the place of those written before; gives how many."""
    found = BackupKey.objects.values_list("person__public_id", "key").order_by("pk")
    keys = {public_id: b64encode(bytes(key)).decode() for public_id, key in found.iterator()}
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump({FORM: 1, "made_at": clock.now().isoformat(), "keys": keys}, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return len(keys)


def read_keys(path: Path, *, since: datetime) -> dict[str, bytes]:
    """The keys in a file, by the public ids of people.

    Args:
        since: when the backup was made; in an older file of keys those who joined later would look erased.

    Raises:
        Invalid: where it is no such file, or an older one.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        keys = {public_id: b64decode(key, validate=True) for public_id, key in told["keys"].items()}
        form, made_at = told[FORM], datetime.fromisoformat(told["made_at"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid(NO_KEYS, code="no_keys") from error
    if form != 1 or any(len(key) != BYTES for key in keys.values()):
        raise Invalid(NO_KEYS, code="no_keys")
    if made_at < since:
        raise Invalid(
            "These keys are older than the backup: whoever joined later would be taken for erased. Give the file of "
            "keys that was written with it, or a later one.",
            code="keys_too_old",
        )
    return keys


def owners_of_subjects(using: str) -> dict[str, int]:
    """Whom the ledger speaks of: public ids of people and of what is theirs alone, as an erasure cleans them."""
    owners = dict(Person.objects.using(using).values_list("public_id", "pk"))
    for model, person in (
        (Membership, "person"),
        (Letter, "person"),
        (ApiToken, "person"),
        (Dissent, "membership__person"),
        (Transfer, "membership__person"),
        (MergeRecord, "kept__person"),
    ):
        owners.update(every(model, using).values_list("public_id", person))
    return owners
