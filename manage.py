#!/usr/bin/env python3
"""Run Organiser's commands: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    """Hand the command line to Django with Organiser's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "organiser.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # settings first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
