"""Assemblies as a Django app."""

from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    """Names what the database itself refuses about rolls, ballots and votes."""

    name = "assemblies"

    def ready(self) -> None:
        """Register the guards of this floor and the effects that need it."""
        from assemblies import erasing, guards  # noqa: F401, PLC0415  # apps must be ready
        from assemblies.actions import (  # noqa: F401, PLC0415  # the registry fills itself
            body_effects,
            caucus_effects,
            exclusion_effects,
        )
