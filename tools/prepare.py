"""Everything between installing and serving, in one process so that the next start is quick: `make run` calls it.

Refuses a port that is taken, brings the database and the static files up to date, loads the example world into an
empty database, and says where to look.
"""

import hashlib
import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"


def check_port(given: str) -> None:
    """Leave with a sentence where `given` is not a port, or is one that somebody else serves on."""
    if not given.isascii() or not given.isdigit() or not 0 < int(given) < 2**16:
        sys.exit(f"PORT must be a whole number from 1 to 65535, not {given!r}.")
    with socket.socket() as probe:
        # As the server does it: a port whose last connection is still fading counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, int(given)))
        except PermissionError:
            sys.exit(f"Port {given} is kept for the machine's administrator. Choose another: make run PORT=8001")
        except OSError:
            sys.exit(f"Port {given} is already in use. Stop what runs there, or choose another: make run PORT=8001")


def fingerprint() -> str:
    """A digest over every static file of ours and over the packages that bring their own."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    apps = [path.parent for path in ROOT.glob("*/__init__.py")]
    for path in sorted(found for app in apps for found in app.glob("**/static/**/*") if found.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def prepare() -> None:
    """Bring database and static files up to date, load the example where it may be, and say where to look."""
    from django.conf import settings  # noqa: PLC0415  # Django is set up first
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)

    stamp, wanted = Path(settings.STATIC_ROOT) / ".fingerprint", fingerprint()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(wanted, encoding="ascii")

    if not os.environ.get("EMPTY"):
        call_command("load_example")
    call_command("welcome")


def main() -> None:
    """Look whether everything needed is there, then prepare; what is missing is said in a sentence."""
    check_port(os.environ.get("PORT", "8000"))
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "organiser.settings")

    import django  # noqa: PLC0415  # only after the port is known to be free
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.db import OperationalError, connection  # noqa: PLC0415

    try:
        django.setup()
        connection.ensure_connection()
    except ImproperlyConfigured as error:
        sys.exit(f"A setting is wrong: {error}")
    except OSError as error:
        sys.exit(f"The data folder cannot be used: {error}")
    except OperationalError as error:
        sys.exit(f"The database does not answer: {error}")
    prepare()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
