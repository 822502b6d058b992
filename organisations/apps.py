"""Who we are: bodies, rules, the register of decisions."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Names what the database itself refuses about rules and decisions."""

    name = "organisations"

    def ready(self) -> None:
        """Register the guards of this floor and the effects that decisions may have here."""
        from organisations import erasing, federation_guards, guards  # noqa: F401, PLC0415  # apps must be ready
        from organisations.actions import (  # noqa: F401, PLC0415  # the registry fills itself
            affiliation_effects,
            agreement_effects,
            aims_effects,
            alliance_effects,
            council_effects,
            own_effects,
            structure_effects,
        )
