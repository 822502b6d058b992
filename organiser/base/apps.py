"""The ground floor as a Django app; it puts the triggers up after each migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class BaseConfig(AppConfig):
    """Ledger, ids, errors, action and visibility helpers, figures, templates, css."""

    name = "organiser.base"
    label = "base"
    verbose_name = "Ledger"

    def ready(self) -> None:
        """Install the guards after every migrate, since SQLite drops triggers when it rebuilds a table."""
        from organiser.base import checks, erasing_fields, guards  # noqa: F401, PLC0415  # registers deploy checks; apps must be ready

        guards.register(
            *guards.append_only("base_ledgerentry", "The ledger can only be added to."),
            *guards.append_only("base_ledgercontent", "What the ledger says cannot be changed.", but=("DELETE",)),
        )

        pre_migrate.connect(guards.take_down_before_migrate, sender=self, dispatch_uid="organiser.guards.down")
        post_migrate.connect(guards.install_after_migrate, sender=self, dispatch_uid="organiser.guards")
