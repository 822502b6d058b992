"""The settings module as a whole, started in a process of its own with one environment after another."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "SECRET_KEY",
    "DEBUG",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "EMAIL_BACKEND",
    "DATABASES",
    "SITE_ADDRESS",
)
SHOW = f"import json; from organiser import settings as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES}}}))"


def start(tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "HOME"}}
    return subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env={**clean, "ORGANISER_DATA": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_local_machine_needs_nothing_and_keeps_its_key(tmp_path):
    first, second = (json.loads(start(tmp_path).stdout) for _ in range(2))
    assert first["SECRET_KEY"] == second["SECRET_KEY"] == (tmp_path / "secret_key").read_text(encoding="utf-8")
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert first["SITE_ADDRESS"] == "http://127.0.0.1:8000"
    assert (first["DEBUG"], first["SECURE_SSL_REDIRECT"]) == (False, False)
    assert first["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert first["DATABASES"]["default"].get("ATOMIC_REQUESTS", False) is False


def test_production_is_https_with_a_given_key(tmp_path):
    shown = json.loads(start(tmp_path, ORGANISER_MODE="production", SECRET_KEY="k" * 60, ALLOWED_HOSTS="a.org").stdout)
    assert shown["SECRET_KEY"] == "k" * 60
    assert (shown["SECURE_SSL_REDIRECT"], shown["SESSION_COOKIE_SECURE"]) == (True, True)
    assert shown["SITE_ADDRESS"] == "https://a.org"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ORGANISER_MODE": "production"}, "Production needs SECRET_KEY or SECRET_KEY_FILE."),
        ({"ORGANISER_MODE": "prod"}, "ORGANISER_MODE must be one of local, production, not 'prod'."),
        ({"ORGANISER_DEBUG": "yes"}, "ORGANISER_DEBUG must be True or False, not 'yes'."),
        ({"SQLITE_JOURNAL": "OFF"}, "SQLITE_JOURNAL must be one of DELETE, WAL, not 'OFF'."),
        (
            {"SITE_ADDRESS": "organiser.example"},
            "SITE_ADDRESS must be an address such as https://organiser.example, not 'organiser.example'.",
        ),
        ({"DATABASE_URL": "mysql://h/d"}, "DATABASE_URL must name a PostgreSQL or an SQLite database."),
    ],
)
def test_wrong_setting_stops_the_start(tmp_path, environment, sentence):
    ended = start(tmp_path, **environment)
    assert ended.returncode == 1
    assert ended.stderr.strip().split("\n")[-1] == f"django.core.exceptions.ImproperlyConfigured: {sentence}"
