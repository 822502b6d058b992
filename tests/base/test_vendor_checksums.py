"""What came from elsewhere is as it came, with its licence; the joined style sheet is what the sheets give."""

import gzip
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "organiser/base/static"
VENDOR = STATIC / "vendor"
SHEETS = ("fonts.css", "organiser.css", "organiser.min.css", "tokens.css", "more.css", "admin.css")


def test_every_vendored_file_has_the_checksum_written_down_and_none_is_unlisted():
    written = dict(line.split("  ", 1)[::-1] for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert found == written


def test_every_vendored_package_names_its_version_and_brings_its_licence():
    folders = [path for path in VENDOR.iterdir() if path.is_dir()]
    assert {folder.name for folder in folders} == {
        *("dejavu-2.37.3", "libre-franklin-5.3.0", "organiser-letters-1", "pico-2.1.1", "source-serif-4-5.3.1"),
    }
    assert [folder.name for folder in folders if not list(folder.glob("LICENSE*"))] == []


def test_the_joined_sheet_is_what_the_sheets_give():
    run = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, ROOT / "tools/build_css", "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_points_only_to_files_that_are_there(sheet):
    addresses = re.findall(r'url\("?([^")]+)"?\)', (STATIC / "organiser" / sheet).read_text(encoding="utf-8"))
    targets = [(STATIC / "organiser" / address).resolve() for address in addresses]
    assert [target.name for target in targets if not target.is_file()] == []


def test_no_letter_is_left_to_a_font_with_a_reserved_name():
    cuts = list((VENDOR / "organiser-letters-1").glob("*.woff2"))
    assert len(cuts) == 9
    assert [path.name for path in cuts if "source" in path.name.lower() or "franklin" in path.name.lower()] == []


def test_sheet_and_letters_of_the_first_page_leave_room_for_the_page_itself():
    sheet = len(gzip.compress((STATIC / "organiser/organiser.min.css").read_bytes(), mtime=0))
    letters = [VENDOR / "organiser-letters-1" / name for name in ("organiser-voice-latin", "organiser-text-latin-400")]
    assert sheet + sum(path.with_suffix(".woff2").stat().st_size for path in letters) < 48_000
