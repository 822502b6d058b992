"""Private copies of files: of large ones until they are read, and of those for whose cells something can be chosen."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from members.enums import ImportStatus
from members.models import ImportBatch
from members.reading.upload import full_piece
from organiser.base import clock

SUFFIX = ".upload"
KEPT_FOR = timedelta(days=30)
_A_DAY = 86_400


def _path(name: str) -> Path:
    return Path(settings.UPLOAD_DIR) / f"{name}{SUFFIX}"


def keep_upload(stream: BinaryIO) -> str:
    """Copy a file from its beginning to where only the service can read it; gives the name of the copy."""
    folder = Path(settings.UPLOAD_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    path = _path(name)
    path.touch(mode=0o600, exist_ok=False)
    try:
        with path.open("wb") as copy:
            stream.seek(0)
            while piece := full_piece(stream):
                copy.write(piece)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


@contextmanager
def opened_upload(name: str) -> Iterator[tuple[BinaryIO, int]]:
    """The copy of that name and its size; `FileNotFoundError` where it is gone."""
    path = _path(name)
    with path.open("rb") as stream:
        yield stream, path.stat().st_size


def forget_upload(name: str) -> None:
    """Delete a copy; one that is gone is gone."""
    if name:
        _path(name).unlink(missing_ok=True)


def forget_uploads() -> int:
    """Delete, day by day, the copies that no import waits for, such as those of a request that broke off.

    What nobody has read within thirty days is read no more.
    """
    folder, gone = Path(settings.UPLOAD_DIR), 0
    old = ImportBatch.objects.filter(status=ImportStatus.READING, made_at__lt=clock.now() - KEPT_FOR)
    old.update(status=ImportStatus.DISCARDED, upload="", headings=[], choices={}, finished_at=clock.now())
    staged = ImportBatch.objects.filter(status=ImportStatus.STAGED, made_at__lt=clock.now() - KEPT_FOR)
    staged.exclude(upload="").update(upload="", choices={})
    if not folder.is_dir():
        return 0
    kept = set(ImportBatch.objects.exclude(upload="").values_list("upload", flat=True))
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(FileNotFoundError):  # read to its end at this moment
            is_old = clock.now().timestamp() - path.stat().st_mtime > _A_DAY
            if path.stem not in kept and is_old:
                path.unlink()
                gone += 1
    return gone
