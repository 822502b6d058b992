"""The site as a Django app, and the admin under our name."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class OrganiserConfig(AppConfig):
    """The site: accounts, api root, commands of the installation."""

    name = "organiser"
    label = "site"

    def ready(self) -> None:
        """Hand in what must be cleaned of accounts when a person is erased."""
        from organiser.accounts import erasing, own_data  # noqa: F401, PLC0415  # apps must be ready


class OrganiserAdminConfig(AdminConfig):
    """The stock admin with our site: powers decide, not Django's permissions."""

    default_site = "organiser.admin_site.OrganiserAdminSite"
