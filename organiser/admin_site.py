"""The admin site: open to those who hold a term, for keeping house and not for governing."""

from django.contrib import admin
from django.http import HttpRequest


class OrganiserAdminSite(admin.AdminSite):
    """The stock admin under our theme."""

    site_header = "Organiser"
    site_title = "Organiser"
    index_title = "Technical records"
