"""Example worlds as a Django app, for its commands."""

from django.apps import AppConfig


class SeedsConfig(AppConfig):
    """Example worlds and generators, written through actions."""

    name = "seeds"
