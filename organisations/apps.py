"""Who we are: bodies, rules, the register of decisions."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Names what the database itself refuses about rules and decisions."""

    name = "organisations"

    def ready(self) -> None:
        """Register the guards of this floor and the effects that decisions may have here."""
        from organisations import guards  # noqa: F401, PLC0415  # apps must be ready
        from organisations.actions import aims_effects, own_effects  # noqa: F401, PLC0415  # the registry fills itself
