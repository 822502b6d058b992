"""The site as a Django app, and the admin under our name."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class OrganiserConfig(AppConfig):
    """The site: accounts, api root, commands of the installation."""

    name = "organiser"
    label = "site"


class OrganiserAdminConfig(AdminConfig):
    """The stock admin with our site: powers decide, not Django's permissions."""

    default_site = "organiser.admin_site.OrganiserAdminSite"
