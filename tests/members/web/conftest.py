"""What tests of these pages need: addresses by short names, and files to send."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from members.models import ImportBatch, Membership
from tests.world import Place

Send = Callable[..., Any]


@pytest.fixture
def fay(client: Client, harbour: Place) -> Client:
    """Signed in as Fay, who keeps the register of South and no other."""
    client.force_login(harbour.person("Fay South"))
    return client


@pytest.fixture
def other_numbers(harbour: Place) -> None:
    """Gives the harbour numbers that no file of invented people holds."""
    for membership in harbour.members.values():
        Membership.objects.filter(pk=membership.pk).update(number=f"H{membership.pk}")


@pytest.fixture
def send(harbour: Place) -> Send:
    """Sends a file to the import of South, or of another body."""

    def sending(
        client: Client, data: bytes | str, *, name: str = "members.csv", branch: str = "South", **more: Any
    ) -> Any:
        content = data.encode() if isinstance(data, str) else data
        url = reverse("import_new", args=[harbour.body(branch).public_id])
        return client.post(url, {"file": SimpleUploadedFile(name, content), **more})

    return sending


@pytest.fixture
def staged(harbour: Place, send: Send) -> Callable[..., ImportBatch]:
    """Sends a file that can be read and gives what was laid out of it."""

    def staging(client: Client, data: bytes | str, **more: Any) -> ImportBatch:
        answer = send(client, data, **more)
        assert answer.status_code == 302, answer.content.decode()
        return ImportBatch.objects.get(public_id=answer.url.split("/")[-2])

    return staging
