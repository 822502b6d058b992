"""How allauth meets our people: no sign-up of its own, and the words of the bulletin."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from members.models import Person


def shown_name(person: Person) -> str:
    """What account pages call somebody."""
    return person.name


class AccountAdapter(DefaultAccountAdapter):
    """People come by import, by joining or by founding; never by an open sign-up form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's form
        """Never."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Keep the sign-in name that the person was given."""


class MFAAdapter(DefaultMFAAdapter):
    """Passkeys and codes carry the name of the site and of the person."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for a passkey: this site, by its host name."""
        entity = super().get_public_key_credential_rp_entity()
        entity["name"] = "Organiser"
        return entity

    def _get_site_name(self) -> str:
        return "Organiser"
